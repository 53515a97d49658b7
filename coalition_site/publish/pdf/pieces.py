"""Long documents as pieces that are laid out one by one: their HTML, and the numbers that only the whole can tell.

A template parts what stands in `<main>` by `<!--piece-->`, each piece beginning on a page of its own. A link to
`piece:name` leads to the element of that id in any piece, and `<span data-page-of="name"></span>` is its page number.
"""

import re
from collections.abc import Mapping, Sequence
from html import unescape

MARK = "<!--piece-->"
LINK = "piece:"
"""How an address begins that leads to an element of another piece."""

_PAGE_OF = re.compile(r'(<span\b[^>]*?) data-page-of="([^"]*)"(>)(?=</span>)')
_LINKED = re.compile(rf'href="{LINK}([^"]*)"')
_MAIN = re.compile(r"<main>.*</main>", re.DOTALL)
_ANY = "000"
_NUMBER = "<style>@page { @bottom-right { content: none } }</style></head>"
_OTHERS = """<style>@page { @top-left { content: none } @top-right { content: none } @bottom-left { content: none } }
.sheet + .sheet { break-before: page }</style></head>"""


def pieces_of(html: str) -> list[str]:
    """The pieces of a document, each a whole page in HTML without page numbers; one piece is the document itself.

    All pieces but the first have the class `continued` on their body. Without `<main>` there are no pieces, and the
    marks that are left are a problem of the document (`pdf.checks`).
    """
    if MARK not in html or not _MAIN.search(html):
        return [html]
    head, inside, foot = _around(html)
    head = head.replace("</head>", _NUMBER, 1)
    continued = re.sub(r'<body\b([^>]*?) class="', r'<body\1 class="continued ', head, count=1)
    return [f"{continued if number else head}{piece}{foot}" for number, piece in enumerate(inside.split(MARK))]


def names_in(piece: str) -> set[str]:
    """The names of elements, in any piece, that a piece links to or whose pages it gives."""
    found = [mark[2] for mark in _PAGE_OF.finditer(piece)] + _LINKED.findall(piece)
    return {unescape(name) for name in found}


def with_page_numbers(piece: str, pages: Mapping[str, int] | None = None) -> str:
    """The piece with the numbers of pages, from 1, by the names of elements; without `pages`, with any."""
    return _PAGE_OF.sub(lambda mark: f"{mark[1]}{mark[3]}{pages[unescape(mark[2])] if pages else _ANY}", piece)


def numbers_of(html: str, wide: Sequence[bool]) -> str:
    """Empty pages that have nothing but their numbers, set as in the document; `wide` says which lie on their side."""
    head, _, foot = _around(html)
    sheets = "".join(f'<div class="sheet{" landscape" if is_wide else ""}"></div>' for is_wide in wide)
    return f"{head.replace('</head>', _OTHERS, 1)}{sheets}{foot}"


def _around(html: str) -> tuple[str, str, str]:
    """What stands before, in and after `<main>`."""
    before, begin, rest = html.partition("<main>")
    inside, end, after = rest.rpartition("</main>")
    return before + begin, inside, end + after
