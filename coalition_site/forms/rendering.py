"""Pages of the editor: packaged templates, and what their macros ask for."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from jinja2 import Environment
from werkzeug import Response

from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.dates import language_name
from coalition_site.edit.layout import block
from coalition_site.forms.controls import Offered
from coalition_site.forms.shown import is_day, is_moment
from coalition_site.model.audience import Audience
from coalition_site.model.content_files import COALITION, LETTERS, PARTNERS
from coalition_site.model.vocabulary import Option
from coalition_site.read.content import Content
from coalition_site.read.values import Value
from coalition_site.records.fields import RecordField
from coalition_site.render.environment import html_environment
from coalition_site.resources import wording_folder

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True)
class Choices:
    """What controls choose from: options by their headings, references, pictures, languages."""

    content: Content
    offered: Offered
    catalogue: Catalogue

    def option_groups(self, each: RecordField) -> list[tuple[str, list[Option]]]:
        """The options of a field's list, areas by their pillars."""
        vocabulary = self.offered.vocabulary
        pillars = {
            pillar.id: pillar.label.in_language(self.catalogue.language, self.own) for pillar in vocabulary.pillars
        }
        visible = vocabulary.list_of(each.list_name).visible()
        return [
            (pillars.get(pillar, pillar), list(options))
            for pillar, options in groupby(visible, key=lambda option: option.pillar)
        ]

    def label(self, option: Option) -> str:
        """An option's label as the form's language has it; what is written into files has the coalition's own."""
        return option.label.in_language(self.catalogue.language, self.own)

    @property
    def own(self) -> str:
        """The coalition's own language."""
        return self.offered.languages[0]

    def languages(self, name: str, names: Iterable[str]) -> list[str]:
        """The languages that a text is asked for in: those offered, and those it has among the controls' names."""
        before = f"{name}."
        has = [name.removeprefix(before) for name in names if name.startswith(before)]
        return list(dict.fromkeys((*self.offered.languages, *has)))

    def language_name(self, code: str) -> str:
        """A language's name."""
        return language_name(code, self.catalogue.language)

    def references(self, key: str) -> list[tuple[str, str]]:
        """What a field may name, by its key: ids, and what they stand for."""
        if key == "partner":
            return [(each, said_name(document.value) or each) for each, document in self.content.of(PARTNERS).items()]
        if key == "letter":
            packaged = sorted(file.stem for file in wording_folder().glob("*.md"))
            names = [
                *(name for name, _ in self.content.in_languages(LETTERS)),
                *(name.partition(".")[0] for name in packaged),
            ]
            return [(fromkey, fromkey) for fromkey in dict.fromkeys(names)]
        settings = self.content.file(COALITION)
        senders = settings.value_at(("senders",)) if settings is not None and key == "sender" else None
        found = senders.items() if isinstance(senders, dict) else ()
        return [(each, said_name(value) or each) for each, value in found]

    def pictures_named(self) -> list[tuple[str, str]]:
        """The names of the pictures."""
        return [(image, image) for image in self.content.images]


def said_name(value: Value) -> str:
    """The name that a block has, in its first language."""
    return _said_first(value, "name")


def said_title(value: Value) -> str:
    """The title that a block has, in its first language."""
    return _said_first(value, "title")


def _said_first(value: Value, key: str) -> str:
    name = value.get(key, "") if isinstance(value, dict) else ""
    first = next(iter(name.values()), "") if isinstance(name, dict) else name
    return first if isinstance(first, str) else ""


def said(value: Value) -> str:
    """A value as people read it: lines as they would stand in a file."""
    return "\n".join(block(value)) if isinstance(value, dict | list) else value


def environment(catalogue: Catalogue) -> Environment:
    """The templates as they are packaged: a coalition's own are for its sites."""
    made = html_environment(None, catalogue)
    made.globals["Audience"] = Audience
    made.globals["said"] = said
    made.globals["is_day"] = is_day
    made.globals["is_moment"] = is_moment
    return made


def page(html: str, status: int = 200) -> Response:
    """A page of the editor, under its policy."""
    headers = {"Content-Security-Policy": POLICY}
    return Response(html, status, content_type="text/html; charset=utf-8", headers=headers)
