"""YAML messages: the parser's complaints in words that say what to type instead."""

import re
from functools import cache

import yaml

from coalition_site.problems import Position, Problem
from coalition_site.resources import yaml_errors_file

_QUOTE = "put quotes around the whole text"

# Brackets and what looks like a comment, one by one: a line may be long and hostile, so nothing is looked for twice.
_BRACKET_OR_COMMENT = re.compile(r"[\[{\]}]|\s(#[^\s,\]}]+)")
_LINES_AROUND = 5
_LONGEST_SHOWN = 100
_OTHERWISE = (
    "this cannot be read as keys and values",
    "look at this line and the one above for a missing quote, colon or space",
)


@cache
def parser_words() -> tuple[tuple[str, str, str], ...]:
    """What libyaml says, what that means, and what to do; empty where quotes around the text mend it."""
    rows = yaml.load(yaml_errors_file().read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return tuple((row["says"], row["message"], row.get("hint", "")) for row in rows)


def _characters(line: str, column: int) -> tuple[str, str] | None:
    """Words for the character that the reader stumbled over, where the character alone tells."""
    character = line[column - 1 : column]
    if character == "\t":
        return "a tab stands where spaces are needed", "use spaces to indent, two for each level"
    if character in {"@", "`", "%"}:
        text = line[column - 1 :].strip()
        return f"a text cannot begin with {character}", f'put quotes around it: "{text}"'
    return None


def _quoted(line: str) -> str:
    """The text of a line, behind its key or hyphen, in the quotes that suit it; empty where it is too long."""
    text = line.strip().removeprefix("- ")
    text = (text.partition(": ")[2] or text).strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    if len(text) > _LONGEST_SHOWN:
        return ""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _goes_on(line: str, column: int) -> tuple[str, str] | None:
    """Words for a text that goes on after the quote or bracket that ended it; None if that is not what happened."""
    before = line[: column - 1].rstrip()
    if ": " not in before and not before.lstrip().startswith("- "):
        return None
    ended = {'"': "quote", "'": "quote", "]": "bracket", "}": "bracket"}.get(before[-1:])
    if ended is None:
        return None
    return f"the text goes on after the {ended} that ends it", ""


def _second_colon(line: str, column: int) -> tuple[str, str] | None:
    """Words for a text that holds a colon; None where the line has but one."""
    return ("a second ': ' stands on this line", "") if ": " in line[: column - 1] else None


def _colon_missing_above(lines: tuple[str, ...], line: int, column: int) -> tuple[int, int] | None:
    """Line and column of a text without a colon that swallowed the key below it; None if that is not what happened.

    `name Library` above `type: Nonprofit`: the reader takes both lines for one text and stumbles over the colon.
    """
    before = lines[line - 1][: column - 1] if line <= len(lines) else ""
    above = lines[line - 2] if line > 1 else ""
    same_indent = len(above) - len(above.lstrip()) == len(before) - len(before.lstrip())
    if ": " in before or not above.strip() or not same_indent or ":" in above or above.lstrip()[0] in "-#":
        return None
    return line - 1, len(above) - len(above.lstrip()) + 1


def _comment_in_brackets(line: str) -> re.Match[str] | None:
    """The first comment of a line that stands behind a bracket which is not closed before it."""
    inside = False
    for found in _BRACKET_OR_COMMENT.finditer(line):
        if found[1] is None:
            inside = found[0] in "[{"
        elif inside:
            return found
    return None


def _words_for(said: str, line: str, column: int) -> tuple[str, str]:
    """Message and hint for what the parser said of a line; no hint where quotes around its text mend it."""
    words = next(((message, hint) for says, message, hint in parser_words() if says in said), _OTHERWISE)
    if "cannot start any token" in said or "expected ':'" in said:
        return _characters(line, column) or words
    if "expected key" in said:
        return _goes_on(line, column) or words
    if "mapping values" in said:
        return _second_colon(line, column) or words
    return words


def syntax_problem(error: yaml.YAMLError, path: str, lines: tuple[str, ...], first_line: int) -> Problem:
    """The problem for an error of the YAML parser; `first_line` is the line of the file its text begins on."""
    line, column, said, context = first_line, 1, "", ""
    if isinstance(error, yaml.MarkedYAMLError):
        said, context = error.problem or "", error.context or ""
        mark = error.problem_mark or error.context_mark
        if (
            "end of stream" in said
            or "document indicator" in said
            or "tag URI" in said
            or ("flow" in context and "or '" in said)
        ):
            mark = error.context_mark or mark
        if mark is not None:
            line, column = mark.line + first_line, mark.column + 1
    line = min(line, max(len(lines), 1))
    written = lines[line - 1] if lines else ""
    column = min(column, len(written) + 1)
    message, hint = _words_for(said, written, column)
    if "mapping values" in said:
        above = _colon_missing_above(lines, line, column)
        if above is not None:
            line, column = above
            message = "this line is not 'key: value', and not the continuation of the text above either"
            hint = "write a colon and a space after the key, and close any quote opened above"
    if "flow" in context:
        # The cause of a bracket that never closes is often a comment behind it, on a line nearby.
        for number in range(max(1, line - _LINES_AROUND), min(len(lines), line + _LINES_AROUND) + 1):
            comment = _comment_in_brackets(lines[number - 1])
            if comment is not None:
                line, column = number, comment.start(1) + 1
                message = "this # begins a comment, so the bracket before it is never closed"
                hint = f"put quotes around it: '{comment[1]}', with all of the text it belongs to"
                break
    if not hint:
        shown = _quoted(written)
        hint = f"{_QUOTE}: {shown}" if shown else _QUOTE
    return Problem(Position(path, line, column), "yaml-syntax", message, hint)
