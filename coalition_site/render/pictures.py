"""Pictures that people put into their texts, as elements of pages and documents, and the files that these name.

pictures = Pictures.of(coalition)
shown = pictures.in_texts(partner.profile)   # for the filter `markdown`
pictures.site_files([shown])                 # what a site with that page has beside it
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from markupsafe import Markup

from coalition_site.model.coalition import Coalition
from coalition_site.model.image import ImageFile, SizedPicture
from coalition_site.read.pictures import image_name, names_in

IMAGES = PurePosixPath("images")
"""Where images stand within a site, and within what documents load from."""

WIDTHS = (400, 800, 1200)
"""In pixels, of the copies of a photograph: for a phone, for a page, and for one on a fine screen."""
# A copy that is hardly narrower than the next one is none.
_NARROWER = 1.2
# The room that a picture has on a page, in CSS pixels: the width of a text, and what leaves some of it on a screen.
_ROOM = (672, 544)
_ON_PAPER = "print"
_PRINTED_WIDTH = 800
_SIZES = "(max-width: 44rem) calc(100vw - 2.5rem), {}px"


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture of a text: its name, its size in pixels (zeros where a drawing says none), a digest of its file."""

    name: str
    width: int
    height: int
    digest: str

    @classmethod
    def of(cls, image: ImageFile) -> "ShownPicture":
        """The picture of an image, without where it lies."""
        return cls(image.name, image.width, image.height, image.digest)

    @property
    def drawing(self) -> bool:
        """Whether it is shown as it is, in any size."""
        return self.name.endswith(".svg")

    def widths(self) -> tuple[int, ...]:
        """The widths of its copies, in pixels; the last is the largest."""
        largest = min(self.width, WIDTHS[-1])
        return (*(each for each in WIDTHS if each * _NARROWER <= largest), largest)

    def path(self, width: int) -> PurePosixPath:
        """Where the copy of a width stands within a site: a photograph is a JPEG, any other a WebP."""
        name = self.name if self.name.endswith((".jpg", ".webp")) else f"{self.name}.webp"
        return IMAGES / str(width) / name

    def printed_path(self) -> PurePosixPath:
        """Where documents find it; its digest belongs to the name, so that a document is known by what it shows."""
        name = self.name if self.name.endswith((".svg", ".jpg")) else f"{self.name}.jpg"
        return IMAGES / _ON_PAPER / self.digest[:16] / name

    def room(self) -> tuple[int, int]:
        """Width and height on a page in CSS pixels; zeros where a drawing says none."""
        if not self.width:
            return 0, 0
        scale = min(_ROOM[0] / self.width, _ROOM[1] / self.height, *(() if self.drawing else (1.0,)))
        return max(1, round(self.width * scale)), max(1, round(self.height * scale))


@dataclass(frozen=True, slots=True)
class ShownPictures:
    """The pictures that a text may show; any other is its words. On paper they are other files than on pages."""

    pictures: tuple[ShownPicture, ...] = ()
    printed: bool = False

    def element(self, address: str, words: str, way: str, *, first: bool) -> Markup | None:
        """A picture as an element; None for one that is not there. `way` leads to where images stand.

        A browser waits with all but the `first` until they are nearly seen.
        """
        name = image_name(address)
        picture = next((picture for picture in self.pictures if picture.name == name), None)
        if picture is None:
            return None
        if self.printed:
            return Markup('<img src="{}{}" alt="{}">').format(way, picture.printed_path(), words)
        width, height = picture.room()
        size = Markup(' width="{}" height="{}"').format(width, height) if width else Markup()
        later = Markup() if first else Markup(' loading="lazy"')
        source = Markup('src="{}{}"').format(way, IMAGES / name) if picture.drawing else _copies(picture, way, width)
        return Markup('<img {}{} alt="{}"{}>').format(source, size, words, later)


NO_PICTURES = ShownPictures()


def _copies(picture: ShownPicture, way: str, width: int) -> Markup:
    """The copies of a picture for browsers to choose from, and one for those that cannot."""
    widths = picture.widths()
    middle = next((each for each in widths if each >= width), widths[-1])
    if len(widths) == 1:
        return Markup('src="{}{}"').format(way, picture.path(middle))
    every = ", ".join(f"{way}{picture.path(width)} {width}w" for width in widths)
    return Markup('src="{}{}" srcset="{}" sizes="{}"').format(way, picture.path(middle), every, _SIZES.format(width))


@dataclass(frozen=True, slots=True)
class Pictures:
    """The images of a coalition, by name, for texts that show them, and the `whole` ones: those taken as they are."""

    images: Mapping[str, ImageFile] = field(default_factory=dict)
    whole: Mapping[str, Path] = field(default_factory=dict)

    @classmethod
    def of(cls, coalition: Coalition) -> "Pictures":
        """All images; whole are logos, signatures, and those that no text shows.

        Of a picture in a text there are copies: a photograph of two megabytes is taken nowhere as it is.
        """
        settings, partners = coalition.settings, coalition.partners.values()
        kept = {settings.brand.logo, *(partner.logo for partner in partners)}
        kept |= {sender.signature for sender in settings.senders.values()}
        in_texts = {name for text in coalition.markdown_texts() for name in names_in(text)} - kept
        whole = {name: file for name, file in coalition.images.items() if name not in in_texts}
        return cls(coalition.pictures, whole)

    def in_texts(self, *texts: str, printed: bool = False) -> ShownPictures:
        """Those that Markdown texts show."""
        names = dict.fromkeys(name for text in texts for name in names_in(text))
        return ShownPictures(
            tuple(ShownPicture.of(self.images[name]) for name in names if name in self.images), printed
        )

    def site_files(self, shown: Iterable[ShownPictures]) -> dict[PurePosixPath, Path | SizedPicture]:
        """The files that pages need to show these, by their paths within the site."""
        files: dict[PurePosixPath, Path | SizedPicture] = {}
        for picture, image in self._files_of(shown):
            if picture.drawing:
                files[IMAGES / image.name] = image.file
            else:
                files |= {
                    picture.path(width): SizedPicture(image.file, image.digest, width) for width in picture.widths()
                }
        return files

    def printed_files(self, shown: Iterable[ShownPictures]) -> dict[PurePosixPath, Path | SizedPicture]:
        """The files that documents need to show these, by the paths that they ask for."""
        return {
            picture.printed_path(): image.file
            if picture.drawing
            else SizedPicture(image.file, image.digest, min(image.width, _PRINTED_WIDTH))
            for picture, image in self._files_of(shown)
        }

    def _files_of(self, shown: Iterable[ShownPictures]) -> Iterator[tuple[ShownPicture, ImageFile]]:
        every = dict.fromkeys(picture for each in shown for picture in each.pictures)
        return ((each, self.images[each.name]) for each in every)


NO_IMAGES = Pictures()
