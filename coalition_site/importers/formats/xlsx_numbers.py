"""Whole numbers as a workbook shows them where their format is made of digits: `00000`, `(000) 000-0000`."""

import re

_CONDITION = re.compile(r"\[<=?(\d+)\]")
_ESCAPES = re.compile(r"\\(.)|\"([^\"]*)\"|_.|\*.")
_PLAIN = re.compile(r"[0#()+ \-]*[0#][0#()+ \-]*")
_LONGEST = 40


def shown_number(value: int, number_format: str) -> str:
    """The number with the leading zeros, brackets and hyphens of its format; its digits where that is another kind."""
    section = _section(value, number_format)
    if value < 0 or len(section) > _LONGEST or not _PLAIN.fullmatch(section):
        return str(value)
    places = sum(sign in "0#" for sign in section)
    fewest = len(section[section.find("0") :].translate(_NO_LITERALS)) if "0" in section else 0
    digits = str(value).rjust(fewest, "0")
    if len(digits) > places or (places == 1 and section.strip() in {"0", "#"}):
        return digits
    waiting, shown = list(digits), ""
    for sign in reversed(section):
        if sign not in "0#":
            shown = sign + shown
        elif waiting:
            shown = waiting.pop() + shown
    return shown.strip()


_NO_LITERALS = str.maketrans("", "", "()+ -")


def _section(value: int, number_format: str) -> str:
    """The part of the format that holds for the number, its literals without quotes and escapes."""
    first, semicolon, second = number_format.partition(";")
    condition = _CONDITION.match(first)
    if condition is not None and semicolon and value > int(condition[1]):
        first = second.partition(";")[0]
    return _ESCAPES.sub(lambda found: found[1] or found[2] or "", _CONDITION.sub("", first))
