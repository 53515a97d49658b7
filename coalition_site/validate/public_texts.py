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
from coalition_site.model.site_contents import TEAM_PLACES
from coalition_site.problems import Position, Problem
from coalition_site.read.content import Content
from coalition_site.read.values import Document, Step
from coalition_site.records.fields import value_at
from coalition_site.records.surfaces import public_prose
from coalition_site.validate.load import Loaded

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
            frozenset(partner.id for partner in partners if partner.is_named(today)),
            frozenset(page.id for page in pages if page.audience is PageAudience.PUBLIC),
            frozenset(meeting.id for meeting in meetings if meeting.is_public),
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
    settings, partners = loaded.settings, loaded.partners
    in_content = (partner for partner in partners.values() if partner.id in content.of(PARTNERS))
    shown = Shown.on(today, in_content, loaded.pages.values(), loaded.meetings.values())
    texts = list(_public_texts(content, loaded, shown))
    return [*_links(texts, shown), *_names(texts, settings, partners, shown)]


def _public_texts(content: Content, loaded: Loaded, shown: Shown) -> Iterator[_Text]:
    document, summary = content.file(COALITION), loaded.settings.summary if loaded.settings is not None else None
    if document is not None and summary is not None:
        yield from (_Text(document, text, ("summary",)) for text in summary.texts())
    public = {PAGES: shown.pages, PARTNERS: shown.partners, AREAS: loaded.areas, MEETINGS: shown.meetings}
    for kind, names in public.items():
        for name, record in loaded.records(kind).items():
            document = content.file(kind, name)
            if name in names and document is not None:
                yield from _texts_of(document, record)
                for language, texts in record.translations.items():
                    translation = content.in_languages(kind)[name, language]
                    yield from [_Text(translation, texts)] if isinstance(texts, str) else _texts_of(translation, texts)


def _partner_texts(partner: Partner, document: Document) -> Iterator[_Text]:
    for path in public_prose():
        value, steps = value_at(partner, path), tuple(path.split("."))
        if isinstance(value, tuple):
            yield from (_Text(document, text, (*steps, number)) for number, text in enumerate(value))
        elif value:
            texts = value.texts() if isinstance(value, Localized) else (str(value),)
            yield from (_Text(document, text, steps) for text in texts)
    yield _Text(document, partner.profile)


def _texts_of(document: Document, record: Page | PageTexts | Partner | Area | Meeting) -> Iterator[_Text]:
    """The texts of a file: values of front matter that are read as sentences, and what stands below."""
    if isinstance(record, Partner):
        yield from _partner_texts(record, document)
        return
    if isinstance(record, Page | PageTexts):
        yield _Text(document, record.title, ("title",))
        yield _Text(document, record.description, ("description",))
    else:
        for steps, written in localized_values(record):
            yield from (_Text(document, text, steps[:1]) for text in written.texts())
    if isinstance(record, Meeting):
        yield from (_Text(document, text, ("address", number)) for number, text in enumerate(record.address))
    yield _Text(document, record.body)


def _links(texts: Collection[_Text], shown: Shown) -> Iterator[Problem]:
    for text in texts:
        folder = posixpath.basename(posixpath.dirname(text.document.path))
        for found in _TARGET.finditer(text.text) if not text.steps else ():
            why = shown.why(found["address"], folder)
            if why:
                message = f"this link leads to {why}; the public page shows its words without it"
                hint = "take the link out, or link to something that everybody may see"
                yield Problem(text.at(found.start("address")), "public-link", message, hint)


def _names(
    texts: Collection[_Text], settings: Settings | None, partners: Mapping[str, Partner], shown: Shown
) -> Iterator[Problem]:
    everything = " ".join(" ".join(text.text.split()) for text in texts)
    public = [text for partner in partners.values() if partner.id in shown.partners for text in _names_of(partner)]
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
