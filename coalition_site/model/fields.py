"""The kinds of value a field can hold, each with its own check and its own words.

Everything arrives as text, a list or a map (content format, "What is written is what is meant"). A check raises
`PydanticCustomError` with a code of the problem table, the message, and the hint in its context.
"""

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any, Literal, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, InstanceOf, PlainSerializer, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from coalition_site.fixes import KeyFix, ValueFix, example, instead
from coalition_site.model.choices import read_choice, write_choice
from coalition_site.model.colors import LIGHT_GROUND, TEXT_CONTRAST, contrast, readable
from coalition_site.model.days import in_words, possible_days
from coalition_site.model.kinds import ValueKind
from coalition_site.model.language_names import code_of
from coalition_site.model.likeness import is_one_slip
from coalition_site.model.localized import Localized
from coalition_site.model.reading import is_sure, mistake, nearest, reading_of, shape_of
from coalition_site.model.vocabulary import Choice, ListName, plain

LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(-[a-z]{4})?(-[a-z]{2})?")
_ANY_CASE_CODE = LANGUAGE_CODE.pattern.replace("a-z", "A-Za-z")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_A_DAY = "2026-10-05"
_DIGITS = "write digits only, for example 10"
_DAY_EXPECTED = "Write year, month and day with hyphens, like 2026-10-05."
_WORD_OF_ADDRESS = r'[^@\s<>(),;:"\\\[\].]+'
_EMAIL = re.compile(rf"{_WORD_OF_ADDRESS}(?:\.{_WORD_OF_ADDRESS})*@{_WORD_OF_ADDRESS}(?:\.{_WORD_OF_ADDRESS})+")
_HOST_AND_PATH = re.compile(r"[\w-]+(?:\.[\w-]+)*\.(?:[^\W\d_]{2,}|xn--[\w-]+)(?::\d+)?(?:[/?#]\S*)?")
_COLOR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_YES_AND_NO = {"true": True, "false": False, "yes": True, "no": False}
_IMAGES = "images/"

REFUSED = "refused"
MOST_DAYS = 365

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")


Paragraph = Annotated[T, ValueKind.PARAGRAPH]
"""A text that people write in sentences, where its kind alone would make one think of a line."""


