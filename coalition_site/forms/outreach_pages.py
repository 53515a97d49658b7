"""Outreach as pages: what is to be done, and what happened to one invitation, written down with a click or a few."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from werkzeug import Request, Response
from werkzeug.exceptions import NotFound
from werkzeug.routing import Rule

from coalition_site.derive.letters.sent import sent_letters
from coalition_site.derive.letters.view import letter_slugs
from coalition_site.derive.team.assemble import team_view
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.dates import joined, long_date
from coalition_site.derive.words.team_terms import team_terms
from coalition_site.edit.edits import EditRefused
from coalition_site.forms.desk import Desk
from coalition_site.forms.outreach import (
    DONE,
    TODAY,
    Done,
    Happened,
    Outlook,
    Proposal,
    Proposed,
    record_happened,
    take_proposal,
)
from coalition_site.forms.session import StillNeeded
from coalition_site.jobs.record_step import LATER, NotRecorded
from coalition_site.model.coalition import Coalition
from coalition_site.model.invite import Invite
from coalition_site.publish.output.folder import WORKBOOK
from coalition_site.publish.pdf.make import PdfUnavailable
from coalition_site.publish.pdf.single_document import DocumentFailed
from coalition_site.render.letter_text import text_of_view
from coalition_site.render.outreach_pages import ShownTask, shown_senders
from coalition_site.serve.server import redirected

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
class ToDo:
    """A task with the steps that belong to it, and where the form is of what it asks to write, if it asks for that."""

    shown: ShownTask
    steps: Steps | None
    form: str


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


@dataclass(frozen=True, slots=True)
class OutreachViews:
    """The pages of outreach."""

    desk: Desk

    @staticmethod
    def rules() -> list[Rule]:
        """Their addresses."""
        return [
            Rule("/to-do", endpoint="to_do", methods=["GET"]),
            Rule("/invite/<int:number>/happened", endpoint="happened", methods=["GET"]),
            Rule("/invite/<int:number>/happened", endpoint="record", methods=["POST"]),
            Rule("/invite/<int:number>/take", endpoint="take", methods=["POST"]),
        ]

    def views(self) -> dict[str, Callable[..., Response]]:
        """What answers them."""
        return {"to_do": self.to_do, "happened": self.happened, "record": self.record, "take": self.take}

    def to_do(self, _request: Request) -> Response:
        """What is to be done this week and later, by whom, with what was done a click away."""
        coalition, words = self.desk.whole, self.desk.catalogue
        if coalition is None:
            return self.desk.shown("to_do.html", "to-do", senders=())
        view = team_view(coalition, self.desk.session.today, sent_letters(coalition, text_of_view))
        senders = [
            (
                each.sender,
                [_to_do(coalition, words, task) for group in each.groups for task in group.tasks],
                [_to_do(coalition, words, task) for task in each.later],
            )
            for each in shown_senders(view.tasks, words)
        ]
        return self.desk.shown("to_do.html", "to-do", senders=senders)

    def happened(self, _request: Request, number: int) -> Response:
        """The form of what happened to one invitation."""
        return self._page(number, {"day": self.desk.session.today.isoformat()})

    def record(self, request: Request, number: int) -> Response:
        """Writes down what happened, or says what is wrong with it."""
        self._invite(number, request)
        typed = {key: text.strip() for key, text in request.form.items()}
        typed.setdefault("day", self.desk.session.today.isoformat())
        happened, wrong = self._read(number, typed)
        if happened is None:
            return self._page(number, typed, wrong, 422)
        words = self.desk.catalogue
        name = self._coalition().invites[number].member
        done = words.gettext(DONE[happened.what])
        change = f"{name}: {done}"
        try:
            is_new = record_happened(self.desk.session, number, happened, change)
        except (NotRecorded, EditRefused, DocumentFailed, PdfUnavailable) as error:
            return self._page(number, typed, [("", str(error))], 422)
        told = words.gettext("Written down: %(change)s.", change=change)
        self.desk.tell(told if is_new else words.gettext("That is on record already."))
        return redirected(f"{self.desk.root}edit/{self._back(request, number)}", 303)

    def take(self, request: Request, number: int) -> Response:
        """Does what is proposed for an invitation."""
        invite, words = self._invite(number, request), self.desk.catalogue
        change = words.gettext("%(name)s was changed", name=invite.member)
        try:
            take_proposal(self.desk.session, number, request.form.get("proposal", ""), change)
        except (NotRecorded, EditRefused, StillNeeded) as error:
            return self._page(number, {}, [("", str(error))], 409)
        self.desk.tell(words.gettext("Saved."))
        return redirected(f"{self.desk.root}edit/{self._back(request, number)}", 303)

    def beside(self, site: str, path: str) -> str:
        """Buttons for the workbook's page of what is to be done, and for that of a letter."""
        coalition = self.desk.whole
        if coalition is None or site != WORKBOOK:
            return ""
        if path == _TO_DO:
            return self._buttons(coalition, range(len(coalition.invites)), "")
        slug = path.removeprefix(_LETTERS).removesuffix(".html")
        slugs = letter_slugs(coalition)
        is_letter = path == f"{_LETTERS}{slug}.html" and slug in slugs
        return self._buttons(coalition, [slugs.index(slug)], "invite") if is_letter else ""

    def _buttons(self, coalition: Coalition, numbers: Sequence[int], back: str) -> str:
        words = self.desk.catalogue
        found = (_steps(words, Outlook(coalition, number)) for number in numbers)
        steps = [each for each in found if each.done or each.taken]
        return self.desk.part("beside_tasks.html", every=steps, back=back)

    def _coalition(self) -> Coalition:
        coalition = self.desk.whole
        if coalition is None:
            raise NotFound
        return coalition

    def _invite(self, number: int, request: Request | None = None) -> Invite:
        """An invite, which must still be that of whom a form was made for. Raises NotFound."""
        invites = self._coalition().invites
        if number >= len(invites):
            raise NotFound
        asked = request.form if request is not None else None
        if asked is not None and (invites[number].member, invites[number].partner) != (
            asked.get("member", ""),
            asked.get("partner", ""),
        ):
            raise NotFound
        return invites[number]

    @staticmethod
    def _back(request: Request, number: int) -> str:
        return f"invite/{number}" if request.form.get("back") == "invite" else "to-do"

    def _page(
        self, number: int, typed: dict[str, str], wrong: Sequence[tuple[str, str]] = (), status: int = 200
    ) -> Response:
        invite, coalition, words = self._invite(number), self._coalition(), self.desk.catalogue
        names = coalition.texts.letter(words.language).names
        outlook = Outlook(coalition, number)
        gaps = [names.get(each, each) for each in outlook.gaps()]
        steps = team_terms(words)["step"]
        told = ((long_date(each.day, words.language), steps[each.what], each.by, each.note) for each in invite.history)
        page = HappenedPage(
            invite,
            number,
            _steps(words, outlook),
            [(str(each), words.gettext(DONE[each])) for each in outlook.choices()],
            joined(gaps, words.language),
            [" · ".join(filter(None, each)) for each in told],
            typed,
            wrong,
        )
        return self.desk.shown("happened.html", f"invite/{number}/happened", status, page=page)

    def _read(self, number: int, typed: dict[str, str]) -> tuple[Happened | None, Sequence[tuple[str, str]]]:
        """What was typed, or what is wrong with it, by the names of controls."""
        words, today, coalition = self.desk.catalogue, self.desk.session.today, self._coalition()
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
        if what == Done.SENT and outlook.gaps() and not typed.get("with_gaps"):
            said = words.gettext("The letter has gaps. Fill them first, or say that they are meant.")
            wrong.append(("with_gaps", said))
        if wrong or day is None:
            return None, wrong
        by = typed.get("by") or coalition.settings.senders[coalition.invites[number].sender].name
        note = " ".join(typed.get("note", "").split())
        return Happened(Done(what), day, " ".join(by.split()), note, again, bool(typed.get("with_gaps"))), ()


def _to_do(coalition: Coalition, words: Catalogue, shown: ShownTask) -> ToDo:
    task = shown.task
    if not task.number:
        return ToDo(shown, None, f"partner/{task.partner_id}#field-agreement.signed")
    return ToDo(shown, _steps(words, Outlook(coalition, task.number - 1)), "")


def _steps(words: Catalogue, outlook: Outlook) -> Steps:
    invite, done = outlook.invite, outlook.next()
    return Steps(
        outlook.number,
        invite.member,
        invite.partner,
        ((str(done), words.gettext(TODAY[done])),) if done is not None else (),
        tuple((str(each.kind), _proposed(outlook.coalition, words, each)) for each in outlook.proposals()),
    )


def _proposed(coalition: Coalition, words: Catalogue, proposed: Proposed) -> str:
    if proposed.kind is Proposal.WORDING:
        return words.gettext("Use the wording %(name)s", name=proposed.value)
    if proposed.kind is Proposal.OTHER_SENDER:
        return words.gettext("Let %(name)s ask", name=coalition.settings.senders[proposed.value].name)
    return words.gettext("Draft a smaller ask")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
