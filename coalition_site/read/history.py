"""The content as it was on an earlier day, from git's own records."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath

from coalition_site.model.content_files import COALITION, CONTENT, INVITES, LETTERS, SENT, file_name, is_name
from coalition_site.model.sent import parts_of_stem
from coalition_site.read.changed_files import with_files
from coalition_site.read.content import Content
from coalition_site.read.git_objects import MOST_COMMITS, NOTHING_TOLD, GitObjects, git_program, object_name
from coalition_site.read.text_file import MAXIMUM_TEXT_BYTES

WHAT_RUNS = (
    *("mkdocs.yml", "requirements.txt", "run", "tools", "templates"),
    *(".github", ".gitlab-ci.yml", "netlify.toml", ".pre-commit-config.yaml", ".vscode"),
)
"""What of a coalition's folder runs, or says what runs: files, and folders with all that is in them."""

_EVERYWHERE = ("--all", "--reflog")
_LARGEST_STORED, _LARGEST_BATCH = 20_000_000, 60_000_000
_PLAIN_FILES = ("100644", "100755")
_KEPT = f"{CONTENT}/{SENT}"
_IMAGES = f"{CONTENT}/images/"


@dataclass(frozen=True, slots=True)
class EarlierContent:
    """The YAML files, partners and pages as they were, and which letters were kept; nothing else is read.

    `letters` are the PDFs of letters in content/sent. `day` is the day of the commit, where it was made. `first` says
    that git knows of nothing earlier. `unread` are paths of files that are too large or that a partial clone lacks.
    """

    content: Content
    letters: frozenset[str]
    day: date
    first: bool
    unread: frozenset[str] = frozenset()
    images: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EarlierTeamFolder:
    """What the team's own folder held: the bytes of invites.yml, None without it, and the PDFs of kept letters."""

    invites: bytes | None
    letters: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Commit:
    name: str
    day: date


def content_before(project: Path, since: date) -> EarlierContent | None:
    """The content of a project as its main line of commits had it when the day `since` began.

    If the content came into git later than that, it is the first that git knows of. A commit's day is the one that its
    author's clock showed, so the answer is the same in every time zone. None where nothing can be told: no git on this
    machine, no repository, one that git does not trust, content that was never committed, or too short a history.
    """
    program = git_program()
    if program is None:
        return None
    try:
        return _Repository(program, project).content_before(since)
    except NOTHING_TOLD:
        return None


def content_at(project: Path, revision: str) -> EarlierContent | None:
    """The content of a project as one commit has it: `HEAD`, a branch, a name as git understands it.

    None where nothing can be told, and where that commit has no content.
    """
    program = git_program()
    if program is None:
        return None
    try:
        return _Repository(program, project).content_at(revision)
    except NOTHING_TOLD:
        return None


@dataclass(frozen=True, slots=True)
class Stored:
    """Something that git keeps: a version of a file, or what was said of a commit, by the object's name.

    `path` is that of the file as seen from the project, empty for a commit.
    """

    name: str
    path: str
    data: bytes


def has_history(project: Path) -> bool:
    """Whether git can be asked about a project, and knows a commit."""
    program = git_program()
    try:
        return program is not None and _Repository(program, project).has_commits()
    except NOTHING_TOLD:
        return False


def all_stored(project: Path) -> Iterator[Stored]:
    """Every version of every file that any branch, stash, index or reflog of a repository reaches, and all commits.

    Files above 20 MB are passed over. Nothing where git cannot tell, as above.
    """
    program = git_program()
    if program is not None:
        with suppress(*NOTHING_TOLD):
            yield from _Repository(program, project).all_stored()


def commits_with(project: Path, names: frozenset[str]) -> tuple[str, ...]:
    """Those commits that put in or take out objects of these names, or are one: short names with days, the first first.

    Empty where git cannot tell, as above.
    """
    program = git_program()
    try:
        return _Repository(program, project).commits_with(names) if program is not None and names else ()
    except NOTHING_TOLD:
        return ()


def object_names(file: Path, like: str) -> frozenset[str]:
    """The names that git gives to an object with the bytes of a file; `like` is one of the same repository.

    There are two where the file may have been stored with other line ends.
    """
    data = file.read_bytes()
    return frozenset(object_name(form, like) for form in (data, data.replace(b"\r\n", b"\n")))


