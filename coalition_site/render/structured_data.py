"""Structured data of pages: schema.org in JSON-LD.

Only facts of the public view go in, and only those that people can read on the same page.
"""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from urllib.parse import urljoin

from coalition_site.derive.public.meetings import PublicMeeting
from coalition_site.derive.public.view import PublicCoalition, PublicPartner
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.hours import country_of
from coalition_site.model.moments import zone_of
from coalition_site.render.markdown import opening

_ORGANIZATION = "Organization"
_SCHEMA = "https://schema.org"
_TOWNS = (
    re.compile(r"(?P<town>\D+?),? (?P<state>[A-Z]{2}) (?P<code>\d{5}(?:-\d{4})?)"),
    re.compile(r"(?P<town>\D+?),? (?P<code>\d{4,6})"),
    re.compile(r"(?P<code>\d{4,6}) (?P<town>\D+)"),
)
"""How the last line of an address is written."""
_KINDS = {
    "local-government": "GovernmentOrganization",
    "tribal-government": "GovernmentOrganization",
    "state-or-federal-agency": "GovernmentOrganization",
    "courts-and-public-safety": "GovernmentOrganization",
    "school-district": "EducationalOrganization",
    "nonprofit": "NGO",
    "philanthropy": "NGO",
    "resident": "Person",
    "labor-organization": "WorkersUnion",
    "research-or-data-organization": "ResearchOrganization",
    "health-provider": "MedicalOrganization",
}
"""The schema.org type of an actor type, by its id; every other is an Organization."""

_IN_A_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}

Thing = Mapping[str, object]


def json_ld(*things: Thing) -> str:
    """One line of JSON-LD for a script element: no text in it can end the element or begin a comment.

    Values that are empty are left out.
    """
    filled = [_filled(thing) for thing in things]
    graph = filled[0] if len(filled) == 1 else {"@graph": filled}
    written = json.dumps({"@context": "https://schema.org", **graph}, ensure_ascii=False)
    for character, escape in _IN_A_SCRIPT.items():
        written = written.replace(character, escape)
    return written


def organization(coalition: PublicCoalition) -> Thing:
    """The coalition itself."""
    contact = {"@type": "ContactPoint", "contactType": "general", "name": coalition.contact_name}
    address = {"@type": "PostalAddress", "streetAddress": ", ".join(coalition.address)} if coalition.address else None
    return {
        **_named(coalition),
        "description": coalition.summary,
        "areaServed": coalition.community,
        "logo": urljoin(coalition.site_url, f"images/{coalition.logo}") if _has_logo(coalition) else "",
        "contactPoint": {**contact, "email": coalition.contact_email, "telephone": coalition.contact_phone},
        "address": address,
    }


def meeting_event(meeting: PublicMeeting, coalition: PublicCoalition, words: Catalogue, page: str) -> Thing | None:
    """A meeting; None while its day is open, since an event without a day is none.

    `page` is the address of its page, or empty. One of coalition.yml, whose hour is in words, lasts a day.
    """
    if meeting.day is None:
        return None
    start, end = (_with_zone(moment, meeting.zone) for moment in (meeting.start, meeting.end))
    return {
        "@type": "Event",
        "name": meeting.title or words.gettext("%(name)s: meeting", name=coalition.name),
        "url": page,
        "startDate": start or meeting.day.isoformat(),
        "endDate": end,
        "eventStatus": f"{_SCHEMA}/EventScheduled",
        "eventAttendanceMode": f"{_SCHEMA}/{_attendance(meeting)}",
        "description": meeting.time if not meeting.id else opening(meeting.agenda),
        "inLanguage": list(meeting.spoken) or coalition.language,
        "location": _locations(meeting),
        "organizer": _named(coalition),
    }


def _with_zone(moment: datetime | None, zone: str) -> str:
    """A moment with how far it is from universal time, as ISO 8601 writes it."""
    if moment is None:
        return ""
    return (moment.replace(tzinfo=zone_of(zone)) if zone else moment).isoformat()


def _attendance(meeting: PublicMeeting) -> str:
    if not meeting.online:
        return "OfflineEventAttendanceMode"
    return "MixedEventAttendanceMode" if _is_somewhere(meeting) else "OnlineEventAttendanceMode"


def _is_somewhere(meeting: PublicMeeting) -> bool:
    return bool(meeting.place or meeting.address)


def _locations(meeting: PublicMeeting) -> object:
    """Where people go, and where they join from afar."""
    places: list[Thing] = []
    if _is_somewhere(meeting):
        address = postal_address(meeting.address, meeting.zone) if meeting.address else meeting.place
        places.append(_filled({"@type": "Place", "name": meeting.place, "address": address}))
    if meeting.online:
        places.append({"@type": "VirtualLocation", "url": meeting.online})
    return places[0] if len(places) == 1 else places


def postal_address(lines: Sequence[str], zone: str = "") -> Thing:
    """An address that people wrote line by line; the country is that of its time zone, where one is known.

    A last line with a postal code is parted into town, state and code, as far as it is written like
    `Forest City, OH 44101` or `44101 Forest City`.
    """
    *street, last = lines
    found = next((match for each in _TOWNS if (match := each.fullmatch(last))), None)
    return {
        "@type": "PostalAddress",
        "streetAddress": ", ".join(street) if street else last,
        "addressLocality": (found["town"] if found is not None else last) if street else "",
        "addressRegion": found.groupdict().get("state", "") if found is not None and street else "",
        "postalCode": found["code"] if found is not None and street else "",
        "addressCountry": country_of(zone),
    }


def partner_thing(partner: PublicPartner, coalition: PublicCoalition) -> Thing:
    """A partner: a person or an organization, and what it is in the coalition once it has joined."""
    about = [str(label) for label in partner.works_on]
    return {
        "@type": _KINDS.get(partner.type.id, _ORGANIZATION),
        "name": partner.name,
        "alternateName": partner.short_name if partner.short_name != partner.name else "",
        "url": partner.website,
        "knowsAbout": about,
        "memberOf": None if partner.potential else _membership(partner, coalition),
    }


def _membership(partner: PublicPartner, coalition: PublicCoalition) -> Thing:
    role, member_of = partner.said("role"), _named(coalition)
    return {"@type": "OrganizationRole", "roleName": role, "memberOf": member_of} if role else member_of


def _named(coalition: PublicCoalition) -> Thing:
    return {"@type": _ORGANIZATION, "name": coalition.name, "url": coalition.site_url}


def _has_logo(coalition: PublicCoalition) -> bool:
    return bool(coalition.logo and coalition.site_url)


def _filled(thing: Thing) -> dict[str, object]:
    """A thing without what is empty, and likewise the things within it."""
    return {
        name: _filled(value) if isinstance(value, Mapping) else value
        for name, value in thing.items()
        if value not in (None, "", [])
    }
