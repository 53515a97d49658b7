"""Brings what people filled in back into the content: files are read, understood, planned and, if wanted, written."""
