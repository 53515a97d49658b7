"""Choices of options: what a value of the content stands for, and what was meant by one that is no option."""

import re

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from coalition_site.fixes import EntryFix, example, instead
from coalition_site.model.reading import Reading, is_sure, mistake, reading_of, shape_of
from coalition_site.model.vocabulary import Choice, ListName, Option, OptionList, plain

_EXAMPLE_COUNT = 4


def _fill_in_parts(value: object, options: OptionList) -> tuple[str, str] | None:
    """Label and text of `Other: Veterans`, whether YAML read it as a map or as a text; the text may be empty."""
    if isinstance(value, dict) and len(value) == 1:
        label, text = next(iter(value.items()))
        return (label, text) if isinstance(text, str) else None
    if isinstance(value, str) and ":" in value:
        label, _, text = value.partition(":")
        option = options.find(label)
        if option is not None:
            return label, text.strip()
    return None


_ONE = {"groups": "group", "areas": "area", "assets": "asset", "types": "type of organization"}
_HOMES = {
    "groups": "under serves in a partner's file, under groups in needs.yml",
    "areas": "under works_on in a partner's file, under areas in needs.yml",
    "assets": "under assets",
    "types": "behind type: in a partner's file",
}


def _unknown_option(text: str, reading: Reading, options: OptionList) -> PydanticCustomError:
    said = f'unknown {_ONE[options.name]} "{text}"'
    several = options_in(text, options, reading.language)
    if several and options.name is not ListName.TYPES:
        hint = "these are several: write each on a line of its own, " + ", ".join(f"- {label}" for label in several)
        return mistake("option-unknown", said, hint, EntryFix(tuple(several)))
    if several:
        hint = "write the one that fits best: " + " or ".join(several)
        return mistake("option-unknown", said, hint, example(several[0]))
    near, alike = options.nearest(text), options.holding(text)
    label = _label(near, reading) if near is not None else ""
    if near is not None and (not alike or any(is_sure(plain(text), name) for name in near.names())):
        sure = any(is_sure(plain(text), name) for name in near.names())
        return mistake("option-unknown", said, f'did you mean "{label}"?', instead(label, safe=sure))
    if alike:
        labels = [_label(option, reading) for option in alike[:_EXAMPLE_COUNT]]
        several_alike = "which one do you mean: " + " or ".join(f'"{label}"' for label in labels) + "?"
        if len(labels) == 1:
            return mistake("option-unknown", said, f'did you mean "{labels[0]}"?', instead(labels[0]))
        return mistake("option-unknown", said, several_alike, example(labels[0]))
    return _of_another_list(text, said, reading, options) or _told_from_list(text, said, reading, options)


def _of_another_list(text: str, said: str, reading: Reading, options: OptionList) -> PydanticCustomError | None:
    for other in ListName:
        if other is not options.name and reading.vocabulary.list_of(other).find(text) is not None:
            hint = f"this is {_article(_ONE[other])}, not {_article(_ONE[options.name])}: it belongs {_HOMES[other]}"
            return mistake("option-unknown", said, hint, nothing_near=True)
    return None


def _article(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _told_from_list(text: str, said: str, reading: Reading, options: OptionList) -> PydanticCustomError:
    """What nothing resembles: how the list begins, and how to write something of one's own."""
    labels = [_label(option, reading) for option in options.visible()]
    hint = (
        "the list begins with: "
        + "; ".join(labels[:_EXAMPLE_COUNT])
        + "; … (see the worksheet, or vocabulary.yml to add one)"
    )
    own, fix = options.find("other"), None
    if own is not None and own.fill_in and not own.hidden and ":" not in text:
        as_own = f"{_label(own, reading)}: {text}"
        hint, fix = f'{hint}; one of your own: "{as_own}"', instead(as_own)
    return mistake("option-unknown", said, hint, fix, nothing_near=True)


def _label(option: Option, reading: Reading) -> str:
    return option.label.in_language(reading.language, "en")


def options_in(text: str, options: OptionList, language: str) -> list[str]:
    """The labels of options that stand in one text, parted by commas, semicolons or "and"; empty where it is other."""
    for parting in (r"\s*[,;/]\s*(?:and\s+)?", r"\s*[,;/]\s*|\s+(?:and|y|&)\s+"):
        parts = [part for part in re.split(parting, text.strip(" ,;")) if part]
        found = [options.find(part) for part in parts]
        if len(parts) > 1 and all(found):
            return [option.label.in_language(language, "en") for option in found if option is not None]
    return []


def _check_option(option: Option, text: str, language: str) -> Choice:
    label = option.label.in_language(language, "en")
    if option.hidden:
        hint = "remove it here, or remove hide: true there"
        raise mistake("option-hidden", f'"{label}" is hidden by vocabulary.yml', hint, example(""))
    if option.fill_in and not text:
        filled = f"{label}: Veterans"
        hint = f'write what it stands for, for example "{filled}"'
        raise mistake("option-text", f'"{label}" needs a text', hint, example(filled))
    if text and not option.fill_in:
        hint = f"write {label} alone, and the rest in a note"
        raise mistake("option-text", f'"{label}" takes no text of its own', hint, instead(label))
    return Choice(option.id, text)


def read_choice(value: object, info: ValidationInfo, name: ListName, *, free: bool = False) -> Choice:
    """The choice that a value of the content stands for; `free` lets texts through that are in no list.

    Raises the errors option-unknown, option-hidden, option-text and value-shape.
    """
    reading = reading_of(info)
    options = reading.vocabulary.list_of(name)
    written = value if isinstance(value, str) else ""
    option = options.find(written)
    text = ""
    if option is None:
        parts = _fill_in_parts(value, options)
        if parts is not None:
            written, text = parts
            option = options.find(written)
    if option is not None:
        return _check_option(option, text, reading.language)
    if isinstance(value, str):
        if free:
            return Choice("", value)
        raise _unknown_option(value, reading, options)
    if text and free:
        whole = f"{written}: {text}"
        message = f"a text is expected here; the colon in {whole!r} makes a key and a value of it"
        hint = f'put quotes around the whole text: "{whole}"'
        raise mistake("value-shape", message, hint, instead(whole, safe=True))
    if text:
        raise _unknown_option(f"{written}: {text}", reading, options)
    if value == {}:
        message = "nothing stands behind this colon"
        hint = 'write the option behind it, or the text of a fill-in, for example "Other: Veterans"'
        raise mistake("option-text", message, hint)
    hint = 'write one option, as one text; fill-ins one by one: "Other: Veterans"'
    alone = value[0] if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str) else ""
    message = f"an option is expected here, not {shape_of(value)}"
    hint = f"write it without the hyphen: {alone}" if alone else hint
    raise mistake("value-shape", message, hint, instead(alone, safe=True))


def write_choice(choice: Choice) -> str | dict[str, str]:
    """A choice as data: its option's id, its text, or both."""
    if choice.option and choice.text:
        return {choice.option: choice.text}
    return choice.option or choice.text
