"""Kinds of value that a field holds, for whoever asks people for one."""

from enum import StrEnum


class ValueKind(StrEnum):
    """A mark beside a field's check: what a form offers for it. What bears none is asked for as a text."""

    TEXT = "text"
    LINE = "line"
    PARAGRAPH = "paragraph"
    LINES = "lines"
    TEXTS = "texts"
    DAY = "day"
    MOMENT = "day and hour"
    DAY_OR_REFUSED = "day or refused"
    YES_NO = "yes or no"
    NUMBER = "number"
    EMAIL = "e-mail"
    WEB_ADDRESS = "web address"
    COLOR = "color"
    LANGUAGE = "language"
    IMAGE = "image"
    REFERENCE = "reference"
