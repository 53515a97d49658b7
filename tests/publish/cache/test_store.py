"""The store gives back what was stored last under a key, whole, or nothing."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from coalition_site.publish.cache.store import Store


def test_whatever_happened_to_a_file_it_is_whole_or_not_used(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    store = Store(folder)
    assert store.find("key") is None
    assert store.store("key", b"data") == b"data"
    (file,) = folder.iterdir()
    assert Store(folder).find("key") == b"data"
    file.write_bytes(b"dat")
    assert Store(folder).find("key") is None
    file.unlink()
    assert store.find("key") is None
    again = Store(folder)
    again.store("other", b"more")
    (folder / "old.unfinished").write_bytes(b"x")
    again.prune()
    assert [each.name.partition(".")[0] for each in folder.iterdir()] == ["other"]


@pytest.mark.parametrize("number", range(20))
def test_of_one_key_the_bytes_stored_last_are_found_though_nothing_was_pruned(tmp_path: Path, number: int) -> None:
    store = Store(tmp_path)
    store.store("key", b"first %d" % number)
    store.store("key", b"second %d" % number)
    assert Store(tmp_path).find("key") == b"second %d" % number
    assert len(list(tmp_path.iterdir())) == 1


def test_the_same_bytes_can_be_stored_again(tmp_path: Path) -> None:
    for _ in range(2):
        Store(tmp_path).store("key", b"data")
    assert Store(tmp_path).find("key") == b"data"


def test_what_a_stopped_program_left_hides_nothing(tmp_path: Path) -> None:
    Store(tmp_path).store("key", b"data")
    (tmp_path / "key.unfinished").write_bytes(b"da")
    assert Store(tmp_path).find("key") == b"data"


def test_what_is_held_outlasts_pruning(tmp_path: Path) -> None:
    for key in ("one", "two"):
        Store(tmp_path).store(key, key.encode())
    store = Store(tmp_path)
    store.hold(["one", "nothing"])
    store.prune()
    assert (Store(tmp_path).find("one"), Store(tmp_path).find("two")) == (b"one", None)


def test_two_threads_may_store_one_key_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, both, write = Store(tmp_path), Barrier(2, timeout=10), Path.write_bytes

    def write_and_wait(file: Path, data: bytes) -> int:
        written = write(file, data)
        both.wait()
        return written

    monkeypatch.setattr(Path, "write_bytes", write_and_wait)
    with ThreadPoolExecutor(2) as pool:
        stored = [pool.submit(store.store, "key", b"data") for _ in range(2)]
    assert [each.result() for each in stored] == [b"data", b"data"]
    assert [each.name.partition(".")[0] for each in tmp_path.iterdir()] == ["key"]
    assert Store(tmp_path).find("key") == b"data"
