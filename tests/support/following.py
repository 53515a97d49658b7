"""Hints followed by a machine: what the hint of a problem says is done to the files, as its words are.

A fix is made as it is. Where there is none, the words of the hint are matched with what a person would do on reading
them; where no machine can do it, there is a reason.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from coalition_site.edit.editor import edited
from coalition_site.edit.edits import AddEntries, Edit, EditRefused, RemoveEntry, SetValue
from coalition_site.edit.mending import mended
from coalition_site.fixes import TextFix
from coalition_site.problems import Problem
from coalition_site.read.content import Content
from coalition_site.read.text_file import invisible_in
from coalition_site.read.values import Document, Place, Step, Value

Changes = Mapping[str, bytes | None]
"""Files by path as they are afterwards; None for one that is gone."""

NOT_FOLLOWED = {
    r"export it again|open it in an image program": "needs an image program",
    r"save a smaller copy|get the file again": "needs an image or font program",
    r"save the file again with the encoding": "needs to know which program saved it",
    r"put the (file|folder) (itself )?(here|into|there)": "needs a file that is not here",
    r"save it as \.docx": "needs a word processor",
    r"save it (as one of these )?into content/images": "needs an image that is not here",
    r"keep long documents elsewhere": "needs to know what may go",
    r"run the command in": "says where to stand, not what to write",
    r"to build the workbook": "needs a folder that is not here",
    r"install ": "needs another machine",
    r"use Markdown|use a web address|letters know|the placeholders are": "needs to know what was meant",
    r"write what may be said to the partner": "needs a sentence that nobody has written",
    r"ask(,| again)|check both dates|check the month": "needs to ask somebody",
    r"if they are one partner": "needs to know whether they are",
    r"write another address": "needs to ask somebody",
    r"that is an? |this is an? ": "leaves a gap here that only its writer can fill",
    r"move (it|them|the file|what)|write it in content|write content/|write it there too": "is about two files",
    r"put keys on lines": "needs to know which key was meant",
    r"write (it|lines such)|begin each invite|write - member": "needs values that nobody has written",
    r"files here end in \.md: rename": "needs values that nobody has written",
    r"look at this line|begin keys that|write a word before": "needs to know what was meant",
    r"the content format never needs": "needs to know what was meant",
    r"put quotes around a text (that|with)": "needs to know where the text ends",
    r"write the option behind|write one option": "needs to know what was meant",
    r"the list begins with": "needs to know what was meant",
    r"use single quotes, in": "needs to know whether the sign was meant",
    r"they are the files .*none yet": "needs a partner that nobody has written",
    r"write all its changes|choose another label|if you mean that option": "needs a decision",
    r"leave the name out|take the link out|write a label such as": "needs a sentence in other words",
    r"give the file the name of a label": "needs a name that somebody chooses",
    r"open the file in Poedit": "needs another program",
    r"write msg|write them in|keep what stands in": "needs somebody who translates",
    r"ask one to read": "needs to ask somebody",
    r"write the day on which it was done": "needs to know the day",
    r"check the day, and|begin the name with the day": "needs to know the day",
    r"\w+ belongs in ": "needs to know which entry was meant",
    r"name the file by an area": "needs to know which area was meant",
    r"take the message out": "takes out two lines of a catalogue",
    r"type the text again": "needs to know what was meant",
    r"the text has no key": "moves a text",
    r"rename it with letters|begin it with letters": "needs a name that somebody chooses",
    r"write the text behind the key, or one line": "needs to know what was meant",
    r"keep one of the two(?: files|, as)|rename one of the two|choose another name|end the name": "needs a decision",
    r"add \S+ to site_languages": "is about two files",
    r"take out the lines from --- to ---": "takes out what may stand nowhere else",
    r"begin a new line .*- …": "needs to know what was meant",
    r"put each entry on a line": "needs to know what was meant",
}
"""Hints that a person follows and a machine cannot, with the reason."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file with a problem, as the program read it and as it is on the disk."""

    content: Content
    project: Path
    problem: Problem

    @property
    def path(self) -> str:
        return self.problem.position.path

    @property
    def data(self) -> bytes:
        return (self.project / self.path).read_bytes()

    @property
    def document(self) -> Document:
        """The document with the problem. Raises EditRefused where it could not be read."""
        content = self.content
        document = content.documents.get(self.path)
        if document is None:
            raise EditRefused("it could not be read")
        return document

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps to what stands at the problem's place: a value, a block that lacks something, or a key."""
        at = (self.problem.position.line, self.problem.position.column)
        values, keys = _steps_at(self.document.places, at)
        if at == (1, 1) and self.path.endswith(".md"):
            return ()
        if keys and self.problem.code == "key-unknown":
            return keys[-1]
        if not values and not keys and at != (1, 1):
            raise EditRefused("nothing stands there")
        return values[0] if values else keys[-1] if keys else ()

    def edit(self, *edits: Edit) -> Changes:
        """The file with edits, and before them with what is wrong in its syntax mended."""
        data = self.data
        for problem in self.content.problems:
            if problem.position.path == self.path and isinstance(problem.fix, TextFix):
                data = mended(data, self.path, problem.fix)
        return {self.path: edited(data, self.path, edits)}

    def set(self, value: Value) -> Changes:
        return self.edit(SetValue(self.steps, value))

    def remove(self) -> Changes:
        return self.edit(RemoveEntry(self.steps))


