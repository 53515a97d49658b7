"""The team's view: everything."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from coalition_site.derive.advice.coverage_table import (
    CoverageList,
    CoverageMatrix,
    CoverageRow,
    count_firmest,
)
from coalition_site.derive.advice.quality import Finding, FindingKind
from coalition_site.derive.advice.shortlist import Shortlist
from coalition_site.derive.changes.record import Changes
from coalition_site.derive.public.view import PublicCoalition, PublicPage
from coalition_site.derive.rules.coverage import Standing
from coalition_site.derive.team.agreements import AgreementRow
from coalition_site.derive.team.due import DayAhead
from coalition_site.derive.team.meetings import TeamMeeting
from coalition_site.derive.team.partner import InviteRow, TeamPartner
from coalition_site.derive.team.stakeholders import StakeholderMap
from coalition_site.derive.team.tasks import SenderTasks
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.worksheet.view import Worksheet
from coalition_site.model.invite import Status
from coalition_site.model.partner import Relationship


@dataclass(frozen=True, slots=True)
class LetterSummary:
    """A letter in the list of letters.

    `gaps` are the names of what is missing in it, `gap_places` where to write each. `proposed` is a wording that would
    fit better, or empty. `to_send` says that it waits to go out, `is_call` that it is a sheet to call by. `sent_copy`
    is the PDF in content/sent of this letter as it was sent, or empty; `differs` says that its words would be others
    now; `earlier` are such PDFs of letters before it.
    """

    slug: str
    member: str
    organization: str
    sender: str
    letter: str
    languages: tuple[str, ...]
    status: str
    sent: str
    gaps: tuple[str, ...]
    gap_places: tuple[str, ...]
    proposed: str
    to_send: bool
    is_call: bool
    sent_copy: str
    differs: bool
    earlier: tuple[str, ...]

    @property
    def language(self) -> str:
        """The language of the letter, the first of two."""
        return self.languages[0]


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What the public site does not show: partners by the reason they are not named, and how many values in all."""

    partners: Mapping[str, int]
    fields: int


@dataclass(frozen=True, slots=True)
class TeamPage:
    """A hand-written page and its audience."""

    page: PublicPage
    audience: str


