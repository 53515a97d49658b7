"""A season, from an idea to the end of a term: what is to do, what waits, and what pages say after each step."""

from datetime import date, timedelta
from pathlib import Path

import pytest

import coalition_site.jobs.record_sent
from coalition_site.derive.letters.review import review_view, reviews_due
from coalition_site.derive.rules.invitation_events import Event, Happened, Recording, recording
from coalition_site.derive.team.tasks import Task
from coalition_site.derive.words.labels import Words
from coalition_site.edit.editor import edited
from coalition_site.edit.edits import SetValue
from coalition_site.edit.whole_files import write_change
from coalition_site.importers.plan.make import plan_import
from coalition_site.importers.plan.write import validated_change
from coalition_site.importers.sources import Form
from coalition_site.importers.understand.filled_files import understand
from coalition_site.jobs.build import derive
from coalition_site.jobs.record_sent import Sending, planned_sending
from coalition_site.jobs.record_step import RecordedStep, planned_step
from coalition_site.model.coalition import Coalition
from coalition_site.render.artifacts import Artifact
from coalition_site.render.outputs import Outputs, Views, render_outputs
from coalition_site.render.tables import agreements_table
from coalition_site.validate.project import Checked, check

COALITION = """\
schema_version: 1
name: Elm Creek Coalition
community: Elm Creek
language: en
contact: {name: Office, email: office@elm.example}
senders:
  rosa: {name: Rosa Delgado, email: rosa@elm.example}
  jo: {name: Jo Lind}
follow_up_after: 10
"""
LIBRARY = """\
---
name: Elm Creek Library
type: Nonprofit
relationship: existing
serves: [Young people]
team:
  notes: Never on a Monday.
  people:
    - name: Ana Ruiz
      email: ana@library.elm.example
      phone: (555) 555-0142
---
Books for everybody.
"""
INVITES = """\
- member: Ana Ruiz
  partner: library
  sender: rosa
  status: idea
"""


