"""Heads of the table of invites behind Table 4's three, in one language: exports write them, imports read them back."""

from coalition_site.derive.words.catalogue import Catalogue


def invite_heads(words: Catalogue) -> tuple[str, ...]:
    """The heads, in their order."""
    return (
        words.gettext("Status"),
        words.gettext("Letter"),
        words.gettext("Language"),
        words.gettext("E-mail"),
        words.gettext("Phone"),
        words.gettext("Address"),
        words.gettext("Role asked for"),
        words.pgettext("when a letter went", "Sent"),
        words.gettext("Follow up"),
        words.pgettext("when an answer came", "Answered"),
        words.gettext("Overdue"),
        words.gettext("Note"),
        words.gettext("Via"),
        words.gettext("Proposed follow-up"),
        words.gettext("Last step"),
    )