def changed_programs(project: Path, revision: str) -> tuple[str, ...] | None:
    """Paths of files that run, or say what runs, and are not as one commit has them; new and deleted ones too.

    They are looked at and never read as anything. None where nothing can be told.
    """
    program = git_program()
    if program is None:
        return None
    try:
        before = _Repository(program, project).programs_at(revision)
        now = {file.relative_to(project).as_posix(): file for file in _programs_in(project)}
        same = {path for path in before.keys() & now.keys() if _is_same(now[path], before[path])}
    except NOTHING_TOLD:
        return None
    return tuple(sorted((before.keys() | now.keys()) - same))


def _programs_in(project: Path) -> Iterator[Path]:
    for name in WHAT_RUNS:
        place = project / name
        if place.is_dir() and not place.is_symlink():
            yield from (file for file in place.rglob("*") if file.is_symlink() or not file.is_dir())
        elif place.is_symlink() or place.exists():
            yield place


def _is_same(file: Path, before: str) -> bool:
    """Whether a plain file still holds what git calls by that name."""
    return not file.is_symlink() and file.is_file() and before in object_names(file, before)


def team_folder_before(folder: Path, since: date) -> EarlierTeamFolder | None:
    """The team's own folder as it was when the day `since` began, or when git first knew of it; None as above."""
    program = git_program()
    if program is None:
        return None
    try:
        return _Repository(program, folder).team_folder_before(since)
    except NOTHING_TOLD:
        return None


