"""The coalition: everything the content says, checked. The input of all later stages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from coalition_site.model.area import Area
from coalition_site.model.content_files import CONTENT, MEETINGS, PARTNERS
from coalition_site.model.image import ImageFile
from coalition_site.model.import_memory import ImportMemory
from coalition_site.model.invite import Invite
from coalition_site.model.meeting import Meeting
from coalition_site.model.needs import Needs
from coalition_site.model.older_translation import OlderTranslation
from coalition_site.model.page import Page
from coalition_site.model.partner import OrganizationContact, Partner, Person, is_for_team_folder
from coalition_site.model.print_font import SignsPrinted
from coalition_site.model.sent import SentCopy
from coalition_site.model.settings import Settings
from coalition_site.model.texts import Texts
from coalition_site.model.vocabulary import Vocabulary
from coalition_site.model.wording import Wording

PACKAGED_LANGUAGE = "en"
"""The language of packaged wording whose file names none."""


@dataclass(frozen=True, slots=True)
class Coalition:
    """A coalition: settings, needs, partners by id, invites in the order of Table 4, wording, pages, images.

    `invite_lines` are the lines of invites.yml, from 1, on which the invites begin; empty where nobody looked.
    `sent` are the letters that were kept as they were sent, by the file name of their PDF. `team_folder` is where
    invites.yml and sent/ stand, as it is shown to people. `public_only` says that it is not here, so that only what is
    public is known. `team_partners` and `team_meetings` are those that stand in
    the team's own folder whole. `imports` is how the columns
    of spreadsheets were understood.
    `areas` are the texts about areas, by the areas' ids; `meetings` begin with the earliest. `pictures` are the images
    with their sizes, by name. `day` is the one that dates were held against: letters name what is next on it.
    `signs` says how documents print what the packaged fonts lack. `words` are its own wordings of the interface by
    language, as compiled gettext catalogues; `word_readers` the native speakers who have read a language's words.
    `older_translations` are those whose originals were changed after them, as far as anything is known.
    """

    settings: Settings
    needs: Needs
    partners: Mapping[str, Partner]
    invites: tuple[Invite, ...]
    wordings: Mapping[tuple[str, str], Wording]
    pages: tuple[Page, ...]
    images: Mapping[str, Path]
    letterhead: Path | None
    vocabulary: Vocabulary
    texts: Texts
    sent: Mapping[str, SentCopy] = field(default_factory=dict)
    team_folder: str = CONTENT
    public_only: bool = False
    team_partners: frozenset[str] = frozenset()
    team_meetings: frozenset[str] = frozenset()
    invite_lines: tuple[int, ...] = ()
    imports: ImportMemory = field(default_factory=ImportMemory.model_construct)
    areas: Mapping[str, Area] = field(default_factory=dict)
    meetings: tuple[Meeting, ...] = ()
    day: date = date.min
    signs: SignsPrinted = field(default_factory=SignsPrinted)
    words: Mapping[str, bytes] = field(default_factory=dict)
    word_readers: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[str, ImageFile] = field(default_factory=dict)
    older_translations: tuple[OlderTranslation, ...] = ()

    def partner_file(self, partner_id: str, key: str) -> str:
        """The file that a key of a partner is written in, such as `team.people` or `listing.consent`."""
        of_team = partner_id in self.team_partners or is_for_team_folder(key.split("."))
        return PARTNERS.path(partner_id, folder=self.team_folder if of_team else CONTENT)

    def minutes_file(self, meeting_id: str) -> str:
        """The file that a meeting's attendance, decisions and notes are written in."""
        return MEETINGS.path(meeting_id, folder=self.team_folder)

    def markdown_texts(self) -> Iterator[str]:
        """Every text in Markdown that pages show to anybody, in all its languages."""
        for partner in self.partners.values():
            yield from (partner.profile, *partner.translations.values())
        for page in self.pages:
            yield from (page.body, *(translation.body for translation in page.translations.values()))
        for area in self.areas.values():
            yield from (area.body, *area.translations.values())
        for meeting in self.meetings:
            yield from (meeting.body, *meeting.translations.values(), meeting.team.notes)

    def wording(self, name: str, language: str) -> Wording | None:
        """The wording of a letter in a language, else in the coalition's own, else in the packaged wording's."""
        languages = (language, self.settings.language, PACKAGED_LANGUAGE)
        return next(
            (self.wordings[name, language] for language in languages if (name, language) in self.wordings), None
        )


def person_of(invite: Invite, partner: Partner | None) -> Person | None:
    """The contact of the partner whose name equals the invite's member (content format, invites.yml)."""
    people = partner.team.people if partner is not None else ()
    return next((person for person in people if person.name == invite.member), None)


@dataclass(frozen=True, slots=True)
class Reached:
    """Where an invitee is reached; empty where nobody knows."""

    email: str
    phone: str
    address: tuple[str, ...]


def reached(invite: Invite, partner: Partner | None) -> Reached:
    """Where an invitee is reached: as the invite says, else the contact, else `team.contact`."""
    person = person_of(invite, partner)
    own = partner.team.contact if partner is not None else OrganizationContact.model_construct()
    return Reached(
        email=invite.email or (person.email if person is not None else "") or own.email,
        phone=invite.phone or (person.phone if person is not None else "") or own.phone,
        address=invite.address or own.address,
    )


def wished_language(invite: Invite, partner: Partner | None, own: str) -> str:
    """The language the invitee should be written in: as the invite says, else the contact, else the coalition's own."""
    return wished_languages(invite, partner, own)[0]


def wished_languages(invite: Invite, partner: Partner | None, own: str) -> tuple[str, ...]:
    """The same where an invite may name two: the first is the letter's, and the second stands behind it."""
    person = person_of(invite, partner)
    return invite.language or ((person.language if person is not None else "") or own,)
