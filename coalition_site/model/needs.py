"""needs.yml: Part 1 of the worksheet, what the coalition needs."""

from typing import Annotated, TypeVar

from pydantic import BeforeValidator, ConfigDict, Field
from pydantic.config import JsonDict

from coalition_site.model.audience import Public, Team
from coalition_site.model.fields import AreaChoice, AssetChoice, ContentModel, Day, GroupChoice, Text
from coalition_site.model.vocabulary import Choice, ListName, each_once

T = TypeVar("T")


def _as_need(value: object) -> object:
    """An option alone is short for a map with the option and no note."""
    return value if isinstance(value, dict) and {"option", "note"} & value.keys() else {"option": value}


Need = Annotated[T, BeforeValidator(_as_need)]
SHORT_FOR_OPTION: JsonDict = {"x-short-for": "option"}
"""What the schema says of a need: its option alone stands for it."""
_SHORT = ConfigDict(json_schema_extra=SHORT_FOR_OPTION)


class GroupNeed(ContentModel):
    """A group that faces the greatest barriers."""

    model_config = _SHORT

    option: Public[GroupChoice] = Field(description="The option.", examples=["Young people"])
    note: Team[Text] = Field("", description="What the team knows about it.", examples=["See the 2026 survey."])


class AreaNeed(ContentModel):
    """An area of greatest concern."""

    model_config = _SHORT

    option: Public[AreaChoice] = Field(description="The option.", examples=["Housing stability"])
    note: Team[Text] = Field("", description="What the team knows about it.", examples=["Evictions doubled."])


class AssetNeed(ContentModel):
    """An asset the coalition needs."""

    model_config = _SHORT

    option: Public[AssetChoice] = Field(description="The option.", examples=["Convening power"])
    note: Team[Text] = Field("", description="What the team knows about it.", examples=["We have no room."])


AnyNeed = GroupNeed | AreaNeed | AssetNeed


class Needs(ContentModel):
    """needs.yml."""

    groups: Public[tuple[Need[GroupNeed], ...]] = Field(
        (), title="Groups facing the greatest barriers", description="Groups facing the greatest barriers."
    )
    areas: Public[tuple[Need[AreaNeed], ...]] = Field(
        (), title="Areas of greatest concern", description="Areas of greatest concern."
    )
    assets: Public[tuple[Need[AssetNeed], ...]] = Field(
        (), title="Assets we need", description="Assets the coalition needs."
    )
    reviewed: Public[Day | None] = Field(
        None, title="Last looked through on", description="When this was last looked through.", examples=["2026-10-20"]
    )

    def of(self, name: ListName) -> tuple[AnyNeed, ...]:
        """The needs of one list."""
        needs: tuple[AnyNeed, ...] = getattr(self, name, ())
        return needs

    def chosen(self, name: ListName) -> tuple[Choice, ...]:
        """The choices of one list, each once, without notes."""
        return each_once(need.option for need in self.of(name))


class GroupNote(ContentModel):
    """What the team knows about a group."""

    option: Public[GroupChoice] = Field(description="The option, as in content/needs.yml.", examples=["Young people"])
    note: Team[Text] = Field(description="What the team knows about it.", examples=["See the 2026 survey."])


class AreaNote(ContentModel):
    """What the team knows about an area."""

    option: Public[AreaChoice] = Field(description="The option, as in content/needs.yml.", examples=["Digital access"])
    note: Team[Text] = Field(description="What the team knows about it.", examples=["Evictions doubled."])


class AssetNote(ContentModel):
    """What the team knows about an asset."""

    option: Public[AssetChoice] = Field(
        description="The option, as in content/needs.yml.", examples=["Convening power"]
    )
    note: Team[Text] = Field(description="What the team knows about it.", examples=["We have no room."])


AnyNote = GroupNote | AreaNote | AssetNote


class TeamNeeds(ContentModel):
    """needs.yml in the team's own folder: notes on needs that content/needs.yml lists."""

    groups: Team[tuple[GroupNote, ...]] = Field((), description="Notes on groups.")
    areas: Team[tuple[AreaNote, ...]] = Field((), description="Notes on areas.")
    assets: Team[tuple[AssetNote, ...]] = Field((), description="Notes on assets.")

    def of(self, name: ListName) -> tuple[AnyNote, ...]:
        """The notes of one list."""
        notes: tuple[AnyNote, ...] = getattr(self, name, ())
        return notes
