"""YAML parser's events to plain values with positions.

Built on the parser's events, not on its objects: so every scalar stays the text that was written, and anchors, tags and
duplicate keys are refused one by one with their place instead of ending the reading.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import yaml

from coalition_site.fixes import Fix, TextFix, Way, without_block, without_lines
from coalition_site.model.content_files import key_names, keys_of_file
from coalition_site.model.keys import Keys
from coalition_site.model.unseen import is_unseen
from coalition_site.problems import Position, Problem
from coalition_site.read.quotes import quoted
from coalition_site.read.text_file import invisible_in, named_sign
from coalition_site.read.values import Place, Step, Value
from coalition_site.read.yaml_messages import syntax_problem

MAXIMUM_DEPTH = 40

_COLOR = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b")
_TOUCHING = re.compile(r"\s+(#[^\s#].*)$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")


@dataclass(slots=True)
class _Open:
    """A list or map that is being filled."""

    value: list[Value] | dict[str, Value]
    place: Place
    keys: Keys | None = None
    key: str | None = None
    key_mark: tuple[int, int] = (1, 1)
    skip: bool = False
    as_key: bool = False
    flow: bool = False
    key_end: tuple[int, int] = (1, 1)


class _Builder:
    """Builds the value of one YAML text from its events, collecting problems on the way."""

    def __init__(self, path: str, lines: tuple[str, ...], first_line: int) -> None:
        self.path = path
        self.keys = keys_of_file(path)
        self.lines = lines
        self.offset = first_line
        self.problems: list[Problem] = []
        self.stack: list[_Open] = []
        self.result: Value | None = None
        self.place = Place(first_line, 1, first_line, 1)
        self.documents = 0
        self.too_deep = False

    def report(self, line: int, column: int, code: str, message: str, hint: str, fix: Fix | None = None) -> None:
        self.problems.append(Problem(Position(self.path, line, column), code, message, hint, fix))

    def instead(self, line: int, column: int, old: str, new: str, *, safe: bool) -> TextFix | None:
        """The fix that writes something else at a place; None where what was read is not written there like that."""
        return TextFix(line, column, old, new, safe) if self.line(line).startswith(old, column - 1) else None

    def mark(self, mark: "yaml.Mark | yaml._yaml.Mark | None") -> tuple[int, int]:
        """Line and column from 1, in the file and not in the piece of it that is YAML."""
        if mark is None:
            return self.offset, 1
        return mark.line + self.offset, mark.column + 1

    def take(self, event: yaml.Event | None) -> None:
        """Takes one event of the parser. Five in six are scalars without anything special, and come first."""
        if isinstance(event, yaml.ScalarEvent) and event.anchor is event.tag is None and self.documents == 1:
            self.scalar(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                line, column = self.mark(event.start_mark)
                message = "a line of three hyphens ends the keys here, and what follows is not read"
                way = Way((without_lines(self.lines, [line]),))
                self.report(line, column, "yaml-documents", message, "remove the line of three hyphens", way)
        elif self.documents > 1:
            return
        elif isinstance(event, yaml.NodeEvent):
            self.check_plain(event)
            self.node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.close(event)

    def node(self, event: yaml.NodeEvent) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self.scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self.open(event)
        elif isinstance(event, yaml.AliasEvent) and self.expects_key():
            self.key(f"*{event.anchor}", *self.mark(event.start_mark))
        elif isinstance(event, yaml.AliasEvent):
            self.put("", *self.mark(event.start_mark))

    def check_plain(self, event: yaml.NodeEvent) -> None:
        """Refuses anchors, aliases and tags: `&Co Books` must not become `Books`."""
        written = ""
        if isinstance(event, yaml.AliasEvent):
            written = f"*{event.anchor}"
        elif event.anchor is not None:
            written = f"&{event.anchor}"
        elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag is not None:
            written = event.tag
        if written:
            line, column = self.mark(event.start_mark)
            text = self.line(line)[column - 1 :].strip()
            written = written if written[0] in "&*" else text.partition(" ")[0]
            self.report(
                line,
                column,
                "yaml-anchor",
                f"{written!r} has a special meaning, which is not used here",
                *self.instead_of_anchor(event, line, column, text, written),
            )

    def instead_of_anchor(
        self, event: yaml.NodeEvent, line: int, column: int, text: str, written: str
    ) -> tuple[str, TextFix | None]:
        """The hint, and the fix that puts a text in quotes where it is the rest of its line and nothing else."""
        in_brackets = bool(self.stack) and self.stack[-1].flow
        if isinstance(event, yaml.CollectionStartEvent):
            return f"remove {written}", self.instead(line, column, written, "", safe=False)
        if self.expects_key():
            hint = f'put quotes around the key: "{written}"'
            return hint, self.instead(line, column, written, f'"{written}"', safe=True)
        certain = not in_brackets and " #" not in text
        fix = self.instead(line, column, text, quoted(text), safe=True) if certain else None
        return f'put quotes around the text: "{text}"', fix

    def line(self, number: int) -> str:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def scalar(self, event: yaml.ScalarEvent) -> None:
        line, column = self.mark(event.start_mark)
        if event.style == '"':
            self.check_escapes(event, line, column)
        if self.expects_key():
            self.stack[-1].key_end = self.mark(event.end_mark)
            self.key(event.value, line, column)
            return
        if not event.value.isascii() and is_unseen(event.value):
            message = f"nothing in this text can be seen ({named_sign(event.value.strip()[:1] or event.value[:1])})"
            self.report(line, column, "file-character", message, "type the text again, or leave the value out")
        if event.style in {"'", '"'}:
            self.check_quotes(event)
        elif not event.style:
            self.check_comment(event)
            if self.stack and self.stack[-1].flow:
                self.check_comma(event, self.stack[-1])
        place = self.put(event.value if event.style in {"'", '"'} else event.value.strip(), line, column)
        place.end_line, place.end_column = self.mark(event.end_mark)
        place.style = event.style or ""

    def check_escapes(self, event: yaml.ScalarEvent, line: int, column: int) -> None:
        r"""Refuses control characters that double quotes can spell: `"\0"`, `"\e[31m"`, `"\u202e"`."""
        invisible = invisible_in(event.value)
        if invisible:
            message = f"a backslash within these quotes stands for an invisible character ({invisible})"
            self.report(
                line, column, "file-character", message, "use single quotes, in which a backslash is a backslash"
            )

    def check_comment(self, event: yaml.ScalarEvent) -> None:
        """Warns where ` #` took away a part of what looks like text."""
        line, column = self.mark(event.end_mark)
        if "#" not in self.line(line):
            return
        rest = self.line(line)[column - 1 :]
        lost = _TOUCHING.match(rest if event.value else f" {rest.lstrip()}")
        if lost is None or _DAY.match(event.value):
            return
        at = len(self.line(line)) - len(lost[1]) + 1
        if not event.value and _COLOR.match(lost[1]):
            color = _COLOR.match(lost[1])
            written = color[0] if color else lost[1]
            self.report(
                line,
                at,
                "colour-unquoted",
                f"the color {written} is read as a comment and lost",
                f"put quotes around it: '{written}'",
                self.instead(line, at, written, f"'{written}'", safe=True),
            )
        else:
            begin, first = self.mark(event.start_mark)
            written = self.line(line)[first - 1 :].strip() if event.value and begin == line else lost[1]
            text = f"{event.value} {lost[1]}".strip()
            self.report(
                line,
                at,
                "comment-touching",
                f"{lost[1]!r} is read as a comment and lost",
                f'put quotes around the whole text: "{text}"; or put a space after the # of a comment',
                self.instead(line, first if written != lost[1] else at, written, quoted(written), safe=False),
            )

    def check_quotes(self, event: yaml.ScalarEvent) -> None:
        """Warns where a # touches the closing quote: `"Local"#1 Plumbing` loses its end."""
        line, column = self.mark(event.end_mark)
        rest = self.line(line)[column - 1 :].rstrip()
        if rest.startswith("#"):
            whole = f"{event.value}{rest}"
            hint = f"close the quotes behind the whole text: {quoted(whole)}; or put a space before a comment"
            begin, first = self.mark(event.start_mark)
            old = self.line(line)[first - 1 :].rstrip()
            fix = self.instead(line, first, old, quoted(whole), safe=False) if begin == line else None
            self.report(line, column, "comment-touching", f"{rest!r} is read as a comment and lost", hint, fix)

    def check_comma(self, event: yaml.ScalarEvent, top: _Open) -> None:
        """Refuses a key without a value inside { }: `{en: Smith, Jones}` must not become `Smith`."""
        if event.value or top.key is None or any(each.as_key for each in self.stack):
            return
        line, column = top.key_end
        if top.skip or re.match(r"\s*:", self.line(line)[column - 1 :]):
            return
        self.report(
            *top.key_mark,
            "yaml-key",
            f"{top.key!r} stands in {{ }} without a value: a comma ends the text before it",
            "put quotes around a text that holds a comma, or write each key on a line of its own",
        )

    def expects_key(self) -> bool:
        return bool(self.stack) and isinstance(self.stack[-1].value, dict) and self.stack[-1].key is None

    def key(self, text: str, line: int, column: int) -> None:
        top = self.stack[-1]
        written = text.strip()
        if text != text.lstrip():
            self.check_spaces(line)
        meant = top.keys.meant(written) if top.keys is not None else ""
        top.key, top.key_mark = meant or written, (line, column)
        top.skip = False
        if not top.key:
            self.report(line, column, "yaml-key", "a key has no name", "write a word before the colon")
            top.skip = True
        elif top.key in top.place.inside:
            first = top.place.inside[top.key].key_line
            as_what = f", as {top.key!r}" if meant else ""
            message = f"{written!r} is already on line {first}{as_what}"
            hint, way = "keep one of the two, or put both values in one list", Way((without_block(self.lines, line),))
            self.report(line, column, "yaml-duplicate-key", message, hint, way)
            top.skip = True
        elif meant:
            message = f"the key {written!r} is read as {meant!r}; keys are written in small letters"
            fix = self.instead(line, column, written, meant, safe=True)
            self.report(line, column, "key-case", message, f"write {meant}:", fix)

    def check_spaces(self, line: int) -> None:
        """Refuses spaces that only look like spaces: a key would stand in another block than it seems to."""
        from coalition_site.read.line_slips import odd_space_slip  # only where there is such a key

        slip = odd_space_slip(self.line(line), line)
        if slip is not None:
            position = Position(self.path, line, slip.column)
            self.problems.append(Problem(position, "yaml-syntax", slip.message, slip.hint, slip.fix))

    def put(self, value: Value, line: int, column: int) -> Place:
        """Puts a finished scalar, or an opened list or map, where it belongs; an empty scalar leaves only its place."""
        if not self.stack:
            self.result = value
            self.place.line, self.place.column = line, column
            return self.place
        top = self.stack[-1]
        place = Place(line, column, line, column)
        if isinstance(top.value, list):
            if value != "":
                top.place.inside[len(top.value)] = place
                top.value.append(value)
            return place
        step: Step = top.key or ""
        if not top.skip:
            place.key_line, place.key_column = top.key_mark
            top.place.inside[step] = place
            if value != "":
                top.value[str(step)] = value
        top.key = None
        return place

    def open(self, event: yaml.CollectionStartEvent) -> None:
        line, column = self.mark(event.start_mark)
        value: list[Value] | dict[str, Value] = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        as_key = self.expects_key()
        place = Place(line, column, line, column)
        keys = self.keys_below()
        if len(self.stack) >= MAXIMUM_DEPTH:
            self.too_deep = True
            self.report(
                line,
                column,
                "yaml-depth",
                f"lists or keys stand within each other more than {MAXIMUM_DEPTH} deep",
                "the content format never needs more than five; look for a stray bracket",
            )
        elif as_key:
            message, hint, fix = (
                "brackets stand where a key is expected",
                "put quotes around a text that begins with [ or {",
                None,
            )
            if self.line(line)[column - 2 : column] == "{{":
                message = "a text that begins with a placeholder needs quotes"
                text = self.line(line)[column - 2 :].strip()
                hint = f'put quotes around the whole text: "{text}"'
                fix = self.instead(line, column - 1, text, quoted(text), safe=True)
            self.report(line, column, "yaml-key", message, hint, fix)
        else:
            place = self.put(value, line, column)
        block, brackets = ("-", "[") if isinstance(value, list) else (":", "{")
        place.style = brackets if event.flow_style else block
        self.stack.append(_Open(value, place, keys, as_key=as_key, flow=bool(event.flow_style)))

    def keys_below(self) -> Keys | None:
        """The keys that the content format has in the list or map that opens now."""
        if not self.stack:
            return self.keys
        top = self.stack[-1]
        return top.keys.below(top.key or "") if top.keys is not None else None

    def close(self, event: yaml.CollectionEndEvent) -> None:
        closed = self.stack.pop()
        if closed.flow:
            closed.place.end_line, closed.place.end_column = self.mark(event.end_mark)
        if closed.as_key:
            self.stack[-1].key, self.stack[-1].skip = "(brackets)", True


