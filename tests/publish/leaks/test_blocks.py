"""Nothing is found across blocks: lines, cells, items, numbers of pages. What wraps within a paragraph is found."""

import gzip
from functools import cache
from pathlib import Path

import pikepdf
import pytest

from coalition_site.publish.cache.store import Store
from coalition_site.publish.leaks.search import search_for_leaks
from coalition_site.validate.private_values import PrivateValue, letters_of
from coalition_site.validate.public_letters import PublicLetters
from tests.support.documents import make_one, whole_page

STREET, PERSON, PHONE = "15 Pier Road", "Rosa Delgado Muñoz", "(555) 010-0142"
NOTE = "Two of her bakers have asylum cases pending, and nobody in the town knows of it."
VALUES = tuple(
    PrivateValue(text, letters_of(text), "content/x.md", (), alone=text != NOTE, mentionable=False)
    for text in (STREET, PERSON, PHONE, NOTE)
)

APART = {
    "page.html": (
        "<table><tr><td>15</td><td>Pier Road Merchants</td></tr></table>",
        "<p>With Local 15, Pier Road Merchants; Rosa; Delgado Muñoz</p>",
        "<ul><li>Unit 15</li><li>Pier Road Merchants</li></ul>",
        "<h2>Page 15</h2>\n<p>Pier Road Merchants</p>",
        "<p>Room 15<br>Pier Road Merchants</p>",
        "<p>Rosa</p><p>Delgado Muñoz</p>",
        '<dd><a href="x">Local 15</a> <a href="y">Pier Road Merchants</a></dd>',
        '<img alt="15"><img alt="Pier Road Merchants">',
        '<script>var names = ["15", "Pier Road Merchants"]</script>',
        "<td>555</td><td>010</td><td>0142</td>",
        "<p>ISBN 1555010014233, or 15-5501-00142; IBAN DE44 5550 1001 4200</p>",
        "<p>EIN 55-5010014 2; from 2026-11-23-5550100142</p>",
    ),
    "data.json": ('["15","Pier Road Merchants"]', '{"floor":"15\\nPier Road"}', '{"a":"Rosa","b":"Delgado Muñoz"}'),
    "data.csv": (
        "15,Pier Road Merchants\n",
        "room,15\nPier Road Merchants,bank\n",
        "555,010,0142\n",
        '1,"Local 15; Pier Road Merchants"\n',
    ),
    "meeting.ics": (
        "LOCATION:Room 15\r\nSUMMARY:Pier Road Merchants\r\n",
        "DESCRIPTION:Room 15\\nPier Road Merchants\r\n",
    ),
    "card.vcf": ("ADR:;;15;Pier Road Merchants;;\r\n", "NOTE:15\r\nORG:Pier Road Merchants\r\n"),
    "drawing.svg": ("<svg><text>15</text><text>Pier Road Merchants</text></svg>",),
    "notes.txt": ("Room 15\n\nPier Road Merchants", "- 15\n- Pier Road Merchants", "15. Pier Road Merchants\n"),
}
"""What only looks like a value where blocks are joined, by the name of a file."""

TOGETHER = {
    "page.html": (
        ("<p>Come to 15\nPier <b>Road</b>.</p>", STREET),
        ("<p><b>Rosa</b> <i>Del&shy;gado</i>\n Mu&ntilde;oz</p>", PERSON),
        ('<img alt="At 15 Pier Road">', STREET),
        ("<td>Call (555) 010-0142 12 times</td>", PHONE),
        ('<a href="tel:+15550100142">call</a>', PHONE),
        ("<p>Two of her bakers have</p>\n<p>asylum cases pending, and nobody in the town knows of it.</p>", NOTE),
        ('<script>var a = {"b": "15 Pier Road"}</script>', STREET),
    ),
    "data.json": (('["at 15 Pier Road"]', STREET), ('{"a":"Rosa Delgado Mu\\u00f1oz"}', PERSON)),
    "data.csv": (('a,"15 Pier Road, back door"\n', STREET), ("1,5550100142,2\n", PHONE)),
    "meeting.ics": (("LOCATION:15 Pier\r\n  Road\r\n", STREET), ("DESCRIPTION:Rosa Del\r\n gado Muñoz\\n", PERSON)),
    "card.vcf": (("TEL;TYPE=work:555.010.0142\r\n", PHONE), ("ADR:;;15 Pier Road;;;\r\n", STREET)),
    "drawing.svg": (("<svg><text>15 <tspan>Pier</tspan> Road</text></svg>", STREET),),
    "notes.txt": (("Come to 15 Pier\nRoad, please.", STREET),),
    "old/15-pier-road.txt": (("Nothing.", STREET),),
}
"""What holds a value, and which, by the name of a file."""


