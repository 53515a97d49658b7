"""The worksheet as a form for the browser: one HTML file that holds all it needs and asks no network for anything."""

from base64 import b64encode
from collections.abc import Collection
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePosixPath

from jinja2 import Environment
from markupsafe import Markup

from coalition_site.derive.worksheet import CheckGroup, Worksheet
from coalition_site.model.vocabulary import ListName
from coalition_site.model.worksheet_form import COLUMNS, FORM_VERSION, FORMAT, ROWS, SEPARATOR
from coalition_site.render.brand import brand_style
from coalition_site.render.direction import direction_of
from coalition_site.render.pages import SiteTree
from coalition_site.render.public_site import CREDIT
from coalition_site.resources import fonts_folder

WORKSHEET_FORM = "worksheet-form.html"

_TEMPLATE = "site/worksheet_form.html"
_FACES = (("Public Sans", "100 900", "public-sans"), ("Coalition Serif", "600", "coalition-serif"))
_LISTS = {"serves": ListName.GROUPS, "works_on": ListName.AREAS, "assets": ListName.ASSETS}
"""The list that a column's cells offer to choose from."""


def worksheet_form(worksheet: Worksheet, environment: Environment, fill_in_types: Collection[str]) -> str:
    """The whole file, from a blank worksheet. `fill_in_types` are the ids of the actor types that ask for a text.

    Style and script stand in the file, and its policy allows these two by their hashes and nothing else: whatever is
    written into the form or read from a file can never run.
    """
    style = Markup(_faces() + brand_style(worksheet.coalition.primary, worksheet.coalition.accent))  # noqa: S704  ours
    style += _part(environment, "site/worksheet_form.css")
    script = _part(environment, "site/worksheet_form.js")
    return environment.get_template(_TEMPLATE).render(
        worksheet=worksheet,
        coalition=worksheet.coalition,
        direction=direction_of(worksheet.language),
        style=style,
        script=script,
        policy=_policy(style, script),
        format=FORMAT,
        version=FORM_VERSION,
        rows=ROWS,
        columns=COLUMNS,
        lists={column: str(name) for column, name in _LISTS.items()},
        halves={"strengths": worksheet.words.strengths, "barriers": worksheet.words.barriers},
        choices=_choices(worksheet),
        fill_in_types=fill_in_types,
        credit=CREDIT,
    )


def with_form(site: SiteTree, form: str) -> SiteTree:
    """The site with the form at its root, where its pages link to."""
    return replace(site, assets={**site.assets, PurePosixPath(WORKSHEET_FORM): form.encode()})


def _choices(worksheet: Worksheet) -> dict[str, list[tuple[str, list[str]]]]:
    """By list: headings, each with the labels below it. A label has nothing in it that would part it in two."""

    def labels(group: CheckGroup) -> list[str]:
        return [item.label.replace(SEPARATOR, ",") for item in group.items]

    questions = worksheet.parts[0].questions
    return {question.id: [(group.heading, labels(group)) for group in question.groups] for question in questions}


def _part(environment: Environment, name: str) -> Markup:
    """A style sheet or script as it is written; a coalition's own templates may hold another."""
    assert environment.loader is not None  # noqa: S101  html_environment gives one
    return Markup(environment.loader.get_source(environment, name)[0])  # noqa: S704  a template, as trusted as any


def _faces() -> str:
    """The fonts, written out within the style sheet."""
    rule = '@font-face {{ font-family: "{}"; font-weight: {}; src: url(data:font/woff2;base64,{}) format("woff2") }}\n'
    folder = fonts_folder() / "pages"
    return "".join(
        rule.format(family, weight, b64encode((folder / f"{file}.woff2").read_bytes()).decode())
        for family, weight, file in _FACES
    )


def _policy(style: str, script: str) -> str:
    """The Content-Security-Policy: nothing is loaded, nothing is sent, nothing runs but these two."""

    def allowed(text: str) -> str:
        return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"

    return "; ".join(
        (
            "default-src 'none'",
            f"style-src {allowed(style)}",
            f"script-src {allowed(script)}",
            "font-src data:",
            "img-src data:",
            "form-action 'none'",
            "base-uri 'none'",
        )
    )
