"""Random edits through forms say what the same edits of the values say, and touch no line that is not meant."""

from collections.abc import Iterator
from difflib import ndiff
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coalition_site.forms.records import Record, RecordKind, value_of
from coalition_site.problems import Severity
from coalition_site.read.values import Value, value_at
from coalition_site.records.fields import Control, leaves
from coalition_site.validate.project import check
from tests.support.building import PROJECT, TODAY, small_project
from tests.support.editing import Editing, editing
from tests.support.examples import examples

RECORD = Record(RecordKind.PARTNER, "elm-fund")
PATH = "content/partners/elm-fund.md"
PARTNERS = sorted(file for file in (PROJECT / "content/partners").glob("*.md") if "." not in file.stem)
TEXTS = {
    ".".join(keys): each
    for keys, each in leaves(RECORD.fields())
    if each.control in {Control.PARAGRAPH, Control.TEXTS, Control.LINES}
}
WRITTEN = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp")), max_size=40
) | st.sampled_from(["no", "1.10", "02134", "A: b", "# x", "- y", "a\r\nb", "'q'", '"', "{{ x }}", "&a", "é\u00a0"])


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editing]:
    project = small_project(tmp_path_factory.mktemp("random"), {"partners/elm-fund.md": "---\nname: E\n---\n"})
    settings_file = project / "content/coalition.yml"
    settings_file.write_text(settings_file.read_text(encoding="utf-8") + "languages: [en, es]\n", encoding="utf-8")
    for image in (PROJECT / "content/images").iterdir():
        (project / "content/images").mkdir(exist_ok=True)
        (project / "content/images" / image.name).write_bytes(image.read_bytes())
    with editing(project) as desk:
        yield desk


def now(desk: Editing) -> dict[str, Value]:
    return value_of(desk.desk.session.checked.content, RECORD) or {}


def errors(desk: Editing) -> int:
    problems = desk.desk.session.checked.validated.problems
    return sum(each.severity is Severity.ERROR for each in problems)


@settings(max_examples=examples(6, 30), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(file=st.sampled_from(PARTNERS), edits=st.dictionaries(st.sampled_from(sorted(TEXTS)), WRITTEN, max_size=4))
def test_an_edit_is_what_was_typed_and_nothing_else(file: Path, edits: dict[str, str], desk: Editing) -> None:
    (desk.project / PATH).write_bytes(file.read_bytes())
    before, lines, wrong = now(desk), desk.text(PATH).splitlines(keepends=True), errors(desk)
    sent = {f"{name}.es" if TEXTS[name].control is Control.TEXTS else name: text for name, text in edits.items()}
    answer = desk.post("edit/partner/elm-fund", desk.form("edit/partner/elm-fund") | sent)
    assert answer.status_code in {303, 409, 422}
    after = now(desk)
    assert errors(desk) <= wrong
    assert desk.desk.session.coalition == check(desk.project, TODAY).validated.coalition
    if answer.status_code != 303:
        assert desk.text(PATH).splitlines(keepends=True) == lines
        return
    for keys, _ in leaves(RECORD.fields()):
        name = ".".join(keys)
        said, there = value_at(dict(after), keys), value_at(dict(before), keys)
        if name not in edits:
            assert said == there, name
            continue
        typed = edits[name].replace("\r\n", "\n").strip()
        if TEXTS[name].control is Control.LINES:
            assert (said or []) == [line.strip() for line in typed.split("\n") if line.strip()]
        elif TEXTS[name].control is Control.TEXTS:
            spanish = said.get("es", "") if isinstance(said, dict) else ""
            assert spanish == typed
        else:
            assert (said or "") == typed
    gone = [line[2:] for line in ndiff(lines, desk.text(PATH).splitlines(keepends=True)) if line.startswith("- ")]
    touched = {name.rpartition(".")[2] for name in edits}
    if not edits:
        assert gone == []
    elif not touched & {"roles", "initiatives", "address"}:
        kept = [line for line in gone if line.startswith(("name", "type", "relationship", "serves", "works_on"))]
        assert all(line.partition(":")[0] in touched for line in kept)
