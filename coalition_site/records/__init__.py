"""Records: what a field is, its value as a text and back, and which fields each surface offers."""