def _steps_at(
    place: Place, at: tuple[int, int], before: tuple[Step, ...] = ()
) -> tuple[list[tuple[Step, ...]], list[tuple[Step, ...]]]:
    """The steps to all values that begin at a place, the outermost first, and to all whose keys stand there."""
    values, keys = [], []
    for step, inner in place.inside.items():
        steps = (*before, step)
        if at == (inner.line, inner.column):
            values.append(steps)
        if at == (inner.key_line, inner.key_column):
            keys.append(steps)
        within = _steps_at(inner, at, steps)
        values, keys = [*values, *within[0]], [*keys, *within[1]]
    return values, keys


def _example(text: str) -> Value:
    """A value as a hint shows it; a list is shown as Python writes one."""
    return re.findall(r"'([^']*)'", text) if text.startswith("[") else text


def _add(file: Written, found: re.Match[str]) -> Changes:
    steps = file.steps
    return file.edit(SetValue(steps if steps[-1:] == (found[1],) else (*steps, found[1]), _example(found[2])))


_NEEDED = {"name": "Coalition office", "email": "office@elmcreek.example"}


def _add_block(file: Written, _: re.Match[str]) -> Changes:
    key = re.search(r"'(\w+)'", file.problem.message)
    value: Value = {"rosa": {"name": "Rosa Delgado"}} if key and key[1] == "senders" else dict[str, Value](_NEEDED)
    steps, added = file.steps, key[1] if key else ""
    return file.edit(SetValue(steps if steps[-1:] == (added,) else (*steps, added), value))


def _first(file: Written, found: re.Match[str]) -> Changes:
    return file.set(re.split(r", |; |\"| \(| or ", found[1].strip('"'))[0])


def _under(file: Written, found: re.Match[str]) -> Changes:
    steps = file.steps
    value = file.document.value_at(steps)
    return file.edit(RemoveEntry(steps), SetValue((found[2], found[1]), value or ""))


def _at_top(file: Written, found: re.Match[str]) -> Changes:
    value = file.document.value_at(file.steps)
    return file.edit(RemoveEntry(file.steps), SetValue((found[1],), value or ""))


def _renamed(file: Written, found: re.Match[str]) -> Changes:
    old, meant = Path(file.path), next(filter(None, found.groups()))
    name = meant if Path(meant).suffix else meant + old.suffix
    return {file.path: None, old.with_name(name).as_posix(): file.data}


def _gone(file: Written, _: re.Match[str]) -> Changes:
    return {file.path: None}


def _line_gone(file: Written, _: re.Match[str]) -> Changes:
    """The key or entry on the line is taken out, with what is set in below it."""
    lines, at = file.data.decode("utf-8-sig").split("\n"), file.problem.position.line - 1
    indent = len(lines[at]) - len(lines[at].lstrip())
    end = at + 1
    while end < len(lines) and lines[end].strip() and len(lines[end]) - len(lines[end].lstrip()) > indent:
        end += 1
    return {file.path: "\n".join([*lines[:at], *lines[end:]]).encode()}


def _entry_gone(file: Written, _: re.Match[str]) -> Changes:
    return file.edit(RemoveEntry(file.steps[:1]))


def _translated(file: Written, found: re.Match[str]) -> Changes:
    codes = re.findall(r"a line ([\w-]+): …", found.string)
    return file.edit(*(SetValue((*file.steps, code), "Text") for code in codes))


def _letter_added(_: Written, found: re.Match[str]) -> Changes:
    return {found[1]: b"---\nsubject: A letter\n---\nDear {{ member }},\n"}


