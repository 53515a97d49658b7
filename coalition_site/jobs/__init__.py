"""Jobs: what a command does from beginning to end, each in one page."""
