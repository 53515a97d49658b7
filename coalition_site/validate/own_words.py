"""A coalition's own words of the interface are held against the messages that the program says."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache

from coalition_site.problems import Problem
from coalition_site.read.own_words import OwnMessage, OwnWords
from coalition_site.resources import catalogues_folder
from coalition_site.validate.message_parts import lost_parts


def own_words_problems(words: Iterable[OwnWords]) -> Iterator[Problem]:
    """What is wrong with translations: a value or tag that is lost, a plural form too few, a message nobody says."""
    for each in words:
        for message in each.messages:
            yield from _problems(message, each.plural_forms)


def _problems(message: OwnMessage, plural_forms: int) -> Iterator[Problem]:
    known = _messages()
    if (message.context, message.originals[0]) not in known:
        near = get_close_matches(message.originals[0], [text for _, text in known], n=1)
        hint = f"write the message as the program has it: {near[0]}" if near else "take the message out of the file"
        said = f"the program says nothing like this: {message.originals[0]}"
        yield Problem(message.position, "words-unknown", said, hint)
        return
    plural = len(message.originals) > 1
    if plural and (len(message.forms) != plural_forms or not all(message.forms)):
        hint = f"write msgstr[0] to msgstr[{plural_forms - 1}], each with a text"
        said = f"the language has {plural_forms} plural forms, and {sum(map(bool, message.forms))} are written"
        yield Problem(message.position, "words-lost", said, hint)
        return
    for text in message.forms:
        for lost in lost_parts(message.originals, text):
            hint = f"keep what stands in the message: {message.originals[-1]}"
            yield Problem(message.position, "words-lost", f"{lost}: {text}", hint)


@cache
def _messages() -> frozenset[tuple[str, str]]:
    from babel.messages.pofile import read_po

    with (catalogues_folder() / "messages.pot").open("rb") as file:
        return frozenset(
            (message.context or "", message.id if isinstance(message.id, str) else message.id[0])
            for message in read_po(file)
            if message.id
        )
