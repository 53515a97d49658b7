"""The command line: what people type, and what it says."""

from coalition_site.cli.process import main

__all__ = ["main"]
