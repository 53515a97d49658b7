"""pages/<name>.md: pages written by hand."""

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field

from coalition_site.model.audience import Public
from coalition_site.model.fields import ContentModel, Line, Number, one_of
from coalition_site.model.localized import untranslated


class PageAudience(StrEnum):
    """A hand-written page is everybody's or the team's, as it says itself."""

    PUBLIC = "public"
    TEAM = "team"


class PageFrontMatter(ContentModel):
    """The front matter of pages/<name>.md. Its fields are as public as the page's own `audience` says."""

    title: Public[Line] = Field(title="Heading", description="The title.", examples=["How we decide"])
    audience: Public[Annotated[PageAudience, BeforeValidator(one_of(PageAudience))]] = Field(
        description="public or team.", examples=["public"]
    )
    order: Public[Number] = Field(100, description="Its place in the navigation.", examples=["10"])
    description: Public[Line] = Field("", description="One sentence for search engines.")


class PageTexts(ContentModel):
    """The texts of a page in one language."""

    title: Public[Line] = Field(description="The title.")
    description: Public[Line] = Field("", description="One sentence for search engines.")
    body: Public[str] = Field("", description="The page, in Markdown.")


class Page(PageFrontMatter):
    """A hand-written page."""

    id: Public[str] = Field(description="The name of the file without .md.")
    body: Public[str] = Field("", description="The page, in Markdown.")
    translations: Public[dict[str, PageTexts]] = Field(
        default_factory=dict, description="The page in further languages, by their codes."
    )

    def texts_in(self, language: str, own: str) -> PageTexts:
        """The texts in a language; where they are not translated, in the coalition's own, as FallbackTexts."""
        found = self.translations.get(language)
        if found is not None:
            return found
        title, description, body = (
            untranslated(text, own, language) for text in (self.title, self.description, self.body)
        )
        return PageTexts.model_construct(title=title, description=description, body=body)
