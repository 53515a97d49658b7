"""Style sheets of documents: running lines change sides where the writing runs from right to left."""

from typing import Any
from xml.etree.ElementTree import Element, fromstring

from coalition_site.publish.pdf.style_sheets import StyleSheets, mirrored

SHARED = "@page { @top-left { content: 'part' } @bottom-right { content: counter(page) } }"


def parsed(text: str, *, shared: bool = False) -> Any:
    return ("shared" if shared else "own", text)


def page(direction: str) -> Element:
    own = "@page :first { @top-right { color: red } } .x { border-top-left-radius: 1mm }"
    return fromstring(f"<html {direction}><head><style>{own}</style></head><body/></html>")


def test_running_lines_of_right_to_left_writing_change_sides_and_nothing_else_does() -> None:
    sheets = StyleSheets(parsed, [])
    sheets.share("print.css", SHARED)
    straight = sheets.sheets_of(page('lang="en"'))
    turned = sheets.sheets_of(page('lang="ar" dir="rtl"'))
    assert straight[0] == ("shared", SHARED)
    assert turned[0] == (
        "shared",
        "@page { @top-right { content: 'part' } @bottom-left { content: counter(page) } }",
    )
    assert straight[1][1].startswith("@page :first { @top-right ")
    assert turned[1][1] == "@page :first { @top-left { color: red } } .x { border-top-left-radius: 1mm }"
    assert sheets.sheets_of(page('dir="rtl"'))[0] is turned[0]
    assert sheets.sheets_of(page(""))[0] is straight[0]


def test_mirrored_twice_is_as_it_was() -> None:
    assert mirrored(mirrored(SHARED)) == SHARED
