"""Cost of drawing an SVG: how many elements there are once everything it uses is drawn where it is used.

A drawing of a few hundred bytes can use a group ten times that uses another ten times, and so on: browsers and PDF
engines would draw for minutes.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

DEEPEST = 100
WITHOUT_END = -1

_NAMED = re.compile(r"url\(\s*['\"]?\s*#([^)'\"\s]+)")
_RULE = re.compile(r"([^{}]*)\{([^{}]*)\}")


def depth(root: ET.Element) -> int:
    """How deep elements lie within each other."""
    level, here = 0, [root]
    while here:
        level, here = level + 1, [child for element in here for child in element]
    return level


def to_draw(root: ET.Element) -> int:
    """The number of elements, each counted as often as it is drawn; WITHOUT_END for what uses itself."""
    targets = {name: element for element in root.iter() if (name := element.get("id"))}
    rules = list(_rules(root))
    counted: dict[ET.Element, int] = {}
    begun: set[ET.Element] = set()
    waiting = [root]
    while waiting:
        element = waiting[-1]
        if element in counted:
            waiting.pop()
            continue
        used = [targets[name] for name in _uses(element, rules) if name in targets]
        inner = [*element, *used]
        if element in begun:
            if any(each not in counted for each in inner):
                return WITHOUT_END
            counted[element] = 1 + sum(counted[each] for each in inner)
            waiting.pop()
        else:
            begun.add(element)
            open_ones = [each for each in inner if each not in counted]
            if any(one in begun for one in open_ones):
                return WITHOUT_END
            waiting += open_ones
    return counted[root]


def _rules(root: ET.Element) -> Iterator[tuple[str, list[str]]]:
    """The rules of style sheets within the drawing that use something: selector and the names of what is used."""
    for element in root.iter():
        if _local(element) == "style":
            for found in _RULE.finditer("".join(element.itertext())):
                used = _NAMED.findall(found[2])
                if used:
                    yield from ((selector.strip(), used) for selector in found[1].split(","))


def _uses(element: ET.Element, rules: list[tuple[str, list[str]]]) -> Iterator[str]:
    for attribute, value in element.attrib.items():
        if attribute.rpartition("}")[2] == "href" and value.strip().startswith("#"):
            yield value.strip()[1:]
        elif "url(" in value:
            yield from _NAMED.findall(value)
    for selector, used in rules:
        if _may_match(element, selector):
            yield from used


def _may_match(element: ET.Element, selector: str) -> bool:
    """Whether a rule could be meant for an element; only names, classes and ids are looked at."""
    last = re.split(r"[\s>+~]+", selector)[-1]
    classes = set(element.get("class", "").split())
    return all(
        (sign == "." and name in classes) or (sign == "#" and name == element.get("id"))
        if sign
        else name in {"", "*", _local(element)}
        for sign, name in re.findall(r"([.#]?)([\w*-]+)", re.split(r"[:\[]", last)[0])
    )


def _local(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]
