"""`coalition doctor --languages`: how much of the interface each language says, and who has read it."""

from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from coalition_site.derive.words.dates import language_name
from coalition_site.model.content_files import CONTENT, WORDS
from coalition_site.read.catalogues import native_reader, shipped_languages
from coalition_site.read.team_folder import read_project
from coalition_site.resources import catalogues_folder

# Where words stand that only the team reads; all others may be on a public page or a blank form.
_OF_TEAM = (
    "coalition_site/derive/advice",
    "coalition_site/derive/changes",
    "coalition_site/derive/team",
    "coalition_site/render/tables",
    "coalition_site/render/workbook",
    "templates/workbook",
)


def language_lines(project: Path) -> list[str]:
    """A line for each language: what of the public words and of all words it says, and who has read it.

    Behind them, how many words the coalition of `project` has worded itself.
    """
    lines = [f"{'language':<28} {'public words':>14} {'all words':>14}  read by a native speaker"]
    for language in shipped_languages():
        with (catalogues_folder() / f"{language}.po").open("rb") as file:
            messages = [message for message in read_po(file) if message.id]
        public = _share(message for message in messages if _is_public(message))
        name = f"{language} ({language_name(language, 'en')})"
        lines.append(f"{name:<28} {public:>14} {_share(messages):>14}  {native_reader(language) or 'nobody yet'}")
    for language, words in sorted(read_project(project).words.items() if (project / CONTENT).is_dir() else ()):
        lines.append(f"{CONTENT}/{WORDS}/{language}.po: {len(words.messages)} worded by the coalition")
    return lines


def _is_public(message: Message) -> bool:
    return not all(place.startswith(_OF_TEAM) for place, _ in message.locations)


def _share(messages: Iterable[Message]) -> str:
    said = [not message.fuzzy and all(_forms(message)) for message in messages]
    return f"{sum(said)} of {len(said)}"


def _forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))
