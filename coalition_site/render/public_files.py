"""The public site's files in one language: documents, calendars, address book entries, data."""

from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath

from jinja2 import Environment

from coalition_site.derive.public.view import PublicPartner, PublicView
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.direction import holds_right_to_left
from coalition_site.model.site_contents import PublicFile
from coalition_site.render.artifacts import Artifact
from coalition_site.render.business_card import business_card, has_card
from coalition_site.render.calendar import Calendar, CalendarEvent, stable_uid
from coalition_site.render.data_files import public_data
from coalition_site.render.documents import partner_place
from coalition_site.render.environment import words_in
from coalition_site.render.meetings import agenda_document, meeting_files
from coalition_site.render.pictures import NO_IMAGES, Pictures
from coalition_site.render.places import ON_PAPER, profile_document
from coalition_site.render.rendering import Late, Rendering
from coalition_site.render.wheel import PRINT_LETTERING, Wheel, wheel


def public_files(
    view: PublicView, environment: Environment, site_url: str = "", pictures: Pictures = NO_IMAGES
) -> list[Artifact]:
    """All files of one language, from the public view alone; `pictures` are those that profiles and agendas may show.

    `site_url` is where the pages of this language will stand, or empty.
    """
    coalition, words = view.coalition, words_in(environment)
    profiles = [_profile_document(partner, view, environment, pictures) for partner in view.partners]
    cards = [
        Artifact(PurePosixPath(f"partners/{partner.id}.vcf"), Late(partial(business_card, partner, coalition, words)))
        for partner in view.partners
        if has_card(partner)
    ]
    return [
        *([_directory_document(view, environment, pictures), *profiles] if view.partners else []),
        *(
            agenda_document(meeting, coalition, environment, pictures, f"content/meetings/{meeting.id}.md")
            for meeting in view.upcoming_meetings()
        ),
        *meeting_files(view.meetings, coalition, words, PublicFile.MEETINGS, site_url),
        *_next_meeting(view, words),
        *cards,
        *public_data(view, words),
    ]


def _next_meeting(view: PublicView, words: Catalogue) -> Iterator[Artifact]:
    """The meeting of coalition.yml as an event of a whole day, since its hour is written in words.

    There is none while the day is open, and lists of downloads have it where no meeting has a file of its own. The
    event keeps its identity when the day is moved: whoever takes the file in again has the meeting once.
    """
    meeting, coalition = view.meeting, view.coalition
    if meeting is None or meeting.day is None:
        return
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
    calendar = Calendar(coalition.name, (event,))
    about = words.gettext(PublicFile.MEETING.about, day=meeting.date)
    # Where meetings have files of their own, lists of downloads have those.
    named = {"about": about} | ({"title": ""} if view.meetings else {})
    yield Artifact.at(PublicFile.MEETING, Late(lambda: calendar), words, **named)


def _profile_document(
    partner: PublicPartner, view: PublicView, environment: Environment, pictures: Pictures
) -> Artifact:
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
    return Artifact(PurePosixPath(profile_document(partner.id)), content, written.path, written)


def _directory_document(view: PublicView, environment: Environment, pictures: Pictures) -> Artifact:
    words, shown = (
        words_in(environment),
        pictures.in_texts(*(partner.profile for partner in view.partners), printed=True),
    )
    values = {
        "coalition": view.coalition,
        "view": view,
        "pictures": shown,
        "places": ON_PAPER,
        "today": view.today,
        "wheel": _printed_wheel(view, words),
    }
    content = Rendering(environment, "print/directory.html", values)
    parts = {partner.id: partner_place(partner.id) for partner in view.partners}
    source = "the public directory of partners"
    return Artifact.at(PublicFile.DIRECTORY, content, words, source=source, parts=parts)


def _printed_wheel(view: PublicView, words: Catalogue) -> Wheel | None:
    """The wheel, unless a text in it is written from right to left: within drawings the PDF engine turns such text."""
    drawn = wheel(view.types, words, view.coalition.name, PRINT_LETTERING)
    texts = [text for petal in drawn.petals for entry in petal.label for _, text in entry.lines]
    return None if any(map(holds_right_to_left, [view.coalition.name, *texts])) else drawn
