"""What a form sends becomes edits of the files: only what was touched, and nothing that is wrong."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from coalition_site.forms.controls import Sent
from coalition_site.forms.planning import MINE, THEIRS, Filled
from coalition_site.forms.records import Record, RecordKind, value_of
from coalition_site.forms.session import Session, Tried
from coalition_site.forms.shown import shown
from coalition_site.model.content_files import AREAS, INVITES
from tests.support.building import PROJECT, TODAY, small_project

PARTNER = """---
# The savings bank of our town.
name: Elm Fund
type: nonprofit   # by its id
relationship: existing
serves: [young-people, "Other: Veterans"]
works_on:
  # since 2019
  - Housing stability
listing:
  consent: 2026-01-02
team:
  people:
    - name: Ada Moreno   # call in the mornings
      email: ada@elm.example
    - name: Ben Ortiz
---

Gives.
"""
PATH = "content/partners/elm-fund.md"
ELM = Record(RecordKind.PARTNER, "elm-fund")


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(small_project(tmp_path / "project", {"partners/elm-fund.md": PARTNER}), lambda: TODAY)


def filled(session: Session, record: Record, touched: Mapping[str, str | Sequence[str]], **choices: str) -> Filled:
    """A form as it was made from a record, with some controls touched."""
    base = value_of(session.checked.content, record) or {}
    texts = shown(record.fields(), base, session.offered())
    texts |= {name: [text] if isinstance(text, str) else list(text) for name, text in touched.items()}
    return Filled(record, record.fields(), Sent(texts), base, choices)


def saved(session: Session, record: Record, touched: Mapping[str, str | Sequence[str]]) -> Tried:
    return session.save(filled(session, record, touched), "a test")


def text(session: Session, path: str = PATH) -> str:
    return (session.project / path).read_text(encoding="utf-8")


def test_what_nobody_touched_is_not_written(session: Session) -> None:
    tried = saved(session, ELM, {})
    assert (bool(tried.change), tried.may_be_written, text(session)) == (False, True, PARTNER)


@pytest.mark.parametrize(
    ("touched", "old", "new"),
    [
        ({"name.en": "Elm Fund & Co"}, "name: Elm Fund", "name: Elm Fund & Co"),
        ({"serves": ["young-people", "people-of-color"]}, '"Other: Veterans"]', '"Other: Veterans", People of color]'),
        ({"serves.fill.other": "Veterans\r\nGrandparents"}, 'Veterans"]', 'Veterans", "Other: Grandparents"]'),
        ({"team.people.0.email": ""}, "      email: ada@elm.example\n", ""),
        ({"team.people.1.remove": "on"}, "    - name: Ben Ortiz\n", ""),
        ({"team.people.2.name": "Cy"}, "    - name: Ben Ortiz\n", "    - name: Ben Ortiz\n    - name: Cy\n"),
        ({"listing.consent": "refused"}, "consent: 2026-01-02", "consent: refused"),
        ({"body": "Lends."}, "Gives.", "Lends."),
        ({"role.en": "Host"}, "listing:\n", "role: Host\nlisting:\n"),
        ({"type": "school-district"}, "nonprofit ", "School district "),
        ({"website": "https://elm.example"}, "type:", "website: https://elm.example\ntype:"),
    ],
)
def test_only_the_lines_that_are_meant_change(touched: Mapping[str, str], old: str, new: str, session: Session) -> None:
    tried = saved(session, ELM, touched)
    assert tried.may_be_written, tried
    assert text(session) == PARTNER.replace(old, new, 1)
    assert session.undo() == "a test"
    assert text(session) == PARTNER


def test_a_refusal_that_is_taken_back_takes_its_day_along(session: Session) -> None:
    refusal = "  consent: refused\n  how: By phone\n  refused: 2026-10-01\n"
    (session.project / PATH).write_text(PARTNER.replace("  consent: 2026-01-02\n", refusal), encoding="utf-8")
    tried = saved(session, ELM, {"listing.consent": "day", "listing.consent.day": "2026-11-02"})
    assert tried.may_be_written, tried
    agreed = "  consent: 2026-11-02\n  how: By phone\n  refused:\n"
    assert text(session) == PARTNER.replace("  consent: 2026-01-02\n", agreed)
    assert saved(session, ELM, {"listing.refused": "2026-11-03"}).may_be_written is False


def test_what_is_wrong_is_said_at_its_field_and_not_written(session: Session) -> None:
    touched = {"name.en": "", "website": "elm", "team.people.1.email": "ben", "listing.until": "2026-13-01"}
    tried = saved(session, ELM, touched)
    assert not tried.may_be_written
    assert {each.name for each in tried.problems} == {"name", "website", "team.people.1.email", "listing.until"}
    assert text(session) == PARTNER


def test_what_others_changed_meanwhile_stays_and_what_both_changed_is_asked(session: Session) -> None:
    form = filled(session, ELM, {"name.en": "Mine", "website": "https://elm.example"})
    file = session.project / PATH
    file.write_text(PARTNER.replace("Gives.", "Lends.").replace("Elm Fund", "Theirs"), encoding="utf-8")
    tried = session.save(form, "a test")
    assert [(each.name, each.mine, each.theirs) for each in tried.conflicts] == [("name", "Mine", "Theirs")]
    assert "elm.example\n" not in text(session).replace("ada@elm.example", "")
    for choice, name in ((THEIRS, "Theirs"), (MINE, "Mine")):
        session.save(Filled(form.record, form.fields, form.sent, form.base, {"name": choice}), "a test")
        assert f"name: {name}\n" in text(session)
        assert "Lends." in text(session)
        assert "website: https://elm.example\n" in text(session)


def test_a_new_partner_is_a_file_in_the_house_layout(session: Session) -> None:
    record = Record(RecordKind.PARTNER)
    sent = Sent(
        {
            "name.en": ["The Oak Society"],
            "type": ["other"],
            "type.fill.other": ["Choir"],
            "relationship": ["potential"],
            "assets.other": ["Voices"],
            "assets": ["convening-power"],
            "outreach.roles.0.role.en": ["Champion"],
            "body": ["Sings.\r\n\r\nLoudly."],
        }
    )
    tried = session.save(Filled(record, record.fields(), sent, {}, is_new=True), "a test")
    assert tried.record.id == "the-oak-society"
    assert text(session, "content/partners/the-oak-society.md") == (
        '---\nname: The Oak Society\ntype: "Other: Choir"\nrelationship: potential\nassets:\n  - Convening power\n'
        "  - Voices\nlisting:\n  reviewed: 2026-11-23\noutreach:\n  roles:\n    - role: Champion\n---\n"
        "Sings.\n\nLoudly.\n"
    )


def test_an_invite_is_added_and_found_again_when_its_number_is_another(session: Session) -> None:
    new = Record(RecordKind.INVITE)
    sent = Sent({"member": ["Ada"], "partner": ["elm-fund"], "sender": ["jo"], "status": ["drafted"]})
    tried = session.save(Filled(new, new.fields(), sent, {}, is_new=True), "a test")
    assert tried.may_be_written, tried
    ada = tried.record
    form = filled(session, ada, {"note": "Met."})
    path = session.checked.content.of(INVITES)[""].path
    before = text(session, path)
    first = "- member: Zoe\n  sender: jo\n  status: idea\n"
    (session.project / path).write_text(first + before, encoding="utf-8")
    tried = session.save(form, "a test")
    assert (tried.record.id, tried.may_be_written) == (str(int(ada.id) + 1), True)
    assert text(session, path) == first + before + "  note: Met.\n"


def test_trying_an_areas_text_leaves_the_content_that_is_known_as_it_was(session: Session) -> None:
    record = Record(RecordKind.AREA, "housing-stability")
    form = Filled(record, record.fields(), Sent({"body": ["Evictions doubled."]}), {}, is_new=True)
    assert session.tried(form).may_be_written
    assert session.checked.content.of(AREAS) == {}


def test_a_name_changed_in_the_included_invites_changes_one_line_and_keeps_all_comments(tmp_path: Path) -> None:
    """What the guide says beside what another editor made of the same edit."""
    shutil.copytree(PROJECT / "content", tmp_path / "content")
    session = Session(tmp_path, lambda: TODAY)
    path = "content/invites.yml"
    before = text(session, path).splitlines()
    tried = saved(session, Record(RecordKind.INVITE, "0"), {"member": "Dana B. Reyes"})
    assert tried.may_be_written, tried
    after = text(session, path).splitlines()
    assert [pair for pair in zip(before, after, strict=True) if len(set(pair)) > 1] == [
        ("- member: Dana Reyes", "- member: Dana B. Reyes")
    ]
    assert sum(line.lstrip().startswith("#") for line in after) == 6
