"""vocabulary.yml: relabel, hide, add or translate options of the worksheet's lists."""

from pydantic import Field

from coalition_site.model.audience import Public
from coalition_site.model.fields import ContentModel, LanguageCode, Line, YesNo


class OptionChange(ContentModel):
    """What is different about one option."""

    label: Public[Line] = Field("", description="The label to show instead.", examples=["Youth and young adults"])
    aliases: Public[tuple[Line, ...]] = Field((), description="Other names accepted.", examples=[["youth"]])
    translations: Public[dict[LanguageCode, Line]] = Field(
        default_factory=dict, description="Labels in other languages.", examples=[{"es": "Jóvenes"}]
    )
    hide: Public[YesNo] = Field(default=False, description="Leave the option out.", examples=["true"])
    pillar: Public[Line] = Field("", description="For a new area: its pillar.", examples=["High-Quality Education"])


class VocabularyChanges(ContentModel):
    """vocabulary.yml: each key is a label or an id; an unknown one adds an option."""

    groups: Public[dict[str, OptionChange]] = Field(default_factory=dict, description="Changes to the groups.")
    areas: Public[dict[str, OptionChange]] = Field(default_factory=dict, description="Changes to the areas.")
    assets: Public[dict[str, OptionChange]] = Field(default_factory=dict, description="Changes to the assets.")
    types: Public[dict[str, OptionChange]] = Field(default_factory=dict, description="Changes to the actor types.")
