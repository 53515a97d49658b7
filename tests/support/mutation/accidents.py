"""Accidents within a file: what fingers, editors, mail programs and strangers do to its bytes."""

import random
import re
from collections.abc import Callable

from tests.support.mutation.values import HOSTILE, INSERTED

Accident = Callable[[random.Random, bytes], bytes]

_KEY = re.compile(r"^( *(?:- )?)([A-Za-z_]+)(: ?)(.*)$")


def _lines(data: bytes) -> list[bytes]:
    return data.split(b"\n")


def _flip_bit(rng: random.Random, data: bytes) -> bytes:
    if not data:
        return b"\xff"
    at = rng.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << rng.randrange(8))]) + data[at + 1 :]


def _change_byte(rng: random.Random, data: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]


def _delete_bytes(rng: random.Random, data: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + data[at + rng.randrange(1, 30) :]


def _insert_sign(rng: random.Random, data: bytes) -> bytes:
    text = data.decode("utf-8", "replace")
    at = rng.randrange(len(text) + 1)
    return (text[:at] + rng.choice(INSERTED) + text[at:]).encode()


def _delete_line(rng: random.Random, data: bytes) -> bytes:
    lines = _lines(data)
    del lines[rng.randrange(len(lines))]
    return b"\n".join(lines)


def _double_line(rng: random.Random, data: bytes) -> bytes:
    lines = _lines(data)
    at = rng.randrange(len(lines))
    lines.insert(rng.choice((at, rng.randrange(len(lines) + 1))), lines[at])
    return b"\n".join(lines)


def _swap_lines(rng: random.Random, data: bytes) -> bytes:
    lines = _lines(data)
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _indent(rng: random.Random, data: bytes) -> bytes:
    lines = _lines(data)
    at = rng.randrange(len(lines))
    more = rng.choice((b" ", b"  ", b"    ", b"\t", b" \t", b"\xc2\xa0"))
    for number in range(at, min(at + rng.choice((1, 1, 3)), len(lines))):
        lines[number] = more + lines[number]
    return b"\n".join(lines)


def _outdent(rng: random.Random, data: bytes) -> bytes:
    lines = _lines(data)
    indented = [number for number, line in enumerate(lines) if line.startswith(b" ")]
    if indented:
        at = rng.choice(indented)
        lines[at] = lines[at].lstrip() if rng.random() < 0.5 else lines[at][1:]
    return b"\n".join(lines)


def _tabs(rng: random.Random, data: bytes) -> bytes:
    lines = [line.replace(b"  ", b"\t") if rng.random() < 0.5 else line for line in _lines(data)]
    return b"\n".join(lines)


def _take_quote(rng: random.Random, data: bytes) -> bytes:
    places = [found.start() for found in re.finditer(rb"['\"]", data)]
    if not places:
        return data
    at = rng.choice(places)
    return data[:at] + data[at + 1 :]


def _add_quote(rng: random.Random, data: bytes) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice((b"'", b'"')) + data[at:]


def _value_lines(data: bytes) -> tuple[list[str], list[int]]:
    lines = data.decode("utf-8", "replace").split("\n")
    return lines, [number for number, line in enumerate(lines) if _KEY.match(line)]


def _rename_key(rng: random.Random, data: bytes) -> bytes:
    lines, keys = _value_lines(data)
    if not keys:
        return data
    at = rng.choice(keys)
    found = _KEY.match(lines[at])
    before, key, colon, value = found.groups() if found else ("", "", "", "")
    spot = rng.randrange(len(key))
    renamed = rng.choice(
        (
            key[:spot] + key[spot + 1 :],
            key.capitalize(),
            key.upper(),
            key + "s",
            key.replace("_", "-"),
            rng.choice(HOSTILE),
            rng.choice(("id", "profile", "body", "model_config", "__class__", "slug", "copy", "")),
        )
    )
    lines[at] = f"{before}{renamed}{colon}{value}"
    return "\n".join(lines).encode("utf-8", "replace")


def _hostile_value(rng: random.Random, data: bytes) -> bytes:
    lines, keys = _value_lines(data)
    items = [number for number, line in enumerate(lines) if line.lstrip().startswith("- ")]
    if not keys and not items:
        return data + rng.choice(HOSTILE).encode("utf-8", "replace")
    at = rng.choice(keys + items)
    value = rng.choice(HOSTILE)
    if rng.random() < 0.5:
        value = "'" + value.replace("'", "''").replace("\n", " ") + "'"
    head, sign, _ = lines[at].partition(": ")
    lines[at] = f"{head}: {value}" if sign else f"{lines[at][: lines[at].find('- ') + 2]}{value}"
    return "\n".join(lines).encode("utf-8", "replace")


def _hostile_line(rng: random.Random, data: bytes) -> bytes:
    lines = _lines(data)
    lines.insert(rng.randrange(len(lines) + 1), rng.choice(HOSTILE).encode("utf-8", "replace"))
    return b"\n".join(lines)


def _other_shape(rng: random.Random, data: bytes) -> bytes:
    lines, keys = _value_lines(data)
    if not keys:
        return data
    at = rng.choice(keys)
    head, _, value = lines[at].partition(":")
    lines[at] = head + rng.choice(
        (
            ":",
            ": []",
            ": {}",
            ": [ ]",
            f": [{value}]",
            f": {{x: {value}}}",
            f":\n  - {value}",
            f": |\n    {value}",
            f": >-\n  {value}",
            f":{value}",
            f" {value}",
            f"::{value}",
        )
    )
    return "\n".join(lines).encode("utf-8", "replace")


def _cut(rng: random.Random, data: bytes) -> bytes:
    return data[: rng.randrange(len(data) + 1)]


def _encode(rng: random.Random, data: bytes) -> bytes:
    text = data.decode("utf-8", "replace") + "é"
    code = rng.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "utf-8-sig", "utf-7", "cp037", "shift-jis"))
    return text.encode(code, "replace")


