"""Which files can hold a test that `-k` names: loading all others to find that they do not takes four seconds."""

import re
from pathlib import Path

NAME = "test_"
"""How the name of a test and of its file begins. What a test is tried with (`[…]`) never holds it."""

_NAMES = re.compile(rf"{NAME}\w+(?: or {NAME}\w+)*")


def files_with_named_tests(expression: str, tests: Path) -> set[Path] | None:
    """The files below a folder that can hold a test of this expression. None: any can, and only pytest knows.

    Names of tests are written in their files, or are those of the files. What they are tried with is often computed,
    so that any other word than such names may stand anywhere.
    """
    if not _NAMES.fullmatch(expression):
        return None
    names = re.compile("|".join(expression.split(" or ")), re.IGNORECASE)
    return {
        file
        for file in tests.rglob("test_*.py")
        if names.search(file.name) or names.search(file.read_text(encoding="utf-8"))
    }
