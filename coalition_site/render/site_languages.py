"""The languages that one public site is made in: the first stands at its root, each other in a folder of its code."""

from collections.abc import Sequence
from dataclasses import dataclass

from coalition_site.derive.words.dates import language_name
from coalition_site.derive.words.direction import direction_of


@dataclass(frozen=True, slots=True)
class SiteLanguage:
    """A language of a site: its code, and its folder below the site's root, empty for the first one."""

    code: str
    folder: str

    @property
    def called(self) -> str:
        """What the language calls itself."""
        return language_name(self.code)

    @property
    def direction(self) -> str:
        """`rtl` where it is written from right to left, else `ltr`."""
        return direction_of(self.code)

    @property
    def to_root(self) -> str:
        """The way from its folder to the site's root, where images, fonts and scripts stand for all languages."""
        return "../" if self.folder else ""

    def address_below(self, site_url: str) -> str:
        """Where the pages of the language will stand; empty where nobody says where the site will."""
        return f"{site_url.rstrip('/')}/{self.folder}/" if site_url and self.folder else site_url

    def way_to(self, other: "SiteLanguage") -> str:
        """The way from its folder to that of another, where the same page has the same name."""
        return self.to_root + (f"{other.folder}/" if other.folder else "")


def site_languages(codes: Sequence[str]) -> tuple[SiteLanguage, ...]:
    """The languages of a site, in the order of their codes."""
    return tuple(SiteLanguage(code, code if number else "") for number, code in enumerate(codes))
