"""Outreach as pages: what is to be done, and what happened to one invitation, written down with a click or a few."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from werkzeug import Request, Response
from werkzeug.exceptions import NotFound

from coalition_site.derive.letters.sent import sent_letters
from coalition_site.derive.letters.view import letter_slugs
from coalition_site.derive.rules.invitation_events import LATER, Event, Happened
from coalition_site.derive.team.assemble import team_view
from coalition_site.derive.team.meetings import open_decisions
from coalition_site.derive.team.tasks import Task
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.dates import joined, long_date
from coalition_site.derive.words.team_terms import team_terms
from coalition_site.forms.desk import Desk
from coalition_site.forms.endpoints import Endpoint
from coalition_site.forms.outreach import SAID, TODAY, WORDING, Outlook, Proposed, record_happened, take_proposal
from coalition_site.model.coalition import Coalition
from coalition_site.model.invite import Invite
from coalition_site.publish.output.folder import WORKBOOK
from coalition_site.render.letter_text import text_of_view
from coalition_site.render.outreach_pages import ShownTask, shown_senders, shown_task

_LETTERS = "letters/"
_TO_DO = "follow-ups.html"


@dataclass(frozen=True, slots=True)
class Steps:
    """What can be done about an invite with one click: its number, what is recorded so, and what is proposed.

    Each is what a form sends and what its button says.
    """

    number: int
    member: str
    partner: str
    done: tuple[tuple[str, str], ...]
    taken: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class HappenedPage:
    """The form of what happened: what may have, what was typed, and what is wrong with that."""

    invite: Invite
    number: int
    steps: Steps
    choices: Sequence[tuple[str, str]]
    gaps: str
    history: Sequence[str]
    typed: dict[str, str] = field(default_factory=dict)
    wrong: Sequence[tuple[str, str]] = ()

    def text(self, name: str) -> str:
        """What was typed into a control."""
        return self.typed.get(name, "")

    def wrong_of(self, name: str) -> list[str]:
        """What is wrong with it."""
        return [said for each, said in self.wrong if each == name]


def to_do(desk: Desk, _request: Request) -> Response:
    """What is to be done this week and later, by whom, with what was done a click away."""
    coalition = desk.whole
    if coalition is None:
        return desk.shown("to_do.html", "to-do", senders=(), decisions=(), calendars=())
    view = team_view(coalition, desk.session.today, sent_letters(coalition, text_of_view))

    def with_steps(task: Task) -> ShownTask:
        steps = _steps(view.words, Outlook(coalition, task.number - 1)) if task.number else None
        return replace(shown_task(task), done=desk.part("task_done.html", steps=steps, task=task))

    senders = shown_senders(view.tasks, view.words, with_steps)
    return desk.shown("to_do.html", "to-do", senders=senders, decisions=open_decisions(view.meetings), calendars=())


def happened(desk: Desk, request: Request, number: int, wrong: str = "", status: int = 200) -> Response:
    """The form of what happened to one invitation, with what was typed before."""
    return _page(desk, number, _typed(desk, request), [("", wrong)] if wrong else (), status)


def record(desk: Desk, request: Request, number: int) -> Response:
    """Writes down what happened, or says what is wrong with it."""
    invite, typed, words = _invite(desk, number, request), _typed(desk, request), desk.catalogue
    happened, wrong = _read(desk, number, typed)
    if happened is None:
        return _page(desk, number, typed, wrong, 422)
    done = words.gettext(SAID[happened.what])
    change = f"{invite.member}: {done}"
    is_new = record_happened(desk.session, number, happened, change, with_gaps=bool(typed.get("with_gaps")))
    told = words.gettext("Written down: %(change)s.", change=change)
    return desk.leads_to(_back(request, number), told if is_new else words.gettext("That is on record already."))


def _typed(desk: Desk, request: Request) -> dict[str, str]:
    return {"day": desk.session.today.isoformat()} | {key: text.strip() for key, text in request.form.items()}


def take(desk: Desk, request: Request, number: int) -> Response:
    """Does what is proposed for an invitation."""
    invite, words = _invite(desk, number, request), desk.catalogue
    change = words.gettext("%(name)s was changed", name=invite.member)
    take_proposal(desk.session, number, request.form.get("proposal", ""), change)
    return desk.leads_to(_back(request, number), words.gettext("Saved."))


def steps_beside(desk: Desk, site: str, path: str) -> str:
    """Buttons for the workbook's page of what is to be done, and for that of a letter."""
    coalition = desk.whole
    if coalition is None or site != WORKBOOK:
        return ""
    if path == _TO_DO:
        return _buttons(desk, coalition, range(len(coalition.invites)), "")
    slug = path.removeprefix(_LETTERS).removesuffix(".html")
    slugs = letter_slugs(coalition)
    is_letter = path == f"{_LETTERS}{slug}.html" and slug in slugs
    return _buttons(desk, coalition, [slugs.index(slug)], "invite") if is_letter else ""


