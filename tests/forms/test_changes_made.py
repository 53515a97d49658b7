"""What was changed in the editor can be taken back after it was started again, and nothing else can."""

import json
from pathlib import Path

import pytest

from tests.support.building import small_project
from tests.support.editing import PARTNER, editing, words_of_page


def test_changes_are_taken_back_after_the_editor_was_started_again(tmp_path: Path) -> None:
    project, kept = small_project(tmp_path / "project", {"partners/elm-fund.md": PARTNER}), tmp_path / "kept"
    file = project / "content/partners/elm-fund.md"
    for name in ("Oak", "Ash"):
        with editing(project) as desk:
            desk.desk.session.keep_changes_in(kept)
            desk.fill("edit/partner/elm-fund", name__en=name)
    with editing(project) as desk:
        desk.desk.session.keep_changes_in(kept)
        assert "Undo: Oak was changed" in words_of_page(desk.get("edit/").text)
        for said in ("name: Oak # ours", "name: Elm Fund # ours"):
            assert desk.post("edit/undo", {}).status_code == 303
            assert said in file.read_text(encoding="utf-8")
        assert desk.post("edit/undo", {}).status_code == 303
    assert list(kept.iterdir()) == []


@pytest.mark.parametrize("path", ["../secret", "content/../../secret", "/etc/passwd", "content//etc/passwd", "run", 7])
def test_a_kept_change_of_other_files_is_passed_over(path: object, tmp_path: Path) -> None:
    project, kept = small_project(tmp_path / "project"), tmp_path / "kept"
    kept.mkdir()
    change = {"said": "Click here", "files": [[path, "ZXZpbA==", None]]}
    (kept / "00000000.json").write_text(json.dumps(change), encoding="utf-8")
    (kept / "00000001.json").write_bytes(b"{")
    with editing(project) as desk:
        desk.desk.session.keep_changes_in(kept)
        assert "Undo" not in desk.get("edit/").text
        desk.post("edit/undo", {})
    assert not (tmp_path / "secret").exists()
