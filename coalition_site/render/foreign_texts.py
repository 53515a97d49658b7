"""Texts in another language than the page around them, marked with their own."""

from dataclasses import dataclass, replace

from markupsafe import Markup

from coalition_site.derive.words.direction import direction_of
from coalition_site.derive.words.labels import Label
from coalition_site.model.localized import FallbackText, ForeignText
from coalition_site.render.direction import isolated
from coalition_site.render.line_breaks import with_breaks
from coalition_site.render.markdown import Article, markdown_article, markdown_to_html, opening
from coalition_site.render.pictures import NO_PICTURES, ShownPictures

UNTRANSLATED = "untranslated"
"""The class of what somebody could still translate."""


@dataclass(frozen=True, slots=True)
class ForeignTexts:
    """Makes HTML of texts for a page that is written in a direction, `ltr` or `rtl`."""

    direction: str

    def text(self, text: str | Label) -> str:
        """A text or label: as it is in the page's own language, else within an element that says its language.

        One without a language of its own, such as a name, is set apart where the page runs the other way.
        """
        said = str(text) if isinstance(text, Label) else text
        if isinstance(said, ForeignText):
            return self._marked("span", said, said)
        return isolated(said, self.direction) if self.direction == "rtl" else said

    def lines(self, text: str) -> Markup:
        """A text whose line breaks are line breaks on the page too."""
        if not isinstance(text, ForeignText):
            return with_breaks(text, self.direction)
        return self._marked("span", with_breaks(str(text), direction_of(text.language)), text)

    def attribute(self, text: str | Label) -> str:
        """The attributes of an element that holds a text, or says it in another attribute; empty in the page's own."""
        said = str(text) if isinstance(text, Label) else text
        if not isinstance(said, ForeignText):
            return ""
        return Markup(' lang="{}"{}').format(said.language, self._turned(said))

    def markdown(
        self, text: str, pictures: ShownPictures = NO_PICTURES, way: str = "", *, top_heading: int = 2
    ) -> Markup:
        """The HTML of a Markdown text, as `markdown_to_html` makes it."""
        html = markdown_to_html(text, pictures, way, top_heading=top_heading)
        return self._marked("div", html, text) if isinstance(text, ForeignText) else html

    def article(self, text: str, pictures: ShownPictures = NO_PICTURES, way: str = "") -> Article:
        """A long text and its sections, as `markdown_article` makes them."""
        written = markdown_article(text, pictures, way)
        if not isinstance(text, ForeignText):
            return written
        sections = tuple((name, text.said_as(title)) for name, title in written.sections)
        return replace(written, html=self._marked("div", written.html, text), sections=sections)

    def _marked(self, element: str, content: str, text: ForeignText) -> Markup:
        known = Markup(' class="{}"').format(UNTRANSLATED) if isinstance(text, FallbackText) else ""
        mark = Markup('<{0}{1} lang="{2}"{3}>{4}</{0}>')
        return mark.format(element, known, text.language, self._turned(text), content)

    def _turned(self, text: ForeignText) -> str:
        """The attribute for a text that is written in the other direction; empty for any other."""
        direction = direction_of(text.language)
        return Markup(' dir="{}"').format(direction) if direction != self.direction else ""


def opening_in_its_language(text: str, *, limit: int = 150) -> str:
    """The first sentences of a Markdown text, as `opening` gives them, in the text's language."""
    said = opening(text, limit=limit)
    return text.said_as(said) if said and isinstance(text, ForeignText) else said
