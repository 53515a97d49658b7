"""Makes docs/problems.md from the table of problems and the case files of the tests.

    .venv/bin/python scripts/make/problem_page.py

A test compares the page with what this would write, so that the page cannot fall behind.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from coalition_site.problems import ProblemKind, groups_of_kinds

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "problems.md"
CASES = ROOT / "tests" / "cases" / "problems"
_HEAD = re.compile(r"^\S.*?: (?:error|warning)\[([a-z-]+)\]: ")

INTRODUCTION = """\
# What can be wrong with the content

`./run check` reads everything in `content/` and names all mistakes at once, by file, line and column. Each comes
with its line, with a caret under the place, and with a hint that says what to type instead:

```
content/partners/clinic.md:9:5: error[option-unknown]: unknown area "Housing stabilty"
  9 |   - Housing stabilty
    |     ^
  hint: did you mean "Housing stability"?
```

An **error** stops the build, and the last build stays as it was; only a document or letter that could not be made
(`document-failed`) is left out while everything else is published. A **warning** stops nothing. The word in brackets is
the code of the problem. Of one file the first hundred are printed, errors before warnings, and how many more there are.
This page explains every code. It is made from the program's own table and from the
examples of its tests (`scripts/make/problem_page.py`).

## For programs

| | |
| --- | --- |
| exit code 0 | no errors; there may be warnings |
| exit code 1 | the content has errors, a document was left out, or the output cannot be written |
| exit code 2 | the command was typed wrong |
| exit code 3 | something of the system is missing; `./run doctor` says what |
| exit code 70 | a mistake of the program itself, in one line; please report it |
| exit code 130 | stopped with Ctrl+C, or by the system |

`--json` (or `--format json`), for `check` and for `build`, prints one document and nothing else on the standard
output:

```json
{
  "version": 1,
  "errors": 1,
  "warnings": 0,
  "problems": [
    {
      "code": "option-unknown",
      "severity": "error",
      "file": "content/partners/clinic.md",
      "line": 9,
      "column": 5,
      "message": "unknown area \\"Housing stabilty\\"",
      "hint": "did you mean \\"Housing stability\\"?",
      "fix": {
        "line": 9,
        "column": 19,
        "end_line": 9,
        "end_column": 19,
        "old": "",
        "new": "i",
        "safe": true
      }
    }
  ]
}
```

Problems are sorted by file, line and column, which count from 1; the file is seen from the coalition's folder.
Codes and keys keep their meaning as long as `version` stays 1; keys may be added, and messages may be worded
better. After a build that left documents or letters out, `left_out` lists their files below the output
folder. The line itself is not repeated, but a message may quote a value, so the document is as internal as the
content.

`fix` is there where a machine can do what the hint says: between two places the text `old` becomes `new`, with `\\n`
for each line end; an end stands behind the last character. `safe` fixes are beyond doubt, and those that
`coalition check --fix` makes; others are to be looked at. `--diff` shows what `--fix` would do.

`--format sarif` prints the same as SARIF 2.1.0, with its fixes, for code hosts and editors that read it.

`--format github` prints an annotation for each problem, which GitHub shows at its line in a pull request. It is
what comes out by itself where `GITHUB_ACTIONS` is `true`.

A mistake in the YAML itself (`yaml-syntax`) hides little: where it is clear what was meant, the rest of the file is
read as if it were mended, and checked too. Else the key or the list entry that it stands in is passed over, and the
message says which lines were not read; what is wrong there shows once it is mended.
"""


def examples() -> dict[str, str]:
    """A report for each code that a case brings about: with its line if possible, from the case with the fewest."""
    found: dict[str, tuple[tuple[bool, int, int, str], str]] = {}
    for file in sorted(CASES.glob("*.case")):
        blocks = [block.rstrip() for block in _blocks(file)]
        for place, block in enumerate(blocks):
            head = _HEAD.match(block)
            if head is None:
                raise ValueError(f"{file.name}: {block}")
            rank = (" | " not in block, len(blocks), place, file.name)
            if head[1] not in found or rank < found[head[1]][0]:
                found[head[1]] = (rank, block)
    return {code: block for code, (_, block) in found.items()}


def _blocks(file: Path) -> Iterator[str]:
    report = file.read_text(encoding="utf-8").partition("=== report\n")[2]
    return filter(None, report.split("\n\n"))


def page() -> str:
    """The whole page."""
    shown = examples()
    parts = [INTRODUCTION]
    for group, kinds in groups_of_kinds().items():
        parts.append(f"## {group}\n")
        parts += [_entry(code, kind, shown.get(code, "")) for code, kind in kinds.items()]
    return "\n".join(parts)


def _entry(code: str, kind: ProblemKind, example: str) -> str:
    shown = f"\n```\n{example}\n```\n" if example else ""
    return f"### {code}\n\n*{str(kind.severity).capitalize()}.* {kind.meaning} {kind.remedy}\n{shown}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
