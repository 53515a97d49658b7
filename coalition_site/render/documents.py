"""Documents as whole HTML pages, ready to be laid out on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from jinja2 import Environment
from markupsafe import Markup

from coalition_site.derive.public import PublicCoalition
from coalition_site.derive.team import TeamView
from coalition_site.render.letters import Letter, letter_article


@dataclass(frozen=True, slots=True)
class PrintDocument:
    """A document: where it goes below the output folder, its HTML, what messages call it, and whether it has fields."""

    path: PurePosixPath
    html: str
    source: str
    forms: bool = False


def invite_list_document(view: TeamView, path: str, environment: Environment) -> PrintDocument:
    """Table 4 on one page (worksheet, Part 5)."""
    template = environment.get_template("print/invite_list.html")
    table = view.worksheet.parts[-1].tables[0]
    html = template.render(coalition=view.coalition, table=table, today=view.today)
    return PrintDocument(PurePosixPath(path), html, "the invite list")


def partners_document(view: TeamView, path: str, environment: Environment) -> PrintDocument:
    """All partners with everything the team knows, with a table of contents."""
    template = environment.get_template("print/partners.html")
    html = template.render(coalition=view.coalition, partners=view.partners, today=view.today)
    return PrintDocument(PurePosixPath(path), html, "content/partners")


def letter_document(letter: Letter, path: str, coalition: PublicCoalition, environment: Environment) -> PrintDocument:
    """One letter."""
    source = f"the letter to {letter.view.member} ({letter.view.wording.path})"
    return PrintDocument(PurePosixPath(path), _letters([letter], letter.subject, coalition, environment), source)


def all_letters_document(
    letters: Sequence[Letter], path: str, coalition: PublicCoalition, environment: Environment
) -> PrintDocument:
    """All letters in one document, each beginning on the front of a sheet."""
    title = f"{coalition.name}: letters"
    return PrintDocument(PurePosixPath(path), _letters(letters, title, coalition, environment), "the letters")


def _letters(letters: Sequence[Letter], title: str, coalition: PublicCoalition, environment: Environment) -> str:
    articles: list[Markup] = [letter_article(letter, environment) for letter in letters]
    languages = {letter.view.language for letter in letters}
    language = languages.pop() if len(languages) == 1 else coalition.language
    template = environment.get_template("print/letters.html")
    return template.render(title=title, articles=articles, coalition=coalition, language=language)
