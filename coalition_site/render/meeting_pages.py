"""Pages of meetings: for everybody the notices, for the team what it keeps of them too."""

from collections.abc import Iterator
from urllib.parse import urljoin

from coalition_site.derive.public.meetings import PublicMeeting
from coalition_site.derive.public.view import PublicView
from coalition_site.derive.team.view import TeamView
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.model.site_contents import PublicPage, TeamFile, TeamPage
from coalition_site.render.environment import words_in
from coalition_site.render.hosting import edit_address
from coalition_site.render.meetings import meeting_facts
from coalition_site.render.pages import PageMaker, SitePage, one_sentence
from coalition_site.render.pictures import Pictures
from coalition_site.render.structured_data import json_ld, meeting_event


def page_address(meeting: PublicMeeting, site_url: str) -> str:
    """The address of a meeting's public page; empty where nobody says where the site will stand."""
    return urljoin(site_url, meeting.page) if site_url and meeting.page else ""


def _told(meeting: PublicMeeting, name: str, words: Catalogue) -> str:
    said = words.gettext("%(day)s, %(time)s", day=meeting.date, time=meeting.time) if meeting.time else meeting.date
    return one_sentence(words.gettext("%(name)s: %(value)s", name=name, value=said))


def public_meeting_pages(view: PublicView, maker: PageMaker, pictures: Pictures, site_url: str) -> Iterator[SitePage]:
    """The list of public meetings and the notice of each; nothing where there are none."""
    if not view.meetings:
        return
    name, words = view.coalition.name, words_in(maker.environment)
    upcoming, past = view.upcoming_meetings(), view.past_meetings()
    yield maker.at(PublicPage.MEETINGS, upcoming=upcoming, past=past)
    for meeting in view.meetings:
        event = meeting_event(meeting, view.coalition, words, page_address(meeting, site_url))
        yield maker.page(
            f"meetings/{meeting.id}.md",
            "site/meeting.html",
            meeting.title,
            _told(meeting, name, words),
            section=PublicPage.MEETINGS.path,
            structured_data=json_ld(event) if event is not None else "",
            meeting=meeting,
            facts=meeting_facts(meeting, words),
            pictures=pictures.in_texts(meeting.agenda),
            is_over=meeting in past,
        )


def team_meeting_pages(view: TeamView, maker: PageMaker, pictures: Pictures) -> Iterator[SitePage]:
    """The list of all meetings, and a page for each with who was there, what was decided, and notes."""
    name, words = view.coalition.name, view.words
    upcoming = tuple(meeting for meeting in view.meetings if not meeting.is_over)
    past = tuple(meeting for meeting in reversed(view.meetings) if meeting.is_over)
    feed = TeamFile.MEETINGS.path if view.meetings else ""
    yield maker.at(TeamPage.MEETINGS, offers=[TeamFile.MEETING_SHEET.path], upcoming=upcoming, past=past, feed=feed)
    for each in view.meetings:
        meeting = each.notice
        yield maker.page(
            f"meetings/{meeting.id}.md",
            "workbook/meeting.html",
            meeting.title,
            _told(meeting, name, words),
            section=TeamPage.MEETINGS.path,
            each=each,
            meeting=meeting,
            facts=meeting_facts(meeting, words),
            pictures=pictures.in_texts(meeting.agenda, each.notes),
            edit=edit_address(view.coalition.repository, each.file) if each.file.startswith("content/") else "",
        )
