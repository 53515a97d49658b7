"""Builds of nothing but a text, for tests of how an output folder takes the place of the last one."""

from pathlib import Path

from coalition_site.publish.output.folder import claimed, fresh_folder


def fill(folder: Path, text: str) -> None:
    """Writes one page of each site."""
    for name in ("site", "workbook"):
        (folder / name).mkdir(parents=True)
        (folder / name / "index.html").write_text(text, encoding="utf-8")


def build_text(folder: Path, text: str) -> None:
    """A build whose pages hold a text."""
    with claimed(folder), fresh_folder(folder) as new:
        fill(new, text)
