"""Tasks: what is to be done about invitations and agreements, by whom, when and why, with the words for it ready."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from coalition_site.derive.letters.view import LetterView, Writers, letter_view
from coalition_site.derive.rules.invitation_events import Event, command_of
from coalition_site.derive.rules.outreach import (
    SMALLER_ASK,
    Next,
    event_of,
    next_step,
    proposed_keys,
    ties,
    times_asked_again,
)
from coalition_site.derive.team.agreements import AgreementRow, State, term_said
from coalition_site.derive.team.due import from_now
from coalition_site.derive.team.partner import InviteRow
from coalition_site.derive.words.catalogue import N_, Catalogue
from coalition_site.derive.words.dates import joined, long_date
from coalition_site.derive.words.labels import Words
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import INVITES
from coalition_site.model.invite import WAITING, Invite, Via

WEEK = timedelta(days=7)
TERM = timedelta(days=364)
"""How long the term of a new agreement is that is proposed, from its first day to its last."""


class WordsKind(StrEnum):
    """What words are for."""

    CALL = "call"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class ReadyWords:
    """Words that are ready: to say on the telephone, or to mail. `to` is the number or the address, or empty."""

    kind: WordsKind
    letter: LetterView
    to: str


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do: what, why, and on which day; without a day it waits for nothing.

    `kind` is a step of the cycle (`Next`), or `renew` for an agreement. `days` is how far off it is, below 0 where it
    is late; `when` says that in words, empty without a day, and `proposed` that nobody wrote the day down. `write` are
    lines to type in `file`, `record` the command saying that it is done. `address` leads to the letter or page that
    goes with it, from the workbook's root, and is empty where there is none. `number` is that of the invite in its
    list, from 1, or 0.
    """

    kind: str
    member: str
    organization: str
    partner_id: str
    sender_id: str
    sender: str
    title: str
    why: str
    day: date | None
    days: int
    when: str
    proposed: bool
    address: str
    ready: tuple[ReadyWords, ...]
    write: tuple[str, ...]
    file: str
    record: str
    number: int = 0

    @property
    def is_late(self) -> bool:
        """Whether the day has passed."""
        return self.day is not None and self.days < 0


@dataclass(frozen=True, slots=True)
class SenderTasks:
    """What one sender has to do: what is late or due within a week, and what comes later."""

    sender_id: str
    sender: str
    now: tuple[Task, ...]
    later: tuple[Task, ...]

    @property
    def follow_ups(self) -> tuple[Task, ...]:
        """Those whose answer is awaited, in the order of their days, of one day in that of the list."""
        return tuple(task for task in (*self.now, *self.later) if task.number and task.day is not None)

    @property
    def late(self) -> int:
        """How many of the follow-ups are late."""
        return sum(task.is_late for task in self.follow_ups)

    @property
    def to_send(self) -> tuple[Task, ...]:
        """The letters that are written and not sent."""
        return tuple(task for task in self.now if task.kind == Next.SEND)


RENEW = "renew"
"""The task of an agreement whose term ends."""
TITLES: Mapping[str, str] = {
    Next.SEND: N_("Send the letter to %(name)s"),
    Next.CALL: N_("Call %(name)s"),
    Next.WRITE: N_("Write to %(name)s again"),
    Next.OTHER_SENDER: N_("Let %(other)s ask %(name)s"),
    Next.SMALLER_ASK: N_("Ask %(name)s for less"),
    Next.THANK: N_("Thank %(name)s"),
    Next.AGREE: N_("Sign an agreement with %(name)s"),
    RENEW: N_("Renew the agreement with %(name)s"),
}
CALL_THEM = N_("Call %(name)s with the invitation")


def sender_tasks(
    coalition: Coalition,
    rows: Sequence[InviteRow],
    agreements: Sequence[AgreementRow],
    kept: frozenset[str],
    words: Words,
    today: date,
) -> tuple[SenderTasks, ...]:
    """Every sender's tasks, the late ones first; whoever is late with most comes first.

    `kept` are the file names of letters that are kept as they were sent.
    """
    teller = _Teller(coalition, words, today, {})
    tasks = [task for row in rows for task in teller.of_invite(row, letter_kept=row.letter in kept)]
    tasks += [task for row in agreements for task in teller.of_agreement(row)]
    found = []
    for sender_id, sender in coalition.settings.senders.items():
        mine = sorted((task for task in tasks if task.sender_id == sender_id), key=lambda each: each.days)
        # A term that ends soon is renewed now: both sides have to find a day for it.
        now = tuple(each for each in mine if each.days <= WEEK.days or each.kind == RENEW)
        if mine:
            found.append(SenderTasks(sender_id, sender.name, now, tuple(each for each in mine if each not in now)))
    return tuple(sorted(found, key=lambda each: (-sum(task.is_late for task in each.now), each.sender.casefold())))


