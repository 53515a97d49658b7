"""Content with some of its files exchanged, as it would be read. Nothing is written."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from coalition_site.read.content import (
    AREAS,
    INVITES,
    MEETINGS,
    NEEDS,
    Content,
    markdown_document,
    name_and_language,
    read_translation,
    take_words,
    yaml_document,
)
from coalition_site.read.text_file import lines_of


def with_invites(content: Content, data: bytes) -> Content:
    """The content as it would be read if invites.yml held other bytes."""
    return with_files(content, {content.team_path(INVITES): data})


def with_files(content: Content, files: Mapping[str, bytes]) -> Content:
    """The content as it would be read if YAML files, Markdown files and own words, by path, held these bytes."""
    changed = replace(
        content,
        yaml=dict(content.yaml),
        partners=dict(content.partners),
        pages=dict(content.pages),
        areas=dict(content.areas),
        meetings=dict(content.meetings),
        partner_translations=dict(content.partner_translations),
        page_translations=dict(content.page_translations),
        area_translations=dict(content.area_translations),
        meeting_translations=dict(content.meeting_translations),
        letters=dict(content.letters),
        team_partners=dict(content.team_partners),
        team_meetings=dict(content.team_meetings),
        team_yaml=dict(content.team_yaml),
        words=dict(content.words),
        conflicts={path: each for path, each in content.conflicts.items() if path not in files},
        lines={path: lines for path, lines in content.lines.items() if path not in files},
        problems=[problem for problem in content.problems if problem.position.path not in files],
    )
    for path, data in files.items():
        documents, key = _place(changed, path)
        documents.pop(key, None)
        lines, problems = lines_of(data, path)
        changed.problems += problems
        if lines is None:
            continue
        changed.lines[path] = lines
        if documents is changed.words:
            take_words(changed, lines, path)
            continue
        if isinstance(key, tuple) and documents is not changed.letters:
            read_translation(changed, lines, path)
            continue
        document = (markdown_document if path.endswith(".md") else yaml_document)(changed, lines, path)
        if document is not None:
            documents[key] = document
    # As they are read: in the order of their names.
    for folder in ("partners", "pages", AREAS, MEETINGS):
        documents, _ = changed.of_folder(folder)
        ordered = sorted(documents.items())
        documents.clear()
        documents.update(ordered)
    return changed


def with_lower_sides(content: Content) -> Content:
    """The content as it is read where the lower version is chosen wherever a merge left two."""
    files = {path: "\n".join(content.lines[path]).encode() for path in content.conflicts}
    return with_files(replace(content, reads_lower=True), files)


def without_files(content: Content, paths: Iterable[str]) -> Content:
    """The content as it would be read without some of its files."""
    gone = frozenset(paths)
    changed = with_files(content, {})
    for path in gone:
        documents, key = _place(changed, path)
        documents.pop(key, None)
        changed.lines.pop(path, None)
    changed.problems = [problem for problem in changed.problems if problem.position.path not in gone]
    return changed


def _place(content: Content, path: str) -> tuple[dict[Any, Any], str | tuple[str, str]]:
    """Where what a path holds is kept, and under which key; that of a translation has a language too."""
    folder, _, name = path.rpartition("/")
    of_team = content.team is not None and path.startswith(f"{content.team.shown}/")
    if path.endswith(".po"):
        return content.words, name.removesuffix(".po").lower()
    if not path.endswith(".md"):
        return (content.team_yaml if of_team and name == NEEDS else content.yaml), name
    if folder.endswith("/letters"):
        letter, _, language = name.removesuffix(".md").partition(".")
        return content.letters, (letter, language.lower())
    kind, (stem, language) = folder.rpartition("/")[2], name_and_language(name.removesuffix(".md"))
    documents, translations = content.of_folder(kind)
    if language:
        return translations, (stem, language)
    apart = {"partners": content.team_partners, MEETINGS: content.team_meetings} if of_team else {}
    return apart.get(kind, documents), stem
