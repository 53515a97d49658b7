"""Comparison of two states of a coalition: the changes between them."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from coalition_site.derive.changes.record import Change, Kind, in_order
from coalition_site.derive.letters.sent import invitee_of
from coalition_site.derive.letters.view import organization_of
from coalition_site.derive.rules.consent import Naming, naming
from coalition_site.derive.rules.coverage import NeedCoverage, Reach, coverage
from coalition_site.derive.words.dates import long_date
from coalition_site.derive.words.labels import Words
from coalition_site.model.coalition import Coalition
from coalition_site.model.invite import Invite, Status
from coalition_site.model.partner import Partner, Relationship
from coalition_site.model.vocabulary import plain
from coalition_site.validate.past import Past

K = TypeVar("K")
V = TypeVar("V")

COVERAGE_PAGE = "coverage.html"

_STATUS = {
    Status.ACCEPTED: (Kind.ACCEPTED, "accepted"),
    Status.DECLINED: (Kind.DECLINED, "declined"),
    Status.SENT: (Kind.INVITED, "was invited"),
    Status.NO_ANSWER: (Kind.NO_ANSWER, "has not answered"),
    Status.KEEP_INFORMED: (Kind.KEPT_INFORMED, "is kept informed from now on"),
    Status.DRAFTED: (Kind.DRAFTED, "has a letter in draft"),
    Status.IDEA: (Kind.IDEA_AGAIN, "is an idea again"),
}
_RELATIONSHIP = {
    Relationship.EXISTING: (Kind.PARTNER_EXISTING, "is an existing partner now"),
    Relationship.POTENTIAL: (Kind.PARTNER_POTENTIAL, "counts as a potential partner now"),
    Relationship.FORMER: (Kind.PARTNER_LEFT, "left"),
}
_NOT_NAMED = {
    Naming.REFUSED: "does not want to be named",
    Naming.NOT_ASKED: "may no longer be named: the consent was taken out",
    Naming.NOT_YET: "may not be named until the consent begins",
    Naming.EXPIRED: "may no longer be named: the consent ran out",
}


def compare(before: Past, letters: Collection[str], now: Coalition, since: date, today: date) -> tuple[Change, ...]:
    """All changes from what was before the day `since` to what is today, the most telling first.

    `letters` are the file names of the letters that were kept before. What could not be read then is not told.
    """
    comparison = _Comparison(before, now, Words.of(now, now.settings.of_workbook()), since, today)
    return in_order(
        [
            *comparison.partners(),
            *comparison.naming(),
            *comparison.needs(),
            *comparison.coverage(),
            *comparison.invites(),
            *comparison.letters(letters),
        ]
    )


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

    def name(self, partner: Partner) -> str:
        return self.words.text(partner.name)

    def partner_pairs(self) -> tuple[list[tuple[Partner, Partner]], list[Partner], list[Partner]]:
        """A file with another name and the same partner's name in it is the same partner."""
        known = {key: each for key, each in self.now.partners.items() if key not in self.before.unknown}
        return _pairs(self.before.coalition.partners, known, lambda partner: plain(self.name(partner)))

    def partners(self) -> Iterator[Change]:
        pairs, added, gone = self.partner_pairs()
        for partner in added:
            yield self.about(partner, Kind.PARTNER_ADDED, f"was added as {_a(partner.relationship)} partner")
        for partner in gone:
            yield Change(Kind.PARTNER_REMOVED, self.name(partner), "was taken off the list of partners")
        for old, new in pairs:
            if plain(self.name(old)) != plain(self.name(new)):
                yield self.about(new, Kind.PARTNER_RENAMED, f"is the new name of {self.name(old)}")
            if old.relationship is not new.relationship:
                left = new.left if new.relationship is Relationship.FORMER else None
                note = f"on {self.day(left)}" if left is not None else ""
                yield self.about(new, *_RELATIONSHIP[new.relationship], note)

    def naming(self) -> Iterator[Change]:
        for old, new in self.partner_pairs()[0]:
            was, now = naming(old, self.since), naming(new, self.today)
            if now is Naming.NAMED is not was:
                yield self.about(new, Kind.NAMED, "may be named in public")
            elif was is not now and now in _NOT_NAMED and (was is Naming.NAMED or now is Naming.REFUSED):
                yield self.about(new, Kind.NOT_NAMED, _NOT_NAMED[now])

    def needs(self) -> Iterator[Change]:
        if not self.before.needs_known:
            return
        _, added, gone = _pairs(_by_need(self.before.coalition), _by_need(self.now))
        for need in added:
            gap = f" and a gap: {_meeting(need)}" if need.is_open else ""
            yield Change(Kind.NEED_ADDED, self.label(need), f"is a need now{gap}", page=COVERAGE_PAGE)
        for need in gone:
            yield Change(Kind.NEED_REMOVED, self.label(need), "is no longer a need")

    def coverage(self) -> Iterator[Change]:
        if self.before.unknown or not self.before.invites_known:
            return
        for old, new in _pairs(_by_need(self.before.coalition), _by_need(self.now))[0]:
            kind, predicate = _reached(old, new)
            if kind is not None:
                yield Change(kind, self.label(new), predicate, page=COVERAGE_PAGE)

    def invite_pairs(self) -> tuple[list[tuple[Invite, Invite]], list[Invite], list[Invite]]:
        """Invites by member and partner; then by the member alone, whose partner may have another file name now."""
        before = {(plain(each.member), each.partner): each for each in self.before.coalition.invites}
        now = {(plain(each.member), each.partner): each for each in self.now.invites}
        return _pairs(before, now, lambda invite: plain(invite.member))

    def invites(self) -> Iterator[Change]:
        if not self.before.invites_known:
            return
        pairs, added, gone = self.invite_pairs()
        for invite in added:
            if invite.status in {Status.IDEA, Status.DRAFTED}:
                yield self.of_invite(invite, Kind.LISTED, "is on the invite list now")
            else:
                yield self.of_invite(invite, *_STATUS[invite.status])
        for invite in gone:
            yield Change(Kind.UNLISTED, invite.member, "is no longer on the invite list")
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
                note = f"{copy.wording}, on {self.day(copy.day)}"
                yield self.of_invite(invite, Kind.WRITTEN_TO, "was sent a letter", note)

    def told_with_their_letters(self) -> Mapping[str, date | None]:
        """The day of the letter of each invite that is told as sent, by the invitee's name in the names of letters."""
        if not self.before.invites_known:
            return {}
        pairs, added, _ = self.invite_pairs()
        changed = [*added, *(new for old, new in pairs if old.status is not new.status)]
        sent = {Status.SENT, Status.KEEP_INFORMED}
        return {invitee_of(invite): invite.sent for invite in changed if invite.status in sent}

    def about(self, partner: Partner, kind: Kind, predicate: str, note: str = "") -> Change:
        return Change(kind, self.name(partner), predicate, note, f"partners/{partner.id}.html")

    def of_invite(self, invite: Invite, kind: Kind, predicate: str, note: str = "") -> Change:
        """A change of an invite: told of the organization, with the person beside it."""
        partner = self.now.partners.get(invite.partner)
        organization = organization_of(partner, self.words)
        days = {Kind.ACCEPTED: invite.answered, Kind.DECLINED: invite.answered, Kind.INVITED: invite.sent}
        day = days.get(kind)
        parts = (invite.member if organization else "", f"on {self.day(day)}" if day is not None else "", note)
        page = f"partners/{invite.partner}.html" if partner is not None else ""
        return Change(kind, organization or invite.member, predicate, ", ".join(filter(None, parts)), page)

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