def _without_echoes(found: list[Problem], last: Problem) -> list[Problem]:
    """The problems up to a syntax error, each cause once: what was said of that place already is not said again."""
    if any(each.code == "yaml-key" and each.position.line == last.position.line for each in found):
        return found
    return [*(each for each in found if each.position != last.position), last]


@lru_cache(maxsize=16_384)
def parse_yaml(
    text: str, path: str, lines: tuple[str, ...], first_line: int = 1
) -> tuple[Value | None, Place, list[Problem]]:
    """The value of a YAML text, the places of everything in it, and what is wrong with it.

    `first_line` is the line of the file that the text begins on; `lines` are all lines of the file. After a syntax
    error, and where it is nested too deep, the value is None, since what follows cannot be known. What was read before
    is given again, to be looked at and not changed: a preview reads all files after each change of one.
    """
    builder = _Builder(path, lines, first_line)
    parser = yaml.CSafeLoader(text)
    try:
        # The parser takes minutes for brackets within brackets without end, so what is too deep is not read on.
        while not builder.too_deep and parser.check_event():
            builder.take(parser.get_event())
    except yaml.YAMLError as error:
        problem = syntax_problem(error, path, lines, first_line)
        if path:
            from coalition_site.read.syntax_fixes import with_fix  # only where there is a mistake

            part = range(first_line, first_line + text.count("\n") + 1)
            problem = with_fix(problem, lines, part, key_names(path))
        return None, builder.place, _without_echoes(builder.problems, problem)
    finally:
        parser.dispose()
    return None if builder.too_deep else builder.result, builder.place, builder.problems
