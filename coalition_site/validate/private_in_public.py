"""Private values in public texts: what the build's search would find in what people wrote, found at its place in there.

The build searches the bytes of what it made (`publish/leaks`), for the same values, as a second lock.
"""

import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate
from unicodedata import normalize

from ahocorasick_rs import BytesAhoCorasick

from coalition_site.fixes import ValueFix, Way, example
from coalition_site.model.coalition import Coalition
from coalition_site.model.comparable import BREAK, comparable
from coalition_site.model.content_files import COALITION, CONTENT, PARTNERS, VOCABULARY
from coalition_site.model.invite import Invite
from coalition_site.model.reading import nearest
from coalition_site.problems import Position, Problem
from coalition_site.read.content import Content
from coalition_site.read.values import Value
from coalition_site.validate.declared_texts import (
    BODY,
    TRANSLATIONS,
    DeclaredText,
    Origin,
    Steps,
    private_texts,
    public_texts,
)
from coalition_site.validate.private_values import (
    KnownTexts,
    Part,
    PrivateValue,
    acknowledged_places,
    strictest_parts,
    value_of,
)
from coalition_site.validate.value_patterns import as_shown, blocks_of_markdown, pattern_of

LONGEST_SHOWN = 160
_PARTED = BREAK.encode()
_REACHES = {"email", "phone", "address"}
_LINE = "line"
"""The step that leads to a line of a catalogue."""


@dataclass(frozen=True, slots=True)
class Said:
    """A public text that says a private value, from some character on, and how; both unknown where marks part it."""

    text: DeclaredText
    value: PrivateValue
    offset: int = 0
    written: str = ""


def private_in_public(
    content: Content, coalition: Coalition, invites: Mapping[int, Invite], today: date
) -> list[Problem]:
    """An error at each place of a public text that says what is not public. `invites` have their numbers in the file.

    And a warning at each acknowledged value that is let pass anywhere.
    """
    public = [*public_texts(coalition, today), *_own_words(content)]
    parts = strictest_parts(private_texts(coalition, today, invites.items(), most_private=True))
    problems = [
        _problem(content, coalition, said, today)
        for said in said_in_public(public, [part for part in parts.values() if not part[0].mentionable], coalition)
        if said.text.file not in map(of_content, said.value.acknowledged)
    ]
    return [*problems, *_acknowledged(content, coalition, public)]


def said_in_public(
    public: Sequence[DeclaredText], private: Sequence[tuple[Part, DeclaredText]], coalition: Coalition
) -> Iterator[Said]:
    """Each value that a public text says and that is not known, each time; also where it was acknowledged."""
    letters = [letters_said(text.text) for text in public]
    ends = list(accumulate(len(letter) + len(_PARTED) for letter in letters))
    automaton = _automaton(tuple(part.letters for part, _ in private))
    hits = automaton.find_matches_as_indexes(_PARTED.join(letters), overlapping=True)
    if not hits:
        return
    known, acknowledged = KnownTexts(public, coalition), acknowledged_places(coalition)
    for at, number in sorted({(bisect_right(ends, begin), number) for number, begin, _ in hits}):
        value = value_of(*private[number], acknowledged)
        if not known.holds(value):
            yield from _said(public[at], value)


# An editor asks for the same values and the same texts, but for one, at each key that is pressed.
@lru_cache(maxsize=4)
def _automaton(letters: tuple[bytes, ...]) -> BytesAhoCorasick:
    return BytesAhoCorasick(letters)


@lru_cache(maxsize=32_768)
def letters_said(text: str) -> bytes:
    """The letters of a text as it is written, and of what is shown of it: links lead where everybody can see."""
    shown = as_shown(text)
    return comparable(text) if shown == text else _PARTED.join((comparable(text), comparable(shown)))


def _own_words(content: Content) -> Iterator[DeclaredText]:
    """What a coalition says in its own words of the worksheet's options and of the interface."""
    vocabulary = content.file(VOCABULARY)
    if vocabulary is not None:
        yield from _within(vocabulary.value, Origin(vocabulary.path), ())
    for words in content.words.values():
        for message in words.messages:
            steps = (_LINE, message.position.line)
            yield from (DeclaredText(text, False, Origin(words.path), steps) for text in message.forms)  # noqa: FBT003


def _within(value: Value, origin: Origin, steps: Steps) -> Iterator[DeclaredText]:
    if isinstance(value, str):
        yield DeclaredText(value, False, origin, steps)  # noqa: FBT003
        return
    for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield from _within(inner, origin, (*steps, step))


def _said(text: DeclaredText, value: PrivateValue) -> Iterator[Said]:
    """Where a text says a value; nowhere where it only looked like it."""
    composed = normalize("NFC", text.text)
    pattern = pattern_of(value.text, value.letters, alone=value.alone)
    written = list(pattern.finditer(blocks_of_markdown(composed)))
    if written:
        same = composed == text.text
        yield from (Said(text, value, *((match.start(), match[0]) if same else ())) for match in written)
        return
    shown = blocks_of_markdown(as_shown(composed))
    if pattern.search(shown) or (not value.alone and value.letters in comparable(shown)):
        yield Said(text, value)