def _line_ends(rng: random.Random, data: bytes) -> bytes:
    return data.replace(b"\n", rng.choice((b"\r\n", b"\r", b"\n\r", b"\x0c\n", b"\x85", "\u2028".encode())))


def _deep(rng: random.Random, data: bytes) -> bytes:
    depth = rng.choice((30, 45, 200, 3000, 60_000))
    nested = rng.choice(
        (
            b"[" * depth,
            b"[" * depth + b"]" * depth,
            b"{a: " * depth,
            b"- " * depth,
            b"> " * depth,
            b"*" * depth,
            b"(" * depth,
            b"\n".join(b" " * level + b"a:" for level in range(min(depth, 1000))),
        )
    )
    lines = _lines(data)
    lines.insert(rng.randrange(len(lines) + 1), nested)
    return b"\n".join(lines)


def _bomb(rng: random.Random, data: bytes) -> bytes:
    layers = b"".join(b"a%d: &a%d [%s]\n" % (n, n, b",".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 12))
    return rng.choice((b"a0: &a0 x\n" + layers, b"---\n" + layers + b"---\n", data + layers, b"x: &x [*x]\n"))


def _repeat(rng: random.Random, data: bytes) -> bytes:
    lines = _lines(data)
    at = rng.randrange(len(lines))
    lines[at] = b"\n".join([lines[at]] * rng.choice((50, 1000, 20_000)))
    return b"\n".join(lines)


def _long_line(rng: random.Random, data: bytes) -> bytes:
    sign = rng.choice(
        (b"x", b"*", b"_", b"[", b"<", b"&", b"!", b"(", b"`", b"~", b"a@", b"| ", b"\\", b"{{ ", b"{% if member %}")
    )
    lines = _lines(data)
    lines.insert(rng.randrange(len(lines) + 1), sign * rng.choice((500, 5000, 50_000)))
    return b"\n".join(lines)


def _empty(rng: random.Random, data: bytes) -> bytes:  # noqa: ARG001  all accidents are called alike
    return rng.choice(
        (b"", b"\n", b"---\n---\n", b"---\n", b"[]", b"{}", b"- \n- \n", b"#", b"...\n", b"null", b"\x00")
    )


def _fence(rng: random.Random, data: bytes) -> bytes:
    return data.replace(b"---\n", rng.choice((b"", b"--\n", b"----\n", b"---\n---\n", b" ---\n")), rng.choice((1, 2)))


ACCIDENTS: dict[str, Accident] = {
    "flip bit": _flip_bit,
    "change byte": _change_byte,
    "delete bytes": _delete_bytes,
    "insert sign": _insert_sign,
    "delete line": _delete_line,
    "double line": _double_line,
    "swap lines": _swap_lines,
    "indent": _indent,
    "outdent": _outdent,
    "tabs": _tabs,
    "take quote": _take_quote,
    "add quote": _add_quote,
    "rename key": _rename_key,
    "hostile value": _hostile_value,
    "hostile line": _hostile_line,
    "other shape": _other_shape,
    "cut": _cut,
    "encode": _encode,
    "line ends": _line_ends,
    "deep": _deep,
    "bomb": _bomb,
    "repeat": _repeat,
    "long line": _long_line,
    "empty": _empty,
    "fence": _fence,
}