def _buttons(desk: Desk, coalition: Coalition, numbers: Sequence[int], back: str) -> str:
    words = desk.catalogue
    found = (_steps(words, Outlook(coalition, number)) for number in numbers)
    steps = [each for each in found if each.done or each.taken]
    return desk.part("beside_tasks.html", every=steps, back=back)


def _invite(desk: Desk, number: int, request: Request | None = None) -> Invite:
    """An invite, which must still be that of whom a form was made for. Raises NotFound."""
    invites = desk.known().invites
    if number >= len(invites):
        raise NotFound
    asked = request.form if request is not None else None
    if asked is not None and (invites[number].member, invites[number].partner) != (
        asked.get("member", ""),
        asked.get("partner", ""),
    ):
        raise NotFound
    return invites[number]


def _back(request: Request, number: int) -> str:
    return f"invite/{number}" if request.form.get("back") == "invite" else "to-do"


def _page(
    desk: Desk, number: int, typed: dict[str, str], wrong: Sequence[tuple[str, str]] = (), status: int = 200
) -> Response:
    invite, coalition, words = _invite(desk, number), desk.known(), desk.catalogue
    names = coalition.texts.letter(words.language).names
    outlook = Outlook(coalition, number)
    gaps = [names.get(gap, gap) for gap in outlook.gaps()]
    steps = team_terms(words)["step"]
    told = ((long_date(each.day, words.language), steps[each.what], each.by, each.note) for each in invite.history)
    page = HappenedPage(
        invite,
        number,
        _steps(words, outlook),
        [(str(choice), words.gettext(SAID[choice])) for choice in outlook.choices()],
        joined(gaps, words.language),
        [" · ".join(filter(None, each)) for each in told],
        typed,
        wrong,
    )
    return desk.shown("happened.html", f"invite/{number}/happened", status, page=page)


def _read(desk: Desk, number: int, typed: dict[str, str]) -> tuple[Happened | None, Sequence[tuple[str, str]]]:
    """What was typed, or what is wrong with it, by the names of controls."""
    words, today, coalition = desk.catalogue, desk.session.today, desk.known()
    outlook, wrong = Outlook(coalition, number), list[tuple[str, str]]()
    what = typed.get("what", "")
    if what not in outlook.choices():
        wrong.append(("what", words.gettext("Choose what happened.")))
    day, again = _day(typed["day"]), _day(typed.get("again", ""))
    if day is None or day > today:
        wrong.append(("day", words.gettext("Write a day such as %(day)s, not after today.", day=today)))
    if typed.get("again") and (again is None or again <= today):
        later = today + LATER
        wrong.append(("again", words.gettext("Write a day after today, such as %(day)s.", day=later)))
    if what == Event.SENT and outlook.gaps() and not typed.get("with_gaps"):
        said = words.gettext("The letter has gaps. Fill them first, or say that they are meant.")
        wrong.append(("with_gaps", said))
    if wrong or day is None:
        return None, wrong
    by = typed.get("by") or coalition.settings.senders[coalition.invites[number].sender].name
    note = " ".join(typed.get("note", "").split())
    return Happened(Event(what), day, " ".join(by.split()), note, again), ()


def _steps(words: Catalogue, outlook: Outlook) -> Steps:
    invite, done = outlook.invite, outlook.next()
    return Steps(
        outlook.number,
        invite.member,
        invite.partner,
        ((str(done), words.gettext(TODAY[done])),) if done is not None else (),
        tuple((proposal.name, _proposed(outlook.coalition, words, proposal)) for proposal in outlook.proposals()),
    )


def _proposed(coalition: Coalition, words: Catalogue, proposed: Proposed) -> str:
    if proposed.name == WORDING:
        return words.gettext("Use the wording %(name)s", name=proposed.keys["letter"])
    if "sender" in proposed.keys:
        return words.gettext("Let %(name)s ask", name=coalition.settings.senders[proposed.keys["sender"]].name)
    return words.gettext("Draft a smaller ask")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


OUTREACH_ENDPOINTS = (
    Endpoint("/to-do", to_do),
    Endpoint("/invite/<int:number>/happened", happened),
    Endpoint("/invite/<int:number>/happened", record, "POST", happened),
    Endpoint("/invite/<int:number>/take", take, "POST", happened),
)