def _leaks(site: Path, name: str, data: bytes) -> set[str]:
    file = site / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    found = search_for_leaks(site, VALUES, PublicLetters(b"", {}), Store(site.with_name("store")))
    return {leak.value.text for leak in found.leaks}


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in APART.items() for text in texts])
def test_what_blocks_part_is_no_value(name: str, text: str, tmp_path: Path) -> None:
    assert _leaks(tmp_path / "site", name, text.encode()) == set()
    assert _leaks(tmp_path / "packed", f"{name}.gz", gzip.compress(text.encode())) == set()


@pytest.mark.parametrize(
    ("name", "text", "value"), [(name, *pair) for name, pairs in TOGETHER.items() for pair in pairs]
)
def test_what_is_of_one_block_is_found(name: str, text: str, value: str, tmp_path: Path) -> None:
    assert _leaks(tmp_path / "site", name, text.encode()) == {value}


STYLE = """<style>@page { size: 300pt 400pt; margin: 40pt; @top-left { content: "15" } @bottom-left { content: "555" } }
body { font-size: 12pt } p.narrow { width: 70pt }</style>"""


@cache
def _pdf(body: str, folder: Path) -> bytes:
    assert make_one(whole_page(f"<h1>Example</h1>{body}", head=STYLE), folder).problems == ()
    return (folder / "example.pdf").read_bytes()


@pytest.mark.parametrize(
    "body",
    [
        # The number of the page is drawn before its first name.
        "<p>Pier Road Merchants</p>",
        "<ul><li>15</li><li>Pier Road Merchants</li></ul>",
        "<table><thead><tr><th>No.</th><th>Name</th></tr></thead>"
        "<tbody><tr><td>15</td><td>Pier Road Merchants</td></tr></tbody></table>",
        '<p><a href="https://x.example">Local 15</a> <a href="https://y.example">Pier Road Merchants</a></p>',
        "<h2>Room 15</h2><p>Pier Road Merchants</p>",
    ],
)
def test_in_a_document_elements_are_blocks_and_page_numbers_their_own(body: str, tmp_path: Path) -> None:
    assert _leaks(tmp_path / "site", "x.pdf", _pdf(body, tmp_path)) == set()


def test_in_a_document_a_paragraph_that_wraps_is_one_block(tmp_path: Path) -> None:
    body = (
        f'<p class="narrow">Come to our house, it is at 15 Pier Road, next to the bakery.</p>'
        f'<p class="narrow">Ask for <strong>Rosa</strong> Delgado Muñoz who knows.</p><p class="narrow">{NOTE}</p>'
    )
    assert _leaks(tmp_path / "site", "x.pdf", _pdf(body, tmp_path)) == {STREET, PERSON, NOTE}


def test_a_sentence_is_found_where_it_goes_on_behind_the_turn_of_a_page(tmp_path: Path) -> None:
    body = f'<p style="margin-top: 255pt; orphans: 1; widows: 1; width: 80pt">{NOTE}</p>'
    assert _leaks(tmp_path / "site", "x.pdf", _pdf(body, tmp_path)) == {NOTE}
    with pikepdf.open(tmp_path / "example.pdf") as pdf:
        assert len(pdf.pages) == 2
