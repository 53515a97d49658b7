"""Comparison of two states of a coalition: the changes between them."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from coalition_site.derive.changes.gone_people import GonePeople
from coalition_site.derive.changes.record import SUBJECT, Change, ChangeKind, counted, in_order
from coalition_site.derive.letters.sent import invitee_of
from coalition_site.derive.letters.view import organization_of
from coalition_site.derive.rules.consent import Naming, naming
from coalition_site.derive.rules.coverage import NeedCoverage, Reach, coverage
from coalition_site.derive.words.catalogue import N_
from coalition_site.derive.words.dates import long_date
from coalition_site.derive.words.labels import Words
from coalition_site.derive.words.terms import comma
from coalition_site.model.coalition import Coalition
from coalition_site.model.invite import Invite, Status
from coalition_site.model.partner import Partner, Relationship
from coalition_site.model.vocabulary import plain
from coalition_site.validate.past import Past

K = TypeVar("K")
V = TypeVar("V")

COVERAGE_PAGE = "coverage.html"

_STATUS = {
    Status.ACCEPTED: (ChangeKind.ACCEPTED, N_("%(subject)s accepted")),
    Status.DECLINED: (ChangeKind.DECLINED, N_("%(subject)s declined")),
    Status.SENT: (ChangeKind.INVITED, N_("%(subject)s was invited")),
    Status.NO_ANSWER: (ChangeKind.NO_ANSWER, N_("%(subject)s has not answered")),
    Status.KEEP_INFORMED: (ChangeKind.KEPT_INFORMED, N_("%(subject)s is kept informed from now on")),
    Status.DRAFTED: (ChangeKind.DRAFTED, N_("%(subject)s has a letter in draft")),
    Status.IDEA: (ChangeKind.IDEA_AGAIN, N_("%(subject)s is an idea again")),
}
_ADDED = {
    Relationship.EXISTING: N_("%(subject)s was added as an existing partner"),
    Relationship.POTENTIAL: N_("%(subject)s was added as a potential partner"),
    Relationship.FORMER: N_("%(subject)s was added as a former partner"),
}
_RELATIONSHIP = {
    Relationship.EXISTING: (ChangeKind.PARTNER_EXISTING, N_("%(subject)s is an existing partner now")),
    Relationship.POTENTIAL: (ChangeKind.PARTNER_POTENTIAL, N_("%(subject)s counts as a potential partner now")),
    Relationship.FORMER: (ChangeKind.PARTNER_LEFT, N_("%(subject)s left")),
}
_NOT_NAMED = {
    Naming.REFUSED: N_("%(subject)s does not want to be named"),
    Naming.NOT_ASKED: N_("%(subject)s may no longer be named: the consent was taken out"),
    Naming.NOT_YET: N_("%(subject)s may not be named until the consent begins"),
    Naming.EXPIRED: N_("%(subject)s may no longer be named: the consent ran out"),
}


def compare(before: Past, letters: Collection[str], now: Coalition, since: date, today: date) -> tuple[Change, ...]:
    """All changes from what was before the day `since` to what is today, the most telling first.

    `letters` are the file names of the letters that were kept before. What could not be read then is not told, and
    people whom only earlier content names are counted without their names.
    """
    gone = GonePeople.between(before.coalition, now)
    comparison = _Comparison(before, now, Words.of(now, now.settings.of_workbook()), since, today, gone)
    changes = [
        *comparison.partners(),
        *comparison.naming(),
        *comparison.needs(),
        *comparison.coverage(),
        *comparison.invites(),
        *comparison.letters(letters),
    ]
    return in_order([*(change for change in changes if change.subject), *comparison.without_names(changes)])


def _pairs(
    before: Mapping[K, V], now: Mapping[K, V], *also_the_same: Callable[[V], object]
) -> tuple[list[tuple[V, V]], list[V], list[V]]:
    """Those that were there before and are there now, those that were added, and those that are gone.

    They are matched by their keys; what then is left, by what else tells that two are the same, if only one is.
    """
    pairs = [(before[key], now[key]) for key in now if key in before]
    gone = [each for key, each in before.items() if key not in now]
    added = [each for key, each in now.items() if key not in before]
    for same in also_the_same:
        for each in list(added):
            alike = [other for other in gone if same(other) == same(each)]
            if len(alike) == 1 and [same(other) for other in added].count(same(each)) == 1:
                pairs.append((alike[0], each))
                gone.remove(alike[0])
                added.remove(each)
    return pairs, added, gone


@dataclass(frozen=True, slots=True)
class _Comparison:
    before: Past
    now: Coalition
    words: Words
    since: date
    today: date
    people: GonePeople

    def name(self, partner: Partner) -> str:
        return self.words.text(partner.name)

    def of_the_past(self, kind: ChangeKind, subject: str, message: str) -> Change:
        """A change whose subject only earlier content has: without it, where it names somebody who is gone."""
        return Change(kind, "" if self.people.named_in(subject) else subject, self.say(message))

    def without_names(self, changes: Collection[Change]) -> Iterator[Change]:
        """One change for all of a kind that name nobody."""
        for kind, number in Counter(change.kind for change in changes if not change.subject).items():
            yield Change(kind, "", counted(kind, number, self.words.catalogue), number=number)

    def partner_pairs(self) -> tuple[list[tuple[Partner, Partner]], list[Partner], list[Partner]]:
        """A file with another name and the same partner's name in it is the same partner."""
        known = {key: each for key, each in self.now.partners.items() if key not in self.before.unknown}
        return _pairs(self.before.coalition.partners, known, lambda partner: plain(self.name(partner)))

    def partners(self) -> Iterator[Change]:
        pairs, added, gone = self.partner_pairs()
        for partner in added:
            yield self.about(partner, ChangeKind.PARTNER_ADDED, _ADDED[partner.relationship])
        for partner in gone:
            message = N_("%(subject)s was taken off the list of partners")
            yield self.of_the_past(ChangeKind.PARTNER_REMOVED, self.name(partner), message)
        for old, new in pairs:
            if plain(self.name(old)) != plain(self.name(new)):
                message = N_("%(subject)s is the new name of %(name)s")
                if self.people.named_in(self.name(old)):
                    message = N_("%(subject)s has a new name")
                yield self.about(new, ChangeKind.PARTNER_RENAMED, message, name=self.name(old))
            if old.relationship is not new.relationship:
                left = new.left if new.relationship is Relationship.FORMER else None
                note = self.on(left) if left is not None else ""
                yield self.about(new, *_RELATIONSHIP[new.relationship], note)

    def naming(self) -> Iterator[Change]:
        for old, new in self.partner_pairs()[0]:
            was, now = naming(old, self.since), naming(new, self.today)
            if now is Naming.NAMED is not was:
                yield self.about(new, ChangeKind.NAMED, N_("%(subject)s may be named in public"))
            elif was is not now and now in _NOT_NAMED and (was is Naming.NAMED or now is Naming.REFUSED):
                yield self.about(new, ChangeKind.NOT_NAMED, _NOT_NAMED[now])

    def needs(self) -> Iterator[Change]:
        if not self.before.needs_known:
            return
        _, added, gone = _pairs(_by_need(self.before.coalition), _by_need(self.now))
        for need in added:
            message = _added(need)
            yield Change(ChangeKind.NEED_ADDED, self.label(need), self.say(message), page=COVERAGE_PAGE)
        for need in gone:
            yield self.of_the_past(ChangeKind.NEED_REMOVED, self.label(need), N_("%(subject)s is no longer a need"))

    def coverage(self) -> Iterator[Change]:
        if self.before.unknown or not self.before.invites_known:
            return
        for old, new in _pairs(_by_need(self.before.coalition), _by_need(self.now))[0]:
            kind, message = _reached(old, new)
            if kind is not None:
                yield Change(kind, self.label(new), self.say(message), page=COVERAGE_PAGE)

    def invite_pairs(self) -> tuple[list[tuple[Invite, Invite]], list[Invite], list[Invite]]:
        """Invites by member and partner; then by the member alone, whose partner may have another file name now."""
        before = {(plain(invite.member), invite.partner): invite for invite in self.before.coalition.invites}
        now = {(plain(invite.member), invite.partner): invite for invite in self.now.invites}
        return _pairs(before, now, lambda invite: plain(invite.member))

    def invites(self) -> Iterator[Change]:
        if not self.before.invites_known:
            return
        pairs, added, gone = self.invite_pairs()
        for invite in added:
            if invite.status in {Status.IDEA, Status.DRAFTED}:
                yield self.of_invite(invite, ChangeKind.LISTED, N_("%(subject)s is on the invite list now"))
            else:
                yield self.of_invite(invite, *_STATUS[invite.status])
        for invite in gone:
            message = N_("%(subject)s is no longer on the invite list")
            yield self.of_the_past(ChangeKind.UNLISTED, invite.member, message)
        for old, new in pairs:
            if old.status is not new.status:
                yield self.of_invite(new, *_STATUS[new.status])

    def letters(self, before: Collection[str]) -> Iterator[Change]:
        """Letters that were kept since. One that is told as an invitation is not told twice."""
        invitees = {invitee_of(invite): invite for invite in self.now.invites}
        told = self.told_with_their_letters()
        for name, copy in self.now.sent.items():
            invite = invitees.get(copy.invitee)
            if name not in before and invite is not None and told.get(copy.invitee) != copy.day:
                message = N_("%(subject)s was sent a letter")
                yield self.of_invite(invite, ChangeKind.WRITTEN_TO, message, copy.wording, self.on(copy.day))

    def told_with_their_letters(self) -> Mapping[str, date | None]:
        """The day of the letter of each invite that is told as sent, by the invitee's name in the names of letters."""
        if not self.before.invites_known:
            return {}
        pairs, added, _ = self.invite_pairs()
        changed = [*added, *(new for old, new in pairs if old.status is not new.status)]
        sent = {Status.SENT, Status.KEEP_INFORMED}
        return {invitee_of(invite): invite.sent for invite in changed if invite.status in sent}

    def say(self, message: str, **values: str) -> str:
        """A message about a subject, whose place stays open."""
        return self.words.catalogue.gettext(message, subject=SUBJECT, **values)

    def on(self, day: date) -> str:
        return self.words.catalogue.pgettext("when something happened", "on %(day)s", day=self.day(day))

    def about(self, partner: Partner, kind: ChangeKind, message: str, note: str = "", **values: str) -> Change:
        return Change(kind, self.name(partner), self.say(message, **values), note, f"partners/{partner.id}.html")

    def of_invite(self, invite: Invite, kind: ChangeKind, message: str, *notes: str) -> Change:
        """A change of an invite: told of the organization, with the person beside it."""
        partner = self.now.partners.get(invite.partner)
        organization = organization_of(partner, self.words)
        days = {
            ChangeKind.ACCEPTED: invite.answered,
            ChangeKind.DECLINED: invite.answered,
            ChangeKind.INVITED: invite.sent,
        }
        day = days.get(kind)
        parts = (invite.member if organization else "", self.on(day) if day is not None else "", *notes)
        note = comma(self.words.catalogue).join(filter(None, parts))
        page = f"partners/{invite.partner}.html" if partner is not None else ""
        return Change(kind, organization or invite.member, self.say(message), note, page)

    def label(self, need: NeedCoverage) -> str:
        """A need in today's words; an option that the vocabulary no longer has keeps its own."""
        options = {option.id for option in self.words.vocabulary.list_of(need.list_name)}
        if need.choice.option and need.choice.option not in options:
            past = self.before.coalition
            old = Words.of(past, self.words.language)
            return str(old.choice(need.list_name, need.choice))
        return str(self.words.choice(need.list_name, need.choice))

    def day(self, day: date) -> str:
        return long_date(day, self.words.language)


