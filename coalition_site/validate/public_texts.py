"""Public texts that name those who are not to be named, or link to what the public site does not have.

The words of a link that works in the workbook alone stay on the public page, without its target.
"""

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote, urlsplit

from coalition_site.model.area import Area
from coalition_site.model.content_files import AREAS, COALITION, MEETINGS, PAGES, PARTNERS
from coalition_site.model.localized import Localized, localized_values
from coalition_site.model.meeting import Meeting
from coalition_site.model.page import Page, PageAudience, PageTexts
from coalition_site.model.partner import Partner
from coalition_site.model.settings import Settings
from coalition_site.problems import Position, Problem
from coalition_site.read.content import Content
from coalition_site.read.values import Document, Step
from coalition_site.records.fields import value_at
from coalition_site.records.surfaces import public_prose
from coalition_site.validate.load import Loaded

TEAM_PLACES = frozenset(
    {
        "agreements",
        "changes",
        "coalition",
        "coverage",
        "datapackage",
        "follow-ups",
        "invite-list",
        "invites",
        "kumu",
        "letters",
        "meeting-sheet",
        "quality",
        "shortlist",
        "stakeholders",
        "worksheet",
        "worksheet-large",
    }
)
"""Pages, files and folders that the workbook has at its root and the public site has not, without their endings."""

_TARGET = re.compile(r"(?:\]\([ \t]*<?|^ {0,3}\[[^\]\n]+\]:[ \t]*<?)(?P<address>[^\s<>()]+)", re.MULTILINE)
_NOWHERE = "withheld:"
"""A target that no link may have, so that its words alone are shown."""
_INDEX = "index"
_PAGES = ("", ".html", ".htm", ".md", ".pdf", ".vcf")
"""How addresses of pages and their documents end; images are other than these."""
_OF_A_MEETING = (*_PAGES, ".ics")
_SHORTEST, _SHORTEST_WORD = 6, 9


@dataclass(frozen=True, slots=True)
class Shown:
    """The ids of partners, of pages written by hand and of meetings that the public site has."""

    partners: Collection[str]
    pages: Collection[str]
    meetings: Collection[str]

    @classmethod
    def on(
        cls, today: date, partners: Iterable[Partner], pages: Iterable[Page], meetings: Iterable[Meeting]
    ) -> "Shown":
        """What is shown on a day of the partners that stand in the content folder, of all pages and meetings."""
        return cls(
            frozenset(each.id for each in partners if each.is_named(today)),
            frozenset(page.id for page in pages if page.audience is PageAudience.PUBLIC),
            frozenset(each.id for each in meetings if each.is_public),
        )

    def why(self, address: str, folder: str) -> str:
        """What a text in a folder, such as pages, links to and the public site has not; empty where it may have it.

        What is not known is like what is withheld: where the team's own folder is not here, the site is the same.
        """
        path = _path(address, folder)
        name, ending = path[-1].partition(".")[0], posixpath.splitext(path[-1])[1].lower()
        if path[0].partition(".")[0] in TEAM_PLACES:
            return "a part of the workbook"
        if path[:-1] == ["partners"] and ending in _PAGES and name not in {*self.partners, _INDEX}:
            return "a partner that the public site does not name"
        if path[:-1] == ["pages"] and ending in _PAGES and name not in self.pages:
            return "a page that the public site does not have"
        if path[:-1] == ["meetings"] and ending in _OF_A_MEETING and name not in {*self.meetings, _INDEX}:
            return "a meeting that the public site does not have"
        return ""