def _problem(content: Content, coalition: Coalition, said: Said, today: date) -> Problem:
    value = said.value
    where = place_of(content, value.file, value.steps, value.text)
    shown = _shortened(value.text)
    message = f"this is public, and says {shown}, which is not: that stands in {where}"
    entry = acknowledgment(value, said.text.file)
    settings = content.file(COALITION)
    listed = settings.value_at(("acknowledge",)) if settings is not None else None
    way = ValueFix(("acknowledge",), [*(listed or ()), {**entry}], path=COALITION.path())
    ways = ["take it out here", *_public_contact(coalition, value, today)]
    last = f"if everybody may know it, add to acknowledge in {COALITION.path()}: {as_written(entry)}"
    position = _position(content, said)
    hint = "; or, ".join([*ways, last])
    return Problem(position, "private-in-public", message, hint, Way((way,)), related=where)


def acknowledgment(value: PrivateValue, where: str) -> dict[str, str]:
    """The entry that lets a value pass in one file of the content, or on one page."""
    return {"value": value.text[:LONGEST_SHOWN], "reason": "why everybody may know it", "where": where}


def as_written(entry: Mapping[str, str]) -> str:
    """An entry of `acknowledge` on one line of YAML."""
    value, where = (json.dumps(entry[key], ensure_ascii=False) for key in ("value", "where"))
    return f"- {{value: {value}, reason: {entry['reason']}, where: {where}}}"


def _shortened(text: str) -> str:
    one_line = " ".join(text.split())
    short = one_line if len(one_line) <= LONGEST_SHOWN else f"{one_line[:LONGEST_SHOWN]}…"
    return json.dumps(short, ensure_ascii=False)


def _public_contact(coalition: Coalition, value: PrivateValue, today: date) -> Iterator[str]:
    """How to say that a value is how people reach a partner, where it is one that is named."""
    key = next((step for step in reversed(value.steps) if isinstance(step, str)), "")
    for partner in coalition.partners.values():
        if value.file.endswith(f"/partners/{partner.id}.md") and key in _REACHES and partner.is_named(today):
            file = PARTNERS.path(partner.id)
            name = partner.name.texts()[0]
            yield f"if this is how people reach {name}, write it as {key}: below public_contact: in {file}"


def _position(content: Content, said: Said) -> Position:
    text = said.text
    if text.steps[:1] == (_LINE,):
        return Position(text.file, int(text.steps[1]))
    document = content.documents.get(text.file)
    if document is None:
        return Position(text.file)
    steps = text.steps[2:] if text.steps[:1] == (TRANSLATIONS,) else text.steps
    if steps not in {(), (BODY,)}:
        return place_of(content, text.file, steps, said.written or said.value.text)
    before = text.text[: said.offset]
    return document.in_body(before.count("\n") + 1, len(before) - before.rfind("\n"))


def place_of(content: Content, file: str, steps: Sequence[str | int], text: str) -> Position:
    """Where a file of the content says a text at some steps: the line and column of its beginning, as far as known."""
    document = content.documents.get(file)
    if document is None:
        return Position(file)
    in_body = tuple(steps) == (BODY,)
    begin = document.in_body(1) if in_body else document.at(*steps)
    end = len(document.lines) if in_body else max(document.places.find(steps).end_line, begin.line)
    beginning = text.split("\n", 1)[0].strip()
    for line in range(begin.line, min(end, len(document.lines)) + 1):
        column = document.lines[line - 1].find(beginning)
        if column >= 0:
            return Position(file, line, column + 1)
    return begin


def of_content(where: str) -> str:
    """The file of the content that a place names, written with or without the name of that folder; else the place."""
    if where.endswith((".md", ".yml")) and not where.startswith(f"{CONTENT}/"):
        return f"{CONTENT}/{where}"
    return where


def _acknowledged(content: Content, coalition: Coalition, public: Sequence[DeclaredText]) -> Iterator[Problem]:
    """Warnings at values that pass anywhere, and errors at places that there are not."""
    document = content.file(COALITION)
    if document is None:
        return
    for number, entry in enumerate(coalition.settings.acknowledge):
        place, steps = of_content(entry.where), ("acknowledge", number)
        if not entry.where:
            letters = comparable(entry.value)
            saying = next((text.file for text in public if letters in comparable(as_shown(text.text))), "")
            message = (
                "this may stand anywhere on the public site, so the leak check no longer finds it in a wrong place"
            )
            file = saying or f"{CONTENT}/pages/about.md"
            hint, way = f"add where: {file}, the file or the page that may say it", example(file, *steps, "where")
            yield Problem(document.at(*steps), "acknowledge-anywhere", message, hint, way)
        elif place.startswith(f"{CONTENT}/") and place not in content.lines:
            message = f"there is no file {place}"
            near = nearest(place, [file for file in content.lines if file.startswith(f"{CONTENT}/")])
            hint = f"did you mean {near}?" if near else "name the file that says it in public, or the page of the site"
            fix = example(near, *steps, "where") if near else None
            yield Problem(document.at(*steps, "where"), "reference-unknown", message, hint, fix)