@dataclass(frozen=True, slots=True)
class TeamView:
    """Everything the workbook is made of, in the language of its `words`.

    Without earlier content to compare with there are no `changes`.
    """

    coalition: PublicCoalition
    words: Catalogue
    today: date
    worksheet: Worksheet
    partners: tuple[TeamPartner, ...]
    coverage: tuple[CoverageList, ...]
    matrix: CoverageMatrix
    shortlist: Shortlist
    stakeholders: StakeholderMap
    invites: tuple[InviteRow, ...]
    letters: tuple[LetterSummary, ...]
    missing_types: tuple[str, ...]
    quality: tuple[FindingKind, ...]
    held_back: HeldBack
    pages: tuple[TeamPage, ...]
    ahead: tuple[DayAhead, ...]
    agreements: tuple[AgreementRow, ...]
    tasks: tuple[SenderTasks, ...]
    meetings: tuple[TeamMeeting, ...] = ()
    changes: Changes | None = None

    def rows(self) -> tuple[CoverageRow, ...]:
        """The needs of all lists."""
        return tuple(row for each in self.coverage for row in each.rows)

    def firmest(self) -> Mapping[str, int]:
        """How many needs are met how firmly: `joined`, `existing`, `potential`, `nobody`."""
        return count_firmest(self.rows())

    def met_by(self) -> Mapping[str, tuple[CoverageRow, ...]]:
        """The needs that each partner meets, by its id; those that rest on it alone first."""
        found: dict[str, list[CoverageRow]] = {}
        for row in sorted(self.rows(), key=lambda row: row.reach != "only one"):
            for partner_id in row.standings:
                found.setdefault(partner_id, []).append(row)
        return {partner_id: tuple(rows) for partner_id, rows in found.items()}

    def findings_about(self) -> Mapping[str, tuple[Finding, ...]]:
        """What is missing or old at each partner and in its invites, by the partner's id."""
        found: dict[str, list[Finding]] = {}
        for kind in self.quality:
            for finding in kind.findings:
                found.setdefault(finding.partner_id, []).append(finding)
        return {partner_id: tuple(findings) for partner_id, findings in found.items()}

    def gaps(self) -> tuple[CoverageRow, ...]:
        """The needs nobody meets."""
        return tuple(row for row in self.rows() if row.reach == "nobody")

    def resting_on_one(self) -> tuple[CoverageRow, ...]:
        """The needs that exactly one partner meets."""
        return tuple(row for row in self.rows() if row.reach == "only one")

    def table_4(self) -> tuple[InviteRow, ...]:
        """The invites of Table 4: all but declined and keep informed."""
        return tuple(row for row in self.invites if row.status not in self.beside)

    def keep_informed(self) -> tuple[InviteRow, ...]:
        """Those who are kept informed instead of invited (worksheet, Part 5)."""
        return tuple(row for row in self.invites if row.status == str(Status.KEEP_INFORMED))

    def declined(self) -> tuple[InviteRow, ...]:
        """Those who declined."""
        return tuple(row for row in self.invites if row.status == str(Status.DECLINED))

    @property
    def beside(self) -> tuple[str, ...]:
        """The statuses that Table 4 leaves out."""
        return str(Status.KEEP_INFORMED), str(Status.DECLINED)

    def by_status(self) -> tuple[tuple[str, tuple[InviteRow, ...]], ...]:
        """The invites of each status that any has, those of one in the order of the list."""
        found: dict[str, list[InviteRow]] = {str(status): [] for status in Status}
        for row in self.invites:
            found[row.status].append(row)
        return tuple((status, tuple(rows)) for status, rows in found.items() if rows)

    def by_standing(self, not_counted: str) -> tuple[tuple[str, tuple[TeamPartner, ...]], ...]:
        """The partners by how they count, the firmest first, in the order of their names; none is left out."""
        found: dict[str, list[TeamPartner]] = {each: [] for each in (*map(str, Standing), not_counted)}
        for partner in self.partners:
            found[partner.standing or not_counted].append(partner)
        return tuple((standing, tuple(partners)) for standing, partners in found.items() if partners)

    def invites_said(self) -> str:
        """How many are on each list of the invites, in words."""
        words = self.words
        informed, declined = len(self.keep_informed()), len(self.declined())
        return words.gettext(
            "%(invited)s, %(informed)s, %(declined)s.",
            invited=words.ngettext(
                "%(num)s person is on the invite list", "%(num)s people are on the invite list", len(self.table_4())
            ),
            informed=words.ngettext(
                "%(num)s on the list to keep informed", "%(num)s on the list to keep informed", informed
            ),
            declined=words.npgettext("invites", "%(num)s declined", "%(num)s declined", declined),
        )

    def overdue(self) -> tuple[InviteRow, ...]:
        """The follow-ups that are overdue, the oldest first."""
        return self._asked_again(date.min, self.today - timedelta(days=1))

    def upcoming(self) -> tuple[InviteRow, ...]:
        """The follow-ups that are due today or later, the next first."""
        return self._asked_again(self.today, date.max)

    def _asked_again(self, first: date, last: date) -> tuple[InviteRow, ...]:
        found = ((row.due, row.number, row) for row in self.invites if row.due is not None and first <= row.due <= last)
        return tuple(row for _, _, row in sorted(found, key=lambda each: each[:2]))

    def due(self) -> tuple[SenderTasks, ...]:
        """Each sender with follow-ups or letters to send; who is late with most comes first."""
        found = [task for task in self.tasks if task.follow_ups or task.to_send]
        return tuple(sorted(found, key=lambda each: (-each.late, each.sender.casefold(), each.sender_id)))

    def statuses(self) -> Mapping[str, int]:
        """How many invites have each status, in the order of the statuses."""
        count = Counter(row.status for row in self.invites)
        return {str(status): count[str(status)] for status in Status}

    def relationships_said(self) -> str:
        """How many partners have each relationship, in words."""
        number, words = Counter(partner.relationship for partner in self.partners), self.words
        return words.gettext(
            "%(existing)s, %(potential)s, %(former)s.",
            existing=words.ngettext("%(num)s existing", "%(num)s existing", number[Relationship.EXISTING]),
            potential=words.ngettext("%(num)s potential", "%(num)s potential", number[Relationship.POTENTIAL]),
            former=words.ngettext("%(num)s former", "%(num)s former", number[Relationship.FORMER]),
        )

    def letters_said(self) -> str:
        """How many letters are due, and how many of them lack something, in words."""
        words, gaps = self.words, len(self.letters_with_gaps())
        if not self.letters:
            return words.gettext("None is due.")
        return words.gettext(
            "%(letters)s, %(waiting)s, %(gaps)s.",
            letters=words.ngettext("%(num)s letter", "%(num)s letters", len(self.letters)),
            waiting=words.ngettext("%(num)s to send", "%(num)s to send", len(self.letters_to_send())),
            gaps=words.ngettext("%(num)s with something missing", "%(num)s with something missing", gaps),
        )

    def letters_to_send(self) -> tuple[LetterSummary, ...]:
        """The letters that wait to go out."""
        return tuple(letter for letter in self.letters if letter.to_send)

    def letters_with_gaps(self) -> tuple[LetterSummary, ...]:
        """The letters in which something is missing."""
        return tuple(letter for letter in self.letters if letter.gaps)
