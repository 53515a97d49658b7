"""Proposals become a plan: what would be added or changed, said in words, then written."""
