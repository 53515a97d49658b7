"""The command line: `coalition check`, `build`, `letters`, `sent`, `import` and `doctor`."""

from coalition_site.cli.commands import main

__all__ = ["main"]
