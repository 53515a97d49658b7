"""Runs the code blocks of a guide as its reader would: files are written, lines typed, and what is seen is compared.

A block with a `title` is a file. Shell blocks are typed one after the other, in the folder where the last one ended;
a line with nothing but a command of ours runs within this process, where it begins sooner.
A `text` block after them shows lines that must have been seen, in that order. A remark above a block says more:

    <!-- test: fails -->              the lines must end with an error
    <!-- test: append -->             the block is put at the end of the file
    <!-- test: after "LINE" -->       the block is put below that line of the file
    <!-- test: replace "WORDS" -->    the block takes the place of these words of the file
    <!-- test: drawing -->            the block is there to be looked at
"""

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.support.building import with_small_documents
from tests.support.command_line import coalition

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(
    r"^(?:<!-- test: (?P<remark>.+?) -->\n)?```(?P<language>\w*)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


# What the shell would not change, nor send elsewhere.
_OURS = re.compile(r"coalition [^|&;<>$`#*?~(\n]+$")


def _scripts(text: str) -> list[str]:
    """The commands of ours one by one, and between them all lines that only the shell understands."""
    found: list[str] = []
    rest: list[str] = []
    for line in text.replace("\\\n", " ").splitlines():
        if not _OURS.match(line):
            rest.append(line)
            continue
        found += ["\n".join(rest), line] if rest else [line]
        rest = []
    return [*found, "\n".join(rest)] if rest else found


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code: its language, the file it stands for, what a remark says of it, and its text."""

    language: str
    title: str
    remark: str
    text: str


def blocks_of(page: Path) -> list[Block]:
    """The blocks of a page. Raises ValueError where one is open or written in another way."""
    text = page.read_text(encoding="utf-8")
    found = [
        Block(match["language"], match["title"] or "", match["remark"] or "", match["text"])
        for match in _BLOCK.finditer(text)
    ]
    if len(re.findall("^```", text, re.MULTILINE)) != 2 * len(found):
        raise ValueError(f"{page.name} has a block of code that is not understood")
    return found


class Reader:
    """Somebody who follows a guide: where they are, and what they saw last."""

    def __init__(self, folder: Path) -> None:
        self.start = folder / "work"
        self.here = self.start
        self.start.mkdir()
        programs = folder / "programs"
        programs.mkdir()
        (programs / "coalition").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m coalition_site "$@"\n', "utf-8")
        (programs / "coalition").chmod(0o755)
        self.ended = folder / "ended"
        self.environment = os.environ | {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "HOME": str(folder),
        }
        self.seen = ""

    def follow(self, block: Block) -> None:
        """Does what a block says."""
        if block.remark == "drawing":
            return
        if block.title:
            self._write(block)
        elif block.language == "sh":
            self._type(block)
        elif block.language == "text":
            self._compare(block)
        elif block.language == "python":
            done = subprocess.run(
                [sys.executable, "-c", block.text],
                cwd=self.here,
                env=self.environment,
                check=True,
                capture_output=True,
                text=True,
            )
            self.seen = done.stdout
        else:
            raise AssertionError(f"a block in {block.language!r} is not followed")

    def _write(self, block: Block) -> None:
        file = self.here / block.title
        file.parent.mkdir(parents=True, exist_ok=True)
        what, *words = shlex.split(block.remark) or ["write"]
        before = file.read_text(encoding="utf-8") if what != "write" else ""
        if what == "append":
            after = before + block.text
        elif what == "after":
            assert before.count(words[0] + "\n") == 1, words
            after = before.replace(words[0] + "\n", words[0] + "\n" + block.text)
        elif what == "replace":
            assert before.count(words[0]) == 1, words
            after = before.replace(words[0], block.text.strip())
        else:
            after = block.text
        file.write_text(after, encoding="utf-8")

    def _keep_documents(self) -> None:
        """Spares each guide the layout of blank worksheets, which are the same for all small projects."""
        for settings in self.start.rglob("content/coalition.yml"):
            output = settings.parents[1] / "build"
            if not output.exists():
                with_small_documents(output)

    def _type(self, block: Block) -> None:
        self.seen, failed = "", False
        for script in _scripts(block.text):
            self._keep_documents()
            failed = self._run_ours(script) if _OURS.match(script) else self._run_any(script)
            if failed:
                break
        assert failed == (block.remark == "fails"), f"{block.text}\n{self.seen}"

    def _run_ours(self, line: str) -> bool:
        """Runs a command of ours; tells whether it failed."""
        done = coalition(*shlex.split(line)[1:], folder=self.here, HOME=self.environment["HOME"])
        self.seen += done.stdout + done.stderr
        return done.returncode != 0

    def _run_any(self, lines: str) -> bool:
        """Runs lines of the shell; tells whether they failed."""
        script = f"{lines}\npwd > '{self.ended}'\n"
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", script],
            cwd=self.here,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.seen += done.stdout
        if done.returncode == 0:
            self.here = Path(self.ended.read_text(encoding="utf-8").strip())
        return done.returncode != 0

    def _compare(self, block: Block) -> None:
        rest = self.seen
        for line in filter(None, map(str.strip, block.text.splitlines())):
            _, found, rest = rest.partition(line)
            assert found, f"{line!r} was not seen in\n{self.seen}"
