"""The index links what is not stale, and keeps what a build was not asked for."""

import os
from pathlib import Path

import pytest

from coalition_site.publish.cache.index import Entry, Index
from coalition_site.publish.cache.store import Store


def _built(folder: Path, name: str, files: dict[str, Entry], stays: str = "") -> tuple[Index, Path]:
    """Writes files of an output folder that has the cache in it, and saves the index."""
    store, output = Store(folder / "store"), folder / name
    output.mkdir()
    index = Index(folder / name, store)
    for path, entry in files.items():
        (output / path).write_text(entry.key, encoding="utf-8")
        index.add(path, entry)
    index.save(output, lambda path: bool(stays) and path.endswith(stays))
    store.prune()
    return Index(output, Store(folder / "store")), output


def test_a_file_is_linked_with_what_was_noted_of_it(tmp_path: Path) -> None:
    index, output = _built(tmp_path, "one", {"a.html": Entry("key", note=["entries", True])})
    assert index.link("a.html", "other", tmp_path / "a") is None
    assert index.link("b.html", "key", tmp_path / "a") is None
    found = index.link("a.html", "key", tmp_path / "a")
    assert found is not None
    assert found.note == ["entries", True]
    assert (tmp_path / "a").samefile(output / "a.html")
    assert index.key("a.html") == "key"


@pytest.mark.parametrize("stat", ["size", "time", "number"])
def test_a_file_that_is_not_the_one_that_was_written_is_stale(tmp_path: Path, stat: str) -> None:
    index, output = _built(tmp_path, "one", {"a.html": Entry("key")})
    file = output / "a.html"
    found = file.stat()
    if stat == "size":
        file.write_text("another", encoding="utf-8")
    if stat == "number":
        (output / "b").write_bytes(file.read_bytes())
        (output / "b").replace(file)
    os.utime(file, ns=(found.st_atime_ns, found.st_mtime_ns + (stat == "time")))
    assert index.link("a.html", "key", tmp_path / "a") is None
    assert not (tmp_path / "a").exists()


def test_what_a_build_was_not_asked_for_stays_with_what_it_rests_on(tmp_path: Path) -> None:
    Store(tmp_path / "store").store("pdf", b"%PDF")
    _built(tmp_path, "one", {"a.html": Entry("key"), "a.pdf": Entry("key", ["pdf"], {"piece": [{}, []]})})
    assert Store(tmp_path / "store").find("pdf") == b"%PDF"
    index, _ = _built(tmp_path, "two", {"b.html": Entry("key")}, stays=".pdf")
    assert index.before("a.html") is None
    assert index.before("a.pdf") == Entry("key", ["pdf"], {"piece": [{}, []]})
    assert Store(tmp_path / "store").find("pdf") == b"%PDF"
    index, _ = _built(tmp_path, "three", {"b.html": Entry("key")})
    assert index.before("a.pdf") is None
    assert Store(tmp_path / "store").find("pdf") is None


def test_files_without_a_key_or_dropped_are_not_remembered(tmp_path: Path) -> None:
    index = Index(tmp_path, Store(tmp_path / "store"))
    for path in ("site/a.html", "sites.html", "workbook/a.html"):
        index.add(path, Entry("key"))
    index.add("b.html", Entry(""))
    index.drop("site")
    assert [index.key(path) for path in ("site/a.html", "sites.html", "workbook/a.html", "b.html")] == [
        "",
        "key",
        "key",
        "",
    ]
