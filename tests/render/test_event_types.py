"""Structured data of meetings, held against schema.org's types as Google publishes them for TypeScript."""

import json
import re
import subprocess
from typing import Any

import pytest

from coalition_site.derive.public.view import public_view
from coalition_site.derive.words.catalogue import catalogue
from coalition_site.render.structured_data import json_ld, meeting_event, postal_address
from tests.support.building import PROJECT, TODAY, coalition_of
from tests.support.page_checkers import installed_checkers


def _events() -> dict[str, Any]:
    """What the pages of Forest City say of its meetings, by language and file."""
    coalition, found = coalition_of(PROJECT), {}
    for language in ("en", "es"):
        view = public_view(coalition, TODAY, language)
        for each in view.meetings:
            event = meeting_event(each, view.coalition, catalogue(language), f"https://forest.example/{each.page}")
            assert event is not None
            found[f"{language} {each.id}"] = json.loads(json_ld(event))
    return found


def test_an_event_says_when_where_and_how_one_takes_part() -> None:
    events = _events()
    first = events["en 2027-01-14-first-meeting"]
    assert (first["startDate"], first["endDate"]) == ("2027-01-14T17:30:00-06:00", "2027-01-14T19:30:00-06:00")
    assert first["eventStatus"] == "https://schema.org/EventScheduled"
    assert first["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert first["inLanguage"] == ["en", "es", "hmn"]
    place, online = first["location"]
    assert place["address"] == {
        "@type": "PostalAddress",
        "streetAddress": "40 Main Street",
        "addressLocality": "Forest City",
        "postalCode": "00042",
        "addressCountry": "US",
    }
    assert online == {"@type": "VirtualLocation", "url": "https://meet.forestcitymobility.example/january"}
    assert events["es 2027-01-14-first-meeting"]["name"] == "Primera reunión de toda la coalición"
    land = events["en 2027-01-28-city-land"]
    assert land["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert land["location"]["@type"] == "VirtualLocation"


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (["12 Elm Street", "Forest City, OH 44101"], ("12 Elm Street", "Forest City", "OH", "44101")),
        (["Hall", "12 Elm Street", "Forest City 00042"], ("Hall, 12 Elm Street", "Forest City", "", "00042")),
        (["Ulmenweg 12", "44101 Neustadt"], ("Ulmenweg 12", "Neustadt", "", "44101")),
        (["12 Elm Street", "Elm Creek"], ("12 Elm Street", "Elm Creek", "", "")),
        (["12 Elm Street"], ("12 Elm Street", "", "", "")),
    ],
)
def test_an_address_is_parted_as_far_as_it_is_understood(lines: list[str], parts: tuple[str, ...]) -> None:
    address = postal_address(lines)
    keys = ("streetAddress", "addressLocality", "addressRegion", "postalCode")
    assert tuple(address[key] for key in keys) == parts


@pytest.mark.slow("a compiler from npm holds every event against schema.org's types")
def test_every_event_is_one_of_schema_org() -> None:
    checkers, events = installed_checkers(), _events()
    lines = ['import type { Event, WithContext } from "schema-dts";']
    lines += [f"export const e{n}: WithContext<Event> = {json.dumps(each)};" for n, each in enumerate(events.values())]
    # The compiler finds what is wrong: a property that an event has not, and a word where a status belongs.
    wrong = next(iter(events.values()))
    for number, change in enumerate(({"starts": "today"}, {"eventStatus": "scheduled"}), len(events)):
        lines.append(f"export const e{number}: WithContext<Event> = {json.dumps(wrong | change)};")
    file = checkers / "events.ts"
    file.write_text("\n".join(lines), encoding="utf-8")
    options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "esnext", "--moduleResolution", "bundler"]
    words = ["node", "node_modules/typescript/bin/tsc", *options, str(file)]
    done = subprocess.run(words, check=False, capture_output=True, text=True, cwd=checkers)
    found = [int(line) for line in re.findall(r"events\.ts\((\d+),\d+\): error", done.stdout)]
    assert sorted(set(found)) == [len(events) + 2, len(events) + 3], done.stdout
