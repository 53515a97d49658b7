"""Preview of a letter on a terminal: bold and italic as on paper, gaps in reverse."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from coalition_site.cli.terminal import console_for
from coalition_site.render.letter_text import address_lines, signature_lines
from coalition_site.render.letters import Letter
from coalition_site.render.rich_text import Block, Run

if TYPE_CHECKING:
    from rich.text import Text

GAP_STYLE = "bold reverse"
_MARKS = {"bullet": "• ", "quote": "│ ", "continued": "  "}


def print_letter(letter: Letter) -> None:
    """Prints the letter with its words whole at the ends of lines."""
    console = console_for()
    for paragraph in letter_paragraphs(letter):
        console.print(paragraph, soft_wrap=False)
        console.print()


def letter_paragraphs(letter: Letter) -> "Iterator[Text]":
    """The letter as paragraphs with styles, in the order of the page."""
    from rich.text import Text

    yield _styled([letter.date])
    address = _styled([Run("\n".join(address_lines(letter)))])
    if letter.address_gap:
        address.highlight_words([letter.address_gap], GAP_STYLE)
    yield address
    yield _styled(letter.subject_runs, "bold")
    yield _styled(letter.salutation_runs)
    for block in letter.blocks:
        mark = f"{block.number}. " if block.kind == "number" else _MARKS.get(block.kind, "")
        yield Text("  " * block.depth + mark) + _body(block)
    yield _styled(letter.closing_runs)
    yield _styled([Run("\n".join(signature_lines(letter)))])


def _body(block: Block) -> "Text":
    if block.kind == "rule":
        return _styled([Run("―――")])
    return _styled(block.runs, "bold" if block.kind == "heading" else "")


def _styled(runs: Iterable[Run], style: str = "") -> "Text":
    from rich.text import Text

    text = Text(style=style)
    for run in runs:
        looks = (("bold", run.bold), ("italic", run.italic), ("strike", run.struck), (GAP_STYLE, run.gap))
        text.append(run.text, " ".join(name for name, on in looks if on))
        if run.link and run.link.partition(":")[2] not in run.text and run.link not in run.text:
            text.append(f" ({run.link})", "dim")
    return text
