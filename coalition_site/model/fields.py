"""The kinds of value a field can hold, each with its own check and its own words.

Everything arrives as text, a list or a map (content format, "What is written is what is meant"). A check raises
`PydanticCustomError` with a code of the problem table, the message, and the hint in its context.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, InstanceOf, PlainSerializer, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from coalition_site.model.colours import LIGHT_GROUND, TEXT_CONTRAST, contrast, readable
from coalition_site.model.likeness import NEAR, KnownTexts
from coalition_site.model.localized import Localized
from coalition_site.model.vocabulary import Choice, ListName, Option, OptionList, Vocabulary, plain

LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(-[a-z]{4})?(-[a-z]{2})?")
_ANY_CASE_CODE = LANGUAGE_CODE.pattern.replace("a-z", "A-Za-z")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DAY_EXPECTED = "Write year, month and day with hyphens, like 2026-10-05."
_WORD_OF_ADDRESS = r'[^@\s<>(),;:"\\\[\].]+'
_EMAIL = re.compile(rf"{_WORD_OF_ADDRESS}(?:\.{_WORD_OF_ADDRESS})*@{_WORD_OF_ADDRESS}(?:\.{_WORD_OF_ADDRESS})+")
_COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_YES_AND_NO = {"true": True, "false": False, "yes": True, "no": False}
_IMAGES = "images/"
_EXAMPLE_COUNT = 4

REFUSED = "refused"

E = TypeVar("E", bound=StrEnum)


class ContentModel(BaseModel):
    """A block of the content format: cannot be changed once read, and knows no other keys than its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a value is read against: the options, the coalition's own language, and the languages it offers."""

    vocabulary: Vocabulary
    language: str
    languages: tuple[str, ...]


def mistake(code: str, message: str, hint: str) -> PydanticCustomError:
    """An error with a code of the problem table. Braces in the texts are kept as they are."""
    return PydanticCustomError("coalition", "{message}", {"code": code, "message": message, "hint": hint})


def reading_of(info: ValidationInfo) -> Reading:
    """The reading that the caller passed as context."""
    context: Any = info.context
    if not isinstance(context, Reading):
        raise TypeError("content models are validated with a Reading as context")
    return context


def shape_of(value: object) -> str:
    """What a value looks like, in the words of the content format."""
    if isinstance(value, dict):
        return "a map of keys and values"
    return "a list" if isinstance(value, list) else f"the text {str(value)!r}"


def _text(value: object, expected: str = "a text", hint: str = "") -> str:
    if isinstance(value, str):
        return value
    default = "write the text behind the key, in quotes if it holds ': ', '[' or '{'"
    raise mistake("value-shape", f"{expected} is expected here, not {shape_of(value)}", hint or default)


def _line(value: object) -> str:
    text = _text(value)
    if "\n" in text:
        raise mistake(
            "value-line", "this must be one line of text", "remove the line breaks, and the | or > before them"
        )
    return text


def _image(value: object) -> str:
    return _line(value).removeprefix(_IMAGES)


def _day(value: object) -> date:
    text = _text(value, "a date")
    found = _DAY.fullmatch(text)
    if found is None:
        hint = "write year, month and day with hyphens, for example 2026-10-05"
        raise mistake("value-date", f"{text!r} is not a date", hint)
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise mistake("value-date", f"there is no day {text}", "check the month and the day") from None


def _day_or_refused(value: object) -> date | str:
    return REFUSED if isinstance(value, str) and value.lower() == REFUSED else _day(value)


def _yes_or_no(value: object) -> bool:
    text = _text(value, "yes or no").lower()
    if text in _YES_AND_NO:
        return _YES_AND_NO[text]
    hint = {"on": "write yes", "y": "write yes", "off": "write no", "n": "write no"}.get(text, "write yes or no")
    raise mistake("value-unknown", f"{value!r} is neither yes nor no", hint)


def _number(value: object) -> int:
    text = _text(value, "a number")
    if not re.fullmatch(r"-?\d{1,6}", text):
        raise mistake("value-number", f"{text!r} is not a whole number", "write digits only, for example 10")
    return int(text)


