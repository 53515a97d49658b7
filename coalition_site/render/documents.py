"""Print documents as whole HTML pages, ready to be laid out on paper."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from jinja2 import Environment

from coalition_site.derive.public.view import PublicCoalition
from coalition_site.derive.team.meeting_sheet import meeting_sheet
from coalition_site.derive.team.view import TeamView
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.model.image import SizedPicture
from coalition_site.problems import Position
from coalition_site.render.letter_size import LateSize
from coalition_site.render.letters import LateArticle, LateLetter, LateSubject
from coalition_site.render.pictures import NO_IMAGES, Pictures, ShownPictures
from coalition_site.render.rendering import Rendering


@dataclass(frozen=True, slots=True)
class PrintDocument:
    """A document: where it goes below the output folder, its content, what messages call it, whether it has fields.

    `written` is the one place of the content that it comes from, None where it comes from many. `parts` are such places
    of its sections, by their ids.
    """

    path: PurePosixPath
    content: Rendering
    source: str
    written: Position | None = None
    parts: Mapping[str, Position] = field(default_factory=dict)
    forms: bool = False

    @property
    def html(self) -> str:
        """The whole page, made now."""
        return self.content.text()


@dataclass(frozen=True, slots=True)
class JoinedDocument:
    """A document made of finished ones, its `parts`, each beginning on the front of a sheet.

    Paths are relative to the workbook; `language` is that of the title.
    """

    path: PurePosixPath
    title: str
    language: str
    parts: tuple[PurePosixPath, ...]


def invite_list_document(view: TeamView, path: str, environment: Environment) -> PrintDocument:
    """Table 4 on one page (worksheet, Part 5)."""
    table = view.worksheet.parts[-1].tables[0]
    values = {"coalition": view.coalition, "table": table, "words": view.worksheet.words, "today": view.today}
    content = Rendering(environment, "print/invite_list.html", values)
    return PrintDocument(PurePosixPath(path), content, "the invite list")


def meeting_sheet_document(view: TeamView, path: str, environment: Environment) -> PrintDocument:
    """What the team decides from at a meeting, on two pages."""
    values = {"coalition": view.coalition, "sheet": meeting_sheet(view), "today": view.today}
    content = Rendering(environment, "print/meeting_sheet.html", values)
    return PrintDocument(PurePosixPath(path), content, "the meeting sheet")


def partners_document(
    view: TeamView, path: str, environment: Environment, pictures: Pictures = NO_IMAGES
) -> PrintDocument:
    """All partners with everything the team knows, with a table of contents."""
    shown = pictures.in_texts(*(each.profile for each in view.partners), printed=True)
    values = {"coalition": view.coalition, "partners": view.partners, "pictures": shown, "today": view.today}
    content = Rendering(environment, "print/partners.html", values)
    parts = {partner.id: partner_place(partner.id) for partner in view.partners}
    return PrintDocument(PurePosixPath(path), content, "content/partners", parts=parts)


def partner_place(partner_id: str) -> Position:
    """The place of the content that a partner comes from."""
    return Position(f"content/partners/{partner_id}.md")


def letter_document(
    letter: LateLetter,
    path: str,
    coalition: PublicCoalition,
    environment: Environment,
    written: Position | None = None,
) -> PrintDocument:
    """One letter; `written` is the place of its invite."""
    source = f"the letter to {letter.view.member} ({letter.view.wording.path})"
    values = {
        "title": LateSubject(letter),
        "article": LateArticle(letter, environment, "images/"),
        "size": LateSize(letter),
        "coalition": replace(coalition, name=letter.view.coalition),
        "language": letter.view.language,
    }
    return PrintDocument(PurePosixPath(path), Rendering(environment, "print/letter.html", values), source, written)


def all_letters_document(
    letters: Sequence[PrintDocument], path: str, coalition: PublicCoalition, words: Catalogue
) -> JoinedDocument | None:
    """All letters in one document for printing them in one go; None without letters."""
    parts = tuple(letter.path for letter in letters)
    title = words.gettext("%(name)s: letters", name=coalition.name)
    return JoinedDocument(PurePosixPath(path), title, coalition.language, parts) if parts else None


def printed_pictures(
    documents: Iterable[PrintDocument], pictures: Pictures
) -> dict[PurePosixPath, Path | SizedPicture]:
    """The files of all pictures that documents were given to show, by the paths that they ask for."""
    shown = (each.content.values.get("pictures") for each in documents)
    return pictures.printed_files(each for each in shown if isinstance(each, ShownPictures))
