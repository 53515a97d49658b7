"""Images of the content folder, once they have been looked at."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ImageFile:
    """An image: its name below `images/`, where it lies, its size in pixels as it is seen, and a digest of its bytes.

    A drawing has the proportions of its view box; one that says no size is 0 wide and 0 high.
    """

    name: str
    file: Path
    width: int = 0
    height: int = 0
    digest: str = ""

    @property
    def drawing(self) -> bool:
        """Whether it is an SVG, which is shown as it is in any size."""
        return self.name.endswith(".svg")


@dataclass(frozen=True, slots=True)
class SizedPicture:
    """A file that is made of an image of the content: upright, and at most so many pixels wide. `digest` is its own."""

    file: Path
    digest: str
    width: int
