"""The worksheet on paper: filled for the team, and blank as a form in all its variants."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from jinja2 import Environment

from coalition_site.derive.words.catalogue import Catalogue, words_of
from coalition_site.derive.words.dates import language_name
from coalition_site.derive.words.terms import LARGE_PRINT, PAPERS, PRINT
from coalition_site.derive.words.worksheet_texts import spoken_language
from coalition_site.derive.worksheet.form import Variant, WorksheetForm, worksheet_forms
from coalition_site.derive.worksheet.view import Worksheet, blank_worksheet, filled_worksheet
from coalition_site.model.coalition import Coalition
from coalition_site.model.settings import Paper
from coalition_site.model.site_contents import TeamFile
from coalition_site.model.worksheet_form import KEYWORDS
from coalition_site.render.artifacts import Artifact
from coalition_site.render.environment import html_environment
from coalition_site.render.pages import Offered
from coalition_site.render.rendering import Rendering
from coalition_site.render.worksheet_form import form_name

BLANK_WORKSHEET = "worksheet-blank.pdf"
"""The first of the blank forms, the coalition's own."""

_SIZES = ((False, PRINT), (True, LARGE_PRINT))


@dataclass(frozen=True, slots=True)
class BlankForm:
    """A blank form to download: its file name, its paper (`letter` or `a4`), and whether it is in large print."""

    path: str
    paper: str
    large: bool

    @property
    def paper_said(self) -> str:
        """The paper, as a message of the catalogues."""
        return PAPERS[self.paper]


@dataclass(frozen=True, slots=True)
class BlankSize:
    """The blank forms in one size of print: what that is for, as a message of the catalogues, and the forms."""

    said: str
    forms: tuple[BlankForm, ...]


@dataclass(frozen=True, slots=True)
class BlankForms:
    """The blank forms in one language: what it calls itself, the form for the browser, and those for paper."""

    language: str
    called: str
    screen: str
    forms: tuple[BlankForm, ...]

    @property
    def sizes(self) -> tuple[BlankSize, ...]:
        """Those for paper by their size of print; no size without a form."""
        sizes = (BlankSize(said, tuple(form for form in self.forms if form.large is large)) for large, said in _SIZES)
        return tuple(size for size in sizes if size.forms)


def blank_forms(
    worksheets: Sequence[Worksheet], forms: Sequence[WorksheetForm], offered: Offered
) -> tuple[BlankForms, ...]:
    """The forms to download, by language: one for the browser of each worksheet, and those for paper where offered."""
    first = forms[0].variant
    by_language: dict[str, list[BlankForm]] = {worksheet.language: [] for worksheet in worksheets}
    for each in (form.variant for form in forms):
        name = blank_name(each, first)
        if offered.has(name):
            by_language[each.language].append(BlankForm(name, str(each.paper), each.large))
    return tuple(
        BlankForms(language, language_name(language), form_name(language, first.language), tuple(found))
        for language, found in by_language.items()
    )


def blank_name(variant: Variant, first: Variant) -> str:
    """A blank form's file name: it says only in what the form differs from the first, in paper and language."""
    return _name(BLANK_WORKSHEET.removesuffix(".pdf"), variant, first)


def _name(stem: str, variant: Variant, first: Variant) -> str:
    paper = "" if variant.paper is first.paper else f"-{variant.paper}"
    language = "" if variant.language == first.language else f".{variant.language}"
    return f"{stem}{paper}{'-large' if variant.large else ''}{language}.pdf"


def filled_documents(worksheet: Worksheet, environment: Environment, words: Catalogue) -> list[Artifact]:
    """The filled worksheet on the coalition's paper, and in large print. Both are the team's and marked so.

    `words` are those of the pages that list them.
    """
    own = Variant(Paper(worksheet.coalition.paper), large=False, language=worksheet.language)
    files = ((TeamFile.WORKSHEET, own), (TeamFile.WORKSHEET_LARGE, replace(own, large=True)))
    return [
        Artifact.at(file, _filled(worksheet, variant, environment), words, source=_source(variant))
        for file, variant in files
    ]


def _filled(worksheet: Worksheet, variant: Variant, environment: Environment) -> Rendering:
    values = {
        "worksheet": worksheet,
        "coalition": replace(worksheet.coalition, paper=str(variant.paper)),
        "language": variant.language,
        "large": variant.large,
    }
    return Rendering(environment, "print/worksheet.html", values)


def _source(variant: Variant) -> str:
    return "the worksheet in large print" if variant.large else "the worksheet"


def wanted_worksheet(
    coalition: Coalition, overrides: Path, *, paper: Paper | None, language: str, large: bool
) -> Artifact:
    """The filled worksheet as somebody asks for it; no paper and no language are the coalition's own.

    `overrides` is a coalition's own templates folder.
    """
    settings = coalition.settings
    own = Variant(settings.brand.paper, large=False, language=spoken_language(coalition, settings.of_workbook()))
    worksheet = filled_worksheet(coalition, language)
    variant = Variant(paper or own.paper, large, worksheet.language)
    environment = html_environment(overrides, words_of(coalition, worksheet.language))
    path = PurePosixPath(_name("worksheet", variant, own))
    return Artifact(path, _filled(worksheet, variant, environment), _source(variant))


def form_documents(forms: Sequence[WorksheetForm], spoken: Mapping[str, Environment]) -> list[Artifact]:
    """The blank forms, to fill in on the screen or by hand; `spoken` are the environments, by language."""
    return [_form_document(form, forms[0].variant, spoken[form.variant.language]) for form in forms]


def _form_document(form: WorksheetForm, first: Variant, environment: Environment) -> Artifact:
    about = replace(form.worksheet.coalition, paper=str(form.variant.paper))
    values = {"form": form, "coalition": about, "language": form.variant.language, "keywords": KEYWORDS}
    content = Rendering(environment, "print/worksheet_form.html", values)
    name = blank_name(form.variant, first)
    return Artifact(PurePosixPath(name), content, f"the blank worksheet {name}", forms=True, for_all=True)


def wanted_form(coalition: Coalition, overrides: Path, *, paper: Paper | None, language: str, large: bool) -> Artifact:
    """A blank form as somebody asks for it, as a build would make it; the rest is as in `wanted_worksheet`."""
    own = worksheet_forms(coalition)[0].variant
    worksheet = blank_worksheet(coalition, language)
    form = WorksheetForm(worksheet, Variant(paper or own.paper, large, worksheet.language))
    return _form_document(form, own, html_environment(overrides, words_of(coalition, worksheet.language)))