def _reached(old: NeedCoverage, new: NeedCoverage) -> tuple[Kind | None, str]:
    """What the change of a need's coverage means, and its words; no kind where it means nothing."""
    alone = new.reach is Reach.ONLY_ONE
    if new.is_open and not old.is_open:
        return Kind.GAP_OPENED, f"is a gap now: {_meeting(new)}"
    if old.is_open and not new.is_open:
        return Kind.GAP_CLOSED, f"is no longer a gap{', and rests on one partner' if alone else ''}"
    if new.reach is old.reach:
        return None, ""
    if new.is_open:
        return _still_open(old, new)
    if alone:
        return Kind.RESTS_ON_ONE, "rests on one partner now"
    return Kind.RESTS_ON_SEVERAL, "no longer rests on one partner"


def _still_open(old: NeedCoverage, new: NeedCoverage) -> tuple[Kind | None, str]:
    if new.reach is Reach.NOBODY:
        return Kind.OUT_OF_REACH, "is still a gap, and nobody is left who could meet it"
    if old.reach is Reach.NOBODY:
        return Kind.WITHIN_REACH, "is still a gap, but a potential partner could meet it"
    return None, ""


def _meeting(need: NeedCoverage) -> str:
    """Who meets a need that is an open gap."""
    return "nobody meets it" if need.reach is Reach.NOBODY else "only potential partners could meet it"


def _a(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
