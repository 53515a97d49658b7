"""Letters as plain text: for the copy of a sent letter and for the terminal."""

from coalition_site.derive.letters.view import LetterView
from coalition_site.render.letters import LateLetter, Letter, compose
from coalition_site.render.rich_text import plain_runs, plain_text, text_of


def address_lines(letter: Letter) -> tuple[str, ...]:
    """The lines of the address: the person, the organization, and the postal address or the gap in its place."""
    view = letter.view
    lines = (view.member, view.organization, *view.address, letter.address_gap)
    return tuple(line for line in lines if line)


def signature_lines(letter: Letter) -> tuple[str, ...]:
    """The lines below the closing."""
    sender = letter.view.sender
    return tuple(line for line in (sender.name, sender.title, sender.organization) if line)


def letter_text(letter: Letter) -> str:
    """The whole letter as it reads, in the order of the page, without the letterhead; gaps stand in brackets.

    Its text in a further language follows.
    """
    paragraphs = (
        letter.date.text,
        "\n".join(address_lines(letter)),
        letter.subject,
        text_of(letter.salutation_runs),
        plain_text(letter.blocks),
        text_of(letter.closing_runs),
        "\n".join(signature_lines(letter)),
        *(letter_text(each).rstrip("\n") for each in letter.also),
    )
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph) + "\n"


def text_of_view(view: LetterView) -> str:
    """The plain text of a letter that is not composed yet."""
    return letter_text(compose(view))


def spoken_text(late: LateLetter) -> str:
    """The words as plain text, from the greeting to the name."""
    letter = late.letter
    parts = (plain_runs(letter.salutation_runs), plain_text(letter.blocks), plain_runs(letter.closing_runs))
    return "\r\n\r\n".join(part.replace("\n", "\r\n") for part in (*parts, letter.view.sender.name) if part)
