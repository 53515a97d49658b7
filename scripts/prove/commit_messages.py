"""Holds the messages of commits to the house's form: a subject of at most 72 characters, and a body that says why.

    .venv/bin/python scripts/prove/commit_messages.py                  all commits since the last release
    .venv/bin/python scripts/prove/commit_messages.py --file FILE      one message, as git's hook commit-msg gives it

The last release is the newest tag like v0.2.0 before this commit. Until there is one, the commit is taken that
`[tool.commit-messages] since` in pyproject.toml names, as what was written earlier is not judged. Where the history
does not reach that far back (a shallow clone, a folder without git), that is said, and it is no failure. Merges need
no body.
"""

import argparse
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

LONGEST = 72
"""Characters of a subject: git's own lists indent it by eight, in windows of 80."""
_TRAILER = re.compile(r"[A-Z][a-z-]+-by: \S.*")
_SCISSORS = re.compile(r"^# -+ >8 -+$.*", re.MULTILINE | re.DOTALL)


def faults(message: str) -> Iterator[str]:
    """What is wrong with a message, as sentences that say what to do."""
    lines = message.strip().split("\n")
    if not lines[0]:
        yield "it is empty: say what changed in one line, and below it why"
        return
    if len(lines[0]) > LONGEST:
        yield f"the subject has {len(lines[0])} characters: shorten it to at most {LONGEST}"
    if len(lines) > 1 and lines[1].strip():
        yield "the second line is not empty: leave a line free between subject and body"
    if all(not line.strip() or _TRAILER.fullmatch(line.strip()) for line in lines[1:]):
        yield "there is no body: say below an empty line why the change is made"


def without_comments(text: str) -> str:
    """A message as git will keep it, from the file that an editor was shown."""
    return "\n".join(line for line in _SCISSORS.sub("", text).splitlines() if not line.startswith("#"))


def git(folder: Path, *words: str) -> str | None:
    """What a git command says, or None where it fails."""
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.stdout.strip() if done.returncode == 0 else None


def last_release(folder: Path) -> str:
    """The tag or commit after which messages are judged."""
    tag = git(folder, "describe", "--tags", "--abbrev=0", "--match", "v[0-9]*")
    settings = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))
    return tag or str(settings["tool"]["commit-messages"]["since"])


def messages_since(folder: Path, since: str) -> list[tuple[str, str]] | None:
    """The short name and the message of each commit after another; None where the history does not hold that one."""
    if git(folder, "merge-base", "--is-ancestor", since, "HEAD") is None:
        return None
    said = git(folder, "log", "--no-merges", "--reverse", "-z", "--format=%h%n%B", f"{since}..HEAD")
    return [(commit[0], commit[2]) for each in (said or "").split("\0") if (commit := each.partition("\n"))[0]]


def main() -> int:
    """Prints each fault with its commit. Ends with 1 if there is one."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--file", type=Path, help="a file that holds one message")
    words.add_argument("--project", type=Path, default=Path(__file__).parents[2], help="the checkout to look at")
    asked = words.parse_args()
    if asked.file:
        judged = [("message", without_comments(asked.file.read_text(encoding="utf-8")))]
    else:
        since = last_release(asked.project)
        known = messages_since(asked.project, since)
        if known is None:
            print(f"commit messages: not looked at, as the history here does not hold {since[:12]}")
            return 0
        judged = known
        print(f"commit messages: {len(judged)} since {since[:12]}")
    found = [
        f"{name}: {fault}\n    {text.strip().partition(chr(10))[0]}" for name, text in judged for fault in faults(text)
    ]
    print(*found, sep="\n", file=sys.stderr, end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
