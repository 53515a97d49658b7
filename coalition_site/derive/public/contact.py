"""Contact of a partner that everybody may see, in one language."""

from dataclasses import dataclass

from coalition_site.derive.words.dates import language_name
from coalition_site.derive.words.labels import Words
from coalition_site.model.partner import PublicContact


@dataclass(frozen=True, slots=True)
class ReachedAt:
    """Where and when a partner is reached, in which languages (by their names), at what cost, and how to begin."""

    phone: str = ""
    email: str = ""
    address: tuple[str, ...] = ()
    hours: str = ""
    languages: tuple[str, ...] = ()
    cost: str = ""
    begin: str = ""

    def __bool__(self) -> bool:
        """Whether there is anything to say."""
        return self != NOWHERE


NOWHERE = ReachedAt()
"""Nothing is said of how people reach a partner."""


def reached_at(contact: PublicContact, words: Words) -> ReachedAt:
    """How people reach a partner, in the language of the words."""
    return ReachedAt(
        phone=contact.phone,
        email=contact.email,
        address=tuple(map(words.written, contact.address)),
        hours=words.text(contact.hours),
        languages=tuple(language_name(code, words.language) for code in contact.languages),
        cost=words.text(contact.cost),
        begin=words.text(contact.begin),
    )
