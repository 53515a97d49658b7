"""Labels of options and choices, in one language."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

from coalition_site.derive.words.catalogue import NO_OWN_WORDS, Catalogue, catalogue
from coalition_site.derive.words.terms import EXPLAINED
from coalition_site.model.coalition import Coalition
from coalition_site.model.localized import FallbackText, Localized, own_alone, untranslated
from coalition_site.model.vocabulary import Choice, ListName, Option, Vocabulary, each_once, plain
from coalition_site.read.catalogues import ENGLISH

# First words that keep their capital inside a sentence.
_PROPER = {"English", "English-language", "Hmong", "Somali"}
_FIRST_WORD = re.compile(r"[^\s]+")
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 40


@dataclass(frozen=True, slots=True)
class Label:
    """A choice in words: its option's id and label, a fill-in's text, and the words to use in a sentence.

    A fill-in is said with its option before it, as the worksheet has it ("Other: Veterans"), unless `text_alone`.
    """

    id: str
    label: str
    text: str
    in_sentence: str
    text_alone: bool = False

    def __str__(self) -> str:
        if self.label and self.text and not self.text_alone:
            return f"{self.label}: {self.text}"
        return self.text or self.label

    @property
    def slug(self) -> str:
        """How addresses name the choice: its option's id, and for a fill-in its text.

        Texts that differ have slugs that differ: where letters were lost, some digits stand for the whole text.
        """
        if not self.text:
            return self.id
        text = plain(self.text)
        slug = _NOT_IN_SLUG.sub("-", text)[:_LONGEST_SLUG].strip("-")
        if slug.replace("-", " ") != text:
            slug = f"{slug}-{sha256(text.encode()).hexdigest()[:6]}".lstrip("-")
        return f"{self.id or 'own'}-{slug}"


@lru_cache(maxsize=16_384)
def in_sentence(label: str) -> str:
    """A label as it stands inside a sentence: without its capital, unless the first word is a name or an acronym."""
    found = _FIRST_WORD.match(label)
    first = found[0] if found else ""
    if first in _PROPER or any(letter.isupper() for letter in first[1:]):
        return label
    return label[:1].lower() + label[1:]


@dataclass(frozen=True, slots=True)
class Words:
    """The labels of a vocabulary in one language; `own` is the coalition's, which serves where one is missing.

    With `text_alone` fill-ins are said for readers who never saw the worksheet's list: "Veterans". `interface` are the
    coalition's own wordings of the interface, by language.
    """

    vocabulary: Vocabulary
    language: str
    own: str
    text_alone: bool = False
    interface: Mapping[str, bytes] = field(default_factory=lambda: NO_OWN_WORDS, compare=False, repr=False)
    # A thousand partners choose the same few dozen options.
    _known: dict[tuple[ListName, Choice], Label] = field(default_factory=dict, init=False, compare=False, repr=False)

    @classmethod
    def of(cls, coalition: Coalition, language: str = "", *, text_alone: bool = False) -> "Words":
        """The words of a coalition in a language, else in its own."""
        own = coalition.settings.language
        return cls(coalition.vocabulary, language or own, own, text_alone, coalition.words)

    @property
    def catalogue(self) -> Catalogue:
        """The interface's words in this language."""
        return catalogue(self.language, self.interface)

    def option(self, option: Option) -> str:
        """An option's label. A shipped language stands in where neither wanted language has one."""
        plain = untranslated(option.label.plain, self.own, self.language)
        return self._spoken(option.label.by_language) or plain or option.id

    def explained(self, option: Option) -> str:
        """What a label of the worksheet means that is easily misread; nothing of a label of the coalition's own."""
        said = EXPLAINED.get(option.label.by_language.get(ENGLISH, ""), "")
        return self.catalogue.gettext(said) if said else ""

    def choice(self, name: ListName, choice: Choice) -> Label:
        """One choice of a list, in words."""
        found = self._known.get((name, choice))
        if found is None:
            found = self._known[name, choice] = self._label(name, choice)
        return found

    def _label(self, name: ListName, choice: Choice) -> Label:
        if not choice.option:
            text = self.written(choice.text)
            return Label("", "", text, text, self.text_alone)
        label = self.option(self.vocabulary.list_of(name)[choice.option])
        text = self.written(choice.text)
        return Label(choice.option, label, text, text or in_sentence(label), self.text_alone)

    def choices(self, name: ListName, choices: Iterable[Choice]) -> tuple[Label, ...]:
        """Choices of a list, each once, in words."""
        return tuple(self.choice(name, choice) for choice in each_once(choices))

    def text(self, text: Localized | None) -> str:
        """A text of the content in this language; empty where there is none."""
        return text.in_language(self.language, self.own) if text is not None else ""

    def written(self, text: str) -> str:
        """A text that is only ever written in the coalition's own language, such as a note."""
        return own_alone(text, self.own, self.language)

    def sentences(self, text: Localized | None) -> str:
        """A text in this language; one that is written once for all languages is in the coalition's own."""
        found = self.text(text)
        return found if text is not None and text.by_language else self.written(found)

    def pillar(self, pillar_id: str) -> str:
        """A pillar's label; empty for an area without one."""
        for pillar in self.vocabulary.pillars:
            if pillar.id == pillar_id:
                return self._spoken(pillar.label.by_language)
        return ""

    def _spoken(self, labels: Mapping[str, str]) -> str:
        """The label in this language, in its main language (es for es-mx), in the coalition's own, or in English."""
        for language in (self.language, self.language.partition("-")[0]):
            if labels.get(language):
                return labels[language]
        others = (self.own, self.own.partition("-")[0], "en")
        return next((FallbackText(labels[language], language) for language in others if labels.get(language)), "")
