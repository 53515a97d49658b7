"""Earlier originals: what each original said when its translation was last changed, from git or from kept digests.

Git tells it of a translation that is as it was last committed: the original as that commit has it. Of one that git does
not know as it is, and where there is no git, the digests tell it that builds and the editor keep below the cache.
Whatever cannot be told is left out: a clone without its history, a translation that came by a new name.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from coalition_site.read.content import Content
from coalition_site.read.git_objects import MOST_COMMITS, NOTHING_TOLD, GitObjects, git_program
from coalition_site.read.text_file import lines_of
from coalition_site.read.translated_files import translated_files
from coalition_site.read.translation_states import EarlierOriginal, SeenTogether, from_kept, text_digest
from coalition_site.resources import BUILD_FOLDER, CACHE_FOLDER

SEEN = f"{BUILD_FOLDER}/{CACHE_FOLDER}/translations.json"
"""Where digests are kept, below the project; it may be deleted at any time, and then nothing is known."""


def earlier_originals(project: Path, content: Content) -> dict[str, tuple[EarlierOriginal, ...]]:
    """What is known of earlier originals, by the paths of their translations, what git tells before what was kept."""
    pairs = {file.path: file.original.path for file in translated_files(content)}
    if not pairs:
        return {}
    known: dict[str, tuple[EarlierOriginal, ...]] = {}
    team = f"{content.team.shown}/" if content.team is not None else ""
    of_team = {path for path in pairs if team and path.startswith(team)}
    for folder, prefix, paths in ((project, "", pairs.keys() - of_team), (project / team, team, of_team)):
        inside = {path.removeprefix(prefix): pairs[path].removeprefix(prefix) for path in paths}
        known |= {f"{prefix}{path}": (each,) for path, each in _from_git(folder, inside).items()}
    for path, (last, *_) in kept_digests(project).items():
        if path in pairs:
            known[path] = (*known.get(path, ()), EarlierOriginal(last.translation, seen=last))
    return known


def kept_digests(project: Path) -> dict[str, tuple[SeenTogether, ...]]:
    """The digests that builds and the editor have kept of a project's translations, the last state of each first."""
    with suppress(OSError):
        return from_kept((project / SEEN).read_bytes())
    return {}


def _from_git(folder: Path, pairs: Mapping[str, str]) -> Mapping[str, EarlierOriginal]:
    """What git tells of translations and their originals, by paths below a folder; empty where it tells nothing."""
    program = git_program() if pairs else None
    if program is None:
        return {}
    repository = GitObjects(program, folder)
    try:
        told = repository.ask("rev-parse", "--is-shallow-repository", "--show-prefix", "HEAD^{commit}")
        shallow, prefix, head = told.decode("utf-8", "surrogateescape").split("\n")[:3]
        return _at_commit(repository, head, prefix, tuple(sorted(pairs.items())), is_whole=shallow == "false")
    except NOTHING_TOLD:
        return {}


@lru_cache(maxsize=4)
def _at_commit(
    repository: GitObjects, head: str, prefix: str, pairs: tuple[tuple[str, str], ...], *, is_whole: bool
) -> Mapping[str, EarlierOriginal]:
    """The same as one commit has it, which stays so; whoever reads again after each saved file asks but once."""
    wanted = {f"{prefix}{translation}": (translation, original) for translation, original in pairs}
    places = sorted({f"./{translation.rpartition('/')[0]}" for translation, _ in pairs})
    changed = _last_changes(repository, head, places, wanted.keys(), is_whole=is_whole)
    names = [(f"{head}:./{wanted[path][0]}", f"{commit}:./{wanted[path][1]}") for path, commit in changed.items()]
    contents = iter(repository.contents_if_any(name for both in names for name in both))
    found: dict[str, EarlierOriginal] = {}
    for path, translation, original in zip(changed, contents, contents, strict=True):
        lines = [lines_of(each, path)[0] if each is not None else None for each in (translation, original)]
        if lines[0] is not None and lines[1] is not None:
            found[wanted[path][0]] = EarlierOriginal(text_digest(lines[0]), lines[1])
    return found


def _last_changes(
    repository: GitObjects, head: str, places: Iterable[str], paths: Iterable[str], *, is_whole: bool
) -> dict[str, str]:
    """The last commit that changed each of some files in some places, on whichever branch its writer was.

    Paths are those within the repository, places are seen from its folder here. Where history is not whole, the oldest
    commits there are say nothing: all that came before them looks as if it were theirs.
    """
    left = set(paths)
    commits = repository.ask("rev-list", f"--max-count={MOST_COMMITS}", head, "--", *places)
    shown = ("--stdin", "-r", "-c", "-z", "--name-only", "--no-renames", *(("--root",) if is_whole else ()))
    told = repository.ask("diff-tree", *shown, "--", *places, typed=commits.decode())
    found: dict[str, str] = {}
    commit = ""
    for word in told.decode("utf-8", "surrogateescape").split("\0"):
        if "/" not in word:
            commit = word
        elif word in left:
            left.remove(word)
            found[word] = commit
    return found
