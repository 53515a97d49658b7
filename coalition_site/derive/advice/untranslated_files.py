"""Files that a site in several languages lacks: translations of pages, profiles, agendas and texts on areas."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coalition_site.model.area import Area
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import AREAS, MEETINGS, PAGES, PARTNERS, FileKind
from coalition_site.model.meeting import Meeting
from coalition_site.model.page import Page, PageAudience
from coalition_site.model.partner import Partner


@dataclass(frozen=True, slots=True)
class UntranslatedFile:
    """A file that could be written: its language, and the record that it would translate, with its kind."""

    kind: FileKind
    record: Page | Partner | Area | Meeting
    language: str

    @property
    def path(self) -> str:
        """Where the file would stand."""
        return self.kind.path(self.record.id, self.language)


def untranslated_files(coalition: Coalition, today: date) -> Iterator[UntranslatedFile]:
    """What stands on the site in the coalition's own language on a day, for want of a file in one of its others.

    Of meetings those that are still to come.
    """
    named = (partner for partner in coalition.partners.values() if partner.is_named(today))
    ahead = (meeting for meeting in coalition.meetings if meeting.is_public and meeting.last_day >= today)
    shown: list[tuple[FileKind, Page | Partner | Area | Meeting]] = [
        *((PAGES, page) for page in coalition.pages if page.audience is PageAudience.PUBLIC),
        *((PARTNERS, each) for each in named if each.id not in coalition.team_partners and each.profile.strip()),
        *((AREAS, area) for area in coalition.areas.values() if area.body.strip()),
        *((MEETINGS, meeting) for meeting in ahead if meeting.body.strip()),
    ]
    for language in coalition.settings.of_site():
        for kind, record in shown:
            if language != coalition.settings.language and language not in record.translations:
                yield UntranslatedFile(kind, record, language)
