"""Fields of forms are those of the models: a field that a model gets is asked for by itself, for its own audience."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pytest
from pydantic import BeforeValidator, Field

from coalition_site.forms import records
from coalition_site.forms.fields import Control, fields_of, leaves
from coalition_site.forms.records import RECORD_MODELS, Record, RecordKind
from coalition_site.model.audience import Audience, Public, Team, field_audience
from coalition_site.model.fields import ContentModel, Day, Email, Line, LocalizedText, Text, one_of
from coalition_site.model.page import PageFrontMatter
from tests.support.building import small_project
from tests.support.editing import editing, words_of_page


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
    grown: Mapping[RecordKind, type[ContentModel]] = {**RECORD_MODELS, RecordKind.PAGE: GrownPage}
    monkeypatch.setattr(records, "RECORD_MODELS", grown)
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
    for kind, model in RECORD_MODELS.items():
        fields = {each.key: each for each in Record(kind).fields()}
        assert model.model_fields.keys() <= fields.keys()
        for name, info in model.model_fields.items():
            assert fields[name].audience is field_audience(info)
    audiences = {".".join(keys): each.audience for keys, each in leaves(Record(RecordKind.PARTNER).fields())}
    assert audiences["listing.how"] is Audience.TEAM
    assert audiences["listing.consent"] is Audience.PUBLIC
    assert audiences["outreach.because"] is Audience.PARTNER
