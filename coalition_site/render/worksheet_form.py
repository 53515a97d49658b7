"""The worksheet as a form for the browser: one HTML file for each language, with all it needs.

None of them asks the network for anything.
"""

import json
from base64 import b64encode
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import PurePosixPath
from typing import cast

from jinja2 import BaseLoader, Environment
from markupsafe import Markup

from coalition_site.derive.words.dates import language_name
from coalition_site.derive.words.direction import direction_of
from coalition_site.derive.worksheet.view import CheckGroup, Worksheet
from coalition_site.model.worksheet_form import FORM_VERSION, FORMAT, SEPARATOR
from coalition_site.render.brand import brand_style
from coalition_site.render.environment import trusted
from coalition_site.render.pages import SiteTree
from coalition_site.render.rendering import Late, Rendering
from coalition_site.render.worksheet_rows import form_tables
from coalition_site.resources import fonts_folder

_TEMPLATE = "worksheet_form/form.html"
_FACES = (("Public Sans", "100 900", "public-sans"), ("Coalition Serif", "600", "coalition-serif"))


@dataclass(frozen=True, slots=True)
class OtherForm:
    """The form in another language: its file, its language, and what that language calls itself."""

    file: str
    language: str
    called: str


def form_name(language: str, own: str) -> str:
    """The file of the form in a language; `own` is the coalition's, whose form has the plain name."""
    return f"worksheet-form{'' if language == own else f'.{language}'}.html"


def browser_forms(
    worksheets: Sequence[Worksheet], spoken: Mapping[str, Environment], fill_in_types: Collection[str]
) -> dict[PurePosixPath, Late[str]]:
    """The form in each language as a file, from blank worksheets, the coalition's own language first.

    `spoken` are the environments, by language; `fill_in_types` the ids of the actor types that ask for a text. All
    forms keep what is written under one name, so that it is there in the other language too.
    """
    own = worksheets[0]
    links = [
        OtherForm(form_name(worksheet.language, own.language), worksheet.language, language_name(worksheet.language))
        for worksheet in worksheets
    ]
    files: dict[PurePosixPath, Late[str]] = {}
    for worksheet, link in zip(worksheets, links, strict=True):
        others = [other for other in links if other is not link]
        form = _browser_form(worksheet, own.coalition.name, others, spoken[worksheet.language], fill_in_types)
        files[PurePosixPath(link.file)] = Late(form.text)
    return files


def _browser_form(
    worksheet: Worksheet,
    kept_for: str,
    other_forms: Sequence[OtherForm],
    environment: Environment,
    fill_in_types: Collection[str],
) -> Rendering:
    """The whole file, rendered when it is asked for.

    Style and script stand in the file, and its policy allows these two by their hashes and nothing else: whatever is
    written into the form or read from a file can never run.
    """
    style = trusted(font_faces() + brand_style(worksheet.coalition.primary, worksheet.coalition.accent))
    style += written_part(environment, "worksheet_form/form.css")
    script = written_part(environment, "worksheet_form/form.js")
    values = {
        "worksheet": worksheet,
        "coalition": worksheet.coalition,
        "direction": direction_of(worksheet.language),
        "style": style,
        "script": script,
        "policy": inline_policy(style, script),
        "format": FORMAT,
        "version": FORM_VERSION,
        "form_tables": form_tables(worksheet),
        "share_to": worksheet.browser.page.share_to.split("{email}"),
        "choices": _choices(worksheet),
        "fill_in_types": fill_in_types,
        "said": json.dumps(dict(worksheet.browser.said), ensure_ascii=False),
        "kept_for": kept_for,
        "other_forms": other_forms,
    }
    return Rendering(environment, _TEMPLATE, values)


def with_forms(site: SiteTree, forms: Mapping[PurePosixPath, Late[str]]) -> SiteTree:
    """The site with the forms at its root, where its pages link to."""
    return replace(site, assets={**site.assets, **forms})


def _choices(worksheet: Worksheet) -> dict[str, list[tuple[str, list[tuple[str, bool]]]]]:
    """By list: headings, each with the labels below it and whether they ask for a text.

    A label has nothing in it that would part it in two.
    """

    def labels(group: CheckGroup) -> list[tuple[str, bool]]:
        return [(item.label.replace(SEPARATOR, ","), item.fill_in) for item in group.items]

    questions = worksheet.parts[0].questions
    return {question.id: [(group.heading, labels(group)) for group in question.groups] for question in questions}


def written_part(environment: Environment, name: str) -> Markup:
    """A style sheet or script as it is written; a coalition's own templates may hold another."""
    loader = cast("BaseLoader", environment.loader)
    return trusted(loader.get_source(environment, name)[0])


def font_faces() -> str:
    """The fonts, written out within the style sheet."""
    rule = '@font-face {{ font-family: "{}"; font-weight: {}; src: url(data:font/woff2;base64,{}) format("woff2") }}\n'
    folder = fonts_folder() / "pages"
    return "".join(
        rule.format(family, weight, b64encode((folder / f"{file}.woff2").read_bytes()).decode())
        for family, weight, file in _FACES
    )


def inline_policy(style: str, script: str) -> str:
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
