"""Checks of a document's parsed HTML before it is laid out: mistakes, and names of links, sections and tables.

A PDF with one of these mistakes would be made without complaint and be unusable with a screen reader.
"""

import re
from collections.abc import Iterator
from urllib.parse import quote
from xml.etree.ElementTree import Element

from coalition_site.publish.pdf.pieces import LINK, MARK

_SVG = "{http://www.w3.org/2000/svg}"
_ADDRESS = re.compile(rf"(?:https?|mailto|tel|{LINK[:-1]}):", re.IGNORECASE)
_HEADING = re.compile(r"h([1-6])")
_DEEPEST = 6
_SECTIONS = {"section", "article"}
_LABELLED = {"input", "select", "textarea"}
# As the PDF engine writes an address: everything that may stand in one stays as it is.
_SAFE = "/:?#[]@!$&'()*+,;=~%"


def text_of(element: Element) -> str:
    """The element's text in reading order, images by their alternative text, white space collapsed."""
    parts: list[str] = []
    for child in element.iter():
        parts.extend((child.text or "", child.get("alt", "")))
        if child is not element:
            parts.append(child.tail or "")
    return " ".join("".join(parts).split())


def _elements(root: Element) -> Iterator[Element]:
    return (element for element in root.iter() if isinstance(element.tag, str))  # type: ignore[redundant-expr]  # comments


def _heading_problems(root: Element) -> Iterator[str]:
    last = _DEEPEST if _is_continued(root) else 0
    for element in _elements(root):
        if match := _HEADING.fullmatch(element.tag):
            level = int(match[1])
            if level > last + 1:
                where = f"follows a heading of level {last}" if last else "is the first heading"
                yield f"the heading “{text_of(element)}” is of level {level} but {where}: use level {last + 1}"
            last = level


def _is_continued(root: Element) -> bool:
    """Whether this is a later piece of a document (`pdf.pieces`), which begins below the headings of the one before."""
    body = root.find("body")
    return body is not None and "continued" in body.get("class", "").split()


def _picture_problems(root: Element) -> Iterator[str]:
    for element in _elements(root):
        if element.tag == "img" and not element.get("alt", "").strip():
            yield f"the picture “{element.get('src', '')}” has no alternative text: say in words what it shows"
        title = element.find(f"{_SVG}title") if element.tag == f"{_SVG}svg" else None
        if element.tag == f"{_SVG}svg" and (title is None or not (title.text or "").strip()):
            yield "a drawing has no <title>: say in words what it shows"


def _table_problems(root: Element) -> Iterator[str]:
    for table in root.iter("table"):
        widths: set[int] = set()
        for group in (part for part in table if part.tag in {"thead", "tbody", "tfoot"}):
            rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in group if row.tag == "tr"]
            if any(cell.get("rowspan", "1") != "1" for row in rows for cell in row):
                continue
            widths.update(sum(int(cell.get("colspan", "1")) for cell in row) for row in rows)
        if len(widths) > 1:
            yield f"a table has rows of {' and '.join(map(str, sorted(widths)))} cells: every row needs the same number"


def _field_problems(root: Element) -> Iterator[str]:
    for element in _elements(root):
        if element.tag in _LABELLED and not element.get("title", "").strip():
            yield f"the form field “{element.get('name', '')}” has no title: name it in words"


def _has_marks(root: Element) -> bool:
    return any(callable(element.tag) and f"<!--{element.text}-->" == MARK for element in root.iter())


def structure_problems(root: Element) -> list[str]:
    """Mistakes that make a PDF unusable with a screen reader, each as a sentence part that says what to do.

    `root` is the parsed `<html>` element.
    """
    problems = []
    if not root.get("lang", "").strip():
        problems.append("the document has no language: set lang on <html>")
    title = root.find("head/title")
    if title is None or not (title.text or "").strip():
        problems.append("the document has no title: fill <title>")
    if any("attachment" in element.get("rel", "").lower().split() for element in _elements(root)):
        problems.append("files cannot be attached to a document: take rel=attachment away")
    if _has_marks(root) and all(main.attrib for main in root.iter("main")):
        problems.append(f"its pieces ({MARK}) stand in no <main>: put them into one, and write it without attributes")
    for check in (_heading_problems, _picture_problems, _table_problems, _field_problems):
        problems.extend(check(root))
    return problems


def unlink_relative(root: Element) -> None:
    """Turn links that lead nowhere from a document into plain text: only its parts and full addresses stay links."""
    for element in root.iter("a"):
        href = element.get("href", "")
        if href and not href.startswith("#") and not _ADDRESS.match(href):
            del element.attrib["href"]


def link_names(root: Element) -> dict[str, str]:
    """Text of the links by target (`#`-less for parts of the document); targets with several texts are left out."""
    names: dict[str, set[str]] = {}
    for element in root.iter("a"):
        if href := element.get("href", ""):
            target = href[1:] if href.startswith("#") else quote(href, safe=_SAFE)
            names.setdefault(target, set()).add(text_of(element))
    return {target: texts.pop() for target, texts in names.items() if len(texts) == 1 and all(texts)}


def section_languages(root: Element) -> dict[str, str | None]:
    """Language of every `<section>` and `<article>` by its id, None where it sets none; those without an id get one."""
    languages: dict[str, str | None] = {}
    for number, section in enumerate(element for element in _elements(root) if element.tag in _SECTIONS):
        identifier = section.get("id") or f"section-without-id-{number}"
        section.set("id", identifier)
        languages[identifier] = section.get("lang")
    return languages


def table_names(root: Element) -> frozenset[str]:
    """The ids of all tables; those without one get one."""
    names = set()
    for number, table in enumerate(root.iter("table")):
        name = table.get("id") or f"table-without-id-{number}"
        table.set("id", name)
        names.add(name)
    return frozenset(names)
