"""Letter wording: a tiny language of placeholders and ifs, read without any template engine.

`{{ name }}` and `{% if name %} … {% else %} … {% endif %}` on one name are all there is. Nothing that people write in a
letter is ever evaluated, so nothing can walk attributes, call, filter or loop.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from coalition_site.fixes import TextFix, Way
from coalition_site.model.reading import is_sure, nearest
from coalition_site.model.wording import PLACEHOLDERS, Condition, Part, Placeholder
from coalition_site.problems import Position, Problem

# A tag ends on the line it begins on, before another one begins: so one that is never closed is found where it stands.
_TAG = re.compile(
    r"\{\{(?P<value>(?:(?!\{[{%]).)*?)\}\}|\{%(?P<order>(?:(?!\{[{%]).)*?)%\}"
    r"|(?P<comment>\{#)|(?P<open>\{\{|\{%)|(?P<close>\}\}|%\})"
)
_NAME = re.compile(r"[a-z_]+(?:\.[a-z_]+)*")
_IF = re.compile(r"if\s+(\S+)")
_END_OF_IF = "{% endif %}"
_ALLOWED = f"letters know {{{{ name }}}} and {{% if name %}} … {{% else %}} … {_END_OF_IF} only"
# Names of team data that somebody may try; the message says why they cannot be used.
_TEAM_NAMES = (
    "team",
    "note",
    "notes",
    "status",
    "follow_up",
    "answered",
    "position",
    "influence",
    "barriers",
    "strengths",
)


@dataclass(slots=True)
class _Branch:
    """The parts being gathered: at the top, or within an if or its else."""

    parts: list[Part] = field(default_factory=list)
    condition: Placeholder | None = None
    then: tuple[Part, ...] | None = None


@dataclass(slots=True)
class _Parser:
    text: str
    start: Position
    problems: list[Problem] = field(default_factory=list)
    stack: list[_Branch] = field(default_factory=lambda: [_Branch()])

    def position(self, at: int) -> Position:
        before = self.text[:at]
        line = before.count("\n")
        column = at - (before.rfind("\n") + 1) + 1
        return Position(self.start.path, self.start.line + line, column + (self.start.column - 1 if line == 0 else 0))

    def report(self, at: int, code: str, message: str, hint: str, fix: TextFix | None = None) -> None:
        self.problems.append(Problem(self.position(at), code, message, hint, fix))

    def placeholder(self, name: str, at: int) -> Placeholder:
        name = name.strip()
        if not _NAME.fullmatch(name):
            self.no_name(name, at)
        elif name not in PLACEHOLDERS:
            self.unknown(name, at)
        position = self.position(at)
        return Placeholder(name, position.line, position.column)

    def no_name(self, name: str, at: int) -> None:
        """A name with something at it: a filter, brackets, signs between its words."""
        simple = re.sub(r"[\s-]+", "_", re.split(r"[|(\[]", name.strip(" -"))[0].strip().lower())
        message, hint, fix = f"{name[:60]!r} is not the name of a placeholder", _ALLOWED, None
        if simple in PLACEHOLDERS and name in self.text[at:]:
            place = self.position(self.text.index(name, at))
            hint = f"write {simple} alone"
            fix = TextFix(place.line, place.column, name, simple, is_sure(name, simple))
        self.report(at, "placeholder-syntax", message, hint, fix)

    def unknown(self, name: str, at: int) -> None:
        last = name.rpartition(".")[2]
        if name.startswith(("team.", "invite.")) or last in _TEAM_NAMES or ".team" in name:
            message = f"{name!r} is the team's own and never stands in a letter"
            hint = "write what may be said to the partner under outreach, and use partner.because or partner.message"
            self.report(at, "placeholder-audience", message, hint)
            return
        near = nearest(name, list(PLACEHOLDERS)) or ""
        hint = f"did you mean {near}?" if near else "the placeholders are: " + ", ".join(PLACEHOLDERS)
        place = self.position(self.text.index(name, at))
        fix = TextFix(place.line, place.column, name, near, is_sure(name, near)) if near else None
        self.report(at, "placeholder-unknown", f"there is no placeholder {name!r}", hint, fix)

    def run(self) -> tuple[Part, ...]:
        at = 0
        for found in _TAG.finditer(self.text):
            begin, end = self.lone(found) if found["order"] is not None else found.span()
            if begin > at:
                self.stack[-1].parts.append(self.text[at:begin])
            at = end
            if found["value"] is not None:
                self.stack[-1].parts.append(self.placeholder(found["value"], found.start()))
            elif found["order"] is not None:
                self.order(found["order"].strip(), found.start())
            elif found["comment"] is not None:
                self.report(found.start(), "placeholder-syntax", "comments hide text and are not allowed", _ALLOWED)
            elif found["open"] is not None:
                message = f"{found['open']} is never closed on this line"
                self.report(found.start(), "placeholder-syntax", message, _ALLOWED)
            else:
                message = f"{found['close']} closes nothing that was opened on this line"
                self.report(found.start(), "placeholder-syntax", message, _ALLOWED)
        self.stack[-1].parts.append(self.text[at:])
        while len(self.stack) > 1:
            branch = self.stack.pop()
            if branch.condition is not None:
                position = Position(self.start.path, branch.condition.line, branch.condition.column)
                message = f"this if on {branch.condition.name!r} is never closed"
                last = self.position(len(self.text))
                way = Way((TextFix(last.line, last.column, "", _END_OF_IF),))
                self.problems.append(
                    Problem(position, "placeholder-syntax", message, f"write {_END_OF_IF} where it ends", way)
                )
        return tuple(self.stack[0].parts)

    def lone(self, found: re.Match[str]) -> tuple[int, int]:
        """Where an order begins and ends; one alone on its line takes the line with it and leaves no empty one."""
        begin, end = found.span()
        line_begin = self.text.rfind("\n", 0, begin) + 1
        line_end = self.text.find("\n", end)
        if line_end < 0 or self.text[line_begin:begin].strip(" \t") or self.text[end:line_end].strip(" \t"):
            return begin, end
        return line_begin, line_end + 1

    def order(self, order: str, at: int) -> None:
        condition = _IF.fullmatch(order)
        if condition is not None:
            self.stack.append(_Branch(condition=self.placeholder(condition[1], at)))
        elif order == "else" and len(self.stack) > 1 and self.stack[-1].then is None:
            branch = self.stack[-1]
            branch.then, branch.parts = tuple(branch.parts), []
        elif order == "endif" and len(self.stack) > 1:
            self.close()
        elif order == "else" and len(self.stack) > 1:
            self.report(at, "placeholder-syntax", "this if has an {% else %} already", _ALLOWED)
        elif order in {"else", "endif"}:
            self.report(at, "placeholder-syntax", f"{{% {order} %}} belongs to no open if", _ALLOWED)
        else:
            self.report(at, "placeholder-syntax", f"{{% {order[:40]} %}} is not possible in a letter", _ALLOWED)

    def close(self) -> None:
        branch = self.stack.pop()
        if branch.condition is None:
            return
        parts = tuple(branch.parts)
        then, otherwise = (parts, ()) if branch.then is None else (branch.then, parts)
        condition = branch.condition
        self.stack[-1].parts.append(Condition(condition.name, condition.line, condition.column, then, otherwise))


def parse_wording(text: str, start: Position) -> tuple[tuple[Part, ...], list[Problem]]:
    """The parts of a wording, and what is wrong with it: each problem at its own line and column.

    `start` is where the text begins in its file.
    """
    parser = _Parser(text, start)
    return parser.run(), parser.problems


def walk_texts(parts: tuple[Part, ...]) -> Iterator[str]:
    """The plain texts of some parts, both sides of every if included."""
    for part in parts:
        if isinstance(part, str):
            yield part
        elif isinstance(part, Condition):
            yield from walk_texts(part.then)
            yield from walk_texts(part.otherwise)
