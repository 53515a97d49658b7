"""Derive: pure functions of a coalition and a day. What each audience sees are types of their own."""
