"""The naming of a partner in words to the partner itself: how it is now, and what follows if there is no answer.

The letter, the form and the receipt of a review say these sentences; what the import does is held against them.
"""

from datetime import date

from coalition_site.derive.rules.consent import Naming, naming
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.dates import long_date
from coalition_site.model.partner import Partner


def naming_now(partner: Partner, words: Catalogue, today: date) -> str:
    """How the partner is named in public today."""
    until = partner.listing.until
    match naming(partner, today):
        case Naming.NAMED if until is None:
            return words.gettext("You agreed to be named, without an end.")
        case Naming.NAMED if until is not None:
            return words.gettext("You agreed to be named until %(day)s.", day=long_date(until, words.language))
        case Naming.REFUSED:
            return words.gettext("You do not want to be named, and we do not name you.")
    return words.gettext("We do not name you in public: there is no consent that holds today.")


def without_an_answer(partner: Partner, words: Catalogue, today: date) -> str:
    """What holds if the partner does not answer: its consent ends on its day, or all stays as it is."""
    consent, until = partner.listing.consent, partner.listing.until
    last = long_date(until, words.language) if until is not None else ""
    match naming(partner, today):
        case Naming.NAMED if last:
            return words.gettext(
                "Without an answer we name you until %(day)s, the last day of your consent, and no longer.", day=last
            )
        case Naming.NAMED:
            return words.gettext(
                "Without an answer it stays as it is: we name you, until you tell us that you no longer want it."
            )
        case Naming.NOT_YET if isinstance(consent, date):
            first = long_date(consent, words.language)
            if last:
                return words.gettext(
                    "Without an answer we name you from %(day)s until %(until)s, as you agreed.", day=first, until=last
                )
            return words.gettext("Without an answer we name you from %(day)s on, as you agreed.", day=first)
    return words.gettext("Without an answer it stays as it is: we do not name you.")
