"""What changed is exactly what is made again; the rest stands in the new output as the same files."""

import os
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from benchmarks.made_coalition import write_coalition
from coalition_site.publish.output.folder import MARKER
from coalition_site.render.rendering import Rendering
from tests.support.building import build_project, small_project, with_small_documents
from tests.support.made_once import made_once


def pages_of(output: Path) -> dict[str, int]:
    """The number of each page's file, by its path."""
    pages = (page for site in ("site", "workbook") for page in (output / site).rglob("*.html"))
    return {page.relative_to(output).as_posix(): page.stat().st_ino for page in pages}


def again(project: Path, output: Path) -> set[str]:
    """Builds once more; the pages that are other files than before. The shell's own pages are always written."""
    before = pages_of(output)
    build_project(project, output, with_pdf=False)
    written = {path for path, number in pages_of(output).items() if before.get(path) != number}
    return {path for path in written if not path.endswith(("/404.html", "worksheet-form.html", ".es.html"))}


def _build_twelve(folder: Path) -> None:
    build_project(write_coalition(folder / "project", 12), folder / "output", with_pdf=False)


@pytest.fixture
def built(tmp_path: Path) -> tuple[Path, Path]:
    """A project of twelve partners and its output."""
    made, project, output = made_once("twelve-partners", _build_twelve), tmp_path / "project", tmp_path / "output"
    shutil.copytree(made / "project", project)
    shutil.copytree(made / "output" / ".cache", output / ".cache")
    # Finished files are known again by their number, so here they have to be the same ones.
    for site in ("site", "workbook"):
        shutil.copytree(made / "output" / site, output / site, copy_function=os.link)
    (output / MARKER).touch()
    return project, output


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_nothing_is_made_again_where_nothing_changed(built: tuple[Path, Path]) -> None:
    assert again(*built) == set()


def test_a_text_of_a_partner_touches_its_pages_and_the_lists(built: tuple[Path, Path]) -> None:
    project, output = built
    file = max((project / "content" / "partners").glob("*.md"))
    edit(file, "It also", "Every spring it also")
    made = again(project, output)
    own = {f"site/partners/{file.stem}.html", f"workbook/partners/{file.stem}.html"}
    assert own <= made
    # Pages about everybody may show the text. Of those about one other thing, areas and groups that it is listed in do.
    about_one = {
        path for path in pages_of(output).keys() - own if path.count("/") > 1 and not path.endswith("/index.html")
    }
    lists = {path for path in about_one if path.startswith(("site/areas/", "site/groups/"))}
    listing = {path for path in lists if f"{file.stem}.html" in (output / path).read_text(encoding="utf-8")}
    assert 0 < len(listing) < len(lists)
    assert made & about_one == listing
    assert len(pages_of(output).keys() - made) > len(made)
    assert "Every spring it also" in (output / "site" / "partners" / f"{file.stem}.html").read_text(encoding="utf-8")


def test_a_note_of_the_team_touches_no_public_page(built: tuple[Path, Path]) -> None:
    project, output = built
    file = max((project / "content" / "partners").glob("*.md"))
    edit(file, "team:\n", "team:\n  notes: They call it the annex.\n")
    made = again(project, output)
    assert f"workbook/partners/{file.stem}.html" in made
    assert {path for path in made if path.startswith("site/")} == set()


def showing(output: Path, text: str) -> set[str]:
    """The pages that show a text; the worksheet to fill in is written each time."""
    pages = (path for path in pages_of(output) if not path.endswith(("worksheet-form.html", ".es.html")))
    return {path for path in pages if text in (output / path).read_text(encoding="utf-8")}


def test_a_renamed_option_touches_everything_that_shows_it(built: tuple[Path, Path]) -> None:
    project, output = built
    edit(
        project / "content" / "vocabulary.yml", "areas:\n", "areas:\n  Digital access:\n    label: Broadband for all\n"
    )
    before = showing(output, "Digital access")
    made = again(project, output)
    assert len(before) > 5
    assert before & pages_of(output).keys() <= made
    assert showing(output, "Digital access") == set()
    assert showing(output, "Broadband for all") >= before & pages_of(output).keys()


def test_a_build_without_documents_does_not_forget_those_of_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = small_project(
        tmp_path, {"partners/elm.md": "---\nname: Elm\ntype: Nonprofit\nrelationship: existing\n---\n"}
    )
    rendered: list[str] = []
    text = Rendering.text

    def noted(self: Rendering) -> str:
        rendered.append(self.template)
        return text(self)

    monkeypatch.setattr(Rendering, "text", noted)
    build_project(project, with_small_documents(tmp_path / "output"))
    assert "print/partners.html" in rendered
    build_project(project, tmp_path / "output", with_pdf=False)
    rendered.clear()
    build_project(project, tmp_path / "output")
    assert [template for template in rendered if template.startswith("print/")] == []


def cut(page: Path) -> None:
    page.write_bytes(page.read_bytes()[:500])


def write_over(page: Path) -> None:
    page.write_text(page.read_text(encoding="utf-8").replace("</h1>", "!!</h1>"), encoding="utf-8")


def put_another_in_its_place(page: Path) -> None:
    """A file of the same size and time."""
    found = page.stat()
    other = page.with_name("other")
    other.write_bytes(b"x" * found.st_size)
    other.replace(page)
    os.utime(page, ns=(found.st_atime_ns, found.st_mtime_ns))


def test_pages_that_somebody_changed_are_made_again(tmp_path: Path) -> None:
    _build_twelve(tmp_path)
    project, output = tmp_path / "project", tmp_path / "output"
    harms: dict[str, Callable[[Path], None]] = {
        "join.html": cut,
        "downloads.html": write_over,
        "accessibility.html": put_another_in_its_place,
        "index.html": Path.unlink,
    }
    written = {name: (output / "site" / name).read_bytes() for name in harms}
    for name, harm in harms.items():
        harm(output / "site" / name)
    assert again(project, output) == {f"site/{name}" for name in harms}
    assert {name: (output / "site" / name).read_bytes() for name in harms} == written


def test_documents_and_letters_are_linked_and_those_that_somebody_changed_are_made_again(tmp_path: Path) -> None:
    invite = "- member: Noor Haddad\n  sender: jo\n  status: drafted\n  email: noor@elm.example\n"
    project = small_project(tmp_path / "project", {"invites.yml": invite})
    output = with_small_documents(tmp_path / "output")
    build_project(project, output)
    workbook = output / "workbook"
    files = [file for file in workbook.rglob("*") if file.suffix in {".pdf", ".docx", ".eml"}]
    assert {file.name for file in files} >= {"worksheet.pdf", "letters.pdf", "noor-haddad.docx", "noor-haddad.eml"}
    before = {file: (file.stat().st_ino, file.read_bytes()) for file in files}
    harmed = {file for file in files if file.stem in {"worksheet", "letters", "noor-haddad"}}
    with ExitStack() as held:
        # While a file is open, no new one gets its number.
        for file in files:
            held.enter_context(file.open("rb"))
        for file in harmed:
            put_another_in_its_place(file)
        build_project(project, output)
        assert {file: file.read_bytes() for file in files} == {file: data for file, (_, data) in before.items()}
        assert {file for file in files if file.stat().st_ino != before[file][0]} == harmed


def test_where_files_cannot_be_linked_pages_are_made(built: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    project, output = built
    files = {path: (output / path).read_bytes() for path in pages_of(output)}
    assert len(again(project, output)) > 50
    assert {path: (output / path).read_bytes() for path in pages_of(output)} == files
