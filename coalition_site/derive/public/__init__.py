"""The public's side: the public view, its directory, and what would change in it."""
