"""The marked copy of a coalition: all its files, with marks in what is not public, so that it is valid and builds."""

import json
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath

from coalition_site.derive.letters.view import slug_of
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import COALITION, CONTENT, INVITES, SENT
from coalition_site.model.sent import parts_of_stem, sent_stem
from coalition_site.read.content import Content
from coalition_site.read.values import Document, Value
from coalition_site.resources import templates_folder
from coalition_site.selftest.documents import Part, parts_of_content
from coalition_site.selftest.fill import Filling, Renamed
from coalition_site.selftest.marks import Mark, MarkKind, Marks, Spot, Steps, earlier_day, in_words
from coalition_site.selftest.picture_notes import with_note, with_words
from coalition_site.validate.overrides import COPIED, MKDOCS, TEMPLATES, packaged_original

TEAM = "../team"
"""Where the copy has the team's own folder, as seen from its own."""
_DAY = len("YYYY-MM-DD")
_IMAGES = f"{CONTENT}/images"


@dataclass(slots=True)
class MarkedCopy:
    """What the copy is made of: files by their paths, which begin as the coalition's own do; None for one that is gone.

    `control` is a word that everybody may find: by it the reader shows that it can read. `origins` leads from a path of
    the copy to the file of the content that it was made of. `left` are the places of private values without a mark.
    """

    marks: Marks = field(default_factory=Marks)
    control: str = ""
    files: dict[str, bytes | None] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)
    left: tuple[Spot, ...] = ()

    def looked_for(self) -> tuple[Mark, ...]:
        """All marks that must not be found in public."""
        return tuple(self.marks.made)

    def put(self, path: str, data: bytes, origin: str) -> None:
        """Puts a file into the copy; where it has another name than before, the file of before goes."""
        if path != origin:
            self.files.setdefault(origin, None)
        self.files[path], self.origins[path] = data, origin


def marked_copy(content: Content, coalition: Coalition, today: date, keep: frozenset[tuple[str, Steps]]) -> MarkedCopy:
    """The files of the copy that differ from the coalition's own, and the marks in them.

    The values at the places in `keep`, by file and steps, stay as they are: only they would make the copy wrong.
    """
    parts = tuple(parts_of_content(content, coalition, today))
    # Which pictures are private is known when everything was looked at once.
    first = Filling(Marks(), Renamed(), coalition.vocabulary)
    for part in parts:
        part.filled(first)
    copy = MarkedCopy()
    copy.control = copy.marks.control()
    private_pictures = [name for name in coalition.images if not first.pictures.get(name, True)]
    renamed = _new_names(copy.marks, coalition, parts, private_pictures, today)
    filling = Filling(copy.marks, renamed, coalition.vocabulary, keep)
    members: Mapping[str, str] = {}
    for part in parts:
        filled, path = part.filled(filling), part.document.path
        if path.endswith(f"/{INVITES.place}"):
            members = _new_members(part.document.value, filled.value)
        if path == COALITION.path():
            filled.value.update(_settings(filled.value, copy.control))  # type: ignore[union-attr]
        new_path = _new_path(part, renamed)
        if (filled.value, filled.body, new_path) != (part.document.value, part.document.body, path):
            copy.put(new_path, _written(filled), path)
    for name, file in coalition.images.items():
        word = copy.marks.word(MarkKind.PICTURE, Spot(f"{_IMAGES}/{name}", ("inside",)))
        new_name = renamed.pictures.get(name, name)
        data = with_words(file.read_bytes(), word) if name in renamed.pictures else file.read_bytes()
        copy.put(f"{_IMAGES}/{new_name}", with_note(data, word), f"{_IMAGES}/{name}")
    _put_sent(copy, coalition, members, renamed)
    copy.left = (*filling.left, *(Spot(path, steps) for path, steps in sorted(keep, key=str)))
    return copy


def _new_names(
    marks: Marks, coalition: Coalition, parts: Iterable[Part], pictures: Iterable[str], today: date
) -> Renamed:
    """New names of all files whose names are not public."""
    renamed = Renamed()
    for partner in coalition.partners.values():
        if not partner.is_named(today):
            path = coalition.partner_file(partner.id, "name")
            renamed.partners[partner.id] = marks.word(MarkKind.FILE, Spot(path))
    for name in pictures:
        word = marks.word(MarkKind.FILE, Spot(f"{_IMAGES}/{name}"))
        renamed.pictures[name] = f"{word}{PurePosixPath(name).suffix}"
    for part in parts:
        if part.named and part.named not in renamed.texts:
            word = marks.word(MarkKind.FILE, Spot(part.document.path))
            begins_with_day = re.match(r"\d{4}-\d\d-\d\d-", part.named)
            renamed.texts[part.named] = f"{earlier_day(part.named[:_DAY])}-{word}" if begins_with_day else word
    return renamed


