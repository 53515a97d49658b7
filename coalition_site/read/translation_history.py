"""The history of translations in git: which version of its original each one stood beside when it was last changed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from coalition_site.read.git_objects import MOST_COMMITS, NOTHING_TOLD, GitObjects, git_program

_GONE = "0"
"""What the name of an object consists of that stands for no file."""


@dataclass(frozen=True, slots=True)
class CommittedPair:
    """The names of git's objects with a translation as it is committed, and its original when that was committed."""

    translation: str
    original: str


def committed_pairs(folder: Path, originals: Mapping[str, str]) -> Mapping[str, CommittedPair]:
    """What git tells of translations, by their paths below a folder, as `originals` has those of what they translate.

    A translation counts as changed by the commit that wrote it as it is, on whichever branch: so what counts is the
    original that its writer saw, not the one that it was merged with. Left out is what git does not tell: all without
    git or a repository; what a clone without the whole history does not know; and a translation whose original came
    later. A new name counts as a change.
    """
    program = git_program() if originals else None
    if program is None:
        return {}
    repository = GitObjects(program, folder)
    try:
        told = repository.ask("rev-parse", "--is-shallow-repository", "--show-prefix", "HEAD^{commit}")
        shallow, prefix, head = told.decode("utf-8", "surrogateescape").split("\n")[:3]
        return _pairs_at(repository, head, prefix, tuple(sorted(originals.items())), is_whole=shallow == "false")
    except NOTHING_TOLD:
        return {}


@lru_cache(maxsize=4)
def committed_texts(folder: Path, names: tuple[str, ...]) -> Mapping[str, bytes]:
    """The bytes of objects of the repository around a folder, by their names, as far as git tells them."""
    program = git_program() if names else None
    if program is None:
        return {}
    try:
        contents = GitObjects(program, folder).contents_if_any(names)
        return {name: content for name, content in zip(names, contents, strict=True) if content is not None}
    except NOTHING_TOLD:
        return {}


@dataclass(slots=True)
class _State:
    """A commit: the names of the objects of files, and what is known of translations; None for nothing."""

    files: dict[str, str] = field(default_factory=dict)
    pairs: dict[str, CommittedPair | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Commit:
    name: str
    parents: tuple[str, ...]


@lru_cache(maxsize=4)
def _pairs_at(
    repository: GitObjects, head: str, prefix: str, originals: tuple[tuple[str, str], ...], *, is_whole: bool
) -> Mapping[str, CommittedPair]:
    """The same as one commit has it, which stays so; whoever reads again after each saved file asks but once."""
    places = sorted({f"./{translation.rpartition('/')[0]}" for translation, _ in originals})
    commits = _commits(repository, head)
    changes = _changes(repository, commits, places)
    beside = {f"{prefix}{translation}": f"{prefix}{original}" for translation, original in originals}
    state = _last_state(commits, changes, beside, is_whole=is_whole)
    pairs = {path: state.pairs.get(path) for path in beside}
    return {path.removeprefix(prefix): pair for path, pair in pairs.items() if pair is not None}


def _commits(repository: GitObjects, head: str) -> list[_Commit]:
    """The latest commits that lead to one, each behind its parents."""
    shown = ("--topo-order", "--reverse", "--parents", f"--max-count={MOST_COMMITS}")
    lines = repository.ask("rev-list", *shown, head).decode().splitlines()
    return [_Commit(name, tuple(parents)) for name, *parents in map(str.split, lines)]


def _changes(repository: GitObjects, commits: Iterable[_Commit], places: Sequence[str]) -> Mapping[str, dict[str, str]]:
    """What is otherwise in some places at each commit than at its first parent: names of objects by path.

    Paths are those within the repository. The name of what is gone consists of zeros.
    """
    shown = ("--stdin", "--root", "-r", "-z", "--raw", "--no-abbrev", "--no-renames")
    asked = "".join(f"{' '.join((commit.name, *commit.parents[:1]))}\n" for commit in commits)
    told = repository.ask("diff-tree", *shown, "--", *places, typed=asked)
    words = iter(told.decode("utf-8", "surrogateescape").split("\0"))
    changes: dict[str, dict[str, str]] = {}
    of_commit: dict[str, str] = {}
    for word in words:
        if word.startswith(":"):
            of_commit[next(words)] = word.split(" ")[3]
        else:
            of_commit = changes.setdefault(word, {})
    return changes


def _last_state(
    commits: Sequence[_Commit],
    changes: Mapping[str, Mapping[str, str]],
    originals: Mapping[str, str],
    *,
    is_whole: bool,
) -> _State:
    """What is known at the last of some commits, from what each changes; `originals` are the paths of both files."""
    wanted = {*originals, *originals.values()}
    left = Counter(parent for commit in commits for parent in commit.parents)
    states: dict[str, _State] = {}
    state = _State()
    for commit in commits:
        left.subtract(commit.parents)
        others = [states[parent] for parent in commit.parents[1:] if parent in states]
        state = (
            _child_of(commit.parents[0], states, is_only=not left[commit.parents[0]]) if commit.parents else _State()
        )
        changed = {path: name for path, name in changes.get(commit.name, {}).items() if path in wanted}
        state.files.update(changed)
        # The oldest commit of a short clone seems to bring all that came before it.
        is_told = is_whole or bool(commit.parents)
        for path in changed.keys() & originals.keys():
            state.pairs[path] = _pair(path, state.files, originals[path], others) if is_told else None
        states[commit.name] = state
        for parent in commit.parents:
            if not left[parent]:
                states.pop(parent, None)
    return state


def _child_of(parent: str, states: Mapping[str, _State], *, is_only: bool) -> _State:
    """What a child of a commit begins with: the same, which is its own where no other child needs it."""
    state = states.get(parent, _State())
    return state if is_only else _State(dict(state.files), dict(state.pairs))


def _pair(path: str, files: Mapping[str, str], original: str, others: Sequence[_State]) -> CommittedPair | None:
    """A translation that is another than at the first parent of a commit: from another parent, or new with it."""
    name, beside = files[path], files.get(original, _GONE)
    for other in others:
        if other.files.get(path) == name:
            return other.pairs.get(path)
    return CommittedPair(name, beside) if name.strip(_GONE) and beside.strip(_GONE) else None
