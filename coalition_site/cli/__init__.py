"""The command line: `coalition check`, `coalition build`, `coalition doctor`."""

from coalition_site.cli.commands import main

__all__ = ["main"]
