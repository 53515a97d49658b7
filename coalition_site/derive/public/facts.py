"""Facts of how a partner is reached, in the order in which pages and documents list them."""

from coalition_site.derive.public.contact import ReachedAt
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.facts import Fact

_KINDS = {"phone": "number", "email": "mail", "address": "lines", "languages": "listed"}


def contact_facts(contact: ReachedAt, words: Catalogue) -> tuple[Fact, ...]:
    """How people reach a partner; what is empty is left out."""
    titles = {
        "phone": words.gettext("Phone"),
        "email": words.gettext("E-mail"),
        "address": words.gettext("Address"),
        "hours": words.gettext("Hours"),
        "languages": words.gettext("Languages spoken there"),
        "cost": words.gettext("What it costs"),
        "begin": words.gettext("How to begin"),
    }
    values = {path: getattr(contact, path) for path in titles}
    return tuple(Fact(path, titles[path], value, _KINDS.get(path, "text")) for path, value in values.items() if value)
