"""The worksheet on paper: filled for the team, and blank as a form in all its variants."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from jinja2 import Environment

from coalition_site.derive.dates import language_name
from coalition_site.derive.worksheet import Worksheet
from coalition_site.derive.worksheet_form import Variant, WorksheetForm
from coalition_site.model.worksheet_form import KEYWORDS
from coalition_site.render.documents import PrintDocument
from coalition_site.render.worksheet_form import form_name

BLANK_WORKSHEETS = "worksheet-blank*.pdf"
"""Pattern that the names of all blank forms match, and no others."""


@dataclass(frozen=True, slots=True)
class BlankForm:
    """A blank form to download: its file name, its paper (`letter` or `a4`), and whether it is in large print."""

    path: str
    paper: str
    large: bool


@dataclass(frozen=True, slots=True)
class BlankForms:
    """The blank forms in one language: what it calls itself, the form for the browser, and those for paper."""

    language: str
    called: str
    screen: str
    forms: tuple[BlankForm, ...]


def blank_forms(forms: Sequence[WorksheetForm]) -> tuple[BlankForms, ...]:
    """The forms to download, by language, in the order in which they are made."""
    first = forms[0].variant
    by_language: dict[str, list[BlankForm]] = {}
    for each in (form.variant for form in forms):
        found = by_language.setdefault(each.language, [])
        found.append(BlankForm(blank_name(each, first), str(each.paper), each.large))
    return tuple(
        BlankForms(language, language_name(language), form_name(language, first.language), tuple(found))
        for language, found in by_language.items()
    )


def blank_name(variant: Variant, first: Variant) -> str:
    """A blank form's file name: it says only in what the form differs from the first, in paper and language."""
    paper = "" if variant.paper is first.paper else f"-{variant.paper}"
    language = "" if variant.language == first.language else f".{variant.language}"
    return f"worksheet-blank{paper}{'-large' if variant.large else ''}{language}.pdf"


def filled_documents(worksheet: Worksheet, environment: Environment) -> list[PrintDocument]:
    """The filled worksheet on the coalition's paper, and in large print. Both are the team's and marked so."""
    template = environment.get_template("print/worksheet.html")
    return [
        PrintDocument(
            PurePosixPath(path),
            template.render(worksheet=worksheet, coalition=worksheet.coalition, large=large),
            "the worksheet in large print" if large else "the worksheet",
        )
        for path, large in (("worksheet.pdf", False), ("worksheet-large.pdf", True))
    ]


def form_documents(forms: Sequence[WorksheetForm], environment: Environment) -> list[PrintDocument]:
    """The blank forms, to fill in on the screen or by hand."""
    template = environment.get_template("print/worksheet_form.html")
    documents: list[PrintDocument] = []
    for form in forms:
        about = replace(form.worksheet.coalition, paper=str(form.variant.paper))
        html = template.render(form=form, coalition=about, language=form.variant.language, keywords=KEYWORDS)
        name = blank_name(form.variant, forms[0].variant)
        documents.append(PrintDocument(PurePosixPath(name), html, f"the blank worksheet {name}", forms=True))
    return documents
