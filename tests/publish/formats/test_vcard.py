"""Entries for address books: what RFC 2426 asks of a file, read back line by line."""

import re
from datetime import date
from typing import Any

import pytest

from coalition_site.derive.public.view import public_view
from coalition_site.derive.words.catalogue import catalogue
from coalition_site.publish.formats.vcard import vcard_text
from coalition_site.render.business_card import BusinessCard, business_card
from coalition_site.render.environment import html_environment
from coalition_site.render.public_files import public_files
from tests.support.making import make_coalition, make_partner

TODAY = date(2026, 11, 23)
_LINE = re.compile(r"([A-Z-]+|X-ABShowAs):([^\x00-\x08\x0a-\x1f\x7f]*)")


def _read(text: str) -> dict[str, list[list[str]]]:
    """Properties by name: components parted by semicolons, each with its values parted by commas, unescaped.

    Only URL is not text, and stays whole (section 3.6.8).
    """
    data = text.encode()
    assert all(0 < len(line) <= 75 for line in data.split(b"\r\n")[:-1])
    assert b"\n" not in data.replace(b"\r\n", b"")
    found: dict[str, list[list[str]]] = {}
    for line in data.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n"):
        parts = _LINE.fullmatch(line)
        assert parts is not None, line
        name, value = parts.groups()
        assert name not in found
        if name == "URL":
            found[name] = [[value]]
            continue
        tokens = re.findall(r"\\[\\;,n]|[^\\]", value)
        assert "".join(tokens) == value, line
        found[name] = [
            ["".join(map(_unescaped, text)) for text in _split(component, ",") if text]
            for component in _split(tokens, ";")
        ]
    assert next(iter(found)) == "BEGIN"
    assert list(found)[-1] == "END"
    return found


def _split(tokens: list[str], separator: str) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for token in tokens:
        if token == separator:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _unescaped(token: str) -> str:
    return {"\\n": "\n"}.get(token, token[-1])


def _card(**values: Any) -> BusinessCard:
    partner = make_partner("one", **({"listing": {"consent": "2026-01-01", "reviewed": "2026-11-01"}} | values))
    view = public_view(make_coalition(partner), TODAY)
    return business_card(view.partners[0], view.coalition, catalogue("en"))


def test_an_organization() -> None:
    found = _read(
        vcard_text(
            _card(
                name="Bakery, Sons; Daughters",
                website="https://bakery.example/a,b;c",
                works_on=["Housing stability"],
                role="Host",
                team={"people": [{"name": "Dana Reyes", "email": "dana@x.example", "phone": "555-0100"}]},
            )
        )
    )
    assert found["VERSION"] == [["3.0"]]
    assert found["FN"] == found["ORG"] == [["Bakery, Sons; Daughters"]]
    assert found["N"] == [[], [], [], [], []]
    assert found["URL"] == [["https://bakery.example/a,b;c"]]
    assert found["CATEGORIES"] == [["Elm Creek Coalition", "Nonprofit"]]
    said = "Host, Elm Creek Coalition\nWhat they work on: Housing stability\nLast reviewed: November 1, 2026"
    assert found["NOTE"] == [[said]]
    assert not {"EMAIL", "TEL"} & found.keys()
    assert "Dana" not in str(found)


def test_a_person_has_a_name_and_no_organization() -> None:
    found = _read(vcard_text(_card(type="Resident", name="Amina Warsame", website="https://amina.example/")))
    assert found["N"] == [["Amina Warsame"], [], [], [], []]
    assert "ORG" not in found


def test_a_resident_without_a_website_has_no_card() -> None:
    """Nothing else leads to a resident, and a label such as "Resident, east side" is nobody's name."""
    listing = {"consent": "2026-01-01"}
    partners = [
        make_partner("label", type="Resident", name="Resident, east side", listing=listing),
        make_partner("named", type="Resident", name="Ana Ruiz", listing=listing, website="https://ana.example/"),
        make_partner("bakery", type="Business", name="Bakery", listing=listing),
    ]
    view = public_view(make_coalition(*partners), TODAY)
    files = public_files(view, html_environment(None, "en"))
    assert sorted(file.path.stem for file in files if file.path.suffix == ".vcf") == ["bakery", "named"]


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Thị Hạnh, " * 12,
        'back\\slash; semi, comma: colon "quote"',
        "lines\nof\r\nall\rkinds\x85of\u2028ends",
        "END:VCARD\r\nBEGIN:VCARD",
        "\\n is not a line end",
        "مرحبا بالعالم " * 20,
    ],
)
def test_every_text_comes_back(text: str) -> None:
    card = BusinessCard("id", text, person=False, website="", categories=(text, "x"), note=text)
    found = _read(vcard_text(card))
    expected = "\n".join(text.splitlines())
    assert found["FN"] == found["ORG"] == found["NOTE"] == [[expected]]
    assert found["CATEGORIES"] == [[expected, "x"]]


def test_an_address_cannot_end_its_line() -> None:
    card = BusinessCard("id", "x", person=False, website="https://x.example/\r\nNOTE:y z", categories=(), note="")
    found = _read(vcard_text(card))
    assert found["URL"] == [["https://x.example/NOTE:yz"]]
