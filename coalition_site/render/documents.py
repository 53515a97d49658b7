"""Print documents as whole HTML pages, ready to be laid out on paper."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath

from jinja2 import Environment

from coalition_site.derive.public.view import PublicCoalition
from coalition_site.derive.team.meeting_sheet import meeting_sheet
from coalition_site.derive.team.view import TeamView
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.model.image import SizedPicture
from coalition_site.model.site_contents import TeamFile
from coalition_site.problems import Position
from coalition_site.render.artifacts import Artifact, Joined
from coalition_site.render.letter_size import LateSize
from coalition_site.render.letters import LateArticle, LateLetter, LateSubject
from coalition_site.render.pictures import NO_IMAGES, Pictures, ShownPictures
from coalition_site.render.rendering import Rendering


def invite_list_document(view: TeamView, environment: Environment) -> Artifact:
    """Table 4 on one page (worksheet, Part 5)."""
    table = view.worksheet.parts[-1].tables[0]
    values = {"coalition": view.coalition, "table": table, "words": view.worksheet.words, "today": view.today}
    content = Rendering(environment, "print/invite_list.html", values)
    return Artifact.at(TeamFile.INVITE_LIST, content, view.words, source="the invite list")


def meeting_sheet_document(view: TeamView, environment: Environment) -> Artifact:
    """What the team decides from at a meeting, on two pages."""
    values = {"coalition": view.coalition, "sheet": meeting_sheet(view), "today": view.today}
    content = Rendering(environment, "print/meeting_sheet.html", values)
    return Artifact.at(TeamFile.MEETING_SHEET, content, view.words, source="the meeting sheet")


def partners_document(view: TeamView, environment: Environment, pictures: Pictures = NO_IMAGES) -> Artifact:
    """All partners with everything the team knows, with a table of contents."""
    shown = pictures.in_texts(*(partner.profile for partner in view.partners), printed=True)
    values = {"coalition": view.coalition, "partners": view.partners, "pictures": shown, "today": view.today}
    content = Rendering(environment, "print/partners.html", values)
    parts = {partner.id: partner_place(partner.id) for partner in view.partners}
    return Artifact.at(TeamFile.PARTNERS, content, view.words, source="content/partners", parts=parts)


def partner_place(partner_id: str) -> Position:
    """The place of the content that a partner comes from."""
    return Position(f"content/partners/{partner_id}.md")


def letter_document(
    letter: LateLetter,
    path: str,
    coalition: PublicCoalition,
    environment: Environment,
    written: Position | None = None,
) -> Artifact:
    """One letter; `written` is the place of its invite."""
    source = f"the letter to {letter.view.member} ({letter.view.wording.path})"
    values = {
        "title": LateSubject(letter),
        "article": LateArticle(letter, environment, "images/"),
        "size": LateSize(letter),
        "coalition": replace(coalition, name=letter.view.coalition),
        "language": letter.view.language,
    }
    return Artifact(PurePosixPath(path), Rendering(environment, "print/letter.html", values), source, written)


def all_letters_document(letters: Sequence[Artifact], coalition: PublicCoalition, words: Catalogue) -> Artifact:
    """All letters in one document for printing them in one go."""
    title = words.gettext("%(name)s: letters", name=coalition.name)
    joined = Joined(title, coalition.language, tuple(letter.path for letter in letters))
    return Artifact.at(TeamFile.LETTERS, joined, words)


def printed_pictures(documents: Iterable[Artifact], pictures: Pictures) -> dict[PurePosixPath, Path | SizedPicture]:
    """The files of all pictures that documents were given to show, by the paths that they ask for."""
    renderings = (document.content for document in documents if isinstance(document.content, Rendering))
    shown = (rendering.values.get("pictures") for rendering in renderings)
    return pictures.printed_files(each for each in shown if isinstance(each, ShownPictures))
