"""The difference between two sites by name: pages by their titles, partners by their names, other files by folder."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import unescape
from pathlib import PurePosixPath

_TITLE = re.compile(rb"<title>(.*?)</title>", re.DOTALL | re.IGNORECASE)
_BEHIND_TITLE = " \N{MIDDLE DOT} "
_KINDS = frozenset({"partners", "meetings", "areas", "groups"})
PAGE = "page"
Read = Callable[[str], bytes]


@dataclass(frozen=True, slots=True, order=True)
class NamedPage:
    """A page that appears or vanishes, in however many languages: its kind (a folder's name, or `page`) and title."""

    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Turned:
    """What appears, or vanishes: pages by name, and the files that belong to no such page, as many as each folder has.

    A partner's PDF and address card belong to its page.
    """

    pages: tuple[NamedPage, ...]
    files: tuple[tuple[str, int], ...]

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.pages or self.files)


@dataclass(frozen=True, slots=True)
class Difference:
    """What a site in the place of an earlier one brings about; `changed` counts the files that stay and differ."""

    appears: Turned
    vanishes: Turned
    changed: int

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.appears or self.vanishes or self.changed)


def difference(before: Iterable[str], read_before: Read, after: Iterable[str], read_after: Read) -> Difference:
    """Compares two sites, each as its paths and what reads the bytes of one."""
    old, new = frozenset(before), frozenset(after)
    return Difference(
        appears=_turned(new - old, new, read_after),
        vanishes=_turned(old - new, old, read_before),
        changed=sum(read_before(path) != read_after(path) for path in old & new),
    )


def _turned(paths: frozenset[str], site: frozenset[str], read: Read) -> Turned:
    languages = _languages(site)
    pages = sorted(path for path in paths if path.endswith(".html"))
    named: dict[tuple[str, str], NamedPage] = {}
    for path in sorted(pages, key=lambda path: PurePosixPath(path).parts[0] in languages):
        place = _place(path, languages)
        named.setdefault(place, NamedPage(_kind(place), title_of(read(path)) or path))
    others = [path for path in paths if not path.endswith(".html") and _place(path, languages) not in named]
    counted = Counter(map(_folder, others))
    return Turned(tuple(sorted(dict.fromkeys(named.values()))), tuple(sorted(counted.items())))


def title_of(page: bytes) -> str:
    """What a page calls itself, without the name of the site; empty for one that does not say."""
    found = _TITLE.search(page)
    if found is None:
        return ""
    title = " ".join(unescape(found[1].decode("utf-8", "replace")).split())
    return title.rpartition(_BEHIND_TITLE)[0] or title


def _languages(site: frozenset[str]) -> frozenset[str]:
    """The folders of further languages: each holds an index page and an error page of its own."""
    tops = {PurePosixPath(path).parts[0] for path in site if "/" in path}
    return frozenset(top for top in tops if f"{top}/index.html" in site and f"{top}/404.html" in site)


def _place(path: str, languages: frozenset[str]) -> tuple[str, str]:
    """What is the same for a page in all languages, and for the files that belong to it: its folder and its name."""
    parts = PurePosixPath(path).parts
    *folder, name = parts[1:] if len(parts) > 1 and parts[0] in languages else parts
    return "/".join(folder), PurePosixPath(name).stem


def _kind(place: tuple[str, str]) -> str:
    folder, name = place
    return folder if folder in _KINDS and name != "index" else PAGE


def _folder(path: str) -> str:
    folder = str(PurePosixPath(path).parent)
    return path if folder == "." else f"{folder}/"