def _email(value: object) -> str:
    text = _line(value)
    if not _EMAIL.fullmatch(text) or "=?" in text:
        raise mistake(
            "value-email", f"{text!r} is not an e-mail address", "write it as name@example.org, without brackets"
        )
    return text


def _web_address(value: object) -> str:
    text = _line(value)
    try:
        parts = urlsplit(text)
        fine = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname) and " " not in text
    except ValueError:
        fine = False
    if not fine:
        hint = (
            f"write https://{text}"
            if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", text)
            else "write the whole address, beginning with https://"
        )
        raise mistake("value-url", f"{text!r} is not a web address", hint)
    return text


def is_email(text: str) -> bool:
    """Whether a text can stand where an e-mail address is expected."""
    return _passes(_email, text)


def is_web_address(text: str) -> bool:
    """Whether a text can stand where a web address is expected."""
    return _passes(_web_address, text)


def _passes(check: Callable[[object], str], text: str) -> bool:
    try:
        check(text)
    except PydanticCustomError:
        return False
    return True


def _colour(value: object) -> str:
    text = _text(value).lower()
    if not _COLOUR.fullmatch(text):
        raise mistake(
            "value-colour", f"{text!r} is not a colour", "write six hexadecimal digits in quotes, for example '#1f5a43'"
        )
    colour = text if len(text) > len("#rgb") else "#" + "".join(2 * digit for digit in text[1:])
    if (ratio := contrast(colour, LIGHT_GROUND)) < TEXT_CONTRAST:
        told = f"text in the colour {colour} is too pale to read: its contrast is {ratio:.1f} to 1, and {TEXT_CONTRAST}"
        hint = f"write '{readable(colour, LIGHT_GROUND)}', the nearest shade that can be read, or a darker colour"
        raise mistake("colour-contrast", f"{told} is needed", hint)
    return colour


def _language(value: object) -> str:
    text = _text(value, "a language code").lower()
    if not LANGUAGE_CODE.fullmatch(text):
        hint = "write the short code, for example en for English or es for Spanish"
        raise mistake("value-language", f"{value!r} is not a language code", hint)
    return text


def _id(value: object) -> str:
    text = _text(value, "an id")
    if not _ID.fullmatch(text):
        near = re.sub(r"[^a-z0-9]+", "-", text.lower().removesuffix(".md")).strip("-")
        hint = f"write {near}" if near else "use lower-case letters, digits and single hyphens"
        raise mistake("value-name", f"{text!r} cannot be an id", hint)
    return text


def _lines(value: object) -> object:
    """Lines of an address: a list, or one text with line breaks."""
    return [part.strip() for part in value.split("\n") if part.strip()] if isinstance(value, str) else value


def _localized(value: object, info: ValidationInfo) -> Localized:
    text, language = _in_languages(value, info), reading_of(info).language
    if text.by_language and language not in text.by_language:
        hint = f"add a line {language}: … to this text"
        raise mistake("translation-own", f"the text lacks the coalition's own language, {language}", hint)
    return text


def _in_languages(value: object, info: ValidationInfo) -> Localized:
    if isinstance(value, str):
        return Localized(plain=value)
    if not isinstance(value, dict):
        raise mistake("value-shape", f"a text is expected here, not {shape_of(value)}", "write the text behind the key")
    language = reading_of(info).language
    for code, text in value.items():
        if not LANGUAGE_CODE.fullmatch(code.lower()):
            hint = f"write the text behind the key, or one line per language, for example {language}: …"
            raise mistake("value-language", f"{code!r} is not a language code", hint)
        _text(text)
    by_language = {code.lower(): str(text) for code, text in value.items()}
    if not by_language:
        raise mistake("translation-own", "the text has no language at all", f"add a line {language}: … to this text")
    return Localized(by_language=MappingProxyType(by_language))


def nearest(text: str, possible: list[str]) -> str | None:
    """The one of the possible texts that was probably meant; None where none is near."""
    return KnownTexts(possible).likest(plain(text), NEAR)


