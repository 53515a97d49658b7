"""Leaks: the public site, all its bytes, is searched for what is not public before it takes its place."""
