"""Documents of any data in any style, for property tests; of each line it is known what stands on it."""

import re
from dataclasses import dataclass, field

from hypothesis import strategies as st

from coalition_site.read.values import Step, Value

Path = tuple[Step, ...]

KEYS = ["name", "type", "team", "notes", "people", "serves", "email", "sent", "Young people"]
PLAIN = ["NO", "02134", "Ana", "it's", 'say "so"', "12:30", "Ñuñoa 食堂 🌲"]
WORDS = [*PLAIN, "a: b", "# no comment", "[x]", "- y", "x #1"]
LONG = ["One line.\nAnd another.", "One.\n\nTwo,\n\n\nthree.", "- a list?\n# no"]

texts = st.sampled_from([*WORDS, *WORDS, *LONG])
values: st.SearchStrategy[Value] = st.recursive(
    texts,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)
roots: st.SearchStrategy[Value] = st.dictionaries(st.sampled_from(KEYS), values, min_size=1, max_size=5) | st.lists(
    st.dictionaries(st.sampled_from(KEYS), values, min_size=1, max_size=4), min_size=1, max_size=4
)


@dataclass(slots=True)
class WrittenDocument:
    """A value as somebody might write it. `lines` have no ends; `owners` says whose line each is.

    A line is its entry's, by the steps that lead there, and where entries begin behind hyphens it is of all of them.
    All lines of what stands in brackets are those of the entry that the brackets belong to, and `flows` holds it.
    """

    value: Value
    lines: list[str] = field(default_factory=list)
    owners: list[set[Path]] = field(default_factory=list)
    flows: set[Path] = field(default_factory=set)
    comments: int = 0

    def bytes_of(self, end: str, *, mark: bool, closed: bool, body: str | None) -> bytes:
        """The bytes with these line ends, with a byte order mark or without, and with a last line that ends or not."""
        lines = self.lines if body is None else ["---", *self.lines, "---", *body.split("\n")]
        return (("\ufeff" if mark else "") + end.join(lines) + (end if closed else "")).encode()


class _Writer:
    def __init__(self, draw: st.DrawFn, document: WrittenDocument) -> None:
        self.draw, self.document = draw, document
        self.is_below_sign = False

    def one_of(self, *choices: str) -> str:
        return self.draw(st.sampled_from(choices))

    def comment(self) -> str:
        self.document.comments += 1
        return f"# comment {self.document.comments}"

    def behind(self) -> str:
        return f"  {self.comment()}" if self.one_of("", "", "#") else ""

    def put(self, line: str, *owners: Path) -> None:
        self.document.lines.append(line)
        self.is_below_sign = self.is_below_sign and not line
        self.document.owners.append(set(owners))

    def above(self) -> set[Path]:
        """The owners of the last line that says something; the empty lines below it become theirs."""
        lines, owners = self.document.lines, self.document.owners
        last = max(number for number, line in enumerate(lines) if line)
        owners[last + 1 :] = [owners[last] for _ in owners[last + 1 :]]
        return owners[last]

    def node(self, value: Value, head: str, indent: int, path: Path, owners: tuple[Path, ...]) -> None:
        """Writes a value behind the head of its line: a key with its colon, or a hyphen."""
        if isinstance(value, str):
            self.text(value, head, indent, owners)
        elif self.one_of("block", "block", "flow") == "flow":
            self.document.flows.add(path)
            self.flow(value, head, indent, owners)
        elif head.endswith("-") and isinstance(value, dict) and self.one_of("same", "below") == "same":
            self.block(value, indent + len(head.lstrip()) + 1, path, (f"{head} ", owners))
        else:
            self.put(head + self.behind(), *owners)
            least = 0 if isinstance(value, list) and head.endswith(":") else 1
            self.block(value, indent + self.draw(st.integers(least, 2)) * 2, path, None)

    def text(self, text: str, head: str, indent: int, owners: tuple[Path, ...]) -> None:
        pad = " " * (indent + self.draw(st.integers(1, 2)) * 2)
        if "\n" in text and self.one_of("block", "quoted") == "block":
            sign = self.one_of("|", "|-", ">-")
            self.put(f"{head} {sign}{self.behind()}", *owners)
            folded = re.sub(r"\n+", r"\g<0>\n", text) if sign == ">-" else text
            for line in folded.split("\n"):
                self.put(f"{pad}{line}" if line else "", *owners)
            # A comment set in as far would be one more line of the text.
            self.is_below_sign = True
            return
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        quoted = f'"{escaped}"'
        if "\n" not in text:
            quoted = self.one_of(quoted, "'" + text.replace("'", "''") + "'", text if text in PLAIN else quoted)
        if self.one_of("same", "same", "same", "below") == "below":
            self.put(head, *owners)
            head = pad.rstrip("\n")[:-1]
        self.put(f"{head} {quoted}{self.behind()}", *owners)

    def flow(self, value: Value, head: str, indent: int, owners: tuple[Path, ...]) -> None:
        if self.one_of("one", "one", "several") == "one" or not value:
            self.put(f"{head} {self.in_line(value)}{self.behind()}", *owners)
            return
        pad = " " * (indent + 2)
        entries = (
            [f"{key}: {self.in_line(inner)}" for key, inner in value.items()]
            if isinstance(value, dict)
            else [self.in_line(inner) for inner in value]
        )
        opening, closing = ("{", "}") if isinstance(value, dict) else ("[", "]")
        self.put(f"{head} {opening}", *owners)
        for number, entry in enumerate(entries):
            comma = "," if number + 1 < len(entries) else self.one_of("", ",")
            self.put(f"{pad}{entry}{comma}{self.behind()}", *owners)
        self.put(f"{pad}{closing}{self.behind()}", *owners)

    def in_line(self, value: Value) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{key}: {self.in_line(inner)}" for key, inner in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(self.in_line, value)) + "]"
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        plain = value if value in PLAIN else f'"{escaped}"'
        return self.one_of(f'"{escaped}"', plain, plain if "\n" in value else "'" + value.replace("'", "''") + "'")

    def block(self, value: Value, indent: int, path: Path, inline: tuple[str, tuple[Path, ...]] | None = None) -> None:
        """Writes entries; the first stands behind what `inline` holds, on the same line."""
        pad = " " * indent
        entries: list[tuple[Step, Value]] = list(value.items() if isinstance(value, dict) else enumerate(value))
        for number, (step, inner) in enumerate(entries):
            own: Path = (*path, step)
            owners: tuple[Path, ...] = ()
            head = pad
            if number == 0 and inline:
                head, owners = inline
            else:
                for kind in [self.one_of("", "", "", "empty", "#", "deep") for _ in range(2)]:
                    if kind == "empty":
                        self.put("", path)
                    elif kind == "#":
                        self.put(pad + self.comment(), own)
                    elif kind == "deep" and number and not self.is_below_sign:
                        # Set in deeper than the entry above it, a comment is that entry's, or of the last one in it.
                        self.put(f"{pad}  {self.comment()}", *self.above())
            key = f'"{step}"' if self.one_of("", "", '"') else step
            self.node(inner, f"{head}-" if isinstance(value, list) else f"{head}{key}:", indent, own, (*owners, own))


@st.composite
def documents(draw: st.DrawFn) -> WrittenDocument:
    value = draw(roots)
    document = WrittenDocument(value)
    writer = _Writer(draw, document)
    if draw(st.booleans()):
        # What a file begins with speaks of the file.
        writer.put("# yaml-language-server: $schema=x", ("none",))
        writer.put("", ("none",))
    writer.block(value, 0, ())
    return document
