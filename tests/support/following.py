"""Hints followed by a machine: what the fix of a problem says is done to the files.

Whether the words of the hint say the same is told by `not_said`. Where no machine can do what a hint says, its kind of
problem has a reason here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from coalition_site.edit.editor import edited
from coalition_site.edit.edits import RemoveEntry, SetValue
from coalition_site.edit.mending import mended
from coalition_site.fixes import FileFix, TextFix, ValueFix, Way, Written
from coalition_site.problems import Problem
from coalition_site.read.content import Content

Changes = Mapping[str, bytes | None]
"""Files by path as they are afterwards; None for one that is gone."""

_REASONS = {
    "needs another program, or a file that is not here": (
        "file-encoding file-link file-too-large font-type image-missing image-too-large image-type image-unsafe "
        "picture-outside sign-unprintable team-content-absent words-syntax"
    ),
    "needs to ask somebody": (
        "consent-ends consent-expired consent-missing consent-refused date-order email-unwritten partner-same-name "
        "words-unread"
    ),
    "needs somebody who translates": "words-lost words-missing words-unknown",
    "needs a sentence that nobody has written": "placeholder-audience public-link public-name refused-name",
    "needs a name that somebody chooses": "area-unknown file-name meeting-day value-name",
    "needs a decision": (
        "letter-duplicate team-content-twice translation-alone translation-differs translation-duplicate "
        "vocabulary-clash"
    ),
    "is about two files": (
        "team-content-alone team-content-open team-content-public translation-unused file-extension content-missing"
    ),
    "needs to know what was meant": (
        "file-character key-unknown markdown-html markdown-link option-text option-unknown placeholder-syntax "
        "placeholder-unknown reference-unknown value-date value-language value-shape value-time value-unknown "
        "yaml-depth yaml-key yaml-syntax"
    ),
}
NOT_FOLLOWED = {code: reason for reason, codes in _REASONS.items() for code in codes.split()}
"""Kinds of problem whose hint a person follows and no machine can, not always or never, with the reason."""
_GOES = {"remove", "take", "delete", "leave", "keep", "out", "only", "are", "in", "holds", "belongs"}
"""Words by which a hint says that something goes, one of them; the last ones name what else may stand there."""
_SAID_OTHERWISE = ("remove the line breaks", "write the text behind the key")
"""How hints say what is done to a value without saying the value."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file with a problem, as the program read it and as it is on the disk."""

    content: Content
    project: Path
    problem: Problem

    @property
    def path(self) -> str:
        return self.problem.position.path

    def data(self, path: str) -> bytes:
        """The bytes of a file, with what is wrong in the syntax of the problem's own one mended."""
        data = (self.project / path).read_bytes() if (self.project / path).is_file() else b""
        for problem in self.content.problems:
            fix = problem.fix
            if path == problem.position.path == self.path and isinstance(fix, TextFix) and problem != self.problem:
                data = mended(data, path, fix)
        return data


Part = TextFix | ValueFix | FileFix


def parts_of(problem: Problem) -> tuple[Part, ...]:
    """Everything that the fix of a problem does."""
    fix = problem.fix
    return fix.parts if isinstance(fix, Way) else (fix,) if fix is not None else ()


def followed(file: ReadFile) -> Changes:
    """What the files are when the hint was followed. Raises Refused where its fix cannot be made."""
    changes: dict[str, bytes | None] = {}
    for path, parts in groupby(parts_of(file.problem), lambda part: _path(part, file.path)):
        for part in (together := list(parts)):
            if isinstance(part, FileFix) and part.text is None:
                moved = (file.project / file.path).read_bytes() if part.path else None
                changes |= {file.path: None} | ({part.path: moved} if part.path else {})
            elif isinstance(part, FileFix):
                changes[part.path] = (part.text or "").encode()
            elif isinstance(part, TextFix):
                changes[path] = mended(changes.get(path) or (file.project / path).read_bytes(), path, part)
        edits = [
            SetValue(part.steps, part.value) if part.value else RemoveEntry(part.steps)
            for part in together
            if isinstance(part, ValueFix)
        ]
        if edits:
            changes[path] = edited(changes.get(path) or file.data(path), path, edits)
    return changes


def _path(part: Part, path: str) -> str:
    return part.path or path if isinstance(part, ValueFix) else path


def not_said(problem: Problem) -> list[str]:
    """What the fix of a problem does and its hint does not say."""
    if problem.hint.startswith(_SAID_OTHERWISE):
        return []
    goes = not _GOES.isdisjoint(problem.hint.replace(",", " ").replace(":", " ").replace(";", " ").split())
    told = ((part, list(_words(part))) for part in parts_of(problem) if not _is_space(part))
    return [str(part) for part, words in told if not (any(word in problem.hint for word in words) if words else goes)]


def _is_space(part: Part) -> bool:
    """Whether nothing but spaces and empty lines become others, of which a hint speaks in many ways."""
    return isinstance(part, TextFix) and part.old.split() == part.new.split()


def _words(part: Part) -> Iterator[str]:
    """What a hint may call what a part of a fix puts there, one of which stands in it; none where it takes out."""
    if isinstance(part, TextFix):
        old = part.old.splitlines()
        yield from (line.strip() for line in part.new.splitlines() if line.strip() and line not in old)
    elif isinstance(part, FileFix):
        yield from (Path(part.path).name, Path(part.path).stem) if part.path else ()
    elif part.value:
        yield from (
            word for leaf in _leaves(part.value) for word in (leaf, leaf.lower(), leaf.partition("//")[0] + "//")
        )
        yield from (f"{step}:" if part.value == "…" else step for step in part.steps[-1:] if isinstance(step, str))


def _leaves(value: Written) -> Iterator[str]:
    """The texts of a value, and the keys in it."""
    if isinstance(value, str):
        yield value
        return
    if isinstance(value, dict):
        yield from value
    for inner in value.values() if isinstance(value, dict) else value:
        yield from _leaves(inner)
