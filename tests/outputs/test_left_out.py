"""A document or letter that cannot be made is left out, no page links to it, and it is named once, at its place."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from PIL import Image

from coalition_site.jobs.build import Built
from coalition_site.problems import Refused
from coalition_site.publish.failures import Failure
from coalition_site.publish.letters import docx
from coalition_site.publish.letters import mail as letter_mail
from coalition_site.publish.pdf.jobs import Answer, BindJob, Job
from coalition_site.publish.pdf.process import Worker
from coalition_site.publish.pdf.stale_documents import make_stale_documents
from coalition_site.render.artifacts import Artifact
from coalition_site.render.letters import Letter
from tests.support.building import build_project, small_project, with_documents_of, with_small_documents
from tests.support.command_line import coalition
from tests.support.made_once import made_once

pytestmark = pytest.mark.xdist_group("left out")
PARTNER = """\
---
name: {name}
type: Nonprofit
relationship: existing
logo: old.svg
logo_alt: A tree
listing:
  consent: 2026-10-05
---
{text}
"""
FILES = {
    "partners/library.md": PARTNER.format(name="Library", text="We lend books."),
    "partners/school.md": PARTNER.format(name="School", text="We teach.").replace("old.svg", "new.svg"),
    "invites.yml": """\
- member: Dana Reyes
  partner: library
  sender: jo
  status: drafted
  email: dana@bücher.example
- member: Ana Silva
  partner: school
  sender: jo
  status: drafted
  email: ana@school.example
