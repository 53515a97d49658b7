"""The content by kind and by path: the same documents, whether files were read or exchanged in memory."""

from datetime import date
from pathlib import Path

from coalition_site.model.content_files import AREAS, COALITION, KINDS, LETTERS, MEETINGS, NEEDS, PAGES, PARTNERS
from coalition_site.read.changed_files import with_files, without_files
from coalition_site.read.content import Content
from coalition_site.read.team_folder import read_project
from coalition_site.validate.project import check_content
from tests.support.building import SMALL, small_project

PARTNER = "---\nname: {}\ntype: Nonprofits\n---\nText.\n"
PAGE = "---\ntitle: About\naudience: {}\n---\nText.\n"
FILES = {
    "coalition.yml": f"{SMALL}languages: [es]\nteam_content: ../team\n",
    "needs.yml": "areas: [Housing stability]\n",
    "partners/elm.md": PARTNER.format("Elm"),
    "partners/elm-fund.md": PARTNER.format("Elm Fund"),
    "partners/elm.es.md": "Texto.\n",
    "pages/about.md": PAGE.format("public"),
    "letters/note.md": "---\nsubject: A note\n---\nText.\n",
    "letters/note.es.md": "---\nsubject: Una nota\n---\nTexto.\n",
    "areas/housing-stability.md": "---\ngoal: Less\n---\nText.\n",
}
TEAM_FILES = {
    "needs.yml": "areas:\n  - option: Housing stability\n    note: Ours\n",
    "invites.yml": "- member: Ada\n  sender: jo\n  status: idea\n",
    "partners/elm.md": "---\nteam:\n  notes: Ours\n---\n",
    "partners/own.md": PARTNER.format("Own"),
    "pages/ours.md": PAGE.format("team"),
    "meetings/2027-01-14-first.md": "---\ntitle: First\naudience: team\n---\n",
}


def _project(folder: Path) -> Path:
    for name, text in TEAM_FILES.items():
        (folder / "team" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "team" / name).write_text(text, encoding="utf-8")
    return small_project(folder / "project", FILES)


def _known(content: Content) -> list[object]:
    """Everything that can be asked of content by kind, in its order."""
    by_kind = [(content.of(kind), content.team_parts(kind), content.in_languages(kind)) for kind in KINDS]
    return [[list(found) for found in shelves] for shelves in by_kind] + [list(content.documents)]


def test_documents_are_found_by_kind_wherever_they_stand(tmp_path: Path) -> None:
    content = read_project(_project(tmp_path))
    assert [list(content.of(kind)) for kind in (PARTNERS, PAGES, LETTERS, AREAS, COALITION)] == [
        *(["elm-fund", "elm"], ["about", "ours"], ["note"], ["housing-stability"], [""])
    ]
    assert [list(content.team_parts(kind)) for kind in (PARTNERS, MEETINGS, NEEDS, PAGES)] == [
        *(["elm", "own"], ["2027-01-14-first"], [""], [])
    ]
    assert list(content.translations(PARTNERS)) == [("elm", "es")]
    assert list(content.in_languages(LETTERS)) == [("note", "es"), ("note", "")]
    assert [each.path for each in content.parts(PARTNERS, "elm")] == [
        "content/partners/elm.md",
        "../team/partners/elm.md",
    ]
    assert content.ids(PARTNERS) == {"elm", "elm-fund", "own"}
    assert content.file(PARTNERS, "own") is None


def test_exchanged_files_stand_where_they_would_be_read(tmp_path: Path) -> None:
    project = _project(tmp_path)
    content = read_project(project)
    paths = [*content.documents]
    files = {path: (project / path).read_bytes() for path in paths}
    assert _known(with_files(content, {"content/partners/elm.md": b"---\nname: Elms\n---\n"})) == _known(content)
    assert _known(with_files(without_files(content, paths), files)) == _known(content)
    new = {"content/partners/elm-a.md": b"---\nname: A\n---\n", "../team/pages/a.md": b"---\ntitle: A\n---\n"}
    changed = with_files(content, new)
    for path, data in new.items():
        (project / path).write_bytes(data)
    assert _known(changed) == _known(read_project(project))


def test_a_file_that_is_gone_is_no_longer_found(tmp_path: Path) -> None:
    content = read_project(_project(tmp_path))
    gone = without_files(content, ["content/partners/elm.es.md", "../team/partners/elm.md", "content/needs.yml"])
    assert (list(gone.translations(PARTNERS)), list(gone.team_parts(PARTNERS)), gone.file(NEEDS)) == ([], ["own"], None)
    assert "content/needs.yml" in content.documents


def test_a_second_page_of_a_name_is_told_of_before_it_is_saved(tmp_path: Path) -> None:
    content = with_files(read_project(_project(tmp_path)), {"../team/pages/about.md": PAGE.format("team").encode()})
    problems = check_content(content, date(2026, 11, 23)).validated.problems
    assert ("../team/pages/about.md", "team-content-twice") in [(each.position.path, each.code) for each in problems]
