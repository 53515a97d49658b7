"""Coalition Site: one source for a community coalition's worksheet, profiles, letters and invite table."""

__version__ = "0.1.0"
