"""Pages at old addresses, which lead to the page that took their place, so that nobody's link breaks."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from jinja2 import Environment

from coalition_site.derive.words.direction import direction_of


@dataclass(frozen=True, slots=True)
class Moved:
    """A partner's page with the ids that its file had before."""

    id: str
    name: str
    old: tuple[str, ...]


def redirects(
    moved: Iterable[Moved], environment: Environment, language: str, site_url: str = ""
) -> dict[PurePosixPath, bytes]:
    """A page below `partners/` for each old id, by path. `site_url` is where a published site will stand, or empty."""
    template = environment.get_template("site/redirect.html")
    pages: dict[PurePosixPath, bytes] = {}
    for each in moved:
        address = f"{each.id}.html"
        canonical = f"{site_url.rstrip('/')}/partners/{address}" if site_url else ""
        html = template.render(
            language=language,
            direction=direction_of(language),
            name=each.name,
            address=address,
            canonical=canonical,
        )
        pages |= {PurePosixPath("partners", f"{old}.html"): html.encode() for old in each.old}
    return pages
