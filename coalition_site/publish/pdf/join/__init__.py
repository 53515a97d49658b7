"""Joins finished PDFs: pieces of one document, or many documents under a title."""
