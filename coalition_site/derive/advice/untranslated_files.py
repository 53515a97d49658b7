"""Files that a site in several languages lacks: translations of pages, profiles, agendas and texts on areas."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import AREAS, MEETINGS, PAGES, PARTNERS
from coalition_site.model.page import PageAudience


@dataclass(frozen=True, slots=True)
class UntranslatedFile:
    """A file that could be written: its path, its language, and what it would translate.

    Of partner, area, page and meeting one is named: by its id, the latter two by their titles.
    """

    path: str
    language: str
    partner_id: str = ""
    title: str = ""
    area_id: str = ""
    meeting: str = ""


def untranslated_files(coalition: Coalition, today: date) -> Iterator[UntranslatedFile]:
    """What stands on the site in the coalition's own language on a day, for want of a file in one of its others."""
    own = coalition.settings.language
    for language in coalition.settings.of_site():
        if language == own:
            continue
        for page in coalition.pages:
            if page.audience is PageAudience.PUBLIC and language not in page.translations:
                yield UntranslatedFile(PAGES.path(page.id, language), language, title=page.title)
        for partner in coalition.partners.values():
            in_public = partner.is_named(today) and partner.id not in coalition.team_partners
            if in_public and partner.profile.strip() and language not in partner.translations:
                yield UntranslatedFile(PARTNERS.path(partner.id, language), language, partner_id=partner.id)
        for area in coalition.areas.values():
            if area.body.strip() and language not in area.translations:
                yield UntranslatedFile(AREAS.path(area.id, language), language, area_id=area.id)
        yield from _agendas(coalition, today, language)


def _agendas(coalition: Coalition, today: date, language: str) -> Iterator[UntranslatedFile]:
    """Those of meetings that are still to come."""
    own = coalition.settings.language
    for meeting in coalition.meetings:
        is_ahead = meeting.is_public and meeting.last_day >= today
        if is_ahead and meeting.body.strip() and language not in meeting.translations:
            title = meeting.title.in_language(own, own)
            yield UntranslatedFile(MEETINGS.path(meeting.id, language), language, meeting=title)
