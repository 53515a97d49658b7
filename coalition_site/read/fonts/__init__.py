"""Fonts beside the packaged ones: the coalition's own and the system's."""
