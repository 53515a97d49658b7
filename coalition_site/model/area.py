"""areas/<id>.md: what an area of concern means here, for its public page."""

from pydantic import Field

from coalition_site.model.audience import Public
from coalition_site.model.fields import ContentModel, LocalizedText
from coalition_site.model.localized import untranslated


class AreaFrontMatter(ContentModel):
    """The front matter of areas/<id>.md. The file is named by the area's id, as in `housing-stability.md`."""

    figure: Public[LocalizedText | None] = Field(
        None,
        title="One number",
        description="One number that says how things stand here.",
        examples=["1 in 4 renters pays more than half of the household's income for rent"],
    )
    source: Public[LocalizedText | None] = Field(
        None, description="Where the number comes from, and of which year.", examples=["City rent survey, 2025"]
    )
    goal: Public[LocalizedText | None] = Field(
        None, description="What the coalition wants to reach.", examples=["Half as many evictions by 2029"]
    )
    next: Public[LocalizedText | None] = Field(
        None, description="The next step, and when.", examples=["A walk through the Mill district in February"]
    )


class Area(AreaFrontMatter):
    """What an area means here."""

    id: Public[str] = Field(description="The area's id, the name of the file without .md.")
    body: Public[str] = Field("", description="What the area means here, in Markdown.")
    translations: Public[dict[str, str]] = Field(
        default_factory=dict, description="The body in further languages, by their codes."
    )

    def body_in(self, language: str, own: str) -> str:
        """The body in a language; where it is not translated, in the coalition's own, marked as such."""
        return self.translations.get(language) or untranslated(self.body, own, language)
