"""The marked copy: every value that is not public gives way to a mark of its shape, and the copy stays valid."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from coalition_site.model.coalition import Coalition
from coalition_site.problems import describe, has_errors
from coalition_site.selftest.fill import Filling, Renamed
from coalition_site.selftest.marked_copy import MarkedCopy, marked_copy, write_copy
from coalition_site.selftest.marks import MarkKind, Marks, Spot
from coalition_site.validate.project import Checked, check
from tests.support.building import PROJECT, TODAY, coalition_of, small_project
from tests.support.canary import TODAY as CANARY_DAY
from tests.support.canary import found, write_canaries
from tests.support.examples import examples
from tests.support.random_content import coalitions

BANK = """\
---
name: Bank of the River
website: https://bank.example/
type: "Other: Credit union"
relationship: existing
works_on: [Housing stability]
assets: [Convening power, A hall on Elm Street]
outreach:
  because: {en: You lend., es: Ustedes prestan.}
team:
  notes: Ana Pinto told us, at 5:30.
  position: supportive
  people:
    - name: Ana Pinto
      email: ana@bank.example
      phone: (573) 555-0147
      language: es
---
Lends **to all**: see [the hall](hall.md) and ![A face](ana.png).
"""
INVITES = """\
- member: Ana Pinto
  partner: bank
  sender: jo
  status: sent
  sent: 2026-10-05
  follow_up: 2026-10-19
  letter: hello
"""
LETTER = "---\nsubject: To {{ member }} from us\n---\nDear {% if member %}{{ member }}{% endif %}, come.\n"
PAGE = "---\ntitle: The hall\naudience: team\n---\nSee [them](../partners/bank.html).\n"
MEETING = """\
---
title: Circle
audience: team
start: 2026-10-22 17:30
time_zone: America/Chicago
team:
  present: [bank, Ana Pinto]
