"""Files of letters are linked from build to build, and made again when anything they show changed."""

from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest

from coalition_site.publish.cache.cache import Cache, RenderingKeys
from coalition_site.publish.cache.index import Index
from coalition_site.publish.cache.store import Store
from coalition_site.publish.letters import docx as word
from coalition_site.publish.letters.make import LetterFiles, copy_sent
from coalition_site.render.artifacts import Artifact, Draft
from coalition_site.render.letters import LateLetter, Letter, compose
from tests.support.letters import IMAGES, made_letter


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Members whose Word letters were made, and not taken from the store."""
    names: list[str] = []
    make = word.letter_docx

    def counted(letter: Letter, *others: object) -> bytes:
        names.append(letter.view.member)
        return make(letter, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(word, "letter_docx", counted)
    return names


def write(
    letter: Letter, folder: Path, *, to: str = "a@b.example", pdf: bytes = b"%PDF", epoch: int = 0
) -> dict[str, str]:
    """Writes the letter's files into a folder; the last output stands in the one named `one`."""
    folder.mkdir(exist_ok=True)
    (folder / f"{letter.view.slug}.pdf").write_bytes(pdf)
    store = Store(folder.parent / "store")
    index = Index(folder.parent / "one", store)
    cache = Cache(store, index, RenderingKeys(folder.parent / "no templates", "en"))
    files, late = LetterFiles(IMAGES, None, epoch, cache), LateLetter(letter.view)
    word, mail = (PurePosixPath(f"{letter.view.slug}{ending}") for ending in (".docx", ".eml"))
    wanted = [Artifact(word, late), Artifact(mail, Draft(late, to))]
    refused = {str(fail.path): fail.cause for each in wanted for fail in files.write(each, folder, each.path)}
    if folder.name == "one":
        index.save(folder, lambda _path: False)
    return refused


def files_of(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_letter_that_did_not_change_is_not_made_again(made: list[str], tmp_path: Path) -> None:
    letter = made_letter()
    for folder in ("one", "two"):
        assert not write(letter, tmp_path / folder)
    assert made == [letter.view.member]
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")
    for ending in (".docx", ".eml"):
        one, two = (tmp_path / name / f"{letter.view.slug}{ending}" for name in ("one", "two"))
        assert one.samefile(two)


def test_whatever_a_letter_shows_makes_it_again(made: list[str], tmp_path: Path) -> None:
    view = made_letter().view
    write(compose(view), tmp_path / "one")
    write(compose(replace(view, member="Somebody Else")), tmp_path / "two")
    write(compose(view), tmp_path / "three", epoch=86_400)
    assert len(made) == 3
    slug = view.slug
    assert b"Somebody" in (tmp_path / "two" / f"{slug}.eml").read_bytes()
    write(compose(view), tmp_path / "four", to="other@b.example")
    assert b"other@b.example" in (tmp_path / "four" / f"{slug}.eml").read_bytes()
    write(compose(view), tmp_path / "five", pdf=b"%PDF other")
    assert (tmp_path / "five" / f"{slug}.eml").read_bytes() != (tmp_path / "one" / f"{slug}.eml").read_bytes()


def test_a_refused_mail_stays_refused(tmp_path: Path) -> None:
    letter = made_letter()
    for folder in ("one", "two"):
        (cause,) = write(letter, tmp_path / folder, to="no address").values()
        assert "is not a mail address" in cause
        assert not list((tmp_path / folder).glob("*.eml"))


def test_copies_go_into_the_folder_and_none_makes_no_folder(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    copy_sent({}, tmp_path / "none")
    assert not (tmp_path / "none").exists()
    copy_sent({"a.pdf": tmp_path / "a.pdf"}, tmp_path / "letters" / "sent")
    assert (tmp_path / "letters" / "sent" / "a.pdf").read_bytes() == b"%PDF"
