"""Mistakes do not hide each other: whoever mends what is told sees new mistakes once more at most."""

from collections import Counter
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from coalition_site.problems import Severity
from coalition_site.validate.project import check
from tests.support.accidents import FILES, Accident, accidents, write
from tests.support.case_files import TODAY

PARTNER, INVITES = "content/partners/elm-library.md", "content/invites.yml"


def _errors(project: Path) -> list[tuple[str, int, str]]:
    return [
        (each.position.path, each.position.line, each.code)
        for each in check(project, TODAY).validated.problems
        if each.severity is Severity.ERROR
    ]


def test_syntax_values_and_references_are_told_in_one_run(tmp_path: Path) -> None:
    project = write(tmp_path)
    partner = FILES[PARTNER].replace("website: ", "website ").replace("relationship: existing", "relationship: new")
    (project / PARTNER).write_text(partner.replace("email: dana@library.example", "email: dana"), encoding="utf-8")
    invites = FILES[INVITES].replace("status: sent", "status: posted").replace("elm-library", "library-of-elm")
    (project / INVITES).write_text(invites.replace("member: Ana Diaz", "member Ana Diaz"), encoding="utf-8")
    assert _errors(project) == [
        (INVITES, 2, "reference-unknown"),
        (INVITES, 4, "value-unknown"),
        (INVITES, 7, "yaml-syntax"),
        (PARTNER, 4, "yaml-syntax"),
        (PARTNER, 6, "value-unknown"),
        (PARTNER, 34, "value-email"),
    ]


def test_around_what_cannot_be_understood_the_rest_is_checked(tmp_path: Path) -> None:
    project = write(tmp_path)
    broken = (
        FILES[INVITES].replace("  partner: asset-builders", "  {partner: [asset-builders").replace("mayor", "major")
    )
    (project / INVITES).write_text(broken, encoding="utf-8")
    problems = check(project, TODAY).validated.problems
    assert "lines 7 to 11 were not read" in problems[1].message
    assert [each.code for each in problems] == ["reference-unknown", "yaml-syntax", "reference-unknown"]


def test_three_accidents_in_one_file_are_seen_in_two_runs(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    project, waves = write(tmp_path), Counter[int]()
    seen = [each for each in islice(accidents(), 240) if each.kind != "two on one line"]
    for path in FILES:
        mine = [each for each in seen if each.path == path]
        for three in zip(mine[::3], mine[1::3], mine[2::3], strict=False):
            if len({each.line for each in three}) == len(three):
                waves[_waves(project, path, three)] += 1
    record_property("counts", f"runs that show three accidents in a file: {dict(sorted(waves.items()))}")
    assert sum(waves.values()) > 30
    assert waves[1] >= 0.8 * sum(waves.values())
    assert max(waves) <= 2, waves


def _waves(project: Path, path: str, three: tuple[Accident, ...]) -> int:
    """How many runs tell of some of the accidents, where after each what was told is as it was before."""
    there, count = list(three), 0
    while True:
        lines = FILES[path].split("\n")
        for accident in there:
            lines[accident.line - 1] = accident.after.split("\n")[accident.line - 1]
        (project / path).write_text("\n".join(lines), encoding="utf-8")
        errors = _errors(project)
        (project / path).write_text(FILES[path], encoding="utf-8")
        if not errors:
            return count
        told = {line for where, line, _ in errors if where == path}
        mended = [each for each in there if each.line in told] or there[:1]
        there, count = [each for each in there if each not in mended], count + 1