def _sign_gone(file: Written, _: re.Match[str]) -> Changes:
    """Takes the sign out, and those behind it that nobody sees either."""
    lines = file.data.decode("utf-8-sig").split("\n")
    at, column = file.problem.position.line - 1, file.problem.position.column - 1
    behind = lines[at][column + 1 :]
    while invisible_in(behind[:1]):
        behind = behind[1:]
    lines[at] = lines[at][:column] + behind
    return {file.path: "\n".join(lines).encode()}


def _picture_told(file: Written, found: re.Match[str]) -> Changes:
    """The picture at the place becomes the one that the hint spells out."""
    lines = file.data.decode("utf-8-sig").split("\n")
    at, column = file.problem.position.line - 1, file.problem.position.column - 1
    lines[at] = lines[at][:column] + re.sub(r"^!\[[^]]*\]\([^)]*\)", lambda _: found[1], lines[at][column:])
    return {file.path: "\n".join(lines).encode()}


_KEYS = {
    "partners": "name: Somebody\ntype: Nonprofit\nrelationship: existing\n",
    "pages": "title: A page\naudience: team\n",
    "letters": "subject: A letter\n",
}


def _begun(file: Written, _: re.Match[str]) -> Changes:
    return {file.path: f"---\n{_KEYS[Path(file.path).parent.name]}---\n".encode() + file.data}


def _closed(file: Written, _: re.Match[str]) -> Changes:
    return {file.path: file.data.rstrip(b"\n") + b"\n---\n"}


def _if_closed(file: Written, _: re.Match[str]) -> Changes:
    return {file.path: file.data.rstrip(b"\n") + b"{% endif %}\n"}


def _letterhead_named(file: Written, found: re.Match[str]) -> Changes:
    data = (file.project / found[2]).read_bytes()
    return {found[2]: edited(data, found[2], [SetValue(("brand", "letterhead"), found[1])])}


def _language_offered(file: Written, _: re.Match[str]) -> Changes:
    code = re.search(r"'([\w-]+)'", file.problem.message)
    path = "content/coalition.yml"
    data = (file.project / path).read_bytes()
    return {path: edited(data, path, [AddEntries(("languages",), (code[1] if code else "",))])}


_COALITION = b"""\
schema_version: 1
name: Elm Creek Coalition
community: Elm Creek
language: en
contact:
  name: Coalition office
  email: office@elmcreek.example
senders:
  rosa:
    name: Rosa Delgado
"""


def _acknowledged(file: Written, found: re.Match[str]) -> Changes:
    """The entry of the hint is added to those of coalition.yml."""
    path = "content/coalition.yml"
    data = (file.project / path).read_bytes()
    document = file.content.documents[path]
    entry, listed = yaml.safe_load(found[1]), document.value_at(("acknowledge",))
    edit = AddEntries(("acknowledge",), (entry,)) if listed else SetValue(("acknowledge",), [entry])
    return {path: edited(data, path, [edit])}


def _meeting_moved(file: Written, found: re.Match[str]) -> Changes:
    """The meeting of coalition.yml as the file that the hint spells out, its lines between bars."""
    lines = "".join(f"{line}\n" for line in found[2].split(" | "))
    return {**file.remove(), found[1]: lines.encode()}


def _numbers(words: str) -> set[int]:
    """The numbers of lines that words name: `line 5`, `lines 5 to 6`, `lines 5 and 9`."""
    first, *more = map(int, re.findall(r"\d+", words))
    return set(range(first, more[0] + 1)) if " to " in words else {first, *more}


def _version_kept(file: Written, found: re.Match[str]) -> Changes:
    """The first of two versions stays, and all other lines of the place go."""
    return _without(file, _numbers(found[2]) - _numbers(found[1]))


def _markers_gone(file: Written, found: re.Match[str]) -> Changes:
    return _without(file, _numbers(found[1]))


def _without(file: Written, numbers: set[int]) -> Changes:
    lines = file.data.decode().split("\n")
    return {file.path: "\n".join(line for number, line in enumerate(lines, 1) if number not in numbers).encode()}


