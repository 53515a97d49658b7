"""What files say to people: texts of pages and what is heard of them, of calendars, cards, tables and scripts."""

import csv
import email
import email.policy
import json
import re
from collections.abc import Iterator
from html import unescape
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Attributes that hold no words: everything else is read.
_TECHNICAL = re.compile(
    "^(?:class|id|for|name|type|role|href|src|srcset|style|lang|hreflang|dir|rel|charset|scope|colspan|rowspan|span|"
    "tabindex|hidden|open|method|action|novalidate|autocomplete|autocapitalize|spellcheck|enterkeyhint|loading|defer|"
    "width|height|sizes|media|accept|start|value|property|http-equiv|datetime|checked|selected|multiple|rows|cols|"
    "xmlns.*|viewbox|d|x|y|cx|cy|r|rx|ry|x1|x2|y1|y2|points|fill|stroke.*|transform|focusable|font-.*|text-anchor|"
    "pattern.*|color|color-scheme|direction|itemprop|"
    "aria-(?:hidden|labelledby|describedby|controls|current|expanded|pressed|live)|"
    "data-(?:size-of|search-exclude|language|root|directory-filters|type|group|area|asset|value|data|format|version|"
    "coalition|table|list|row|do|fill-in|page-of|part-of|md-.*|script|scheme|kind|sort|filter|status|standing|position|"
    "influence|overdue|missing|out))$"
)
_META = {"description", "author", "keywords", "og:title", "og:description", "og:site_name", "og:image:alt"}
_LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"|\'((?:[^\'\\\n]|\\.)*)\'|`((?:[^`\\]|\\.)*)`', re.DOTALL)
_SENTENCE = re.compile(r"[A-Za-z]{2,} [a-z]{2,}")
_SELECTOR = re.compile(r"[#.\[>:]\w|, ?\w+$|^\w+ \w+$")
_MACHINES = {"@type", "@context", "contactType", "url", "email", "telephone", "logo"}
_MACHINES |= {"startDate", "endDate", "inLanguage", "addressCountry"}
"""Keys of structured data whose values are no words."""


def said_in_html(text: str) -> Iterator[str]:
    """All texts of a page and of its attributes, its style sheets, its scripts and its structured data."""
    from lxml import html

    for element in html.document_fromstring(text).iter():
        if not isinstance(element.tag, str):
            yield from _text(element.tail)
            continue
        if element.tag in {"code", "pre"}:
            element.text = None  # what is to be typed, and keys of files
        if element.tag == "script":
            data = element.get("type") == "application/ld+json"
            yield from said_in_json(json.loads(element.text or "null")) if data else said_in_script(element.text or "")
        elif element.tag == "style":
            yield from said_in_styles(element.text or "")
        else:
            yield from _text(element.text)
        yield from _text(element.tail)
        yield from _attributes(element)


def _text(text: str | None) -> Iterator[str]:
    if text and text.strip():
        yield text.strip()


def _attributes(element: "HtmlElement") -> Iterator[str]:
    for name, value in element.attrib.items():
        if element.tag == "meta" and name == "content":
            if (element.get("name") or element.get("property")) in _META:
                yield value
        elif value.startswith('{"'):
            yield from said_in_json(json.loads(value))
        elif not _TECHNICAL.match(name):
            yield value


def said_in_json(data: object) -> Iterator[str]:
    """All texts in JSON whose keys are ours."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in _MACHINES:
                yield from said_in_json(value)
    elif isinstance(data, list):
        for value in data:
            yield from said_in_json(value)
    elif isinstance(data, str):
        yield data


def said_in_styles(sheet: str) -> Iterator[str]:
    """What a style sheet writes before and behind elements and on the margins of paper."""
    for declaration in re.findall(r"content:([^;}]*)", sheet):
        for text in re.findall(r'"((?:[^"\\]|\\.)*)"', declaration):
            yield re.sub(r"\\([0-9a-f]{1,6}) ?", lambda sign: chr(int(sign[1], 16)), text)


def said_in_script(text: str) -> Iterator[str]:
    """Literals of a script with the words of a sentence in them; selectors and code within them are none."""
    code = re.sub(r"^\s*//.*$|/\*.*?\*/", "", text, flags=re.MULTILINE | re.DOTALL)
    for found in _LITERAL.finditer(code):
        literal = re.sub(r"\$\{[^}]*\}", "", next(each for each in found.groups() if each is not None))
        if _SENTENCE.search(literal) and not _SELECTOR.search(literal):
            yield literal


def said_in_lines(text: str) -> Iterator[str]:
    """The texts of a calendar or an address card (RFC 5545, RFC 6350)."""
    for line in text.replace("\r\n ", "").replace("\r\n", "\n").split("\n"):
        name, _, value = line.partition(":")
        if name.partition(";")[0] in {
            "SUMMARY",
            "DESCRIPTION",
            "LOCATION",
            "X-WR-CALNAME",
            "NAME",
            "NOTE",
            "CATEGORIES",
        }:
            yield value.replace("\\n", " ")


def said_in_table(text: str) -> Iterator[str]:
    """The heads of a table as CSV."""
    yield from next(csv.reader(StringIO(text.removeprefix("\ufeff"))))


def said_in_sheets(file: Path) -> Iterator[str]:
    """The names of sheets, their heads and what is said at cells that have a choice."""
    from openpyxl import load_workbook

    for sheet in load_workbook(file).worksheets:
        yield sheet.title
        yield from (str(cell.value) for cell in sheet[1] if cell.value)
        for rule in sheet.data_validations.dataValidation:
            yield from filter(None, (rule.promptTitle, rule.prompt, rule.errorTitle, rule.error))


def said_in_word(file: Path) -> Iterator[str]:
    """The text of a Word document and what its properties and its pictures say."""
    with ZipFile(file) as archive:
        parts = [name for name in archive.namelist() if re.match(r"(?:word|docProps)/\w+\.xml$", name)]
        xml = "".join(archive.read(name).decode() for name in parts if "styles" not in name and "theme" not in name)
    for text in re.findall(r"<(?:w:t|dc:(?!language)\w+|cp:keywords)(?: [^>]*)?>([^<]+)</", xml) + re.findall(
        r' descr="([^"]+)"', xml
    ):
        yield unescape(text)


def said_in_mail(file: Path) -> Iterator[str]:
    """The subject and the words of a mail."""
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    body = message.get_body(("plain",))
    yield from (str(message["Subject"]), body.get_content() if body is not None else "")


def said_in(file: Path) -> Iterator[str]:
    """What a file of a build says."""
    kinds = {
        ".html": said_in_html,
        ".css": said_in_styles,
        ".js": said_in_script,
        ".ics": said_in_lines,
        ".vcf": said_in_lines,
        ".csv": said_in_table,
    }
    if file.name.startswith("search-index"):
        # Behind headings it holds the texts of pages, which are read where they stand.
        for _, title, parts, *_language in json.loads(file.read_text(encoding="utf-8").partition("=")[2].rstrip(";\n")):
            yield from (title, *parts[1::3])
    elif file.suffix == ".xlsx":
        yield from said_in_sheets(file)
    elif file.suffix == ".docx":
        yield from said_in_word(file)
    elif file.suffix == ".eml":
        yield from said_in_mail(file)
    elif file.suffix in kinds:
        yield from kinds[file.suffix](file.read_text(encoding="utf-8"))
