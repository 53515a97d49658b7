"""What a screen reader says, read from Chromium's accessibility tree: a line for each thing that is met.

A line is what is said: role, name, states and, in brackets, what is told besides. What is inside stands indented below.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.support.case_updates import judge

KEPT = Path(__file__).parents[1] / "browser" / "speech"
"""Where what was read through is kept, with the small coalition that it is said of."""

Node = Mapping[str, Any]

_STATES = {"required", "invalid", "checked", "expanded", "focused", "pressed", "selected", "disabled", "level", "live"}
# No screen reader says these by themselves; what is within them is met all the same.
_SILENT = {"InlineTextBox", "none", "generic", "LabelText", "LineBreak", "ListMarker", "option", "MenuListPopup"}
_SILENT |= {"paragraph", "rowgroup", "DescriptionList", "Figcaption", "Abbr", "strong", "emphasis", "time"}
# One stop each: their name is all that is within them.
_WHOLE = {"link", "button", "DisclosureTriangle", "Date", "image", "SvgRoot"}
# Their name is what is within them, which is said anyway.
_NAMED_FROM_WITHIN = {
    "heading",
    "cell",
    "columnheader",
    "rowheader",
    "term",
    "definition",
    "listitem",
    "row",
    "caption",
}
_NAMELESS = {
    "textbox",
    "searchbox",
    "combobox",
    "checkbox",
    "radio",
    "button",
    "link",
    "image",
    "form",
    "region",
    "note",
}
_NAMELESS |= {"navigation", "list", "table", "figure", "article", "status", *_NAMED_FROM_WITHIN}
_TEXT = "StaticText"
_QUOTED = re.compile('"(.*?)"(?= [a-z(]|$)', re.MULTILINE)


@dataclass(frozen=True)
class _Line:
    """One thing that is said, and how deep it stands."""

    deep: int
    said: str


def compare(name: str, shows: str, said: str) -> None:
    """Fails where a page says something else than is kept; or writes it anew, as cases are."""
    file = KEPT / f"{name}.txt"
    expected = file.read_text(encoding="utf-8") if file.exists() else ""
    judge(file, shows, expected=expected, said=said, write=lambda text: _keep(file, text))


def _keep(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def spoken(page: Page, within: str = "") -> str:
    """A page from top to bottom, or what is within its first element of a role, such as `main`."""
    tree: list[Node] = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in tree}
    first = next(node for node in tree if not within or _role(node) == within)
    return "".join(f"{'  ' * line.deep}{line.said}\n" for line in _lines(first, 0, by_id))


def heard_twice(said: str, longest: int = 60) -> list[str]:
    """Texts of more than so many letters that somebody hears twice: as name and text, or as description and text."""
    texts = [text for text in _QUOTED.findall(said) if len(text) > longest]
    return [text for text in dict.fromkeys(texts) if texts.count(text) > 1 or f"({text})" in said]


def in_focus(page: Page) -> str:
    """What is said when the focus comes to where it is now."""
    tree: list[Node] = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    focused = [node for node in tree if "focused" in _states(node) and _role(node) != "RootWebArea"]
    return _said(focused[-1]).replace(" focused", "") if focused else "nothing"


def _role(node: Node) -> str:
    role = str(node.get("role", {}).get("value", "")).removesuffix("Grouped")
    return {"DescriptionListTerm": "term", "DescriptionListDetail": "definition"}.get(role, role)


def _value(node: Node, key: str) -> str:
    return " ".join(str(node.get(key, {}).get("value", "")).split())


def _states(node: Node) -> list[str]:
    states = {each["name"]: each["value"].get("value") for each in node.get("properties", [])}
    told = [name for name in states if name in _STATES and states[name] not in {False, "false", None, "off"}]
    if _role(node) == "listitem":
        told = [name for name in told if name != "level" or states[name] > 1]
    return [f"{name} {states[name]}" if name in {"level", "live"} else name for name in told]


def _said(node: Node, *, name: bool = True) -> str:
    named, told = _value(node, "name") if name else "", _value(node, "description")
    if _role(node) == _TEXT:
        return f'"{named}"'
    return " ".join(
        filter(None, [_role(node), f'"{named}"' if named else "", *_states(node), f"({told})" if told else ""])
    )


def _lines(node: Node, deep: int, by_id: Mapping[str, Node]) -> Iterator[_Line]:
    role, name = _role(node), _value(node, "name")
    is_said = not node.get("ignored") and role not in _SILENT and bool(name or role in _NAMELESS)
    within = node.get("childIds", []) if role not in _WHOLE or node.get("ignored") else []
    inside = [line for each in within if each in by_id for line in _lines(by_id[each], deep + is_said, by_id)]
    from_within = role in _NAMED_FROM_WITHIN and bool(inside)
    if is_said and from_within and len(inside) == 1:
        yield _Line(deep, f"{_said(node, name=False)}: {inside[0].said}")
        return
    if is_said:
        yield _Line(deep, _said(node, name=not from_within))
    yield from inside
