"""Values that a form sent, as the content writes them, read against the value that the form was made from.

Whatever was not touched is that value, as it is written there; what was added comes behind it in the house's spelling.
"""

from collections.abc import Sequence

from coalition_site.forms.controls import (
    DAY,
    FILL,
    KEY,
    NOTE,
    OTHER,
    REMOVE,
    TRUE,
    WAS,
    Chosen,
    Offered,
    Sent,
    as_text,
    identified,
    note_of,
    option_of,
)
from coalition_site.forms.shown import shown, understood
from coalition_site.model.fields import REFUSED
from coalition_site.model.vocabulary import OptionList, plain
from coalition_site.read.values import Value
from coalition_site.records.fields import Control, RecordField


def read_back(
    fields: Sequence[RecordField], sent: Sent, base: Value, offered: Offered, above: str = ""
) -> dict[str, Value]:
    """The value of some fields. What says nothing has no key."""
    found: dict[str, Value] = {}
    for field in fields:
        there = base.get(field.key, "") if isinstance(base, dict) else ""
        value = field_back(field, sent, there, offered, f"{above}{field.key}")
        if value:
            found[field.key] = value
    return found


def field_back(field: RecordField, sent: Sent, base: Value, offered: Offered, name: str) -> Value:
    """The value of one field; the base itself where nothing of it was touched, or where a form cannot show it."""
    if not understood(field, base, offered):
        return base
    if field.control is Control.BLOCK:
        others = (
            {key: each for key, each in base.items() if all(key != inner.key for inner in field.inner)}
            if isinstance(base, dict)
            else {}
        )
        value = read_back(field.inner, sent, base, offered, f"{name}.") | others
        return base if value == base else value
    if base and _is_untouched(field, sent, base, offered, name):
        return base
    return _value(field, sent, base, offered, name)


def _is_untouched(field: RecordField, sent: Sent, base: Value, offered: Offered, name: str) -> bool:
    """Whether the controls of a field hold what they were given."""
    given = Sent(shown([field], {field.key: base}, offered, name.removesuffix(field.key)))
    names = {text for text in (*given.texts, *sent.texts) if text == name or text.startswith(f"{name}.")}
    removes = field.control in {Control.ROWS, Control.MAP} and any(name.endswith(f".{REMOVE}") for name in names)
    return not removes and all(_said(given, each, name) == _said(sent, each, name) for each in names)


def _said(sent: Sent, control: str, name: str) -> Sequence[str]:
    """What controls of a name say; in which order boxes are checked says nothing."""
    texts = [text for text in map(as_text, sent.all(control)) if text]
    return sorted(texts) if control == name else texts


def _value(field: RecordField, sent: Sent, base: Value, offered: Offered, name: str) -> Value:
    value: Value
    match field.control:
        case Control.ROWS:
            value = [value for _, value in _rows(field, sent, base, offered, name)]
        case Control.MAP:
            value = {key: value for key, value in _rows(field, sent, base, offered, name) if key}
        case Control.OPTIONS | Control.NEEDS:
            value = _options(field, sent, base if isinstance(base, list) else [], offered, name)
        case Control.OPTION:
            value = _option(field, sent, base, offered, name)
        case Control.TEXTS:
            value = _texts(sent, base, offered, name)
        case Control.LINES:
            value = list(sent.lines(name))
        case Control.CONSENT:
            value = {REFUSED: REFUSED, DAY: sent.one(f"{name}.{DAY}")}.get(sent.one(name), "")
        case Control.YES_NO:
            asked = "true" if sent.has(name, "true") else "false" if base and str(base).lower() in TRUE else base
            value = base if base and (str(base).lower() in TRUE) == (asked == "true") else asked
        case Control.LINE | Control.MOMENT:
            # Browsers send a T between day and hour.
            line = " ".join(sent.one(name).split("\n"))
            value = line.replace("T", " ") if field.control is Control.MOMENT else line
        case _:
            value = sent.one(name)
    return value


