"""The files are looked at once for each request, and the next request looks again."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from unittest.mock import Mock

import pytest

from coalition_site.derive.letters.view import letter_view
from coalition_site.forms.controls import Sent
from coalition_site.forms.planning import Filled
from coalition_site.forms.records import Record, RecordKind, value_of
from coalition_site.forms.session import Session
from coalition_site.forms.shown import shown
from coalition_site.model.content_files import PARTNERS
from coalition_site.serve.watcher import snapshot
from tests.support.building import TODAY, small_project
from tests.support.editing import PARTNER, Editing, editing

PATH = "content/partners/elm-fund.md"
ELM = Record(RecordKind.PARTNER, "elm-fund")
INVITES = "- member: Ada Moreno\n  partner: elm-fund\n  sender: jo\n  status: drafted\n"
FILES = {"partners/elm-fund.md": PARTNER, "invites.yml": INVITES}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Editing]:
    with editing(small_project(tmp_path / "project", FILES)) as desk:
        yield desk


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(small_project(tmp_path / "project", FILES), lambda: TODAY)


def _change(session: Session, name: str, text: str) -> Filled:
    base = value_of(session.checked.content, ELM) or {}
    texts = shown(ELM.fields(), base, session.offered()) | {name: [text]}
    return Filled(ELM, ELM.fields(), Sent(texts), base)


def test_one_look_answers_a_request(desk: Editing, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = desk.server.beside
    assert editor is not None
    looks = Mock(wraps=snapshot)
    monkeypatch.setattr("coalition_site.forms.current_content.snapshot", looks)
    for page in ("partner/elm-fund", "partners", "invite/0/happened", "to-do", "nowhere"):
        desk.get(f"edit/{page}")
    assert "The letter went out today" in editor.added("workbook", "follow-ups.html")
    assert looks.call_count == 6
    (desk.project / PATH).write_text(PARTNER.replace("Elm", "Oak"), encoding="utf-8")
    assert "Oak Fund" in desk.get("edit/partner/elm-fund").text


def test_one_letter_is_made_for_the_form_of_what_happened(desk: Editing, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Mock(wraps=letter_view)
    monkeypatch.setattr("coalition_site.forms.outreach.letter_view", made)
    assert "has gaps" in desk.get("edit/invite/0/happened").text
    assert made.call_count == 1


def test_a_request_sees_one_state_and_what_it_writes(session: Session) -> None:
    with session.one_request():
        first = session.checked
        (session.project / PATH).write_text(PARTNER.replace("Gives.", "Lends."), encoding="utf-8")
        assert session.checked is first
        assert session.save(_change(session, "website", "https://elm.example"), "a test").may_be_written
        value = value_of(session.checked.content, ELM) or {}
        assert (value["website"], str(value["body"]).strip()) == ("https://elm.example", "Lends.")
    shutil.rmtree(session.project / "content" / "partners")
    assert "elm-fund" not in session.checked.content.of(PARTNERS)


def test_who_waited_for_another_to_write_looks_again(session: Session) -> None:
    def other() -> None:
        with session.one_request():
            session.save(_change(session, "body", "Lends."), "a test")

    with session.one_request():
        mine = _change(session, "body", "Gives more.")
        thread = Thread(target=other)
        thread.start()
        thread.join()
        assert session.save(mine, "a test").conflicts
    assert (session.project / PATH).read_text(encoding="utf-8").endswith("---\nLends.\n")