---
Agenda.
"""
FILES = {
    "partners/bank.md": BANK,
    "invites.yml": INVITES,
    "letters/hello.md": LETTER,
    "pages/hall.md": PAGE,
    "meetings/2026-10-22-circle.md": MEETING,
}


def _errors(checked: Checked) -> list[str]:
    return [describe(each, checked.line_at) for each in checked.validated.problems if has_errors([each])]


def _copy(project: Path, folder: Path) -> tuple[MarkedCopy, Checked, Path, Coalition]:
    checked = check(project, TODAY)
    assert checked.validated.coalition is not None, _errors(checked)
    copy = marked_copy(checked.content, checked.validated.coalition, TODAY, frozenset())
    folder.mkdir()
    place = write_copy(copy, project, checked.validated.coalition, folder)
    return copy, check(place, TODAY), place, checked.validated.coalition


def _word(copy: MarkedCopy, path: str, *steps: str | int) -> str:
    (mark,) = (mark for mark in copy.looked_for() if (mark.spot.path, mark.spot.steps) == (f"content/{path}", steps))
    return mark.word


def test_each_value_keeps_its_shape(tmp_path: Path) -> None:
    project = small_project(tmp_path / "town", FILES)
    (project / "content/images").mkdir()
    from PIL import Image

    Image.new("RGB", (9, 9)).save(project / "content/images/ana.png")
    copy, checked, place, _ = _copy(project, tmp_path / "scratch")
    coalition = checked.validated.coalition
    assert coalition is not None, _errors(checked)
    ((bank_id, bank),) = coalition.partners.items()
    path = "partners/bank.md"
    assert bank_id == _word(copy, path)
    name = _word(copy, path, "name")
    assert bank.name.plain == f"{name.capitalize()} {name} {name} {name.capitalize()}"
    assert bank.website == f"https://{_word(copy, path, 'website')}.example/{_word(copy, path, 'website')}"
    # Options stay, and what stands in the place of one does not.
    assert bank.type.option == "other"
    assert bank.type.text.lower().split() == [_word(copy, path, "type")] * 2
    assert [choice.option for choice in (*bank.works_on, *bank.assets)] == ["housing-stability", "convening-power", ""]
    assert "elm" not in bank.assets[1].text.lower()
    because = bank.outreach.because
    assert because is not None
    assert because.texts() != ("You lend.", "Ustedes prestan.")
    assert len(set(because.texts())) == 2
    assert bank.team.position == "supportive"
    (person,) = bank.team.people
    number = _word(copy, path, "team", "people", 0, "phone")
    assert (person.phone, person.language) == (f"({number[:3]}) {number[3:6]}-{number[6:]}", "es")
    assert person.email == f"{_word(copy, path, 'team', 'people', 0, 'email')}@bank.example"
    assert "5:30" in bank.team.notes
    # One person has one name wherever they are named, so that invites, contacts and minutes still belong together.
    (invite,) = coalition.invites
    (meeting,) = coalition.meetings
    assert invite.member == person.name == meeting.team.present[1]
    assert (invite.partner, meeting.team.present[0]) == (bank_id, bank_id)
    assert (str(invite.sent), str(invite.follow_up), invite.letter) == ("1626-10-05", "1626-10-19", "hello")
    assert list(coalition.settings.senders) == [invite.sender] == [_word(copy, "coalition.yml", "senders", "jo")]
    assert meeting.id == f"1626-10-22-{_word(copy, 'meetings/2026-10-22-circle.md')}"
    # Links and pictures lead where they led.
    (page,) = coalition.pages
    assert f"](../partners/{bank_id}.html)" in page.body
    picture = _word(copy, "images/ana.png")
    assert f"]({page.id}.md)" in bank.profile
    assert f"]({picture}.png)" in bank.profile
    assert (place / f"content/images/{picture}.png").is_file()
    assert not (place / "content/images/ana.png").exists()
    wording = (place / "content/letters/hello.md").read_text(encoding="utf-8")
    for kept in ("{{ member }}", "{% if member %}", "{% endif %}"):
        assert kept in wording
    assert coalition.settings.name.plain == f"River Town Coalition {copy.control}"


def test_nothing_of_the_original_stays_in_the_copy_but_what_is_public(tmp_path: Path) -> None:
    canaries = write_canaries(tmp_path / "town")
    checked = check(tmp_path / "town", CANARY_DAY)
    coalition = checked.validated.coalition
    assert coalition is not None, _errors(checked)
    copy = marked_copy(checked.content, coalition, CANARY_DAY, frozenset())
    (tmp_path / "scratch").mkdir()
    place = write_copy(copy, tmp_path / "town", coalition, tmp_path / "scratch")
    again = check(place, CANARY_DAY)
    assert again.validated.coalition is not None, _errors(again)
    read = {*copy.files, *(path for path in checked.content.lines)}
    files = [place / path for path in read if (place / path).is_file()]
    text = "\n".join(f"{file.name}\n{file.read_bytes().decode('utf-8', 'replace')}" for file in files)
    left = [each for each in found(text, canaries.not_public) if not _decides_who_is_named(each, text)]
    assert not left, "\n".join(left)
    # And each of them has a mark of its own, so that it can be traced.
    places = [mark.spot for mark in copy.looked_for()]
    assert len(set(places)) == len(places) > 500


def _decides_who_is_named(day: str, text: str) -> bool:
    """Whether a day is that of a consent, which the copy has to keep."""
    return any(f'"{key}": "{day}"' in text for key in ("consent", "until", "refused", "left"))


def test_a_folder_of_the_teams_own_is_copied_too(tmp_path: Path) -> None:
    bank = "name: Bank\ntype: Business\nrelationship: existing\nlisting: {consent: 2026-01-02}\n"
    project = small_project(tmp_path / "town", {"partners/bank.md": f"---\n{bank}---\n"})
    with (project / "content/coalition.yml").open("a", encoding="utf-8") as settings_file:
        settings_file.write("team_content: ../deep/team\n")
    team = tmp_path / "deep" / "team"
    files = {
        "partners/bank.md": "---\nteam: {notes: They are slow.}\n---\n",
        "partners/rosa.md": "---\nname: Rosa Muñoz\ntype: Resident\nrelationship: existing\n---\n",
        "invites.yml": INVITES.replace("letter: hello", "note: Shy."),
        "meetings/2026-10-22-circle.md": MEETING,
        "pages/hall.md": PAGE,
    }
    for name, text in files.items():
        (team / name).parent.mkdir(parents=True, exist_ok=True)
        (team / name).write_text(text, encoding="utf-8")
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    copy, checked, place, _ = _copy(project, tmp_path / "scratch")
    coalition = checked.validated.coalition
    assert coalition is not None, _errors(checked)
    assert set(coalition.partners) == {"bank", _word_at(copy, "../deep/team/partners/rosa.md")}
    assert "slow" not in coalition.partners["bank"].team.notes
    said = "".join(file.read_text("utf-8") for file in (place / "../team").rglob("*.*"))
    for private in ("slow", "Rosa", "Ana", "Shy", "hall", "Circle"):
        assert private not in said
    # What people wrote is only read.
    assert {file: file.read_bytes() for file in before} == before


def _word_at(copy: MarkedCopy, path: str) -> str:
    return next(mark.word for mark in copy.looked_for() if mark.spot == Spot(path))


def test_the_included_content_is_marked_whole(tmp_path: Path) -> None:
    (tmp_path / "town").mkdir()
    (tmp_path / "town/content").symlink_to(PROJECT / "content")
    coalition = coalition_of(PROJECT)
    checked = check(PROJECT, TODAY)
    copy = marked_copy(checked.content, coalition, TODAY, frozenset())
    by_path = {mark.spot.path for mark in copy.looked_for()}
    for partner in coalition.partners:
        assert coalition.partner_file(partner, "team.notes") in by_path
    assert len({mark.kind for mark in copy.looked_for()}) == len(MarkKind)
    for path, data in copy.files.items():
        if data is not None and path.endswith(".yml"):
            json.loads(data)


@settings(
    max_examples=examples(10, 100), phases=[Phase.generate], suppress_health_check=list(HealthCheck), deadline=None
)
@given(coalitions())
def test_any_coalition_without_errors_gives_a_copy_without_errors(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]
) -> None:
    project = tmp_path_factory.mktemp("town")
    for path, data in files.items():
        file = project / "content" / path.removeprefix("content/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    if check(project, TODAY).validated.coalition is None:
        return
    _, checked, _, _ = _copy(project, tmp_path_factory.mktemp("scratch") / "copy")
    assert checked.validated.coalition is not None, _errors(checked)


def test_what_everybody_may_see_is_no_mark() -> None:
    marks = Marks()
    filling = Filling(marks, Renamed(), coalition_of(PROJECT).vocabulary)
    assert filling.markdown("See **all**.", Spot("content/areas/housing.md", (), private=False)) == "See **all**."
    assert marks.made == []
