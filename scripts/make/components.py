"""Makes the docs' pages of components: every one as the program's own partials make it, with the rule it follows.

    .venv/bin/python scripts/make/components.py

What they show is a small coalition in scripts/make/components/content. A test compares the pages with what this would
write, so that a change of a partial is seen. Style sheets are added when the documentation is built.
"""

import shutil
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment

from coalition_site.derive.advice.shortlist import Candidate
from coalition_site.derive.public.view import public_view
from coalition_site.derive.team.assemble import team_view
from coalition_site.derive.team.overview import overview
from coalition_site.derive.words.catalogue import catalogue
from coalition_site.forms.consent_answers import consent_offer
from coalition_site.forms.controls import Offered, Sent
from coalition_site.forms.field_problems import FieldProblem
from coalition_site.forms.form_kinds import FORMS
from coalition_site.forms.form_page import FormPage
from coalition_site.forms.records import Record, RecordKind
from coalition_site.forms.rendering import Choices
from coalition_site.forms.rendering import environment as forms_environment
from coalition_site.forms.who_sees import who_sees
from coalition_site.model.coalition import Coalition
from coalition_site.read.content_folder import read_content
from coalition_site.records.fields import RecordField, leaves
from coalition_site.render.brand import brand_style
from coalition_site.render.environment import html_environment
from coalition_site.render.outreach_pages import shown_senders
from coalition_site.resources import fonts_folder, templates_folder
from coalition_site.validate.project import check

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "reference"
SOURCES = Path(__file__).parent / "components"
STYLES = "components"
"""Where the pages' style sheets stand, beside them."""

TODAY = date(2026, 11, 23)
SHEETS: Mapping[str, tuple[str, ...]] = {
    "public": ("brand.css", "site.css", "public.css"),
    "workbook": ("brand.css", "site.css", "workbook.css"),
    "editor": ("forms.css",),
}
"""The pages, and the style sheets of each."""

TITLES = {"public": "The public site", "workbook": "The workbook", "editor": "The editor"}
_FIELDS = ("name", "type", "relationship", "serves", "website", "listing.consent", "team.position", "team.people")
_PAGE = """\
<!doctype html>
<!-- Made by scripts/make/components.py. Change the partials, or scripts/make/components/, not this page. -->
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Components: {title}</title>
{sheets}
<style>.component {{ margin: 0 0 3rem }} .component > h2 {{ margin-bottom: 0.25rem }}</style>
</head>
<body>
<main class="wrap" style="padding-block: 2rem">
<p><a href="components.html">Components</a></p>
<h1>{title}</h1>
{content}
</main>
</body>
</html>
"""


def page(name: str) -> str:
    """One of the pages."""
    coalition = check(SOURCES, TODAY).validated.coalition
    if coalition is None:
        raise SystemExit("scripts/make/components/content has mistakes: coalition check says which")
    environment = forms_environment(catalogue("en")) if name == "editor" else html_environment(None, "en")
    values = {"public": _of_public, "workbook": _of_workbook, "editor": _of_editor}[name](coalition)
    sheets = "\n".join(f'<link rel="stylesheet" href="{STYLES}/{sheet}">' for sheet in SHEETS[name])
    content = _rendered(environment, name, values)
    return _PAGE.format(title=TITLES[name], sheets=sheets, content=content.strip())


def _rendered(environment: Environment, name: str, values: Mapping[str, Any]) -> str:
    sources = [(SOURCES / file).read_text(encoding="utf-8") for file in ("_frame.html", f"{name}.html")]
    # A name that leads nowhere: the pages of partners are not here.
    text = environment.from_string("".join(sources)).render(root="#", shared="#", **values)
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())


def _of_public(coalition: Coalition) -> dict[str, Any]:
    return {"view": public_view(coalition, TODAY)}


def _of_workbook(coalition: Coalition) -> dict[str, Any]:
    view = team_view(coalition, TODAY)
    opposed = Candidate("landlords", "Elm Creek Landlords", "opposed", "high", ("sent",), ())
    tasks = [shown for each in shown_senders(view.tasks, view.words) for shown in each.now]
    findings = [finding for kind in view.quality for finding in kind.findings][:2]
    return {"view": view, "page": overview(view), "candidate": opposed, "tasks": tasks, "findings": findings}


def _of_editor(coalition: Coalition) -> dict[str, Any]:
    found = {".".join(keys): each for keys, each in leaves(FORMS["partner"].fields())}
    texts = {
        "name.en": ["Elm Fund"],
        "type": ["philanthropy"],
        "relationship": ["existing"],
        "serves": ["young-people"],
        "team.people.0.name": ["Ada Moreno"],
    }
    wrong = FieldProblem("website", "Website", "'elm' is not a web address.", "Write the whole address.", is_error=True)
    return {
        "fields": list(_fields(found, _FIELDS)),
        "form": _form(coalition, texts, ()),
        "wrong_fields": list(_fields(found, ("website",))),
        "wrong_form": _form(coalition, {"website": ["elm"]}, (wrong,)),
    }


def _fields(found: Mapping[str, RecordField], names: Iterable[str]) -> Iterable[tuple[str, RecordField]]:
    return ((name, found[name]) for name in names)


def _form(coalition: Coalition, texts: Mapping[str, list[str]], problems: tuple[FieldProblem, ...]) -> FormPage:
    content = read_content(SOURCES)
    words, sent = catalogue("en"), Sent(texts)
    choices = Choices(content, Offered(coalition.vocabulary, coalition.settings.offered()), words)
    partner, fields = Record(RecordKind.PARTNER), FORMS["partner"].fields()
    seen = who_sees(content, partner, fields, {"relationship": "existing"}, TODAY, words)
    offer = consent_offer(fields, sent, TODAY, words)
    return FormPage("", "", "", "", "", "", sent, {}, choices, (), seen, offer, problems=problems)


def add_styles(folder: Path) -> None:
    """Puts the style sheets and fonts of the pages into a folder that holds the pages."""
    into = folder / STYLES
    environment = html_environment(None, "en")
    into.mkdir()
    shutil.copytree(fonts_folder() / "pages", into / "fonts")
    (into / "brand.css").write_text(brand_style("", ""), encoding="utf-8")
    shutil.copyfile(templates_folder() / "theme/assets/coalition/site.css", into / "site.css")
    for path in ("site/public.css", "workbook/workbook.css", "forms/forms.css"):
        (into / Path(path).name).write_text(environment.get_template(path).render(), encoding="utf-8")


def main() -> None:
    """Write the pages."""
    for name in SHEETS:
        (FOLDER / f"components-{name}.html").write_text(page(name), encoding="utf-8")


if __name__ == "__main__":
    main()
