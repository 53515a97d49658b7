"""The pages and files that stand at fixed places of both sites, each named once: its path, its title, what it is.

TeamFile.MEETING_SHEET.path    # meeting-sheet.pdf, from the workbook's root

Lists of downloads, navigation, and the names by which links to the workbook are known follow from these. Titles and
sentences are messages of the catalogues; a page is made by the template of its name (`render.pages.PageMaker.at`).
"""

from dataclasses import dataclass
from enum import Enum
from pathlib import PurePosixPath


@dataclass(frozen=True)
class Titled:
    """What stands at a place: its path within the site, what pages call it, and what they say of it.

    A file without a title is in no list of downloads.
    """

    path: str
    title: str = ""
    about: str = ""

    @property
    def first(self) -> str:
        """What it is at the site's root: its own name, or that of its folder, without ending."""
        return PurePosixPath(self.path).parts[0].partition(".")[0]


class TeamPage(Titled, Enum):
    """The pages of the workbook."""

    OVERVIEW = "index.md", "Overview", "Where %(name)s stands."
    QUALITY = "quality.md", "Data quality", "What to mend."
    CHANGES = "changes.md", "What changed", "What is otherwise than it was."
    WORKSHEET = "worksheet.md", "Worksheet"
    PARTNERS = "partners/index.md", "Partners", "Every partner, named or not."
    COVERAGE = "coverage.md", "Coverage", "Who meets which need."
    SHORTLIST = "shortlist.md", "Shortlist", "Whom to ask first, and why."
    STAKEHOLDERS = "stakeholders.md", "Stakeholders", "Who stands where."
    INVITES = "invites.md", "Invites", "Table 4, and how it went."
    FOLLOW_UPS = "follow-ups.md", "To do", "What to do this week, and why, with the words ready."
    AGREEMENTS = "agreements.md", "Agreements", "Who has agreed to what, and until when."
    LETTERS = "letters/index.md", "Letters", "Every letter that is due."
    MEETINGS = "meetings/index.md", "Meetings", "Every meeting, with who was there and what was decided."
    DOWNLOADS = "downloads.md", "Downloads", "Documents and tables."


class TeamFile(Titled, Enum):
    """The team's files at the workbook's root, in the order in which its downloads list them."""

    WORKSHEET = "worksheet.pdf", "The worksheet, filled in", "All five parts with what the coalition knows today."
    WORKSHEET_LARGE = (
        "worksheet-large.pdf",
        "The worksheet, filled in, large print",
        "The same at 18 points. Other paper or language: coalition worksheet.",
    )
    MEETING_SHEET = (
        "meeting-sheet.pdf",
        "Meeting sheet",
        "Two pages to decide from: the matrix, open gaps, who writes to whom, decisions due.",
    )
    INVITE_LIST = "invite-list.pdf", "Invite list", "Table 4 on one page, to hand round."
    PARTNERS = "partners.pdf", "All partners", "Every profile with the team's notes."
    LETTERS = "letters.pdf", "All letters", "In the order of the invite list."
    INVITES = "invites.xlsx", "Invite table, for Excel", "Every column, with contacts and dates."
    INVITES_TEXT = "invites.csv", "Invite table, as plain text", "The same columns for any other program."
    AGREEMENTS = "agreements.xlsx", "Agreements, for Excel", "Who agreed to what, and until when."
    AGREEMENTS_TEXT = "agreements.csv", "Agreements, as plain text", "The same columns for any other program."
    COVERAGE = "coverage.xlsx", "Coverage, for Excel", "Every need, with a column for each partner."
    COVERAGE_TEXT = "coverage.csv", "Coverage, as plain text", "The same columns for any other program."
    EVERYTHING = "coalition.json", "Everything, as data", "The whole content in one file, for programs."
    MAP = "kumu.json", "A map for Kumu", "Partners, needs and the ties between them."
    DATA_PACKAGE = "datapackage.json", "What the tables hold", "For programs: a Frictionless Data Package."
    FOLLOW_UPS = (
        "follow-ups.ics",
        "Follow-ups, for a calendar program",
        "A day for each letter that waits for an answer.",
    )
    MEETINGS = "meetings.ics", "Meetings, for a calendar program", "Every meeting, those of the team among them."


class PublicPage(Titled, Enum):
    """The pages of the public site, in each of its languages."""

    HOME = "index.md", "Home"
    FOCUS = (
        "focus.md",
        "What we work on",
        "What %(name)s works on in %(community)s, and who works on it.",
    )
    PARTNERS = "partners/index.md", "Partners", "The partners of %(name)s: who they are and what they bring."
    MEETINGS = "meetings/index.md", "Meetings", "When and where %(name)s meets, and how to take part."
    JOIN = "join.md", "Join us", "How to become part of %(name)s."
    DOWNLOADS = "downloads.md", "Downloads", "Documents of %(name)s to read, print and fill in."
    ACCESSIBILITY = (
        "accessibility.md",
        "Accessibility",
        "How accessible this site is, and whom to tell if it is not: %(name)s.",
    )


class PublicFile(Titled, Enum):
    """The public site's files, with paths from its root, in the order in which its downloads list them."""

    DIRECTORY = (
        "partners.pdf",
        "Our partners",
        "Who is with us, what each works on, whom it serves and what it brings.",
    )
    GAP_SHEETS = (
        "gap-sheets.pdf",
        "Gap sheets",
        "For the wall at a data walk: who works on what, who is missing, and two questions.",
    )
    MEETINGS = "meetings.ics", "Meetings", "All our meetings, for your calendar."
    MEETING = "meeting.ics", "Next meeting", "%(day)s, for your calendar."
    PARTNERS = (
        "data/partners.csv",
        "Partners as a table",
        "Names, what each works on, whom it serves and what it brings.",
    )
    NEEDS = "data/needs.csv", "Needs as a table", "What the coalition looks for, and how many partners meet it."
    MAP = "data/kumu.json", "A map for Kumu", "Partners, needs and the ties between them."
    DATA_PACKAGE = ("data/datapackage.json",)


TEAM_PLACES = frozenset(each.first for each in (*TeamPage, *TeamFile)) - {
    each.first for each in (*PublicPage, *PublicFile)
}
"""What the workbook has at its root and the public site has not, by the names of pages, files and folders."""
