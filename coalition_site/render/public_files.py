"""Downloads of the public site: documents, the meeting's calendar file, address book entries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from jinja2 import Environment

from coalition_site.derive.public.meetings import PublicMeeting
from coalition_site.derive.public.view import PublicPartner, PublicView
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.direction import holds_right_to_left
from coalition_site.render.business_card import BusinessCard, business_card, has_card
from coalition_site.render.calendar import Calendar, CalendarEvent, stable_uid
from coalition_site.render.documents import PrintDocument, partner_place
from coalition_site.render.environment import words_in
from coalition_site.render.meetings import agenda_document, meeting_calendars
from coalition_site.render.pictures import NO_IMAGES, Pictures
from coalition_site.render.places import ON_PAPER, PARTNERS_DOCUMENT, profile_document
from coalition_site.render.public_data import DataFiles, public_data
from coalition_site.render.rendering import Rendering
from coalition_site.render.wheel import PRINT_LETTERING, Wheel, wheel

MEETING = "meeting.ics"


@dataclass(frozen=True, slots=True)
class PublicFiles:
    """The files; all paths are relative to the public site."""

    documents: Sequence[PrintDocument]
    calendars: Mapping[PurePosixPath, Calendar]
    cards: Mapping[PurePosixPath, BusinessCard]
    data: DataFiles


def public_files(
    view: PublicView, environment: Environment, site_url: str = "", *, with_pdf: bool, pictures: Pictures = NO_IMAGES
) -> PublicFiles:
    """All files, from the public view alone; `pictures` are those that profiles and agendas may show.

    `site_url` is where the pages of this language will stand, or empty.
    """
    coalition, words = view.coalition, words_in(environment)
    cards = {
        PurePosixPath(f"partners/{each.id}.vcf"): business_card(each, coalition, words)
        for each in view.partners
        if has_card(each)
    }
    profiles = [_profile_document(partner, view, environment, pictures) for partner in view.partners]
    documents = [_directory_document(view, environment, pictures), *profiles] if with_pdf and view.partners else []
    documents += [_agenda(each, view, environment, pictures) for each in view.upcoming_meetings()] if with_pdf else []
    calendars = {**_meeting_calendar(view, words), **meeting_calendars(view.meetings, coalition, words, site_url)}
    return PublicFiles(documents, calendars, cards, public_data(view, words))


def _agenda(meeting: PublicMeeting, view: PublicView, environment: Environment, pictures: Pictures) -> PrintDocument:
    return agenda_document(meeting, view.coalition, environment, pictures, f"content/meetings/{meeting.id}.md")


def _meeting_calendar(view: PublicView, words: Catalogue) -> Mapping[PurePosixPath, Calendar]:
    """The meeting of coalition.yml as an event of a whole day, since its hour is written in words.

    There is none while the day is open. The event keeps its identity when the day is moved: whoever takes the file
    in again has the meeting once.
    """
    meeting, coalition = view.meeting, view.coalition
    if meeting is None or meeting.day is None:
        return {}
    name = words.gettext("%(name)s: meeting", name=coalition.name)
    questions = words.gettext("Questions: %(email)s", email=coalition.contact_email)
    event = CalendarEvent(
        uid=stable_uid("meeting", coalition.community, coalition.name),
        day=meeting.day,
        summary=f"{name}, {meeting.time}" if meeting.time else name,
        description="\n".join(text for text in (meeting.time, questions) if text),
        location=meeting.place,
        url=coalition.site_url,
    )
    return {PurePosixPath(MEETING): Calendar(coalition.name, (event,))}


def _profile_document(
    partner: PublicPartner, view: PublicView, environment: Environment, pictures: Pictures
) -> PrintDocument:
    shown = pictures.in_texts(partner.profile, printed=True)
    values = {
        "coalition": view.coalition,
        "partner": partner,
        "pictures": shown,
        "places": ON_PAPER,
        "today": view.today,
    }
    content = Rendering(environment, "print/profile.html", values)
    written = partner_place(partner.id)
    return PrintDocument(PurePosixPath(profile_document(partner.id)), content, written.path, written)


def _directory_document(view: PublicView, environment: Environment, pictures: Pictures) -> PrintDocument:
    shown = pictures.in_texts(*(each.profile for each in view.partners), printed=True)
    values = {"coalition": view.coalition, "view": view, "pictures": shown, "places": ON_PAPER, "today": view.today}
    content = Rendering(
        environment, "print/directory.html", {**values, "wheel": _printed_wheel(view, words_in(environment))}
    )
    parts = {partner.id: partner_place(partner.id) for partner in view.partners}
    return PrintDocument(PurePosixPath(PARTNERS_DOCUMENT), content, "the public directory of partners", parts=parts)


def _printed_wheel(view: PublicView, words: Catalogue) -> Wheel | None:
    """The wheel, unless a text in it is written from right to left: within drawings the PDF engine turns such text."""
    drawn = wheel(view.types, words, view.coalition.name, PRINT_LETTERING)
    texts = [text for petal in drawn.petals for entry in petal.label for _, text in entry.lines]
    return None if any(map(holds_right_to_left, [view.coalition.name, *texts])) else drawn
