"""What everybody may see: the public view, its directory, and what would change in it."""
