"""A coalition's own templates come before the packaged ones of the same name."""

from pathlib import Path

from tests.support.building import build_project, small_project


def test_a_template_and_a_part_of_the_theme_can_be_replaced(tmp_path: Path) -> None:
    project = small_project(tmp_path)
    own = {"site/join.html": "<h1>Come along</h1>", "theme/404.html": "<!doctype html><title>Lost</title>"}
    for name, text in own.items():
        file = project / "templates" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    build_project(project, project / "build", with_pdf=False)
    assert "<h1>Come along</h1>" in (project / "build" / "site" / "join.html").read_text(encoding="utf-8")
    assert "Lost" in (project / "build" / "site" / "404.html").read_text(encoding="utf-8")
    assert "Come along" not in (project / "build" / "site" / "index.html").read_text(encoding="utf-8")