def _rows(field: RecordField, sent: Sent, base: Value, offered: Offered, name: str) -> list[tuple[str, Value]]:
    """The rows that say anything, with their keys in a map, in their order."""
    found: list[tuple[str, Value]] = []
    for number in sent.rows(name):
        row = f"{name}.{number}"
        if sent.one(f"{row}.{REMOVE}"):
            continue
        was = sent.one(f"{row}.{WAS}")
        there: Value = ""
        if isinstance(base, list) and was.isdigit() and int(was) < len(base):
            there = base[int(was)]
        elif isinstance(base, dict):
            there = base.get(was, "")
        value = read_back(field.inner, sent, there, offered, f"{row}.")
        key = sent.one(f"{row}.{KEY}")
        if value or key:
            found.append((key, there if value == there else value))
    return found


def _texts(sent: Sent, base: Value, offered: Offered, name: str) -> Value:
    """One text for all languages where only the coalition's own has one, else a text for each."""
    before = f"{name}."
    named = [text.removeprefix(before) for text in sent.texts if text.startswith(before)]
    languages = dict.fromkeys((*(base if isinstance(base, dict) else ()), *offered.languages, *named))
    spelled = {language.lower(): language for language in languages}
    texts = {spelled[each]: text for each in spelled if (text := sent.one(f"{name}.{each}"))}
    own = offered.languages[0]
    alone = not isinstance(base, dict) and set(texts) == {own}
    return texts[own] if alone else dict(texts)


def _option(field: RecordField, sent: Sent, base: Value, offered: Offered, name: str) -> Value:
    options = offered.vocabulary.list_of(field.list_name)
    chosen = sent.one(name)
    option = next((option for option in options if option.id == chosen), None)
    if option is None:
        return sent.one(f"{name}.{OTHER}")
    text = sent.one(f"{name}.{FILL}.{option.id}") if option.fill_in else ""
    if base and identified(base, options) == Chosen(option.id, text):
        return base
    return f"{offered.label(option)}: {text}" if option.fill_in else offered.label(option)


def _options(field: RecordField, sent: Sent, base: list[Value], offered: Offered, name: str) -> Value:
    """Entries that stay, in their order and spelling, and behind them the new ones in the order of the worksheet."""
    options = offered.vocabulary.list_of(field.list_name)
    wanted = _wanted(sent, options, name, with_notes=field.control is Control.NEEDS)
    found: list[Value] = []
    for entry in base:
        chosen = identified(option_of(entry), options)
        same = next((each for each in wanted if chosen is not None and _is_same(each, chosen)), None)
        if same is None:
            continue
        note = wanted.pop(same)
        found.append(entry if note is None or note == note_of(entry) else _need(option_of(entry), note))
    for chosen, note in wanted.items():
        written: Value = chosen.text
        if chosen.option:
            label = offered.label(options[chosen.option])
            written = f"{label}: {chosen.text}" if options[chosen.option].fill_in else label
        found.append(_need(written, note))
    return found


def _is_same(one: Chosen, other: Chosen) -> bool:
    return one.option == other.option and plain(one.text) == plain(other.text)


def _need(option: Value, note: str | None) -> Value:
    return {"option": option, "note": note} if note else option


def _wanted(sent: Sent, options: OptionList, name: str, *, with_notes: bool) -> dict[Chosen, str | None]:
    """What is chosen, and with needs the notes; None where there are none to write."""
    wanted: dict[Chosen, str | None] = {}
    for option in options:
        fill = f"{name}.{FILL}.{option.id}"
        if option.fill_in and with_notes:
            notes = [*sent.all(f"{fill}.{NOTE}")]
            for number, text in enumerate(sent.all(fill)):
                note = Sent({NOTE: notes[number : number + 1]}).one(NOTE)
                if text.strip():
                    wanted[Chosen(option.id, text.strip())] = note
        elif option.fill_in:
            wanted |= dict.fromkeys(Chosen(option.id, text) for text in sent.lines(fill))
        elif sent.has(name, option.id):
            wanted[Chosen(option.id)] = sent.one(f"{name}.{NOTE}.{option.id}") if with_notes else None
    for text in sent.lines(f"{name}.{OTHER}"):
        wanted[Chosen("", text)] = None
    return wanted
