"""The tag tree of a PDF: its elements, and what they hold. Documents may be nested deeply: no walk is a recursion."""

from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Object


def kids_of(element: Object) -> list[Any]:
    """What an element holds: elements, numbers of marked contents, references to annotations."""
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def is_element(kid: Any) -> bool:
    """Whether a kid is an element."""
    # Most kids are numbers, and asking pikepdf takes twenty times as long.
    return not isinstance(kid, int) and isinstance(kid, Dictionary) and "/S" in kid


def tag_of(kid: Any) -> str:
    """The tag of an element, as in `/TD`; empty for what is none."""
    return str(kid["/S"]) if is_element(kid) else ""


def elements_in(tree: Object) -> Iterator[Object]:
    """All elements below a tree or element, in reading order."""
    pending = list(reversed(kids_of(tree)))
    while pending:
        element = pending.pop()
        if is_element(element):
            yield element
            pending.extend(reversed(kids_of(element)))
