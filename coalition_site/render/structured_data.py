"""Structured data of pages: schema.org in JSON-LD.

Only facts of the public view go in, and only those that people can read on the same page.
"""

import json
from collections.abc import Mapping
from urllib.parse import urljoin

from coalition_site.derive.public.view import PublicCoalition, PublicMeeting, PublicPartner
from coalition_site.derive.words.catalogue import Catalogue

_ORGANIZATION = "Organization"
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


def meeting_event(meeting: PublicMeeting, coalition: PublicCoalition, words: Catalogue) -> Thing | None:
    """The coalition's meeting; None while its day is open, since an event without a day is none."""
    if meeting.day is None:
        return None
    return {
        "@type": "Event",
        "name": words.gettext("%(name)s: meeting", name=coalition.name),
        "startDate": meeting.day.isoformat(),
        "description": meeting.time,
        "location": {"@type": "Place", "name": meeting.place, "address": meeting.place} if meeting.place else None,
        "organizer": _named(coalition),
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
    if not partner.role:
        return _named(coalition)
    return {"@type": "OrganizationRole", "roleName": partner.role, "memberOf": _named(coalition)}


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
