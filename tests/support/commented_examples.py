"""The commented examples of a file, found by the convention that the file itself tells, and used as people would.

A line whose `#` touches the next sign is part of an example; one with a space behind it explains. An example goes on
over the lines that are set in deeper than its first one.
"""

import re
from collections.abc import Callable, Iterator, Mapping

_EXAMPLE = re.compile(r"(?P<pad> *)#(?=[^\s#])")

WAYS: Mapping[str, Callable[[str], str]] = {
    "the sign": lambda line: re.sub(r"^( *)#", r"\1", line),
    "the sign and a space, if there is one": lambda line: re.sub(r"^( *)# ?", r"\1", line),
}
"""How people and editors take comment signs away: by hand, or with a key that toggles comments."""


def examples(text: str) -> Iterator[tuple[int, ...]]:
    """The line numbers, from 0, of each commented example of a file."""
    current: list[int] = []
    depth = 0
    for number, line in enumerate(text.split("\n")):
        found = _EXAMPLE.match(line)
        goes_on = found is not None and current and len(found["pad"]) > depth
        if current and not goes_on:
            yield tuple(current)
            current = []
        if found is not None:
            depth = depth if goes_on else len(found["pad"])
            current.append(number)
    if current:
        yield tuple(current)


def used(text: str, numbers: tuple[int, ...], way: Callable[[str], str]) -> str:
    """The text with the comment signs of some lines taken away."""
    return "\n".join(way(line) if number in numbers else line for number, line in enumerate(text.split("\n")))
