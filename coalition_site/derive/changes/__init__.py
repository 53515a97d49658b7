"""Changes between two days."""