def one_of(kind: type[E]) -> Callable[[object], E]:
    """A check that a value is one of the words of an enumeration, in any case."""
    words = {str(member.value): member for member in kind}

    def check(value: object) -> E:
        text = plain(_text(value, "one of " + ", ".join(words)))
        if text in words:
            return words[text]
        near = nearest(text, list(words))
        hint = f"did you mean {near}?" if near else "write one of: " + ", ".join(words)
        raise mistake("value-unknown", f"{value!r} is not possible here; possible are {', '.join(words)}", hint)

    return check


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


def _unknown_option(text: str, options: OptionList, language: str) -> PydanticCustomError:
    found = options.nearest(text)
    one = {"groups": "group", "areas": "area", "assets": "asset", "types": "type of organization"}[options.name]
    if found is not None:
        hint = f'did you mean "{found.label.in_language(language, "en")}"?'
    else:
        labels = [option.label.in_language(language, "en") for option in options.visible()]
        hint = (
            "the list begins with: "
            + "; ".join(labels[:_EXAMPLE_COUNT])
            + "; … (see the worksheet, or vocabulary.yml to add one)"
        )
        own = options.find("other")
        if own is not None and own.fill_in and not own.hidden and ":" not in text:
            hint += f'; one of your own: "{own.label.in_language(language, "en")}: {text}"'
    return mistake("option-unknown", f'unknown {one} "{text}"', hint)


def _check_option(option: Option, text: str, language: str) -> Choice:
    label = option.label.in_language(language, "en")
    if option.hidden:
        raise mistake(
            "option-hidden", f'"{label}" is hidden by vocabulary.yml', "remove it here, or remove hide: true there"
        )
    if option.fill_in and not text:
        raise mistake(
            "option-text", f'"{label}" needs a text', f'write what it stands for, for example "{label}: Veterans"'
        )
    if text and not option.fill_in:
        raise mistake(
            "option-text", f'"{label}" takes no text of its own', f"write {label} alone, and the rest in a note"
        )
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
        raise _unknown_option(value, options, reading.language)
    if text and free:
        message = f"a text is expected here; the colon in {written + ': ' + text!r} makes a map of it"
        raise mistake("value-shape", message, f'put quotes around the whole text: "{written}: {text}"')
    if text:
        raise _unknown_option(f"{written}: {text}", options, reading.language)
    if value == {}:
        message = "nothing stands behind this colon"
        hint = 'write the option behind it, or the text of a fill-in, for example "Other: Veterans"'
        raise mistake("option-text", message, hint)
    hint = 'write one option, as one text; fill-ins one by one: "Other: Veterans"'
    raise mistake("value-shape", f"an option is expected here, not {shape_of(value)}", hint)


def _choice_of(name: ListName, *, free: bool = False) -> BeforeValidator:
    return BeforeValidator(lambda value, info: read_choice(value, info, name, free=free))


def write_choice(choice: Choice) -> str | dict[str, str]:
    """A choice as data: its option's id, its text, or both."""
    if choice.option and choice.text:
        return {choice.option: choice.text}
    return choice.option or choice.text


# What an editor's YAML reader makes of a text without quotes: 1199 is a number to it, yes or true may be a truth value.
_WRITTEN = {"type": ["string", "number", "boolean"]}
_TEXT_SCHEMA = WithJsonSchema(_WRITTEN)


def _pattern(pattern: str, expected: str) -> WithJsonSchema:
    """The schema of a text that matches wholly, and what an editor says where it does not.

    Patterns must mean the same to an editor (ECMAScript) as to Python.
    """
    return WithJsonSchema({"type": "string", "pattern": f"^(?:{pattern})$", "patternErrorMessage": expected})


def _options(name: ListName, *, free: bool = False) -> tuple[PlainSerializer, WithJsonSchema]:
    """How a choice is written and described; `validate.schema` puts the list's options in the place of `x-options`."""
    return PlainSerializer(write_choice), WithJsonSchema({"x-options": str(name), "x-free": free})


