"""Shows that a changed library is named: runs the contract tests with a stand-in for WeasyPrint that writes otherwise.

    PYTHONPATH=. .venv/bin/python scripts/prove/upgrade_probe.py [tests …]

For each change, a copy of WeasyPrint with a few characters of its source replaced stands before the real one on the
path of an environment of its own, so that the PDF worker's process loads it too. Of all contract tests those named
here must fail, and no other. Tests that are named on the command line are run with each stand-in as well, and what
fails of them is printed: documents that need what was changed are refused with the library's name and version.
"""

import re
import subprocess
import sys
import tempfile
import venv
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from shutil import copytree
from sysconfig import get_path

_FAILED = re.compile(r"^(?:FAILED|ERROR) (\S+?)(?:\[.*\])?(?: - .*)?$", re.MULTILINE)
_CONTRACT = "tests/publish/pdf/test_weasyprint_contract.py::"


@dataclass(frozen=True)
class Change:
    """What a new version might do: the file of WeasyPrint, what stands there and what instead, and who must notice."""

    name: str
    file: str
    old: str
    new: str
    noticed_by: str


CHANGES = (
    Change(
        "one more space between a glyph and its text",
        "pdf/fonts.py",
        "f'<{glyph:04x}> <{unicode_codepoints}>'",
        "f'<{glyph:04x}>  <{unicode_codepoints}>'",
        "test_weasyprint_writes_the_texts_of_glyphs_as_they_are_known",
    ),
    Change(
        "one more space in a tag",
        "pdf/stream.py",
        "super().begin_marked_content(tag, property_list)",
        "super().begin_marked_content(tag, f'<< /MCID {mcid}>>')",
        "test_weasyprint_writes_tags_into_pages_as_they_are_known",
    ),
    Change(
        "another word for a missing glyph",
        "draw/text.py",
        ".notdef glyph rendered for Unicode string",
        ".notdef glyph shown for Unicode string",
        "test_weasyprint_logs_missing_glyphs_in_words_that_are_known",
    ),
    Change(
        "boxes of pictures in points",
        "pdf/tags.py",
        "pydyf.Array((x1, y1, x2, y2))",
        "pydyf.Array((x1 * .75, y1 * .75, x2 * .75, y2 * .75))",
        "test_weasyprint_measures_pictures_in_pixels_from_the_top",
    ),
)


def stand_in(folder: Path, change: Change) -> Path:
    """An environment whose WeasyPrint has the change, and the path of its interpreter."""
    spec = find_spec("weasyprint")
    if spec is None or spec.origin is None:
        sys.exit("WeasyPrint is not installed")
    changed = folder / "changed"
    copytree(Path(spec.origin).parent, changed / "weasyprint")
    file = changed / "weasyprint" / change.file
    source = file.read_text(encoding="utf-8")
    if source.count(change.old) != 1:
        sys.exit(f"{change.file} of WeasyPrint holds “{change.old}” {source.count(change.old)} times, not once")
    file.write_text(source.replace(change.old, change.new), encoding="utf-8")
    venv.create(folder / "venv")
    (site,) = (folder / "venv" / "lib").glob("python*/site-packages")
    (site / "stand-in.pth").write_text(f"{changed}\n{get_path('purelib')}\n", encoding="utf-8")
    return folder / "venv" / "bin" / "python"


def failures(python: Path, tests: list[str]) -> list[str]:
    """Which of the tests fail."""
    command = [str(python), "-m", "pytest", "-n", "0", "-q", "--no-header", "--tb=no", "-p", "no:cacheprovider", *tests]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    if said.returncode not in {0, 1}:
        sys.exit(said.stdout + said.stderr)
    return list(dict.fromkeys(_FAILED.findall(said.stdout)))


def main() -> None:
    """Try every change."""
    contracts = sorted(str(file) for file in Path("tests").rglob("test_*_contract.py"))
    wrong = 0
    for change in CHANGES:
        with tempfile.TemporaryDirectory(prefix="upgrade-probe-") as name:
            python = stand_in(Path(name), change)
            found = failures(python, contracts)
            right = found == [_CONTRACT + change.noticed_by]
            wrong += not right
            print(f"{'as expected' if right else 'NOT as expected'}: {change.name}")
            print("".join(f"  {test}\n" for test in found), end="")
            if sys.argv[1:]:
                for test in failures(python, sys.argv[1:]):
                    print(f"  refused or failed: {test}")
    sys.exit(f"{wrong} changes were not noticed as they should be" if wrong else 0)


if __name__ == "__main__":
    main()
