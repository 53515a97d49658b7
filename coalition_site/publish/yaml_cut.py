"""Takes a key and all that stands below it out of a YAML file or front matter; every other line stays as it is."""

from copy import deepcopy

from coalition_site.problems import Position
from coalition_site.publish.yaml_change import read_written
from coalition_site.publish.yaml_edit import BYTE_ORDER_MARK, EditRefused
from coalition_site.read.values import Step, Value


def cut(data: bytes, path: str, steps: tuple[Step, ...]) -> tuple[bytes, list[str]]:
    """The bytes without a key, and the lines that were taken out, without line ends.

    Comment lines right above the key belong to it. What is left of a block whose only key it was is the empty block.
    Raises EditRefused where the key cannot be taken out line by line.
    """
    file = read_written(data, path)
    place = file.places.find(steps)
    position = Position(path, place.key_line, place.key_column)
    line = file.lines[place.key_line - 1]
    if line[: place.key_column - 1].strip():
        raise EditRefused(f"{position}: this does not begin a line; move {steps[-1]} by hand")
    first = place.key_line
    while first > 1 and file.lines[first - 2].lstrip().startswith("#"):
        first -= 1
    last = file.extent(place.key_line, place.key_column, lists=True)
    taken = [each.rstrip("\r\n") for each in file.lines[first - 1 : last]]
    mark = BYTE_ORDER_MARK if data.startswith(BYTE_ORDER_MARK.encode()) else ""
    left = (mark + "".join(file.lines[: first - 1] + file.lines[last:])).encode()
    again = read_written(left, path)
    if again.value != _without(file.value, steps) or again.body != file.body:
        raise EditRefused(f"{position}: this is written in a way that the program cannot move; do it by hand")
    return left, taken


def _without(value: Value, steps: tuple[Step, ...]) -> Value:
    """A value without the key that the steps lead to; an empty value does not appear at all."""
    copy = deepcopy(value)
    _remove(copy, steps)
    return copy or ""


def _remove(value: Value, steps: tuple[Step, ...]) -> None:
    step, *rest = steps
    if isinstance(value, list) and isinstance(step, int):
        _remove(value[step], tuple(rest))
    elif isinstance(value, dict) and isinstance(step, str):
        if rest:
            _remove(value[step], tuple(rest))
        if not rest or not value[step]:
            del value[step]