class ContentModel(BaseModel):
    """A block of the content format: cannot be changed once read, and knows no other keys than its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def _text(value: object, expected: str = "a text", such_as: str = "Text") -> str:
    """The text that a value is; `such_as` is one that could stand there."""
    if isinstance(value, str):
        return value
    message = f"{expected} is expected here, not {shape_of(value)}"
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        alone = "write it behind the key, without a hyphen or brackets"
        raise mistake("value-shape", message, f"{alone}: {value[0]}", instead(value[0], safe=True))
    hint = "write the text behind the key, in quotes if it holds ': ', '[' or '{'"
    raise mistake("value-shape", message, hint, example(such_as))


def _line(value: object) -> str:
    text = _text(value)
    if "\n" in text:
        hint = "remove the line breaks, and the | or > before them"
        raise mistake("value-line", "this must be one line of text", hint, instead(" ".join(text.split())))
    return text


def _image(value: object) -> str:
    return _line(value).removeprefix(_IMAGES)


def _day(value: object) -> date:
    text = _text(value, "a date", _A_DAY)
    found = _DAY.fullmatch(text)
    if found is None:
        days = possible_days(text)
        if len(days) == 1:
            raise mistake("value-date", f"{text!r} is not a date", f"write {days[0]}", instead(str(days[0]), safe=True))
        hint, shown = f"write year, month and day with hyphens, for example {_A_DAY}", _A_DAY
        if days:
            shown = str(days[0])
            hint = "write the year first: " + ", or ".join(f"{day} for {in_words(day)}" for day in days)
        raise mistake("value-date", f"{text!r} is not a date", hint, example(shown))
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise mistake("value-date", f"there is no day {text}", "check the month and the day") from None


def _day_or_refused(value: object) -> date | str:
    text = value.lower() if isinstance(value, str) else ""
    if text == REFUSED:
        return REFUSED
    try:
        return _day(value)
    except PydanticCustomError as error:
        if not text or error.context is None or isinstance(error.context["fix"], ValueFix):
            raise
        message = f"{value!r} is neither a day nor {REFUSED}"
        first = plain(re.split(r"[\s,.;]", text)[0])
        if nearest(text, [REFUSED]):
            safe = is_one_slip(text, REFUSED)
            raise mistake("value-date", message, f"did you mean {REFUSED}?", instead(REFUSED, safe=safe)) from None
        if first in {"no", "never", "declined", "false"}:
            hint = f"write {REFUSED}, or nothing while nobody asked"
            raise mistake("value-date", message, hint, instead(REFUSED)) from None
        if first in {"yes", "agreed", "true", "ok"}:
            hint = f"write the day they agreed, for example {_A_DAY}"
            raise mistake("value-date", message, hint, example(_A_DAY)) from None
        raise


def _yes_or_no(value: object) -> bool:
    text = _text(value, "yes or no", "yes").lower()
    if text in _YES_AND_NO:
        return _YES_AND_NO[text]
    meant = {"on": "yes", "y": "yes", "off": "no", "n": "no"}.get(text, "")
    hint = f"write {meant or 'yes or no'}"
    fix = instead(meant, safe=True) or example("yes")
    raise mistake("value-unknown", f"{value!r} is neither yes nor no", hint, fix, nothing_near=True)


def _number(value: object) -> int:
    text = _text(value, "a number", "10")
    if not re.fullmatch(r"-?\d{1,6}", text):
        raise mistake("value-number", f"{text!r} is not a whole number", _DIGITS, example("10"))
    return int(text)


def _days(value: object) -> int:
    number = _number(value)
    if not 1 <= number <= MOST_DAYS:
        hint = "write a number of days, for example 14"
        raise mistake("value-number", f"{number} is not a number of days from 1 to {MOST_DAYS}", hint, example("14"))
    return number


def _email(value: object) -> str:
    text = _line(value)
    if not _EMAIL.fullmatch(text) or "=?" in text:
        inside = [each for each in re.split(r"[\s<>(),;]+", text.removeprefix("mailto:")) if _EMAIL.fullmatch(each)]
        meant = inside[0] if len(set(inside)) == 1 else ""
        hint = f"write {meant} alone" if meant else "write it as name@example.org, without brackets"
        fix = instead(meant) or example("name@example.org")
        raise mistake("value-email", f"{text!r} is not an e-mail address", hint, fix)
    return text


def _web_address(value: object) -> str:
    text = _line(value)
    try:
        parts = urlsplit(text)
        fine = parts.scheme.lower() in {"http", "https"} and bool(parts.hostname) and " " not in text
    except ValueError:
        fine = False
    if not fine:
        meant = with_scheme(text)
        hint = f"write {meant}" if meant else "write the whole address, beginning with https://"
        fix = instead(meant, safe=True) or example("https://example.org")
        raise mistake("value-url", f"{text!r} is not a web address", hint, fix)
    return text


def with_scheme(text: str) -> str:
    """A web address that was written without `https://` with it; empty where the text looks like none."""
    return f"https://{text}" if _HOST_AND_PATH.fullmatch(text) else ""


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


def _color(value: object) -> str:
    text = _text(value).lower()
    if not _COLOR.fullmatch(text):
        meant = f"#{text}" if _COLOR.fullmatch(f"#{text}") else ""
        hint = f"write '{meant}'" if meant else "write six hexadecimal digits in quotes, for example '#1f5a43'"
        fix = instead(meant, safe=True) or example("#1f5a43")
        raise mistake("value-colour", f"{text!r} is not a color", hint, fix)
    color = text if len(text) > len("#rgb") else "#" + "".join(2 * digit for digit in text[1:])
    if (ratio := contrast(color, LIGHT_GROUND)) < TEXT_CONTRAST:
        told = f"text in the color {color} is too pale to read: its contrast is {ratio:.1f} to 1, and {TEXT_CONTRAST}"
        nearest_shade = readable(color, LIGHT_GROUND)
        hint = f"write '{nearest_shade}', the nearest shade that can be read, or a darker color"
        raise mistake("colour-contrast", f"{told} is needed", hint, instead(nearest_shade))
    return color


def _language(value: object) -> str:
    text = _text(value, "a language code", "en").lower()
    if not LANGUAGE_CODE.fullmatch(text):
        code = code_of(text)
        hint = f"write {code}" if code else "write the short code, for example en for English or es for Spanish"
        fix = instead(code, safe=True) or example("en")
        raise mistake("value-language", f"{value!r} is not a language code", hint, fix)
    return text


def _languages(value: object) -> object:
    """One code, or a list of codes, each of another language."""
    if not isinstance(value, list):
        return [value]
    codes = [_language(code) for code in value]
    if len(set(codes)) < len(codes) or not 0 < len(codes) <= MOST_LANGUAGES_OF_A_LETTER:
        hint = "write one language, or two as in [es, en]"
        raise mistake("value-language", "a letter is in one language, or in two that differ", hint)
    return codes


def _id(value: object) -> str:
    text = _text(value, "an id")
    if not _ID.fullmatch(text):
        near = re.sub(r"[^a-z0-9]+", "-", text.lower().removesuffix(".md")).strip("-")
        hint = f"write {near}" if near else "use lower-case letters, digits and single hyphens"
        raise mistake("value-name", f"{text!r} cannot be an id", hint, instead(near))
    return text


def _lines(value: object) -> object:
    """Lines of an address: a list, or one text with line breaks."""
    return [part.strip() for part in value.split("\n") if part.strip()] if isinstance(value, str) else value


def _localized(value: object, info: ValidationInfo) -> Localized:
    text, language = _in_languages(value, info), reading_of(info).language
    if text.by_language and language not in text.by_language:
        hint = f"add a line {language}: … to this text"
        lacking = f"the text lacks the coalition's own language, {language}"
        raise mistake("translation-own", lacking, hint, example("…", language))
    return text


def _in_languages(value: object, info: ValidationInfo) -> Localized:
    if isinstance(value, str):
        return Localized(plain=value)
    if not isinstance(value, dict):
        raise mistake(
            "value-shape",
            f"a text is expected here, not {shape_of(value)}",
            "write the text behind the key",
            example("Text"),
        )
    language = reading_of(info).language
    for code, text in value.items():
        if not LANGUAGE_CODE.fullmatch(code.lower()):
            meant = code_of(code)
            hint = f"write the text behind the key, or one line per language, for example {language}: …"
            if meant:
                hint = f"did you mean {meant}?"
            said = f"{code!r} is not a language code"
            raise mistake("value-language", said, hint, KeyFix(code, meant))
        _text(text)
    by_language = {code.lower(): str(text) for code, text in value.items()}
    if not by_language:
        hint = f"add a line {language}: … to this text"
        raise mistake("translation-own", "the text has no language at all", hint, example("…", language))
    return Localized(by_language=MappingProxyType(by_language))


def one_of(kind: type[E]) -> Callable[[object], E]:
    """A check that a value is one of the words of an enumeration, in any case."""
    words = {str(member.value): member for member in kind}

    def check(value: object) -> E:
        text = plain(_text(value, "one of " + ", ".join(words)))
        if text in words:
            return words[text]
        near = nearest(text.replace("_", " ").replace("-", " "), list(words)) or ""
        hint = f"did you mean {near}?" if near else "write one of: " + ", ".join(words)
        message = f"{value!r} is not possible here; possible are {', '.join(words)}"
        fix = instead(near, safe=is_sure(text, near)) or example(next(iter(words)))
        raise mistake("value-unknown", message, hint, fix, nothing_near=not near)

    return check


def _choice_of(name: ListName, *, free: bool = False) -> BeforeValidator:
    return BeforeValidator(lambda value, info: read_choice(value, info, name, free=free))


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


Text = Annotated[str, BeforeValidator(_text), _TEXT_SCHEMA, ValueKind.TEXT]
Line = Annotated[str, BeforeValidator(_line), _TEXT_SCHEMA, ValueKind.LINE]
Image = Annotated[str, BeforeValidator(_image), _TEXT_SCHEMA, ValueKind.IMAGE]
"""The name of a file of `images/`, written with or without the name of that folder; kept without."""
Day = Annotated[date, BeforeValidator(_day), _pattern(_DAY.pattern, _DAY_EXPECTED), ValueKind.DAY]
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
    ValueKind.DAY_OR_REFUSED,
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
    ValueKind.YES_NO,
]
Number = Annotated[
    int,
    BeforeValidator(_number),
    WithJsonSchema({"type": ["integer", "string"], "pattern": r"^-?\d{1,6}$"}),
    ValueKind.NUMBER,
]
Days = Annotated[
    int,
    BeforeValidator(_days),
    WithJsonSchema({"type": ["integer", "string"], "pattern": r"^[1-9]\d{0,2}$"}),
    ValueKind.NUMBER,
]
"""A number of days, from 1 to a year."""
Email = Annotated[
    str,
    BeforeValidator(_email),
    _pattern(_EMAIL.pattern, "Write an e-mail address, like name@example.org."),
    ValueKind.EMAIL,
]
WebAddress = Annotated[
    str,
    BeforeValidator(_web_address),
    _pattern(r"[Hh][Tt][Tt][Pp][Ss]?://\S+", "Write the whole address, beginning with https://."),
    ValueKind.WEB_ADDRESS,
]
Color = Annotated[
    str,
    BeforeValidator(_color),
    _pattern(r"#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})", "Write six hexadecimal digits in quotes, like '#1f5a43'."),
    ValueKind.COLOR,
]
Reference = Annotated[
    str,
    BeforeValidator(_line),
    _pattern(_ID.pattern, "Use lower-case letters, digits and single hyphens."),
    ValueKind.REFERENCE,
]
"""The id of something that is written elsewhere. Whether there is such a thing is asked when everything is read."""
LanguageCode = Annotated[
    str, BeforeValidator(_language), _pattern(_ANY_CASE_CODE, "Write a short code, like en or es."), ValueKind.LANGUAGE
]
MOST_LANGUAGES_OF_A_LETTER = 2
LetterLanguages = Annotated[
    tuple[LanguageCode, ...],
    BeforeValidator(_languages),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": f"^{_ANY_CASE_CODE}$"},
                {
                    "type": "array",
                    "items": {"type": "string", "pattern": f"^{_ANY_CASE_CODE}$"},
                    "minItems": 1,
                    "maxItems": MOST_LANGUAGES_OF_A_LETTER,
                    "uniqueItems": True,
                },
            ]
        }
    ),
    ValueKind.LINES,
]
"""One language, or two whose texts go out together."""
Id = Annotated[
    str,
    BeforeValidator(_id),
    _pattern(_ID.pattern, "Use lower-case letters, digits and single hyphens."),
    ValueKind.LINE,
]
ID_KEYS: dict[str, Any] = {"propertyNames": {"pattern": f"^{_ID.pattern}$"}}
"""What the schema of a map from ids to anything says of its keys."""
AddressLines = Annotated[
    tuple[Line, ...],
    BeforeValidator(_lines),
    WithJsonSchema({"anyOf": [{"type": "array", "items": _WRITTEN}, _WRITTEN]}),
    ValueKind.LINES,
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
    ValueKind.TEXTS,
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
