"""vocabulary.yml: relabel, hide, add or translate options of the worksheet's lists, and reword its titles."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from coalition_site.fixes import example
from coalition_site.model.audience import Public
from coalition_site.model.fields import ContentModel, LanguageCode, Line, LocalizedText, YesNo
from coalition_site.model.reading import mistake

PARTS = ("1", "2", "3", "4", "5")
"""The numbers of the worksheet's parts, as they are written in vocabulary.yml."""


def _part(value: object) -> str:
    if value not in PARTS:
        message = f"the worksheet has no part {value!r}; its parts are 1 to {PARTS[-1]}"
        raise mistake("value-unknown", message, "write the number of a part, for example 1:", example("1"))
    return str(value)


PartNumber = Annotated[str, BeforeValidator(_part)]


class OptionChange(ContentModel):
    """What is different about one option."""

    label: Public[Line] = Field("", description="The label to show instead.", examples=["Youth and young adults"])
    aliases: Public[tuple[Line, ...]] = Field((), description="Other names accepted.", examples=[["youth"]])
    translations: Public[dict[LanguageCode, Line]] = Field(
        default_factory=dict, description="Labels in other languages.", examples=[{"es": "Jóvenes"}]
    )
    hide: Public[YesNo] = Field(default=False, description="Leave the option out.", examples=["true"])
    pillar: Public[Line] = Field("", description="For a new area: its pillar.", examples=["High-Quality Education"])


class PartChange(ContentModel):
    """What one part of the worksheet says instead."""

    title: Public[LocalizedText | None] = Field(
        None, title="Heading", description="Its title.", examples=["Part 1: What We Need"]
    )
    help: Public[LocalizedText | None] = Field(None, description="The sentences below the title.")


class QuestionChanges(ContentModel):
    """What the questions of Part 1 say instead."""

    groups: Public[LocalizedText | None] = Field(None, description="The question about groups.")
    areas: Public[LocalizedText | None] = Field(None, description="The question about areas.")
    assets: Public[LocalizedText | None] = Field(None, description="The question about assets.")


class WorksheetChanges(ContentModel):
    """What the worksheet says instead, for a coalition that works with another toolkit."""

    title: Public[LocalizedText | None] = Field(
        None, title="Heading", description="The worksheet's title.", examples=["Building Our Coalition"]
    )
    figure: Public[LocalizedText | None] = Field(
        None, description="The title of Figure 1.", examples=["Figure 1. The Twelve Sectors"]
    )
    center: Public[LocalizedText | None] = Field(
        None, description="The words in the middle of Figure 1.", examples=["Our Coalition"]
    )
    questions: Public[QuestionChanges] = Field(
        default_factory=QuestionChanges.model_construct, description="Changes to the questions of Part 1."
    )
    parts: Public[dict[PartNumber, PartChange]] = Field(
        default_factory=dict, description="Changes to the parts, by number.", json_schema_extra={"maxProperties": 5}
    )


class VocabularyChanges(ContentModel):
    """vocabulary.yml: each key of a list is a label or an id; an unknown one adds an option."""

    groups: Public[dict[str, OptionChange]] = Field(default_factory=dict, description="Changes to the groups.")
    areas: Public[dict[str, OptionChange]] = Field(default_factory=dict, description="Changes to the areas.")
    assets: Public[dict[str, OptionChange]] = Field(default_factory=dict, description="Changes to the assets.")
    types: Public[dict[str, OptionChange]] = Field(default_factory=dict, description="Changes to the actor types.")
    worksheet: Public[WorksheetChanges] = Field(
        default_factory=WorksheetChanges.model_construct, description="Other titles and help texts of the worksheet."
    )
