"""Content lines, of which iCalendar (RFC 5545) and vCard (RFC 2426, as RFC 6350 after it) files are made."""

from collections.abc import Iterable

_LONGEST_LINE = 75
"""In octets of UTF-8, without the line end (RFC 5545, section 3.1; RFC 6350, section 3.2)."""


def content_text(lines: Iterable[str]) -> str:
    """A file of these lines, each folded and ended as the formats want it."""
    return "".join(f"{folded_line(line)}\r\n" for line in lines)


def escaped(text: str) -> str:
    """A text as a property's value (RFC 5545, section 3.3.11; RFC 2426, section 5, "text-value")."""
    text = "\n".join(text.splitlines())
    for character, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(character, written)
    return text


def folded_line(line: str) -> str:
    """A content line broken so that no piece is longer than 75 octets, and no character is cut in two."""
    if len(line.encode()) <= _LONGEST_LINE:
        return line
    pieces: list[str] = []
    piece, size = "", 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _LONGEST_LINE:
            pieces.append(piece)
            piece, size = " ", 1
        piece += character
        size += octets
    return "\r\n".join((*pieces, piece))