def _path(address: str, folder: str) -> list[str]:
    """The parts of the path within the site that a relative address leads to; one empty part for any other address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return [""]
    if parts.scheme or parts.netloc or not parts.path:
        return [""]
    return posixpath.normpath(posixpath.join(f"/{folder}", unquote(parts.path))).split("/")[1:]


def without_withheld_links(text: str, folder: str, shown: Shown) -> str:
    """A public text whose links to what the public site has not have lost their targets."""

    def target(found: re.Match[str]) -> str:
        before = found[0].removesuffix(found["address"])
        return f"{before}{_NOWHERE}" if shown.why(found["address"], folder) else found[0]

    return _TARGET.sub(target, text) if "](" in text or "]:" in text else text


@dataclass(frozen=True, slots=True)
class _Text:
    """A public text: where it begins, and whether its lines are those of the file."""

    document: Document
    text: str
    steps: tuple[Step, ...] = ()

    def at(self, offset: int) -> Position:
        """The place of a character; of a value in front matter, of the value."""
        if self.steps:
            return self.document.at(*self.steps)
        return self.document.in_body(self.text.count("\n", 0, offset) + 1, offset - self.text.rfind("\n", 0, offset))


def public_text_problems(content: Content, loaded: Loaded, today: date) -> list[Problem]:
    """Warnings at each name and each link of public texts that the public site must not, or cannot, have."""
    settings, partners, pages = loaded.settings, loaded.partners, loaded.pages
    in_content = (each for each in partners.values() if each.id in content.of(PARTNERS))
    shown = Shown.on(today, in_content, pages.values(), loaded.meetings.values())
    texts = [
        *_public_texts(content, settings, partners, pages, shown),
        *_area_texts(content, loaded.areas),
        *_notices(content, loaded.meetings),
    ]
    return [*_links(texts, shown), *_names(texts, settings, partners, shown)]


def _public_texts(
    content: Content,
    settings: Settings | None,
    partners: Mapping[str, Partner],
    pages: Mapping[str, Page],
    shown: Shown,
) -> Iterator[_Text]:
    document, summary = content.file(COALITION), settings.summary if settings is not None else None
    if document is not None and summary is not None:
        yield from (_Text(document, text, ("summary",)) for text in summary.texts())
    for page_id, page in pages.items():
        if page.audience is PageAudience.PUBLIC:
            document = content.of(PAGES)[page_id]
            yield from (_Text(document, text, (key,)) for key, text in _front_texts(page))
            yield _Text(document, page.body)
            for language, texts in page.translations.items():
                translation = content.in_languages(PAGES)[page_id, language]
                yield from (_Text(translation, text, (key,)) for key, text in _front_texts(texts))
                yield _Text(translation, texts.body)
    for partner_id, partner in partners.items():
        if partner_id in shown.partners:
            document = content.of(PARTNERS)[partner_id]
            yield from _partner_texts(partner, document)
            yield _Text(document, partner.profile)
            for language, text in partner.translations.items():
                yield _Text(content.in_languages(PARTNERS)[partner_id, language], text)


def _partner_texts(partner: Partner, document: Document) -> Iterator[_Text]:
    for path in public_prose():
        value, steps = value_at(partner, path), tuple(path.split("."))
        if isinstance(value, tuple):
            yield from (_Text(document, text, (*steps, number)) for number, text in enumerate(value))
        elif value:
            texts = value.texts() if isinstance(value, Localized) else (str(value),)
            yield from (_Text(document, text, steps) for text in texts)


def _area_texts(content: Content, areas: Mapping[str, Area]) -> Iterator[_Text]:
    for area_id, area in areas.items():
        document = content.of(AREAS)[area_id]
        for steps, written in localized_values(area):
            yield from (_Text(document, text, steps[:1]) for text in written.texts())
        yield _Text(document, area.body)
        for language, text in area.translations.items():
            yield _Text(content.in_languages(AREAS)[area_id, language], text)


def _notices(content: Content, meetings: Mapping[str, Meeting]) -> Iterator[_Text]:
    for name, meeting in meetings.items():
        if not meeting.is_public or name not in content.of(MEETINGS):
            continue
        document = content.of(MEETINGS)[name]
        for steps, written in localized_values(meeting):
            yield from (_Text(document, text, steps[:1]) for text in written.texts())
        yield from (_Text(document, text, ("address", number)) for number, text in enumerate(meeting.address))
        yield _Text(document, meeting.body)
        for language, text in meeting.translations.items():
            yield _Text(content.in_languages(MEETINGS)[name, language], text)


def _front_texts(page: Page | PageTexts) -> tuple[tuple[str, str], ...]:
    return ("title", page.title), ("description", page.description)


def _links(texts: Collection[_Text], shown: Shown) -> Iterator[Problem]:
    for each in texts:
        folder = posixpath.basename(posixpath.dirname(each.document.path))
        for found in _TARGET.finditer(each.text) if not each.steps else ():
            why = shown.why(found["address"], folder)
            if why:
                message = f"this link leads to {why}; the public page shows its words without it"
                hint = "take the link out, or link to something that everybody may see"
                yield Problem(each.at(found.start("address")), "public-link", message, hint)


def _names(
    texts: Collection[_Text], settings: Settings | None, partners: Mapping[str, Partner], shown: Shown
) -> Iterator[Problem]:
    everything = " ".join(" ".join(each.text.split()) for each in texts)
    public = [text for each in partners.values() if each.id in shown.partners for text in _names_of(each)]
    if settings is not None:
        public += [*settings.name.texts(), *settings.community.texts()]
    for partner in partners.values():
        if partner.id in shown.partners:
            continue
        # Most names are nowhere; asking one long text is quick.
        for name in [name for name in _names_of(partner) if name in everything and _is_rare(name)]:
            wider = [other for other in public if name in other]
            for each in texts:
                for offset in _offsets(each.text, name, wider):
                    message = f"{name} is not named on the public site, and this public text names them"
                    file = PARTNERS.path(partner.id)
                    hint = f"leave the name out, or ask them and write listing: with consent: to {file}"
                    yield Problem(each.at(offset), "public-name", message, hint)


def _names_of(partner: Partner) -> list[str]:
    texts = [*partner.name.texts(), *(partner.short_name.texts() if partner.short_name else ())]
    return list(dict.fromkeys(" ".join(text.split()) for text in texts))


def _is_rare(name: str) -> bool:
    return len(name) >= (_SHORTEST if " " in name else _SHORTEST_WORD)


def _offsets(text: str, name: str, wider: Collection[str]) -> Iterator[int]:
    """Where a text has a name as words of its own, and not as a part of wider names that are public."""
    around = [found.span() for other in wider for found in _pattern(other).finditer(text)]
    for found in _pattern(name).finditer(text):
        if not any(begin <= found.start() and found.end() <= end for begin, end in around):
            yield found.start()


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, name.split())) + r"(?!\w)")
