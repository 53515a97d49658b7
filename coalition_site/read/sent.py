"""content/sent: which letters were kept as they were sent. Only their plain texts are read."""

from pathlib import Path

from coalition_site.model.sent import SentCopy, parts_of_stem
from coalition_site.problems import Problem
from coalition_site.read.merge_problems import conflict_problems
from coalition_site.read.text_file import read_text


def read_sent(files: list[Path], shown_as: str) -> tuple[dict[str, SentCopy], list[Problem]]:
    """The letters among some plain files, by the name of their PDF, and what is wrong with their texts.

    Other files in the folder, such as scans of signed letters, are the coalition's own and are passed over.
    """
    by_name = {file.name: file for file in files}
    copies: dict[str, SentCopy] = {}
    problems: list[Problem] = []
    for name, file in by_name.items():
        parts = parts_of_stem(name.removesuffix(".pdf")) if name.endswith(".pdf") else None
        if parts is None:
            continue
        text_file = by_name.get(f"{file.stem}.txt")
        lines: tuple[str, ...] | None = ()
        if text_file is not None:
            lines, found = read_text(text_file, f"{shown_as}/{text_file.name}")
            problems += [*found, *conflict_problems(f"{shown_as}/{text_file.name}", lines or ())]
        copies[name] = SentCopy(*parts, file, "\n".join(lines or ()))
    return copies, problems