def _new_path(part: Part, renamed: Renamed) -> str:
    folder, _, file = part.document.path.rpartition("/")
    stem, _, rest = file.partition(".")
    names = renamed.texts if part.named else renamed.partners if folder.endswith("/partners") else {}
    return f"{folder}/{names.get(stem, stem)}.{rest}"


def _new_members(before: Value, after: Value) -> Mapping[str, str]:
    """The new names of invited people as they stand in names of files, by their old ones."""
    pairs = zip(before, after, strict=True) if isinstance(before, list) and isinstance(after, list) else ()
    return {
        slug_of(str(old["member"])): slug_of(str(new["member"]))
        for old, new in pairs
        if isinstance(old, dict) and isinstance(new, dict) and "member" in old
    }


def _settings(value: Value, control: str) -> dict[str, Value]:
    """What the copy's coalition.yml says otherwise: a word behind its name, and where the team's folder lies."""
    if not isinstance(value, dict):
        return {}
    name = value["name"]
    named: Value = f"{name} {control}"
    if isinstance(name, dict):
        named = {code: f"{text} {control}" for code, text in name.items()}
    return {"name": named, **({"team_content": TEAM} if "team_content" in value else {})}


def _written(document: Document) -> bytes:
    """A document as a file: JSON is YAML too, and quotes every text."""
    front = json.dumps(document.value, ensure_ascii=False, indent=1) if document.value else ""
    if not document.path.endswith(".md"):
        return f"{front}\n".encode()
    return (f"---\n{front}\n---\n{document.body}" if front else document.body).encode()


def _put_sent(copy: MarkedCopy, coalition: Coalition, members: Mapping[str, str], renamed: Renamed) -> None:
    """Letters as they were sent: the names of the files are those of people, and so is all that is in them."""
    for name, sent in coalition.sent.items():
        origin = f"{coalition.team_folder}/{SENT}/{name}"
        day, invitee, wording = parts_of_stem(PurePosixPath(name).stem) or (sent.day, sent.invitee, sent.wording)
        word = copy.marks.word(MarkKind.TEXT, Spot(origin))
        person, dot, partner = invitee.partition(".")
        new_invitee = f"{members.get(person, word)}{dot}{renamed.partners.get(partner, partner)}"
        stem = sent_stem(date.fromisoformat(earlier_day(day.isoformat())), new_invitee, wording)
        path = f"{coalition.team_folder}/{SENT}/{stem}"
        copy.put(f"{path}.pdf", f"%PDF-1.4\n% {word}\n%%EOF\n".encode(), origin)
        copy.put(f"{path}.txt", in_words(sent.text, word).encode(), origin.removesuffix(".pdf") + ".txt")


def write_copy(copy: MarkedCopy, project: Path, coalition: Coalition, folder: Path) -> Path:
    """Writes the whole copy below an empty folder; returns the copied coalition's own. Nothing else is written."""
    place = folder / "coalition"
    shutil.copytree(project / CONTENT, place / CONTENT, symlinks=True)
    if coalition.team_folder != CONTENT and not coalition.public_only:
        shutil.copytree(project / coalition.team_folder, place / TEAM, symlinks=True)
    if (project / TEMPLATES).is_dir() and not (project / TEMPLATES).samefile(templates_folder()):
        shutil.copytree(project / TEMPLATES, place / TEMPLATES, symlinks=True)
    for name in (each for each in (MKDOCS, COPIED) if _is_own(project, each)):
        (place / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(project / name, place / name)
    for path, data in copy.files.items():
        file = place / path_in_copy(path, coalition)
        file.unlink(missing_ok=True)
        if data is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
    return place


def _is_own(project: Path, name: str) -> bool:
    """Whether a file of the project is there, and is not the program's own, as in a checkout."""
    packaged = packaged_original(name)
    return (project / name).is_file() and not (packaged is not None and (project / name).samefile(packaged))


def path_in_copy(path: str, coalition: Coalition) -> str:
    """A path of the copy as seen from its own folder: the team's own lies beside it, wherever it lay before."""
    own = f"{coalition.team_folder}/"
    return f"{TEAM}/{path.removeprefix(own)}" if coalition.team_folder != CONTENT and path.startswith(own) else path
