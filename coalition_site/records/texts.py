"""Values of records as the texts that people read and type, and texts as values of the content again."""

from collections.abc import Sequence
from dataclasses import dataclass

from coalition_site.model.coalition import Coalition
from coalition_site.model.localized import Localized
from coalition_site.model.vocabulary import Choice, ListName, Option, Vocabulary, plain
from coalition_site.read.values import Value
from coalition_site.records.fields import Control, RecordField

LISTS = frozenset({Control.OPTIONS, Control.LINES})
"""What has a line for each entry."""


@dataclass(frozen=True, slots=True)
class ContentTexts:
    """The spelling of a coalition's files: labels of its vocabulary, in its own language.

    What is written in several languages is read in `language`.
    """

    vocabulary: Vocabulary
    own: str
    language: str

    @classmethod
    def of(cls, coalition: Coalition, language: str = "") -> "ContentTexts":
        """The spelling of a coalition's files; texts in several languages are read in one, else in its own."""
        own = coalition.settings.language
        return cls(coalition.vocabulary, own, language or own)

    def label(self, option: Option) -> str:
        """An option as it is written."""
        return option.label.in_language(self.own, "en")

    def labels(self, name: ListName) -> tuple[str, ...]:
        """What may be chosen of a list, in its order."""
        return tuple(map(self.label, self.vocabulary.list_of(name).visible()))

    def choice(self, choice: Choice, name: ListName) -> str:
        """A choice as it is written: by its label, with a fill-in's text."""
        if not choice.option:
            return choice.text
        label = self.label(self.vocabulary.list_of(name)[choice.option])
        return f"{label}: {choice.text}" if choice.text else label

    def text(self, field: RecordField, value: object) -> str:
        """A value of a model as one text, empty where there is none; lists have a line for each entry."""
        if value is None:
            return ""
        if isinstance(value, Localized):
            return value.in_language(self.language, self.own)
        if isinstance(value, Choice):
            return self.choice(value, field.list_name)
        if isinstance(value, tuple):
            return "\n".join(self.text(field, each) for each in value)
        return str(value)

    def value(self, field: RecordField, text: str, choices: Sequence[Choice] = ()) -> Value:
        """A text as a file writes it; `choices` are what was understood of a text that names options."""
        if field.options is not None:
            written = [self.choice(choice, field.options) for choice in choices]
            return [*written] if field.control is Control.OPTIONS else "".join(written[:1])
        if field.control is Control.LINES:
            return [*filter(None, (line.strip() for line in text.split("\n")))]
        return plain(text) if field.words else text
