"""Fields of forms are those of the models: a field that a model gets is asked for by itself, for its own audience."""

import re
from dataclasses import replace
from enum import StrEnum
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Annotated

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from pydantic import BeforeValidator, Field

from coalition_site.derive.words.catalogue import catalogue
from coalition_site.forms import desk as desk_module
from coalition_site.forms import records
from coalition_site.forms.form_kinds import FORMS
from coalition_site.forms.records import FILE_KINDS, Record, RecordKind
from coalition_site.model.audience import Audience, Public, Team, field_audience
from coalition_site.model.fields import ContentModel, Day, Email, Line, LocalizedText, Text, one_of
from coalition_site.model.page import PageFrontMatter
from coalition_site.records.fields import Control, fields_of, leaves
from scripts.make.catalogues import field_messages
from tests.support.building import small_project
from tests.support.editing import editing, words_of_page
from tests.support.pseudo_language import pseudo


class Mood(StrEnum):
    """Something a field may say one day."""

    CALM = "calm"
    WILD = "wild"


class Visit(ContentModel):
    """A block that a model may hold one day."""

    day: Team[Day | None] = Field(None, description="When.")
    said: Public[LocalizedText | None] = Field(None, description="What they said.")


class GrownPage(PageFrontMatter):
    """A page as it may be one day."""

    hours: Public[Line] = Field("", description="When the office is open.", examples=["Mon to Fri, 9 to 5"])
    mood: Team[Annotated[Mood | None, BeforeValidator(one_of(Mood))]] = Field(None, description="How it went.")
    secrets: Text = Field("", description="Declared for nobody.")
    writers: Team[tuple[Email, ...]] = Field((), description="Who writes.")
    visits: Team[tuple[Visit, ...]] = Field((), description="Who came.")


def test_a_field_that_a_model_gets_is_asked_for_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grown = {**FILE_KINDS, RecordKind.PAGE: replace(FILE_KINDS[RecordKind.PAGE], model=GrownPage)}
    monkeypatch.setattr(records, "FILE_KINDS", grown)
    with editing(small_project(tmp_path / "project", {})) as desk:
        answer = desk.get("edit/page/new")
    public, _, team = words_of_page(answer.text).partition("The team only")
    assert "Hours When the office is open. Example: Mon to Fri, 9 to 5" in public
    for said in ("Mood How it went.", "calm wild", "Secrets Declared for nobody.", "Writers Who writes.", "Visits"):
        assert said in team
        assert said not in public
    controls = {each.key: each.control for each in fields_of(GrownPage)}
    assert controls["mood"] is Control.WORD
    assert (controls["writers"], controls["visits"]) == (Control.LINES, Control.ROWS)


def test_every_field_of_every_model_is_asked_for_under_its_own_audience() -> None:
    for kind, file_kind in FILE_KINDS.items():
        model = file_kind.model
        fields = {each.key: each for each in Record(kind).fields()}
        assert model.model_fields.keys() <= fields.keys()
        for name, info in model.model_fields.items():
            assert fields[name].audience is field_audience(info)
    audiences = {".".join(keys): each.audience for keys, each in leaves(Record(RecordKind.PARTNER).fields())}
    assert audiences["listing.how"] is Audience.TEAM
    assert audiences["listing.consent"] is Audience.PUBLIC
    assert audiences["outreach.because"] is Audience.PARTNER


def test_all_that_forms_say_of_fields_is_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    messages = field_messages()
    said = Catalog(locale="es")
    for text in messages:
        said.add(text, pseudo(text))
    out = BytesIO()
    write_mo(out, said)
    monkeypatch.setattr(desk_module, "words_of", lambda _, language: catalogue(language, {"es": out.getvalue()}))
    project = small_project(tmp_path / "town", {"needs.yml": "groups:\n  - Young people\n"})
    settings = project / "content/coalition.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "workbook_language: es\n", encoding="utf-8")
    with editing(project) as desk:
        for path in ("partner/new", "needs"):
            page = unescape(desk.get(f"edit/{path}").text)
            assert '<html lang="es"' in page
            form = FORMS[path.replace("new", "table")]
            assert [each.label for _, each in leaves(form.fields()) if pseudo(each.label) not in page] == []
            words = re.findall(r"<(?:legend|label|option)[^>]*>([^<]+)", page)
            assert [word for word in words if word.strip() in messages] == []
        page = desk.get("edit/needs").text
        # What is chosen is read in the form's language, and written in the coalition's own.
        assert "J\u00f3venes" in page
        assert desk.fill("edit/needs", groups=["young-people", "people-of-color"]).status_code == 303
        assert desk.text("content/needs.yml") == "groups:\n  - Young people\n  - People of color\n"
