"""Editors: what they ask while a file is typed, answered by the same reading that checks and builds."""
