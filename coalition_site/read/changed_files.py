"""Content with some of its files exchanged or gone, as it would be read. Nothing is written."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from coalition_site.model.content_files import (
    IMAGES,
    LETTERS,
    SENT,
    WORDS,
)
from coalition_site.read.content import Content, take_lines
from coalition_site.read.text_file import lines_of

T = TypeVar("T")


def is_read_as_text(path: str) -> bool:
    """Whether a file of the content, by its path, is one that `with_files` reads: no picture, font or sent letter."""
    folder, _, name = path.rpartition("/")
    return name.endswith((".md", ".yml", ".po")) and not folder.endswith(f"/{SENT}")


def with_files(content: Content, files: Mapping[str, bytes]) -> Content:
    """The content as it would be read if YAML files, Markdown files and own words, by path, held these bytes."""
    changed = without_files(content, files)
    for path, data in files.items():
        lines, problems = lines_of(data, path)
        changed.problems += problems
        if lines is not None:
            take_lines(changed, lines, path)
    # As they are read: in the order of their names, those of the team's own folder last.
    in_order = sorted(changed.documents, key=lambda path: (changed.is_in_team_folder(path), path))
    changed.documents = {path: changed.documents[path] for path in in_order}
    return changed


def with_lower_sides(content: Content) -> Content:
    """The content as it is read where the lower version is chosen wherever a merge left two."""
    files = {path: "\n".join(content.lines[path]).encode() for path in content.conflicts}
    return with_files(replace(content, reads_lower=True), files)


def without_files(content: Content, paths: Iterable[str]) -> Content:
    """The content as it would be read without some of its files."""
    gone = frozenset(paths)
    return replace(
        content,
        documents=_without(content.documents, gone),
        letterheads=_without(content.letterheads, _names_in(LETTERS.place, gone)),
        images=_without(content.images, _names_in(IMAGES, gone)),
        fonts=_without(content.fonts, gone),
        words=_without(content.words, {name.removesuffix(".po").lower() for name in _names_in(WORDS, gone)}),
        sent=_without(content.sent, _names_in(SENT, gone)),
        conflicts=_without(content.conflicts, gone),
        lines=_without(content.lines, gone),
        problems=[problem for problem in content.problems if problem.position.path not in gone],
    )


def _names_in(folder: str, paths: Iterable[str]) -> frozenset[str]:
    """The names of those files that lie in a folder of the content or of the team's own."""
    parted = (path.rsplit("/", 2) for path in paths)
    return frozenset(name for *_, inside, name in parted if inside == folder)


def _without(of_paths: Mapping[str, T], gone: Collection[str]) -> dict[str, T]:
    return {path: value for path, value in of_paths.items() if path not in gone}
