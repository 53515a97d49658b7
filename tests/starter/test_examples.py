"""`coalition remove-examples`: what is still as it came goes, and nothing else."""

from datetime import date
from pathlib import Path

from coalition_site.validate.project import check
from tests.support.starting import files_of, new_coalition, run

DAY = date(2026, 11, 23)
CIRCLE = "content/partners/example-savings-circle.md"


def test_all_examples_go_and_what_is_left_is_an_empty_coalition(tmp_path: Path) -> None:
    with_examples = new_coalition(tmp_path / "with")
    empty = new_coalition(tmp_path / "empty", "--empty")
    done = run("remove-examples", "--project", str(with_examples))
    assert done.exit_code == 0
    assert f"removed  {CIRCLE}" in done.stdout
    assert files_of(with_examples) == files_of(empty)
    assert not (with_examples / "content/partners").exists()
    assert run("remove-examples", "--project", str(with_examples)).stdout == "There are no examples here.\n"


def test_a_changed_example_stays_and_is_named(tmp_path: Path) -> None:
    project = new_coalition(tmp_path / "river")
    file = project / CIRCLE
    changed = file.read_text(encoding="utf-8").replace("Example Savings Circle", "North Side Savers")
    file.write_text(changed, encoding="utf-8")
    done = run("remove-examples", "--project", str(project))
    assert f"kept     {CIRCLE}: you have changed it" in done.stdout
    assert file.read_text(encoding="utf-8") == changed
    assert [path for path in files_of(project / "content") if path.startswith("partners")] == [
        "partners/example-savings-circle.md"
    ]
    assert check(project, DAY).validated.coalition is not None
    assert "kept" in run("remove-examples", "--project", str(project)).stdout


def test_partners_that_a_changed_invite_list_names_stay(tmp_path: Path) -> None:
    project = new_coalition(tmp_path / "river")
    invites = project / "content/invites.yml"
    invites.write_text(
        invites.read_text(encoding="utf-8") + "- member: Ada\n  sender: jo-park\n  status: idea\n", "utf-8"
    )
    done = run("remove-examples", "--project", str(project))
    assert "kept     content/invites.yml: you have changed it" in done.stdout
    assert f"kept     {CIRCLE}: invites.yml still invites it" in done.stdout
    assert check(project, DAY).validated.coalition is not None
    # Once the examples' lines are out, the same command takes the rest, and does not fault what it emptied itself.
    invites.write_text("- member: Ada\n  sender: jo-park\n  status: idea\n", encoding="utf-8")
    again = run("remove-examples", "--project", str(project)).stdout
    assert f"removed  {CIRCLE}" in again
    assert "kept" not in again
    assert "needs.yml" not in again
    assert not (project / ".coalition/examples.txt").exists()
    assert invites.read_text(encoding="utf-8").startswith("- member: Ada")


def test_line_ends_of_another_system_are_no_change(tmp_path: Path) -> None:
    project = new_coalition(tmp_path / "river")
    for file in (project / "content").rglob("*.*"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    done = run("remove-examples", "--project", str(project))
    assert "kept" not in done.stdout


def test_a_record_from_elsewhere_removes_nothing_outside_the_content(tmp_path: Path) -> None:
    project = new_coalition(tmp_path / "river", "--empty")
    outside = tmp_path / "outside.md"
    outside.write_text("", encoding="utf-8")
    nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    lines = [f"{nothing}  ../outside.md", f"{nothing}  content/../../outside.md", f"{nothing}  {outside}"]
    (project / ".coalition/examples.txt").write_text("\n".join(lines), encoding="utf-8")
    before = files_of(tmp_path)
    assert run("remove-examples", "--project", str(project)).stdout == "There are no examples here.\n"
    assert files_of(tmp_path) == before


def test_own_partners_are_never_touched(tmp_path: Path) -> None:
    project = new_coalition(tmp_path / "river")
    mine = project / "content/partners/mine.md"
    mine.write_text("---\nname: Mine\ntype: Business\nrelationship: existing\n---\n", encoding="utf-8")
    run("remove-examples", "--project", str(project))
    assert [file.name for file in (project / "content/partners").iterdir()] == ["mine.md"]
