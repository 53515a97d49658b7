"""Whatever is edited between builds, and whatever happens to what is kept: the same bytes as a build from nothing."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.made_coalition import write_coalition
from tests.support.building import build_project, coalition_of, files_of_sites, forest_city, with_documents_of
from tests.support.examples import examples


@dataclass(frozen=True)
class Edit:
    """A replacement of the first place of a text in a file, or in each partner's file."""

    file: str
    old: str
    new: str

    def make(self, content: Path) -> None:
        for file in sorted(content.glob(self.file)):
            text = file.read_text(encoding="utf-8")
            file.write_text(text.replace(self.old, self.new, 1), encoding="utf-8")


EDITS = [
    Edit("coalition.yml", "community: ", "community: New "),
    Edit("coalition.yml", "'#1f5a43'", "'#224488'"),
    Edit("coalition.yml", "site_url: ", "# "),
    Edit("needs.yml", "  - Digital access\n", ""),
    Edit("invites.yml", "status: drafted", "status: keep informed"),
    Edit("invites.yml", "Street", "Avenue"),
    Edit("letters/invitation.md", "subject: ", "subject: 'Now:' # "),
    Edit("pages/about-the-coalition.md", "title: ", "title: All "),
    Edit("pages/about-the-coalition.md", "audience: public", "audience: team"),
    Edit("images/forest-city-mobility-coalition.svg", "</svg>", "<rect width='9' height='9'/></svg>"),
    Edit("partners/*.md", "It also", "Now and then it also"),
    Edit("partners/[a-d]*.md", "relationship: existing", "relationship: potential"),
    Edit("partners/*.md", "  consent: ", "  consent: refused # "),
    Edit("partners/*.md", "name: ", "name: New "),
    Edit("partners/*.md", "because: ", "because: Two\n\n    lines.\n    "),
    Edit("partners/*.md", "  position: ", "  notes: Call first.\n  # position: "),
]


def lose(kept: Path) -> None:
    shutil.rmtree(kept)


def cut_short(kept: Path) -> None:
    for file in kept.rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def nothing(kept: Path) -> None:
    assert any(kept.rglob("*"))


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.new.strip())
def test_each_edit_changes_something_and_leaves_content_that_builds(edit: Edit, tmp_path: Path) -> None:
    project = write_coalition(tmp_path, 5)
    before = {file: file.read_bytes() for file in (project / "content").rglob("*") if file.is_file()}
    for _ in ("once", "twice"):
        edit.make(project / "content")
        coalition_of(project)
    assert {file: file.read_bytes() for file in before} != before


@settings(max_examples=examples(1, 4))
@given(
    steps=st.lists(
        st.tuples(
            st.lists(st.sampled_from(EDITS), min_size=1, max_size=3), st.sampled_from([nothing, lose, cut_short])
        ),
        min_size=1,
        max_size=2,
    )
)
def test_a_second_build_makes_what_a_first_one_would(steps: list[tuple[list[Edit], Callable[[Path], None]]]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        project = write_coalition(folder / "project", 5)
        build_project(project, folder / "again", with_pdf=False)
        for number, (edits, harm) in enumerate(steps):
            for edit in edits:
                edit.make(project / "content")
            harm(folder / "again" / ".cache")
            build_project(project, folder / "again", with_pdf=False)
            build_project(project, folder / str(number), with_pdf=False)
            again, anew = files_of_sites(folder / "again"), files_of_sites(folder / str(number))
            assert again.keys() == anew.keys()
            assert [path for path, data in anew.items() if again[path] != data] == []


@pytest.mark.slow("three builds with all documents")
def test_documents_too_are_what_a_build_from_nothing_makes(tmp_path: Path) -> None:
    project = write_coalition(tmp_path / "project", 3)
    edits = [
        Edit("partners/*-[a-m]*.md", "It also", "Now and then it also"),
        Edit("partners/*-[n-z]*.md", "name: ", "name: New "),
        Edit("invites.yml", "Street", "Avenue"),
    ]
    # Blank worksheets are not what is edited: they are Forest City's, whose settings and vocabulary this project has.
    again_folder = with_documents_of(forest_city(), tmp_path / "again")
    build_project(project, again_folder)
    for edit in edits:
        edit.make(project / "content")
    build_project(project, again_folder)
    build_project(project, with_documents_of(forest_city(), tmp_path / "anew"))
    again, anew = files_of_sites(tmp_path / "again"), files_of_sites(tmp_path / "anew")
    assert again.keys() == anew.keys()
    assert [path for path, data in anew.items() if again[path] != data] == []