def _by_need(coalition: Coalition) -> Mapping[object, NeedCoverage]:
    return {(need.list_name, need.choice.key()): need for need in coverage(coalition)}


def _added(need: NeedCoverage) -> str:
    """That a need is new, as a message."""
    if not need.is_open:
        return N_("%(subject)s is a need now")
    if need.reach is Reach.NOBODY:
        return N_("%(subject)s is a need now and a gap: nobody meets it")
    return N_("%(subject)s is a need now and a gap: only potential partners could meet it")


def _reached(old: NeedCoverage, new: NeedCoverage) -> tuple[ChangeKind | None, str]:
    """What the change of a need's coverage means, as a message; no kind where it means nothing."""
    alone = new.reach is Reach.ONLY_ONE
    found: tuple[ChangeKind | None, str] = (None, "")
    if new.is_open and not old.is_open:
        found = _opened(new)
    elif old.is_open and not new.is_open:
        rests = N_("%(subject)s is no longer a gap, and rests on one partner")
        found = ChangeKind.GAP_CLOSED, rests if alone else N_("%(subject)s is no longer a gap")
    elif new.reach is old.reach:
        pass
    elif new.is_open:
        found = _still_open(old, new)
    elif alone:
        found = ChangeKind.RESTS_ON_ONE, N_("%(subject)s rests on one partner now")
    else:
        found = ChangeKind.RESTS_ON_SEVERAL, N_("%(subject)s no longer rests on one partner")
    return found


def _opened(need: NeedCoverage) -> tuple[ChangeKind, str]:
    if need.reach is Reach.NOBODY:
        return ChangeKind.GAP_OPENED, N_("%(subject)s is a gap now: nobody meets it")
    return ChangeKind.GAP_OPENED, N_("%(subject)s is a gap now: only potential partners could meet it")


def _still_open(old: NeedCoverage, new: NeedCoverage) -> tuple[ChangeKind | None, str]:
    if new.reach is Reach.NOBODY:
        return ChangeKind.OUT_OF_REACH, N_("%(subject)s is still a gap, and nobody is left who could meet it")
    if old.reach is Reach.NOBODY:
        return ChangeKind.WITHIN_REACH, N_("%(subject)s is still a gap, but a potential partner could meet it")
    return None, ""
