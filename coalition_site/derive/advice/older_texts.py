"""Translations whose originals were changed after them, each with what became of the original, in words."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.dates import language_name
from coalition_site.derive.words.labels import Words
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import AREAS, LETTERS, MEETINGS, PAGES, PARTNERS
from coalition_site.model.older_translation import OlderTranslation
from coalition_site.model.vocabulary import Choice, ListName


@dataclass(frozen=True, slots=True)
class ChangedPassage:
    """What became of a passage of an original (`said`), the passage, and its key of front matter; empty in the body."""

    said: str
    passage: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class OlderText:
    """A translation that may say what its original says no more: its file, of whom or what it tells, and the changes.

    `what` says in which language it is; `partner_id` is the partner whose profile it is, or empty.
    """

    path: str
    who: str
    partner_id: str
    what: str
    changes: tuple[ChangedPassage, ...]


def older_texts(coalition: Coalition, words: Words) -> Iterator[OlderText]:
    """All of them, in the order of their files."""
    for older in coalition.older_translations:
        language = language_name(older.language, words.language)
        what = words.catalogue.gettext("the original was changed after the text in %(language)s", language=language)
        partner_id = older.name if older.kind is PARTNERS else ""
        changes = (replace(each, passage=words.written(each.passage)) for each in changes_of(older, words.catalogue))
        yield OlderText(older.path, _who(coalition, words, older), partner_id, what, tuple(changes))


def changes_of(older: OlderTranslation, words: Catalogue) -> Iterator[ChangedPassage]:
    """What became of an original since it was translated: what is gone, then what is new."""
    for passage in older.removed:
        yield ChangedPassage(words.gettext("The original no longer says"), passage.text, passage.key)
    if older.unshown and older.behind is not None:
        said = words.gettext("In the original something is gone, or worded otherwise, after")
        yield ChangedPassage(said, older.behind.text, older.behind.key)
    elif older.unshown:
        yield ChangedPassage(words.gettext("The beginning of the original is gone, or worded otherwise"), "")
    for passage in older.added:
        yield ChangedPassage(words.gettext("The original now says"), passage.text, passage.key)


def _who(coalition: Coalition, words: Words, older: OlderTranslation) -> str:
    """Of whom or what a translation tells."""
    if older.kind is PARTNERS and older.name in coalition.partners:
        return words.text(coalition.partners[older.name].name)
    if older.kind is AREAS:
        return str(words.choice(ListName.AREAS, Choice(older.name)))
    if older.kind is LETTERS:
        return words.catalogue.gettext("Wording: %(name)s", name=older.name)
    titles = {meeting.id: words.text(meeting.title) for meeting in coalition.meetings} if older.kind is MEETINGS else {}
    titles |= {page.id: page.title for page in coalition.pages} if older.kind is PAGES else {}
    return titles.get(older.name, older.name)
