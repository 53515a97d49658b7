"""Coalition Site: one source for a community coalition's worksheet, profiles, letters and invite table."""

from typing import TYPE_CHECKING

__version__ = "0.2.0"

__all__ = ["__version__", "build", "load"]

if TYPE_CHECKING:
    from coalition_site.library import build, load
else:

    def __getattr__(name: str) -> object:
        """`load` and `build` are imported when they are asked for, so that the command line begins at once."""
        if name in {"build", "load"}:
            from coalition_site import library

            return getattr(library, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