class Season:
    """A coalition's folder, and the day it is."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.today = folder, date(2026, 1, 5)
        for name, text in {"coalition.yml": COALITION, "invites.yml": INVITES, "partners/library.md": LIBRARY}.items():
            file = folder / "content" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    def later(self, days: int) -> None:
        self.today += timedelta(days=days)

    def checked(self) -> tuple[Checked, Coalition]:
        checked = check(self.folder, self.today)
        assert checked.validated.coalition is not None, checked.validated.problems
        return checked, checked.validated.coalition

    def views(self) -> Views:
        return derive(self.checked()[1], self.today)

    def write(self, path: str, steps: tuple[str | int, ...], value: str | dict[str, str]) -> None:
        file = self.folder / "content" / path
        file.write_bytes(
            edited(file.read_bytes(), path, [SetValue(steps, dict(value) if isinstance(value, dict) else value)])
        )

    def tasks(self) -> list[Task]:
        return [task for sender in self.views().team.tasks for task in sender.now]

    def kinds(self) -> list[str]:
        return [task.kind for task in self.tasks()]

    def to_send(self) -> list[str]:
        return [letter.letter for letter in self.views().team.letters_to_send()]

    def outputs(self) -> Outputs:
        return render_outputs(self.views(), self.checked()[1], None, with_pdf=False)

    def page(self, path: str) -> str:
        return next(page.html for page in self.outputs().workbook.pages if str(page.path) == path)

    def sent(self) -> None:
        write_change(self.folder, planned_sending(self.folder, *self.checked(), Sending(0, None, self.today))[1])

    def recorded(self, step: Recording) -> RecordedStep:
        """A step that is written down."""
        recorded, change = planned_step(self.folder, *self.checked(), step, self.today)
        write_change(self.folder, change)
        return recorded

    def history(self) -> list[str]:
        return [f"{step.day} {step.what}" for step in self.checked()[1].invites[0].history]


@pytest.fixture
def season(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Season:
    def stand_in(document: Artifact, *_given: object) -> bytes:
        return b"%PDF-" + document.html.encode()

    # The PDF is not what is looked at.
    monkeypatch.setattr(coalition_site.jobs.record_sent, "document_bytes", stand_in)
    return Season(tmp_path)


def test_a_season(season: Season) -> None:  # noqa: PLR0915  one season
    # An idea: nobody has to do anything yet.
    assert (season.tasks(), season.to_send()) == ([], [])
    assert "Nothing is to be done." in season.page("follow-ups.md")

    # Drafted: the letter is to be sent.
    season.write("invites.yml", (0, "status"), "drafted")
    assert (season.kinds(), season.to_send()) == (["send"], ["invitation"])

    # Sent: it leaves what is to do, and the day to ask again is proposed.
    season.sent()
    assert (season.kinds(), season.to_send()) == ([], [])
    (row,) = season.views().team.invites
    assert (row.due, row.proposed, row.overdue) == (season.today + timedelta(days=10), True, False)
    assert season.history() == ["2026-01-05 sent"]

    # Silence: a call is late, and the words for it are ready.
    season.later(12)
    (task,) = season.tasks()
    assert (task.kind, task.days, task.proposed) == ("call", -2, True)
    assert "No answer for 12 days" in task.why
    page = season.page("follow-ups.md")
    assert "Good day, may I speak with Ana Ruiz?" in page
    assert "mailto:ana%40library.elm.example?subject=Did%20our%20invitation" in page
    assert "Never on a Monday" not in page
    assert str(len(season.views().team.overdue())) == "1"

    # The call: nobody answered; in half the time a few lines come next.
    _, coalition = season.checked()
    happened = Happened(Event.CALLED, season.today, "Rosa Delgado", "left a message")
    recorded = season.recorded(recording(coalition.invites[0], 0, happened))
    assert recorded.due == season.today + timedelta(days=5)
    assert [task.kind for task in season.tasks()] == ["write"]
    season.later(3)

    # Yes: a thank-you is due, and nothing else.
    _, coalition = season.checked()
    happened = Happened(Event.ACCEPTED, season.today, "Rosa Delgado", "gladly")
    season.recorded(recording(coalition.invites[0], 0, happened))
    assert season.to_send() == ["thank-you"]
    assert "thank" in season.kinds()
    assert season.history() == ["2026-01-05 sent", "2026-01-17 called", "2026-01-20 answered"]
    season.later(1)
    season.sent()
    assert season.to_send() == []

    # The agreement: there is a page to sign until it is signed.
    assert season.kinds() == ["agree"]
    assert "Agreement with Elm Creek Library" in season.page("agreements/agreement-library.md")
    season.later(9)
    until = season.today + timedelta(days=400)
    signed = {"signed": str(season.today), "until": str(until), "represented_by": "Ana Ruiz"}
    season.write("partners/library.md", ("agreement",), signed)
    season.write("partners/library.md", ("listing", "reviewed"), str(season.today))
    assert season.kinds() == []
    assert [row.state for row in season.views().team.agreements] == ["signed"]
    assert all(str(page.path) != "agreements/agreement-library.md" for page in season.outputs().workbook.pages)
    assert "Ana Ruiz" in agreements_table(season.views().team).rows[0]

    # A year later the profile is to be gone through, and the answer says that it was, with consent.
    assert reviews_due(season.checked()[1], season.today) == ()
    season.later(366)
    checked, coalition = season.checked()
    assert reviews_due(coalition, season.today) == ("library",)
    view = review_view(coalition, coalition.partners["library"], Words.of(coalition), season.today)
    assert view is not None
    assert "Never on a Monday" not in repr(view)
    fields: dict[str, str | bool] = {
        "review.record": "library en",
        "review.consent_yes": True,
        "review.until": str(view.until),
    }
    fields |= {"review.website": "https://library.elm.example"}
    plan = plan_import(understand([Form("review.json", fields)], coalition), coalition, season.today)
    write_change(season.folder, validated_change(season.folder, checked, plan, season.today))
    library = season.checked()[1].partners["library"]
    assert library.is_named(season.today)
    assert library.website == "https://library.elm.example"
    assert reviews_due(season.checked()[1], season.today) == ()

    # The term ends: it is renewed before, and afterwards it is over.
    (task,) = season.tasks()
    assert (task.kind, task.days) == ("renew", 34)
    season.later(35)
    (task,) = season.tasks()
    assert (task.kind, task.is_late) == ("renew", True)
    assert "The term ended on" in season.page("agreements.md")


def test_a_no_is_answered_with_a_smaller_ask(season: Season) -> None:
    season.write("invites.yml", (0, "status"), "drafted")
    season.sent()
    _, coalition = season.checked()
    happened = Happened(Event.DECLINED, season.today, "Rosa Delgado")
    season.recorded(recording(coalition.invites[0], 0, happened))
    (task,) = season.tasks()
    assert (task.kind, task.write) == ("smaller ask", ("status: drafted", "letter: smaller-ask"))
    for line in task.write:
        key, _, value = line.partition(": ")
        season.write("invites.yml", (0, key), value)
    assert season.to_send() == ["smaller-ask"]


def test_long_silence_asks_somebody_else_who_knows_them(season: Season) -> None:
    school = LIBRARY.replace("Elm Creek Library", "Elm Creek School").replace("Ana Ruiz", "Bo Ek")
    (season.folder / "content" / "partners" / "school.md").write_text(school, encoding="utf-8")
    history = "[{day: 2026-01-12, what: called}, {day: 2026-01-19, what: asked again}]"
    others = INVITES.replace("idea", f"no answer\n  sent: 2026-01-05\n  history: {history}")
    others += "- member: Bo Ek\n  partner: school\n  sender: jo\n  status: accepted\n  answered: 2026-01-02\n"
    (season.folder / "content" / "invites.yml").write_text(others, encoding="utf-8")
    season.later(30)
    task = next(task for task in season.tasks() if task.member == "Ana Ruiz")
    assert (task.kind, task.write) == ("other sender", ("sender: jo",))
    assert "This sender brought in Elm Creek School, whose work is alike." in task.why
    assert task.title == "Let Jo Lind ask Ana Ruiz"