Text = Annotated[str, BeforeValidator(_text), _TEXT_SCHEMA]
Line = Annotated[str, BeforeValidator(_line), _TEXT_SCHEMA]
Image = Annotated[str, BeforeValidator(_image), _TEXT_SCHEMA]
"""The name of a file of `images/`, written with or without the name of that folder; kept without."""
Day = Annotated[date, BeforeValidator(_day), _pattern(_DAY.pattern, _DAY_EXPECTED)]
DayOrRefused = Annotated[
    date | Literal["refused"],
    BeforeValidator(_day_or_refused),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": [REFUSED]},
                {
                    "type": "string",
                    "pattern": f"^(?:{_DAY.pattern}|[Rr][Ee][Ff][Uu][Ss][Ee][Dd])$",
                    "patternErrorMessage": _DAY_EXPECTED + " Or write refused.",
                },
            ]
        }
    ),
]
# true and false without quotes are no texts to an editor; yes and no are texts to some, truth values to others.
YesNo = Annotated[
    bool,
    BeforeValidator(_yes_or_no),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": [True, False, "yes", "no"]},
                {"type": "string", "pattern": "^(?:[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee]|[Yy][Ee][Ss]|[Nn][Oo])$"},
            ]
        }
    ),
]
Number = Annotated[
    int, BeforeValidator(_number), WithJsonSchema({"type": ["integer", "string"], "pattern": r"^-?\d{1,6}$"})
]
Email = Annotated[
    str, BeforeValidator(_email), _pattern(_EMAIL.pattern, "Write an e-mail address, like name@example.org.")
]
WebAddress = Annotated[
    str,
    BeforeValidator(_web_address),
    _pattern(r"[Hh][Tt][Tt][Pp][Ss]?://\S+", "Write the whole address, beginning with https://."),
]
Colour = Annotated[
    str,
    BeforeValidator(_colour),
    _pattern(r"#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})", "Write six hexadecimal digits in quotes, like '#1f5a43'."),
]
LanguageCode = Annotated[
    str, BeforeValidator(_language), _pattern(_ANY_CASE_CODE, "Write a short code, like en or es.")
]
Id = Annotated[str, BeforeValidator(_id), _pattern(_ID.pattern, "Use lower-case letters, digits and single hyphens.")]
ID_KEYS: dict[str, Any] = {"propertyNames": {"pattern": f"^{_ID.pattern}$"}}
"""What the schema of a map from ids to anything says of its keys."""
AddressLines = Annotated[
    tuple[Line, ...],
    BeforeValidator(_lines),
    WithJsonSchema({"anyOf": [{"type": "array", "items": _WRITTEN}, _WRITTEN]}),
]
LocalizedText = Annotated[
    InstanceOf[Localized],
    BeforeValidator(_localized),
    PlainSerializer(lambda text: text.as_written()),
    WithJsonSchema(
        {
            "anyOf": [
                _WRITTEN,
                {
                    "type": "object",
                    "description": "One text per language.",
                    "propertyNames": {"pattern": f"^{_ANY_CASE_CODE}$"},
                    "additionalProperties": _WRITTEN,
                },
            ]
        }
    ),
]
PartnersText = Annotated[InstanceOf[Localized], BeforeValidator(_in_languages), *LocalizedText.__metadata__[2:]]
"""A text said to one partner only: it may stand in the languages of that partner's letters alone."""
GroupChoice = Annotated[InstanceOf[Choice], _choice_of(ListName.GROUPS), *_options(ListName.GROUPS)]
AreaChoice = Annotated[InstanceOf[Choice], _choice_of(ListName.AREAS), *_options(ListName.AREAS)]
AssetChoice = Annotated[InstanceOf[Choice], _choice_of(ListName.ASSETS), *_options(ListName.ASSETS)]
PartnerAssetChoice = Annotated[
    InstanceOf[Choice], _choice_of(ListName.ASSETS, free=True), *_options(ListName.ASSETS, free=True)
]
TypeChoice = Annotated[InstanceOf[Choice], _choice_of(ListName.TYPES), *_options(ListName.TYPES)]