class _Repository(GitObjects):
    """The repository around a folder, asked for earlier content."""

    __slots__ = ()

    def content_before(self, since: date) -> EarlierContent | None:
        commits = self._commits("HEAD")
        earlier = next((commit for commit in commits if commit.day < since), None)
        if earlier is None and (len(commits) == MOST_COMMITS or self.is_shallow()):
            return None
        if earlier is not None and (files := self._files(earlier)):
            return self._read(earlier, files, first=False)
        later = [f"{earlier.name}..HEAD"] if earlier is not None else ["HEAD"]
        beginnings = self._commits(*later, "--", COALITION.path())
        return self._read(beginnings[-1], self._files(beginnings[-1]), first=True) if beginnings else None

    def content_at(self, revision: str) -> EarlierContent | None:
        found = self.ask("rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
        commit = self._commits("--max-count=1", found)[0]
        files = self._files(commit)
        return self._read(commit, files, first=False) if files else None

    def programs_at(self, revision: str) -> Mapping[str, str]:
        """Names of the objects that run, by path."""
        found = self.ask("rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
        files = self._plain_files(found, "./")
        return {path: name for path, (name, _) in files.items() if path.partition("/")[0] in WHAT_RUNS}

    def team_folder_before(self, since: date) -> EarlierTeamFolder | None:
        commits = self._commits("HEAD")
        earlier = next((commit for commit in commits if commit.day < since), None)
        if earlier is None and (not commits or len(commits) == MOST_COMMITS or self.is_shallow()):
            return None
        files = self._plain_files((earlier or commits[-1]).name, "./")
        name, size = files.get(INVITES.place, ("", 0))
        if not files or size > MAXIMUM_TEXT_BYTES:
            return None
        return EarlierTeamFolder(next(self.contents([name])) if name else None, _kept_letters(files, SENT))

    def has_commits(self) -> bool:
        return bool(self.ask("rev-list", "--max-count=1", *_EVERYWHERE).strip())

    def all_stored(self) -> Iterator[Stored]:
        prefix = self.ask("rev-parse", "--show-prefix").decode().strip()
        listed = self.ask("rev-list", "--objects", *_EVERYWHERE, "--indexed-objects").decode("utf-8", "replace")
        paths = {name: path for name, _, path in (line.partition(" ") for line in listed.splitlines())}
        about = self.ask("cat-file", "--batch-check", typed="".join(f"{name}\n" for name in paths)).decode()
        wanted: list[str] = []
        room = _LARGEST_BATCH
        for name, kind, size in (line.split() for line in about.splitlines() if not line.endswith(" missing")):
            if kind == "tree" or int(size) > _LARGEST_STORED:
                continue
            if wanted and int(size) > room:
                yield from self._stored(wanted, paths, prefix)
                wanted, room = [], _LARGEST_BATCH
            wanted.append(name)
            room -= int(size)
        yield from self._stored(wanted, paths, prefix)

    def _stored(self, names: list[str], paths: Mapping[str, str], prefix: str) -> Iterator[Stored]:
        for name, data in zip(names, self.contents(names), strict=True):
            yield Stored(name, paths[name].removeprefix(prefix), data)

    def commits_with(self, names: frozenset[str]) -> tuple[str, ...]:
        lines = self.ask("rev-list", *_EVERYWHERE, "--reverse", "--format=%cI").decode().splitlines()
        days = dict(zip((line.removeprefix("commit ") for line in lines[::2]), lines[1::2], strict=True))
        raw = self.ask("diff-tree", "--stdin", "-r", "--root", "-m", "--no-renames", typed="\n".join(days) + "\n")
        touched, commit = {day for day in days if day in names}, ""
        for line in raw.decode("utf-8", "replace").splitlines():
            if not line.startswith(":"):
                commit = line.split()[0]
            elif not names.isdisjoint(line.split()[2:4]):
                touched.add(commit)
        return tuple(f"{name[:10]} ({day[:10]})" for name, day in days.items() if name in touched)

    def _commits(self, *which: str) -> list[_Commit]:
        """The latest commits of the main line, the last one first."""
        limits = ("--first-parent", f"--max-count={MOST_COMMITS}", "--format=%cI")
        lines = self.ask("rev-list", *limits, *which).decode().splitlines()
        names = (line.removeprefix("commit ") for line in lines[::2])
        return [_Commit(name, date.fromisoformat(at[:10])) for name, at in zip(names, lines[1::2], strict=True)]

    def _files(self, commit: _Commit) -> Mapping[str, tuple[str, int]]:
        """Name of the object and size of each plain file of the content, by path; empty without coalition.yml.

        What a partial clone lacks has the largest size.
        """
        files = self._plain_files(commit.name, f"{CONTENT}/")
        return files if COALITION.path() in files else {}

    def _plain_files(self, commit: str, inside: str) -> Mapping[str, tuple[str, int]]:
        files = {}
        for entry in self.ask("ls-tree", "-r", "-z", "--long", commit, inside).split(b"\0")[:-1]:
            about, _, path = entry.partition(b"\t")
            mode, _, name, size = about.decode().split()
            if mode in _PLAIN_FILES:
                files[path.decode("utf-8", "replace")] = (name, int(size) if size.isdigit() else sys.maxsize)
        return files

    def _read(self, commit: _Commit, files: Mapping[str, tuple[str, int]], *, first: bool) -> EarlierContent:
        wanted = [path for path in files if is_data_file(path)]
        small = [path for path in wanted if files[path][1] <= MAXIMUM_TEXT_BYTES]
        contents = dict(zip(small, self.contents(files[path][0] for path in small), strict=True))
        return EarlierContent(
            content=with_files(Content(), contents),
            letters=_kept_letters(files, _KEPT),
            day=commit.day,
            first=first,
            unread=frozenset(wanted) - frozenset(small),
            images={path.removeprefix(_IMAGES): name for path, (name, _) in files.items() if path.startswith(_IMAGES)},
        )


def is_data_file(path: str) -> bool:
    """Whether a path within a project is one of the YAML files, a partner's, a page's, a meeting's or an area's."""
    name, folder = file_name(path), path.rpartition("/")[0]
    if name is None or name.kind is LETTERS:
        return False
    return folder == CONTENT or (folder == f"{CONTENT}/{name.kind.place}" and is_name(name.id))


def _kept_letters(paths: Iterable[str], folder: str) -> frozenset[str]:
    """The PDFs of letters as they were sent among some paths, those in the given folder, by file name."""
    kept = [path for path in map(PurePosixPath, paths) if str(path.parent) == folder and path.suffix == ".pdf"]
    return frozenset(path.name for path in kept if parts_of_stem(path.stem))