Follower = Callable[[Written, re.Match[str]], Changes]
FOLLOWERS: Sequence[tuple[str, Follower]] = (
    (r"add it, for example (\w+): (.+)$", _add),
    (r"add it, with ", _add_block),
    (r"take meeting: out, and write (\S+) with the lines (.+)", _meeting_moved),
    (r"take meeting: out; ", lambda file, _: file.remove()),
    (r"(\w+) belongs under (\w+):", _under),
    (r"(\w+) belongs at the top level", _at_top),
    (r"did you mean (.+?)(?: \(.*\))?\?", _first),
    (r"which one do you mean: \"(.+?)\"", _first),
    (r"write one of: ([^,]+)", _first),
    (r"write the one that fits best: (.+?) or ", _first),
    (r"write the year first: (\S+)", _first),
    (r"the (?:senders|partners|letters) are: ([\w-]+)", _first),
    (r"the pillars are: ([^;]+)", _first),
    (r".*for example (?:'(#\w+)')", lambda file, found: file.set(found[1])),
    (r"write what it stands for, for example \"(.+?)\"", _first),
    (r"write the (?:day|code of ISO 639|short code)[^,]*, for example ([\w-]+)", _first),
    (r"write (?:year|digits)[^:]*for example ([\w-]+)", _first),
    (r"write the number of a part", lambda file, _: _line_gone(file, re.match("", "") or _never())),
    (r"write the text behind the key|write the whole address", lambda file, _: file.set(_text_for(file))),
    (r"write (?:the hour too|day and hour), for example ([\d: -]+)", _first),
    (r"write part of the world and city, for example (\S+)", _first),
    (r"write it as (name@example\.org)", _first),
    (r"write (yes) or no", _first),
    (r"write schema_version: (1)", _first),
    (r"name a folder beside this one, for example (\S+)", lambda file, _: file.remove()),
    (r"write the day (?:it was sent|they said no), or leave it out", _line_gone),
    (
        r"write consent: (refused) if they said no",
        lambda file, found: file.edit(SetValue(("listing", "consent"), found[1])),
    ),
    (r"offered are", _language_offered),
    (r"rename it, for example to (\S+)|rename (?:it|the file) to (\S+?)(?:,|$)", _renamed),
    (
        r"only .* lie here|the folders here are|images end in|fonts end in|files here end in \.md|.*holds files only",
        _gone,
    ),
    (r"remove it from the content folder|the team's folder holds", _gone),
    (r"remove it here|take it away here", lambda file, _: file.remove()),
    (r".* write letterhead: (\S+) under brand: in (\S+)$", _letterhead_named),
    (r"letters are printed on \S+: move this one out", _gone),
    (r"put it there, or remove this line", lambda file, _: file.remove()),
    (r"the name of the file is the id: remove", _line_gone),
    (r".* stands t?here already|the text has no key: .* and remove this line", _line_gone),
    (r"keep it once|keep one of the two, or put", _line_gone),
    (r"keep one of the two entries", _entry_gone),
    (r"remove the line of three hyphens", lambda file, _: {file.path: file.data.replace(b"\n---\n", b"\n")}),
    (r"the keys here are:", _line_gone),
    (r".*add to acknowledge in content/coalition\.yml: - (\{.*\})$", _acknowledged),
    (r"add where: ([^,]+), the file", lambda file, found: file.edit(SetValue((*file.steps[:2], "where"), found[1]))),
    (r"add a line ([\w-]+): …", _translated),
    (r"add (content/letters/\S+)", _letter_added),
    (r"delete it and type", _sign_gone),
    (r"write between the brackets what it shows: (.+)", _picture_told),
    (r"take it out, and put it on a page", _line_gone),
    (r"write --- on the first line", _begun),
    (r"write --- on a line of its own", _closed),
    (r"write \{% endif %\}", _if_closed),
    (r"keep (lines? [\d to]+) or .*, and delete all other (lines from \d+ to \d+)", _version_kept),
    (r"look whether both versions .* then delete (lines? [\d, and]+)", _markers_gone),
    (r"say here what it says now; .* add an empty line at", lambda file, _: {file.path: file.data + b"\n"}),
    (r"create it with", lambda file, _: {file.path: _COALITION}),
)


def _never() -> re.Match[str]:
    raise EditRefused("this matches")


def _text_for(file: Written) -> str:
    return (
        "https://example.org"
        if file.problem.code == "value-url"
        else "en"
        if "language" in file.problem.message
        else "Text"
    )


def reason_not_to_follow(problem: Problem) -> str:
    """Why no machine can follow a hint; empty where one can."""
    if problem.fix is not None:
        return ""
    return next((why for pattern, why in NOT_FOLLOWED.items() if re.match(pattern, problem.hint)), "")


def followed(file: Written) -> Changes | None:
    """What the files are when the hint was followed; None where nobody has said how. Raises EditRefused."""
    problem = file.problem
    if problem.fix is not None:
        return {file.path: mended(file.data, file.path, problem.fix)}
    for pattern, follow in FOLLOWERS:
        if match := re.match(pattern, problem.hint):
            return follow(file, match)
    return None
