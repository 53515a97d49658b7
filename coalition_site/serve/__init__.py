"""The live preview: both sites as they will be, from memory, on this machine only."""