@dataclass(frozen=True, slots=True)
class _Teller:
    coalition: Coalition
    words: Words
    today: date
    writers: Writers

    @property
    def catalogue(self) -> Catalogue:
        return self.words.catalogue

    def day(self, day: date) -> str:
        return long_date(day, self.words.language)

    def days(self, day: date | None) -> int:
        return (day - self.today).days if day is not None else 0

    def when(self, day: date | None) -> str:
        return from_now(self.days(day), self.catalogue) if day is not None else ""

    def of_invite(self, row: InviteRow, *, letter_kept: bool) -> Iterator[Task]:
        """The next step of an invitation, if there is one."""
        invite = self.coalition.invites[row.number - 1]
        step = next_step(invite, self.coalition, letter_kept=letter_kept)
        # An agreement is a task of its partner, of which several may be members.
        if step is None or step is Next.AGREE:
            return
        day = row.due if invite.status in WAITING else None
        # Words for what comes later are not ready yet: who reads them then will know more.
        is_soon = day is None or day <= self.today + WEEK
        keys, event = proposed_keys(step, invite, self.coalition), event_of(step, Via(row.via))
        other = self.coalition.settings.senders[keys["sender"]].name if "sender" in keys else ""
        title = CALL_THEM if step is Next.SEND and event is Event.CALLED else TITLES[step]
        yield Task(
            kind=str(step),
            member=row.member,
            organization=row.organization,
            partner_id=row.partner_id,
            sender_id=row.sender_id,
            sender=row.sender,
            title=self.catalogue.gettext(title, name=row.member, other=other),
            why=self.why(step, row, invite),
            day=day,
            days=self.days(day),
            when=self.when(day),
            proposed=row.proposed,
            address=f"letters/{row.letter}.html" if row.letter else "",
            ready=tuple(self.ready(step, row, invite)) if is_soon else (),
            write=tuple(f"{key}: {value}" for key, value in keys.items()),
            file=INVITES.path(folder=self.coalition.team_folder),
            record=command_of(event, row.member) if event is not None else "",
            number=row.number,
        )

    def of_agreement(self, row: AgreementRow) -> Iterator[Task]:
        """What is to be signed, where somebody joined."""
        if not row.to_sign:
            return
        kind = str(Next.AGREE) if row.state == State.UNSIGNED else RENEW
        why = term_said(row, self.today, self.catalogue) or self.catalogue.gettext(
            "They joined, and nothing is signed yet."
        )
        ends = row.until if row.signed is not None else None
        yield Task(
            kind=kind,
            member=row.member,
            organization="",
            partner_id=row.partner_id,
            sender_id=row.sender_id,
            sender=row.sender,
            title=self.catalogue.gettext(TITLES[kind], name=row.name),
            why=why,
            day=ends,
            days=self.days(ends),
            when=self.when(ends),
            proposed=False,
            address=f"agreements/agreement-{row.partner_id}.html",
            ready=(),
            write=("agreement:", f"  signed: {self.today}", f"  until: {self.today + TERM}"),
            file=self.coalition.partner_file(row.partner_id, "agreement"),
            record="",
        )

    def why(self, step: Next, row: InviteRow, invite: Invite) -> str:
        """Why this comes next, in one sentence."""
        gettext = self.catalogue.gettext
        if step is Next.SEND:
            return gettext("The letter is written and not sent.")
        if step is Next.THANK:
            if row.answered is None:
                return gettext("They said yes, and no thank-you is on record.")
            return gettext("They said yes on %(day)s, and no thank-you is on record.", day=self.day(row.answered))
        if step is Next.SMALLER_ASK and invite.status not in WAITING:
            return gettext("They said no. Many who cannot join would give half an hour.")
        return self.why_after_silence(step, invite)

    def why_after_silence(self, step: Next, invite: Invite) -> str:
        last, asked = invite.last_contact(), times_asked_again(invite)
        if last is None:
            return self.catalogue.gettext("An answer is awaited, and no day is written down on which they were asked.")
        days = (self.today - last).days
        silence = self.catalogue.ngettext(
            "No answer for %(num)s day, since %(day)s.",
            "No answer for %(num)s days, since %(day)s.",
            days,
            day=self.day(last),
        )
        times = self.catalogue.ngettext("Asked again %(num)s time so far.", "Asked again %(num)s times so far.", asked)
        parts = [silence, *([times] if asked else []), *([self.tie_said(invite)] if step is Next.OTHER_SENDER else [])]
        return " ".join(parts)

    def tie_said(self, invite: Invite) -> str:
        """What ties another sender to them."""
        tie = next(ties(invite, self.coalition))
        partners = self.coalition.partners
        if tie.partner:
            organization = self.words.text(partners[invite.partner].name)
            return self.catalogue.gettext("Somebody at %(name)s said yes to this sender.", name=organization)
        names = joined([self.words.text(partners[each].name) for each in tie.alike[:2]], self.words.language)
        return self.catalogue.gettext("This sender brought in %(names)s, whose work is alike.", names=names)

    def ready(self, step: Next, row: InviteRow, invite: Invite) -> Iterator[ReadyWords]:
        """The words for a step: what to say, and what to mail, where there is a number or an address."""
        if step is Next.SMALLER_ASK:
            yield from self.spoken(WordsKind.MAIL, SMALLER_ASK, row.email, invite)
        elif step not in {Next.SEND, Next.THANK}:
            if row.phone:
                yield from self.spoken(WordsKind.CALL, "call-again", row.phone, invite)
            if row.email:
                yield from self.spoken(WordsKind.MAIL, "mail-again", row.email, invite)

    def spoken(self, kind: WordsKind, wording: str, to: str, invite: Invite) -> Iterator[ReadyWords]:
        other = invite.model_copy(update={"letter": wording, "via": Via.IN_PERSON})
        view = letter_view(self.coalition, other, "", self.writers)
        if view is not None:
            yield ReadyWords(kind, view, to)
