"""Jobs and answers between a build and the workers that lay documents out, as lines of JSON; it loads no engine."""

from typing import NotRequired, TypedDict, final


class Settings(TypedDict):
    """First line from the build: what holds for all documents."""

    folder: str
    roots: list[str]
    style_sheets: list[tuple[str, str]]
    """Name and text of each."""
    signs: str
    """The characters that other fonts than the packaged ones were chosen for."""
    memory: int
    pages: int


@final
class Job(TypedDict):
    """One document to make, its path relative to the folder of the settings."""

    path: str
    html: str
    forms: bool


@final
class BindJob(TypedDict):
    """One document to bind from its pieces and its page numbers; all paths are relative to the folder."""

    path: str
    pieces: list[str]
    numbers: str


class Answer(TypedDict):
    """What became of a job; problems are sentence parts without the source's name.

    `unwritten` is there where the system refused a file: the number of its error.
    """

    pages: int
    problems: list[str]
    worn: bool
    unwritten: NotRequired[int]
