"""The command line: `coalition check`, `build`, `letters`, `sent` and `doctor`."""

from coalition_site.cli.commands import main

__all__ = ["main"]
