"""Lines of a report: cut where a text is long or a list has many of them."""

SHOWN, SHOWN_SHORT = 200, 10
"""How many lines of one kind are shown, and how many where the report is short."""
_LONGEST = 160


def cut(text: str, longest: int = _LONGEST) -> str:
    """The text, or its beginning."""
    return text if len(text) <= longest else f"{text[:longest]}…"


def more(count: int, shown: int) -> list[str]:
    """The line that says how many of a list are not shown; none where all are."""
    if count <= shown:
        return []
    return [f"  … and {count - shown:,} more{'' if shown == SHOWN else '; --long shows them'}"]
