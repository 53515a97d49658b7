"""Self-test: a copy of a coalition with marks in all values that are not public, and a reader that looks for them."""
