"""Controls: a value of the content as what a browser shows and sends, and what was sent as a value again.

Names of controls lead to values as keys do, with dots between them: `team.people.0.email`. A value that nobody touched
comes back as it was written, whatever its spelling, since it is read against the value that the form was made from.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coalition_site.model.vocabulary import Option, OptionList, Vocabulary
from coalition_site.read.values import Value

_MOST_ROWS = 500
TRUE = ("true", "yes")
FILL, OTHER, NOTE, DAY, WAS, KEY, REMOVE = "fill", "other", "note", "day", "was", "key", "remove"
"""The last parts of the names of controls that hold a part of a value, or say something of a row."""


def as_text(sent: str) -> str:
    """What was sent, with line ends as they are in files and without spaces at its ends."""
    return sent.replace("\r\n", "\n").replace("\r", "\n").strip()


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form holds: texts by the name of their control."""

    texts: Mapping[str, Sequence[str]]

    def one(self, name: str) -> str:
        """The text of a control, with line ends as they are in files and without spaces at its ends."""
        found = self.texts.get(name, ())
        return as_text(found[0]) if found else ""

    def lines(self, name: str) -> list[str]:
        """The lines of a text that say anything."""
        return [line.strip() for line in self.one(name).split("\n") if line.strip()]

    def all(self, name: str) -> Sequence[str]:
        """The texts of all controls of a name, such as boxes that are checked."""
        return self.texts.get(name, ())

    def at(self, name: str, number: int) -> str:
        """The text of one of several controls of a name; empty where there are fewer."""
        found = self.texts.get(name, ())
        return found[number] if number < len(found) else ""

    def has(self, name: str, text: str) -> bool:
        """Whether a box is checked."""
        return text in self.texts.get(name, ())

    def rows(self, name: str) -> list[int]:
        """The numbers of the rows below a name."""
        pattern = re.compile(rf"{re.escape(name)}\.([0-9]{{1,3}})\.")
        found = {int(row[1]) for text in self.texts if (row := pattern.match(text))}
        return sorted(found)[:_MOST_ROWS]


@dataclass(frozen=True, slots=True)
class Offered:
    """What is chosen from: the options, and the languages of texts, the coalition's own first."""

    vocabulary: Vocabulary
    languages: tuple[str, ...]

    def label(self, option: Option) -> str:
        """An option as it is written."""
        return option.label.in_language(self.languages[0], "en")


@dataclass(frozen=True, slots=True)
class Chosen:
    """An entry of a list of options: the option and its text, or a text that is no option."""

    option: str
    text: str = ""


def identified(raw: Value, options: OptionList) -> Chosen | None:
    """What a written entry stands for; None for a shape that is none."""
    if isinstance(raw, dict) and len(raw) == 1:
        label, text = next(iter(raw.items()))
        raw = f"{label}: {text}" if isinstance(text, str) else raw
    if not isinstance(raw, str):
        return None
    option = options.find(raw)
    if option is not None and not option.fill_in:
        return Chosen(option.id)
    label, colon, text = raw.partition(":")
    option = options.find(label)
    if colon and option is not None and option.fill_in:
        return Chosen(option.id, text.strip())
    return Chosen("", raw)


def option_of(need: Value) -> Value:
    """The option of a need, which may be written alone or with a note."""
    return need["option"] if isinstance(need, dict) and "option" in need else need


def note_of(need: Value) -> str:
    """The note of a need."""
    note = need.get("note", "") if isinstance(need, dict) and "option" in need else ""
    return note if isinstance(note, str) else ""
