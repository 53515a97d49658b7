"""Bookmarks of a joined PDF: a chain on each level, whose links all change when it is put elsewhere.

Outlines ─First─> one <─Prev/Next─> two <─Last─ Outlines        Parent leads up; Count is how many are below, all told
                   └─First─> its own …
"""

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String


def bookmarks_of(pdf: pikepdf.Pdf, source: pikepdf.Pdf) -> list[Object]:
    """Copies of the outer bookmarks of another file, each with its inner ones."""
    return _below(pdf.copy_foreign(source.Root.Outlines)) if "/Outlines" in source.Root else []


def one_bookmark(pdf: pikepdf.Pdf, title: str, page: Object, bookmarks: Sequence[Object]) -> Object:
    """The only bookmark, or a new one of a title, for a page, that holds them."""
    if len(bookmarks) == 1:
        return bookmarks[0]
    holder = pdf.make_indirect(Dictionary(Title=String(title), Dest=Array([page, Name.Fit])))
    chain(holder, bookmarks)
    return holder


def below_the_first(bookmarks: Sequence[Object], others: Sequence[Object]) -> list[Object]:
    """The bookmarks, the first of which holds the others behind its own; without any, the others."""
    if bookmarks:
        chain(bookmarks[0], [*_below(bookmarks[0]), *others])
    return list(bookmarks or others)


def chain(parent: Object, bookmarks: Sequence[Object]) -> None:
    """Put bookmarks below another, or at the top, in their order."""
    for before, bookmark, after in zip([None, *bookmarks], bookmarks, [*bookmarks[1:], None], strict=False):
        bookmark["/Parent"] = parent
        for key, neighbor in (("/Prev", before), ("/Next", after)):
            if neighbor is not None:
                bookmark[key] = neighbor
            elif key in bookmark:
                del bookmark[key]
    if bookmarks:
        parent["/First"], parent["/Last"] = bookmarks[0], bookmarks[-1]
        parent["/Count"] = sum(1 + max(0, int(bookmark.get("/Count", 0))) for bookmark in bookmarks)


def _below(holder: Object) -> list[Object]:
    found = []
    item = holder.get("/First")
    while item is not None:
        found.append(item)
        item = item.get("/Next")
    return found
