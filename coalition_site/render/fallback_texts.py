"""Texts that nobody has translated, marked on a page with the language that they are in."""

from dataclasses import dataclass, replace

from markupsafe import Markup

from coalition_site.derive.words.labels import Label
from coalition_site.model.localized import FallbackText
from coalition_site.render.direction import direction_of
from coalition_site.render.markdown import Article, markdown_article, markdown_to_html, opening

UNTRANSLATED = "untranslated"
"""The class of what is marked."""


@dataclass(frozen=True, slots=True)
class TextsInTheirLanguage:
    """Makes HTML of texts for a page that is written in a direction, `ltr` or `rtl`."""

    direction: str

    def text(self, text: str | Label) -> str:
        """A text or label: as it is in the page's own language, else within an element that says its language."""
        said = str(text) if isinstance(text, Label) else text
        return self._marked("span", said, said) if isinstance(said, FallbackText) else said

    def markdown(self, text: str, *, top_heading: int = 2) -> Markup:
        """The HTML of a Markdown text, as `markdown_to_html` makes it."""
        html = markdown_to_html(text, top_heading=top_heading)
        return self._marked("div", html, text) if isinstance(text, FallbackText) else html

    def article(self, text: str) -> Article:
        """A long text and its sections, as `markdown_article` makes them."""
        written = markdown_article(text)
        if not isinstance(text, FallbackText):
            return written
        sections = tuple((name, FallbackText(title, text.language)) for name, title in written.sections)
        return replace(written, html=self._marked("div", written.html, text), sections=sections)

    def _marked(self, element: str, content: str, text: FallbackText) -> Markup:
        direction = direction_of(text.language)
        turned = Markup(' dir="{}"').format(direction) if direction != self.direction else ""
        mark = Markup('<{0} class="{1}" lang="{2}"{3}>{4}</{0}>')
        return mark.format(element, UNTRANSLATED, text.language, turned, content)


def opening_in_its_language(text: str, *, limit: int = 150) -> str:
    """The first sentences of a Markdown text, as `opening` gives them, in the text's language."""
    said = opening(text, limit=limit)
    return FallbackText(said, text.language) if said and isinstance(text, FallbackText) else said
