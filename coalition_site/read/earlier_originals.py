"""Earlier originals: what each original said when its translation was last changed, from git or from kept digests.

Git tells it of a translation that is as it was last committed: the original as that commit has it. Of one that git does
not know as it is, and where there is no git, the digests tell it that builds and the editor keep below the cache.
Whatever cannot be told is left out: a clone without its history, a translation that came by a new name.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from coalition_site.read.content import Content
from coalition_site.read.git_objects import object_name
from coalition_site.read.text_file import lines_of
from coalition_site.read.translated_files import TranslatedFile, translated_files
from coalition_site.read.translation_history import CommittedPair, committed_pairs, committed_texts
from coalition_site.read.translation_states import EarlierOriginal, SeenTogether, from_kept, kept_under, text_digest
from coalition_site.resources import BUILD_FOLDER, CACHE_FOLDER

SEEN = f"{BUILD_FOLDER}/{CACHE_FOLDER}/translations.json"
"""Where digests are kept, below the project; it may be deleted at any time, and then nothing is known."""
_MARKDOWN = ".md"
"""The end of a path of which files are read as long as a text may be."""


def earlier_originals(project: Path, content: Content) -> dict[str, tuple[EarlierOriginal, ...]]:
    """What is known of earlier originals, by the paths of their translations, what git tells before what was kept."""
    files = {file.path: file for file in translated_files(content)}
    if not files:
        return {}
    team = f"{content.team.shown}/" if content.team is not None else ""
    of_team = [file for path, file in files.items() if team and path.startswith(team)]
    of_content = [file for path, file in files.items() if not team or not path.startswith(team)]
    told = (_from_git(project, "", of_content), _from_git(project / team, team, of_team))
    known: dict[str, tuple[EarlierOriginal, ...]] = {path: (earlier,) for each in told for path, earlier in each}
    kept = kept_digests(project)
    for path in files if kept else ():
        for last in kept.get(kept_under(path), ())[:1]:
            known[path] = (*known.get(path, ()), EarlierOriginal(last.translation, seen=last))
    return known


def kept_digests(project: Path) -> dict[str, tuple[SeenTogether, ...]]:
    """The digests that builds and the editor have kept of a project's translations, the last state of each first.

    They are by what stands for each (`kept_under`); there are none where nothing was kept.
    """
    with suppress(OSError):
        return from_kept((project / SEEN).read_bytes())
    return {}


def _from_git(folder: Path, prefix: str, files: Iterable[TranslatedFile]) -> Iterator[tuple[str, EarlierOriginal]]:
    """What git tells of translations and their originals in a folder; `prefix` is what leads there in their paths."""
    inside = {file.path.removeprefix(prefix): file for file in files}
    originals = {path: file.original.path.removeprefix(prefix) for path, file in inside.items()}
    pairs = committed_pairs(folder, originals)
    # What is as it was is not asked for: its lines are here.
    here = {path: _lines_here(inside[path], pair) for path, pair in pairs.items()}
    wanted = {name for names in here.values() for name, lines in names.items() if lines is None}
    texts = committed_texts(folder, tuple(sorted(wanted)))
    there = {name: lines_of(data, _MARKDOWN)[0] for name, data in texts.items()}
    for path, pair in pairs.items():
        translation, original = (here[path][name] or there.get(name) for name in (pair.translation, pair.original))
        if translation is not None and original is not None:
            yield inside[path].path, EarlierOriginal(text_digest(translation), original)


def _lines_here(file: TranslatedFile, pair: CommittedPair) -> Mapping[str, tuple[str, ...] | None]:
    """The lines of a translation and its original by the names that git has for them; None where they are others."""
    documents = {pair.translation: file.translation, pair.original: file.original}
    return {name: each.lines if _is_named(each.lines, name) else None for name, each in documents.items()}


def _is_named(lines: tuple[str, ...], name: str) -> bool:
    """Whether git calls a file with some lines and plain line ends by a name."""
    return object_name("\n".join(lines).encode("utf-8", "surrogatepass"), name) == name
