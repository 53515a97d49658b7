"""What pages say to machines: read back as JSON, with the types and facts that schema.org expects."""

import json
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from coalition_site.derive.public.view import PublicView, public_view
from coalition_site.derive.words.catalogue import catalogue
from coalition_site.render.structured_data import json_ld, meeting_event, organization, partner_thing
from tests.support.hostile import one_line, texts
from tests.support.making import make_coalition, make_partner, make_settings

TODAY = date(2026, 11, 23)
# A line separator cannot stand in content, and would end a line of a script.
HOSTILE = [*map(one_line, texts().values()), "a\u2028b"]


class _Scripts(HTMLParser):
    """The texts of script elements, as a browser finds them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.inside = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002  as the parser calls it
        self.inside = tag == "script"

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  as the parser calls it
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.scripts.append(data)


def _view(**partner: Any) -> PublicView:
    named = make_partner("one", **({"listing": {"consent": "2026-01-01"}} | partner))
    settings = make_settings(
        summary="Who we are.",
        site_url="https://elmcreek.example/",
        meeting={"date": "2027-01-14", "time": "5:30 pm", "place": "Library", "public": "true"},
    )
    return public_view(make_coalition(named, settings=settings), TODAY)


def _thing(**partner: Any) -> dict[str, Any]:
    view = _view(**partner)
    read: dict[str, Any] = json.loads(json_ld(partner_thing(view.partners[0], view.coalition)))
    assert read.pop("@context") == "https://schema.org"
    return read


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_can_leave_its_script(text: str) -> None:
    view = _view(name=text, role=text)
    written = json_ld(partner_thing(view.partners[0], view.coalition))
    (found,) = _Scripts(f'<script type="application/ld+json">{written}</script>').scripts
    assert json.loads(found)["name"] == text
    assert json.loads(found)["memberOf"]["roleName"] == text
    assert not set(written) & set("<>&\n\u2028\u2029")


def test_a_partner_says_who_it_is_and_what_it_does() -> None:
    assert _thing(
        name="Asset Builders",
        short_name="AB",
        website="https://ab.example",
        works_on=["Housing stability", "Digital access"],
        role="Data team lead",
    ) == {
        "@type": "NGO",
        "name": "Asset Builders",
        "alternateName": "AB",
        "url": "https://ab.example",
        "knowsAbout": ["Housing stability", "Digital access"],
        "memberOf": {
            "@type": "OrganizationRole",
            "roleName": "Data team lead",
            "memberOf": {"@type": "Organization", "name": "Elm Creek Coalition", "url": "https://elmcreek.example/"},
        },
    }


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("Resident", "Person"),
        ("Local government", "GovernmentOrganization"),
        ("Health provider", "MedicalOrganization"),
        ("Business", "Organization"),
        ({"Other": "Library"}, "Organization"),
    ],
)
def test_each_type_of_actor_has_a_type_of_schema_org(kind: object, expected: str) -> None:
    assert _thing(type=kind)["@type"] == expected


def test_who_is_still_in_conversation_is_no_member() -> None:
    assert "memberOf" not in _thing(relationship="potential")


def test_the_coalition_and_its_meeting() -> None:
    view = _view()
    assert view.meeting is not None
    event = meeting_event(view.meeting, view.coalition, catalogue("en"), "")
    assert event is not None
    read = json.loads(json_ld(organization(view.coalition), event))
    about, meeting = read["@graph"]
    assert (about["@type"], about["name"], about["areaServed"]) == ("Organization", "Elm Creek Coalition", "Elm Creek")
    assert about["contactPoint"]["email"] == "office@elmcreek.example"
    assert "telephone" not in about["contactPoint"]
    assert (meeting["@type"], meeting["startDate"]) == ("Event", "2027-01-14")
    assert meeting["location"] == {"@type": "Place", "name": "Library", "address": "Library"}
    assert meeting["organizer"]["name"] == "Elm Creek Coalition"
