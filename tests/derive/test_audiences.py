"""Nothing reaches a view that its audience may not see: canaries from every field of the models."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, get_args

import pytest
from pydantic import BaseModel, BeforeValidator, Field

from coalition_site.derive.letters.agreements import agreement_views
from coalition_site.derive.letters.view import letter_views
from coalition_site.derive.public.view import public_views
from coalition_site.derive.team.assemble import team_view
from coalition_site.derive.worksheet.view import blank_worksheet
from coalition_site.model.audience import Audience, Public
from coalition_site.model.coalition import Coalition
from coalition_site.model.fields import ContentModel, Line
from coalition_site.model.meeting import TeamMeeting
from coalition_site.model.needs import AreaNote, AssetNote, GroupNote, TeamNeeds
from coalition_site.model.partner import TeamListing, TeamPartner
from coalition_site.model.vocabulary_changes import (
    OptionChange,
    PartChange,
    QuestionChanges,
    VocabularyChanges,
    WorksheetChanges,
)
from coalition_site.model.wording import PLACEHOLDERS
from coalition_site.problems import Severity
from tests.support import canary
from tests.support.canary import MODELS, TODAY, Canaries, Spot, found, write_canaries
from tests.support.case_files import check_project
from tests.support.making import make_wording


@dataclass(frozen=True, slots=True)
class Written:
    canaries: Canaries
    coalition: Coalition


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    folder = tmp_path_factory.mktemp("canaries")
    canaries = write_canaries(folder)
    _, validated = check_project(folder, TODAY)
    assert [problem for problem in validated.problems if problem.severity is Severity.ERROR] == []
    assert validated.coalition is not None
    return Written(canaries, validated.coalition)


def test_each_canary_is_unique(written: Written) -> None:
    words = [text for text in (*written.canaries.not_public, *written.canaries.public) if text.startswith("zq-")]
    assert len(words) == len(set(words)) > 300


def test_nothing_but_the_public_is_in_the_public_view(written: Written) -> None:
    assert found(repr(public_views(written.coalition, TODAY)), written.canaries.not_public) == []


def test_the_public_is_in_the_public_view(written: Written) -> None:
    shown = repr(public_views(written.coalition, TODAY))
    assert [text for text in written.canaries.public if text not in shown] == []


def test_nothing_of_the_team_is_in_a_letter(written: Written) -> None:
    everything = " ".join(f"{{{{ {name} }}}}" for name in PLACEHOLDERS)
    wordings = {("agreement", code): make_wording(everything, "agreement", code) for code in ("en", "es")}
    agreements = agreement_views(replace(written.coalition, wordings=wordings), TODAY)
    assert agreements
    for letter in (*letter_views(written.coalition), *agreements):
        assert found(repr(letter), written.canaries.team) == []


def test_what_is_said_to_partners_is_in_letters(written: Written) -> None:
    shown = repr(letter_views(written.coalition))
    assert [text for text in written.canaries.letters if text not in shown] == []


def test_a_letter_holds_nothing_of_another_partner_or_invite(written: Written) -> None:
    coalition = written.coalition
    for letter, invite in zip(letter_views(coalition), coalition.invites, strict=True):
        for other in coalition.partners.values():
            if other.id != invite.partner:
                assert found(repr(letter), [*other.name.texts(), *other.initiatives]) == []
        for another in coalition.invites:
            if another is not invite:
                assert another.member not in repr(letter)


def test_the_blank_worksheet_is_public(written: Written) -> None:
    assert found(repr(blank_worksheet(written.coalition)), written.canaries.not_public) == []


def test_everything_is_the_teams_to_see(written: Written) -> None:
    shown = repr((team_view(written.coalition, TODAY), letter_views(written.coalition)))
    hidden = [
        text
        for text in (*written.canaries.team, *written.canaries.public)
        if text.startswith("zq-")
        and text not in shown
        and not re.search(r"bystander|page|picture|imports|-area-(?:figure|source|goal|next|body)|-es-\d", text)
    ]
    assert hidden == []


def test_a_canary_is_found_across_line_ends_and_hyphens() -> None:
    assert found("… zq-team-\nnotes-0\N{SOFT HYPHEN}001 …", ["zq-team-notes-0001", "zq-team-notes-0002"]) == [
        "zq-team-notes-0001"
    ]


def test_every_content_model_is_walked() -> None:
    walked = {model for top in MODELS for model in _models_in(top)}
    front_matter_only = {"Partner", "Page", "PageTexts", "Area", "Meeting"}
    vocabulary = {VocabularyChanges, OptionChange, WorksheetChanges, PartChange, QuestionChanges}
    # The same canaries, read from two places: tests/jobs/test_team_folder.py.
    of_team_folder = {TeamPartner, TeamListing, TeamMeeting, TeamNeeds, GroupNote, AreaNote, AssetNote}
    forgotten = {
        model
        for model in _subclasses(ContentModel)
        if model.__module__.startswith("coalition_site.") and model.__name__ not in front_matter_only
    }
    assert forgotten - walked - vocabulary - of_team_folder == set()


def test_a_new_field_gets_its_canary_and_is_the_teams_until_it_says_otherwise(tmp_path: Path) -> None:
    class Tomorrow(ContentModel):
        salary: Line = Field("", description="Undeclared.")
        motto: Public[Line] = Field("", description="Public.")

    writer = canary._Writer(tmp_path)
    values = writer.model(Tomorrow, Spot("x", "x", Audience.PUBLIC), {})
    assert values == {"salary": "zq-team-x-salary-0001", "motto": "zq-public-x-motto-0002"}


@pytest.mark.parametrize("annotation", [str, int, Annotated[str, BeforeValidator(str)], set[str], Any])
def test_an_unknown_kind_of_field_stops_the_generator(annotation: Any, tmp_path: Path) -> None:
    with pytest.raises(TypeError, match=r"does not know how to write x\.new"):
        canary._Writer(tmp_path).value(annotation, (), Spot("x", "x.new", Audience.TEAM), {})


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for info in annotation.model_fields.values():
            yield from _models_in(info.annotation)
    for inner in get_args(annotation):
        yield from _models_in(inner)


def _subclasses(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for each in model.__subclasses__():
        yield each
        yield from _subclasses(each)
