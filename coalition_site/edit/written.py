"""A YAML or Markdown file as it is written: its text, what it says, and from where to where each part of it reaches."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from coalition_site.edit.edits import Steps
from coalition_site.problems import Position, Problem, Refused
from coalition_site.read.front_matter import FrontMatter, split_front_matter
from coalition_site.read.merge_conflicts import merge_conflicts
from coalition_site.read.merge_problems import conflict_problem
from coalition_site.read.text_file import lines_of
from coalition_site.read.values import Place, Step, Value
from coalition_site.read.yaml_text import parse_yaml

_BYTE_ORDER_MARK = "\ufeff"
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_KEY = re.compile(r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^\s].*?)\s*:(?=\s|$)")
_HYPHEN = re.compile(r"-(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Splice:
    """A piece of the text, by its first offset and the one behind it, and what takes its place."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that was read. `text` has no byte order mark, and its last line always ends.

    `lines` are those of the text with their ends, `starts` the offset of each and of the end of the text. Lines and
    columns are counted from 1; `first` and `last` are the lines that the YAML may take.
    """

    path: str
    data: bytes
    text: str
    lines: Sequence[str]
    starts: Sequence[int]
    value: Value
    places: Place
    problems: Sequence[Problem]
    body: str
    first: int
    last: int

    def refuse(self, steps: Steps, why: str) -> Refused:
        """An error that says where an edit cannot be made, and why."""
        place = self.places.find(steps)
        return Refused(f"{Position(self.path, place.line, place.column)}: {why}")

    @property
    def newline(self) -> str:
        """The line end of the file."""
        return (self.lines[0][len(self.lines[0].rstrip("\r\n")) :] if self.lines else "") or "\n"

    def line(self, number: int) -> str:
        """A line without its end."""
        return self.lines[number - 1].rstrip("\r\n") if number <= len(self.lines) else ""

    def start(self, number: int) -> int:
        """The offset that a line begins at; the end of the text for one behind the last."""
        return self.starts[min(number, len(self.lines) + 1) - 1]

    def offset(self, line: int, column: int) -> int:
        """The offset of a column."""
        return self.start(line) + column - 1

    def spliced(self, splices: Sequence[Splice]) -> bytes:
        """The bytes of the file with pieces replaced, which do not overlap. A last line without an end stays so."""
        text = self.text
        for splice in sorted(splices, key=lambda each: (each.start, each.end), reverse=True):
            text = text[: splice.start] + splice.text + text[splice.end :]
        if self.is_open:
            text = text.removesuffix("\n").removesuffix("\r")
        mark = _BYTE_ORDER_MARK if self.data.startswith(_BYTE_ORDER_MARK.encode()) else ""
        return (mark + text).encode()

    @property
    def is_open(self) -> bool:
        """Whether the last line has no end."""
        return bool(self.lines) and not self.data.endswith((b"\n", b"\r"))

    def whole_lines(self, pad: int, lines: Sequence[str]) -> str:
        """Lines as they stand in the file, set in by spaces."""
        return "".join(f"{' ' * pad}{line}{self.newline}" if line else self.newline for line in lines)

    def container(self, steps: Steps) -> Place:
        """The list or map that the entry at the steps stands in."""
        return self.places.find(steps[:-1])

    def head(self, container: Place, step: Step) -> tuple[int, int]:
        """Line and column of the key, or the hyphen, that an entry in block style begins with."""
        place = container.inside[step]
        if container.style == ":":
            return place.key_line, place.key_column
        # All hyphens of a list stand in its column. Between one and its value there are but comments and empty lines.
        at = container.column - 1
        for number in range(place.line, container.line, -1):
            if _HYPHEN.match(self.line(number), at) and "#" not in self.line(number)[:at]:
                return number, container.column
        return container.line, container.column

    def slot(self, container: Place, step: Step) -> int:
        """The offset behind the colon or hyphen of an entry in block style, where its value or nothing follows."""
        line, column = self.head(container, step)
        place = container.inside[step]
        if container.style == "-":
            return self.offset(line, column + 1)
        found = _KEY.match(self.line(line), column - 1)
        return self.start(line) + found.end() if found else self.offset(place.line, place.column)

    def is_inline(self, container: Place, step: Step) -> bool:
        """Whether an entry in block style stands behind a hyphen and does not begin its line."""
        line, column = self.head(container, step)
        return bool(self.line(line)[: column - 1].strip())

    def end(self, place: Place) -> tuple[int, int]:
        """Line and column behind the last character of a value."""
        while place.style in {"-", ":"} and place.inside:
            place = next(reversed(place.inside.values()))
        if place.style not in {"|", ">"}:
            return place.end_line, place.end_column
        # What the reader calls the end are the next lines that say something; without them, the end of the YAML.
        number = min(place.end_line if place.end_column > 1 else place.end_line - 1, self.last)
        while number > place.line and not self.line(number).strip():
            number -= 1
        return number, len(self.line(number)) + 1

    def top(self, container: Place, step: Step) -> int:
        """The first line of an entry in block style: that of the comments right above it, set in no deeper.

        Comments that a YAML file or front matter begins with speak of the file, not of its first entry.
        """
        line, column = self.head(container, step)
        keys = list(container.inside)
        above = keys[: keys.index(step)][-1:]
        # A line that begins with # may be the inside of a text in quotes that ends there.
        lowest = self.end(container.inside[above[0]])[0] + 1 if above else self.first
        number = line
        while number > lowest and self._is_comment(number - 1, 0, column - 1):
            number -= 1
        heads_file = container is self.places and number == self.first
        return line if heads_file else number

    def bottom(self, container: Place, step: Step) -> int:
        """The last line of an entry in block style, comments below it that are set in deeper included."""
        _, column = self.head(container, step)
        last = number = self.end(container.inside[step])[0]
        while number < self.last and (self._is_comment(number + 1, column) or not self.line(number + 1).strip()):
            number += 1
            last = number if self.line(number).strip() else last
        return last

    def _is_comment(self, number: int, least: int, most: int | None = None) -> bool:
        """Whether a line is a comment that is set in by so many spaces."""
        line = self.line(number)
        indent = len(line) - len(line.lstrip(" "))
        return line[indent : indent + 1] == "#" and least <= indent and (most is None or indent <= most)


def read_written(data: bytes, path: str) -> WrittenFile:
    """A YAML file, or a Markdown file with front matter (whose name ends in .md), as it is written.

    Raises Refused for one that cannot be read.
    """
    lines, problems = lines_of(data, path)
    if lines is None:
        raise Refused(f"{problems[0].position}: {problems[0].message}")
    if conflicts := merge_conflicts(lines, path):
        problem = conflict_problem(path, lines, conflicts[0])
        raise Refused(f"{problem.position}: {problem.message}; {problem.hint}")
    text = data.decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
    written = _LINE.findall(text)
    yaml, body, first, last = "\n".join(lines), "", 1, len(written)
    if path.endswith(".md"):
        parts = split_front_matter(lines, path)
        if not isinstance(parts, FrontMatter):
            raise Refused(f"{parts.position}: {parts.message}")
        yaml, body, first, last = parts.yaml, parts.body, 2, parts.body_line - 2
    value, places, problems = parse_yaml(yaml, path, lines, first)
    if value is None and problems:
        raise Refused(f"{problems[-1].position}: {problems[-1].message}")
    if written and written[-1] == written[-1].rstrip("\r\n"):
        written[-1] += written[0][len(written[0].rstrip("\r\n")) :] or "\n"
    starts = [0, *accumulate(map(len, written))]
    if value is None:
        value = ""
    return WrittenFile(path, data, "".join(written), written, starts, value, places, problems, body, first, last)