""",
    "needs.yml": "areas: [Housing stability]\n",
    "images/old.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>',
    "images/new.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>',
}
_ADDRESS = re.compile(r'(?:href|src)="([^"#?]*)')

Fails = Callable[[Callable[[str], bool]], None]


def _make_kept(folder: Path) -> None:
    build_project(small_project(folder, FILES), folder / "build")


def with_kept(output: Path) -> Path:
    """An output folder that keeps what a build of the town keeps."""
    return with_documents_of(made_once("left-out", _make_kept) / "build", output)


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """A town whose documents are kept, so that only those are laid out that changed."""
    with_kept(tmp_path / "build")
    return small_project(tmp_path, FILES)


@pytest.fixture
def fails(monkeypatch: pytest.MonkeyPatch) -> Fails:
    """Lets the engine fail for documents of which a text by path says so; a second call replaces the first."""
    make, told = Worker.make, [lambda _path: False]

    def made(self: Worker, job: Job | BindJob) -> Answer:
        if told[0](job["path"]):
            return Answer(pages=0, problems=["the PDF engine crashed on it"], worn=False)
        return make(self, job)

    monkeypatch.setattr(Worker, "make", made)
    return lambda does_fail: told.__setitem__(0, does_fail)


def changed_letters(town: Path, number: int) -> None:
    """Lets the first letters say something that is not kept, so that they are made."""
    changed = FILES["invites.yml"].replace("status: drafted", "status: accepted", number)
    (town / "content" / "invites.yml").write_text(changed, encoding="utf-8")


def files_of(output: Path) -> set[str]:
    return {str(file.relative_to(output)) for site in ("site", "workbook") for file in (output / site).rglob("*.*")}


def broken_links(output: Path) -> set[str]:
    """Links of any page to a file that is not there."""
    found = set()
    for page in output.glob("*/**/*.html"):
        for address in _ADDRESS.findall(page.read_text(encoding="utf-8")):
            if not re.match(r"[a-z]+:|/", address) and not (page.parent / address).exists():
                found.add(f"{page.relative_to(output)} -> {address}")
    return found


def said(built: Built) -> list[tuple[str, str]]:
    return [(str(problem.position), problem.message.partition(":")[0]) for problem in built.problems]


def test_without_pdfs_nothing_is_left_out(town: Path) -> None:
    built = build_project(town, town / "build", with_pdf=False)
    assert (built.left_out, built.problems) == ((), ())
    letters = sorted((town / "build" / "workbook" / "letters").iterdir())
    assert {file.suffix for file in letters if file.is_file()} == {".html", ".docx"}


def test_a_letter_is_left_out_and_comes_back(town: Path, fails: Fails) -> None:
    changed_letters(town, 1)
    fails(lambda path: path.endswith("dana-reyes.pdf"))
    output, documents = town / "build", 0
    for built in (build_project(town, output) for _ in range(2)):
        documents = built.documents
        assert said(built) == [("content/invites.yml:1:1", "workbook/letters/dana-reyes.pdf is left out")]
        left_out = {"workbook/letters/dana-reyes.pdf", "workbook/letters/dana-reyes.eml"}
        assert set(map(str, built.left_out)) == left_out
        made = files_of(output)
        assert not left_out & made
        assert {
            "workbook/letters.pdf",
            "workbook/letters/dana-reyes.docx",
            "workbook/letters/ana-silva.pdf",
            "workbook/letters/ana-silva.eml",
            "site/partners/library.pdf",
            "workbook/worksheet.pdf",
        } <= made
        assert broken_links(output) == set()
        letters = (output / "workbook/letters/index.html").read_text(encoding="utf-8")
        assert 'href="dana-reyes.pdf"' not in letters
        assert 'href="ana-silva.pdf"' in letters
    fails(lambda _path: False)
    mended = build_project(town, output)
    assert (mended.problems, mended.left_out) == ((), ())
    assert mended.documents == documents + 1
    whole = with_kept(town / "again")
    build_project(town, whole)
    assert files_of(output) == files_of(whole)
    for name in files_of(whole):
        assert (output / name).read_bytes() == (whole / name).read_bytes(), name
    assert 'href="dana-reyes.pdf"' in (output / "workbook/letters/index.html").read_text(encoding="utf-8")


# Each half lacks documents of every kind, and for each of them the other half has one like it.
LINKED = (
    {
        "site/partners/library.pdf": (),
        "workbook/worksheet-blank.pdf": ("site/worksheet-blank.pdf",),
        "workbook/worksheet.pdf": (),
        "workbook/letters/ana-silva.pdf": ("workbook/letters/ana-silva.eml",),
    },
    {
        "site/partners.pdf": (),
        "site/gap-sheets.pdf": (),
        "workbook/worksheet-blank-large.pdf": ("site/worksheet-blank-large.pdf",),
        "workbook/invite-list.pdf": (),
        "workbook/meeting-sheet.pdf": (),
        "workbook/partners.pdf": (),
    },
)


def test_no_page_links_to_a_document_that_is_not_there(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    absent: Mapping[str, tuple[str, ...]] = {}

    def made(documents: Sequence[tuple[PurePosixPath, Artifact]], *others: Any) -> tuple[Failure, ...]:
        failures = make_stale_documents([each for each in documents if str(each[0]) not in absent], *others)
        return (*failures, *(Failure(PurePosixPath(path), "it is too long") for path in absent))

    monkeypatch.setattr("coalition_site.publish.outputs.make_stale_documents", made)
    output = town / "build"
    build_project(town, output)
    before = files_of(output)
    for absent in LINKED:
        built = build_project(town, output)
        with_them = {*absent, *(each for with_it in absent.values() for each in with_it)}
        assert set(map(str, built.left_out)) == before - files_of(output) == with_them
        assert [problem.message for problem in built.problems if "it is too long" not in problem.message] == []
        assert broken_links(output) == set()


def test_a_word_letter_and_a_draft_are_left_out_one_by_one(town: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_docx, make_eml = docx.letter_docx, letter_mail.letter_eml

    def no_docx(letter: Letter, *others: object) -> bytes:
        if letter.view.slug == "dana-reyes":
            raise ValueError("no such style")
        return make_docx(letter, *others)  # type: ignore[arg-type]

    def no_eml(letter: Letter, *others: object) -> bytes:
        if letter.view.slug == "ana-silva":
            raise Refused("the mail's Subject is odd")
        return make_eml(letter, *others)  # type: ignore[arg-type]

    changed_letters(town, 2)
    monkeypatch.setattr(docx, "letter_docx", no_docx)
    monkeypatch.setattr(letter_mail, "letter_eml", no_eml)
    built = build_project(town, town / "build")
    assert [(str(problem.position), problem.message) for problem in built.problems] == [
        (
            "content/invites.yml:1:1",
            "workbook/letters/dana-reyes.docx is left out: making it failed with ValueError: no such style",
        ),
        ("content/invites.yml:6:1", "workbook/letters/ana-silva.eml is left out: the mail's Subject is odd"),
    ]
    assert broken_links(town / "build") == set()
    assert (town / "build/workbook/letters/dana-reyes.eml").exists()


def test_a_picture_that_the_engine_refuses_is_named_as_the_place(town: Path) -> None:
    """The check looks at the frame of a picture: damage within its pixels is found only by who draws them."""
    whole = BytesIO()
    Image.new("RGB", (9, 9)).save(whole, "WEBP")
    frame, pixels = whole.getvalue()[:30], whole.getvalue()[30:]
    (town / "content/images/old.webp").write_bytes(frame + b"?" * len(pixels))
    (town / "content/partners/library.md").write_text(FILES["partners/library.md"].replace("old.svg", "old.webp"))
    built = build_project(town, town / "build")
    assert [str(problem.position) for problem in built.problems] == ["content/images/old.webp:1:1"]
    assert "site/partners/library.pdf" in map(str, built.left_out)
    assert not any(path.match("*school*") or path.match("letters/*") for path in built.left_out)
    assert broken_links(town / "build") == set()
    assert (town / "build/site/partners/school.pdf").exists()


def test_a_template_of_ones_own_that_fails_leaves_the_rest(town: Path) -> None:
    own = town / "templates" / "print" / "letter.html"
    own.parent.mkdir(parents=True)
    own.write_text("{{ nothing.of_this }}", encoding="utf-8")
    built = build_project(town, town / "build")
    assert [place for place, _ in said(built)] == ["content/invites.yml:1:1", "content/invites.yml:6:1"]
    assert "workbook/letters.pdf" in map(str, built.left_out)
    assert broken_links(town / "build") == set()


def test_the_command_names_it_once_and_ends_with_1(tmp_path: Path) -> None:
    project = small_project(tmp_path, {"invites.yml": "- member: Dana Reyes\n  sender: jo\n  status: drafted\n"})
    own = project / "templates" / "print" / "letter.html"
    own.parent.mkdir(parents=True)
    own.write_text("{{ nothing.of_this }}", encoding="utf-8")
    with_small_documents(tmp_path / "build")
    for words in (["--json"], ["--format", "github"], []):
        done = coalition("build", "--today", "2026-11-23", *words, folder=project, GITHUB_ACTIONS="")
        assert done.returncode == 1, done.stderr
        assert done.stdout.count("workbook/letters/dana-reyes.pdf is left out") == 1
        if "--json" in words:
            document = json.loads(done.stdout)
            (problem,) = [each for each in document["problems"] if each["code"] == "document-failed"]
            assert (problem["file"], problem["line"]) == ("content/invites.yml", 1)
            assert "workbook/letters/dana-reyes.eml" in document["left_out"]
        elif words:
            assert "::error file=content/invites.yml,line=1,col=1,title=document-failed::" in done.stdout
        else:
            assert "Left out      3 files, for the reasons above; everything else is made" in done.stdout
        assert (tmp_path / "build/site/index.html").exists()
        assert broken_links(tmp_path / "build") == set()
