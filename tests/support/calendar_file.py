"""Reads calendar files as strictly as RFC 5545 allows."""

import re

_NAME = r"(?:X-[A-Z0-9-]+|[A-Z-]+)"
_PARAMETERS = r'(?:;[A-Z-]+=(?:"[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x08\x0a-\x1f\x7f]*))*'
_CONTENT_LINE = re.compile(rf"({_NAME})({_PARAMETERS}):([^\x00-\x08\x0a-\x1f\x7f]*)")
_TEXT = re.compile(r"(?:\\[\\;,nN]|[^\\;,])*")
_TEXT_PROPERTIES = {"SUMMARY", "DESCRIPTION", "LOCATION", "UID", "NAME", "X-WR-CALNAME"}
_OF_AN_EVENT = {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "TRANSP", "CLASS"}

Event = dict[str, str]


def _content_lines(text: str) -> list[tuple[str, str]]:
    """The lines of a file, unfolded, as names and values; nothing but what the standard allows is accepted."""
    data = text.encode()
    assert data.endswith(b"\r\n")
    rest = data.replace(b"\r\n", b"")
    assert b"\r" not in rest
    assert b"\n" not in rest
    physical = data.split(b"\r\n")[:-1]
    assert all(0 < len(line) <= 75 for line in physical)
    assert all(line.decode() for line in physical), "no character is cut in two"
    lines = []
    for line in data.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]:
        found = _CONTENT_LINE.fullmatch(line)
        assert found is not None, line
        name, parameters, value = found.groups()
        assert parameters == (";VALUE=DATE" if name == "DTSTART" else "")
        assert name not in _TEXT_PROPERTIES or _TEXT.fullmatch(value), line
        lines.append((name, value))
    return lines


def _unescaped(name: str, value: str) -> str:
    if name not in _TEXT_PROPERTIES:
        return value
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def _properties(lines: list[tuple[str, str]]) -> dict[str, str]:
    """Names and values of lines that hold each name once."""
    properties = {name: _unescaped(name, value) for name, value in lines}
    assert len(properties) == len(lines)
    return properties


def events_in(text: str) -> list[Event]:
    """The events of a calendar file: one calendar, its properties first, then at least one event."""
    lines = _content_lines(text)
    assert (lines[0], lines[-1]) == (("BEGIN", "VCALENDAR"), ("END", "VCALENDAR"))
    begins = [at for at, line in enumerate(lines) if line == ("BEGIN", "VEVENT")]
    ends = [at for at, line in enumerate(lines) if line == ("END", "VEVENT")]
    assert begins == [begins[0], *(end + 1 for end in ends[:-1])]
    assert ends[-1] == len(lines) - 2
    head = _properties(lines[1 : begins[0]])
    assert (head["VERSION"], head["CALSCALE"], bool(head["PRODID"])) == ("2.0", "GREGORIAN", True)
    events = [_properties(lines[begin + 1 : end]) for begin, end in zip(begins, ends, strict=True)]
    assert all({"UID", "DTSTAMP", "DTSTART"} <= event.keys() <= _OF_AN_EVENT for event in events)
    assert len({event["UID"] for event in events}) == len(events)
    return events
