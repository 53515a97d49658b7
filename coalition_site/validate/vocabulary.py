"""The worksheet's options as shipped, changed by the coalition's own vocabulary.yml."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import cast

from coalition_site.fixes import example
from coalition_site.model.content_files import is_name
from coalition_site.model.localized import Localized
from coalition_site.model.vocabulary import ListName, Option, OptionList, Pillar, Vocabulary
from coalition_site.model.vocabulary_changes import OptionChange, VocabularyChanges
from coalition_site.problems import Problem
from coalition_site.read.values import Document, Value
from coalition_site.resources import vocabulary_file
from coalition_site.validate.shipped import shipped_values


def _localized(value: Value) -> Localized:
    return Localized(by_language=MappingProxyType({str(k): str(v) for k, v in cast("dict[str, str]", value).items()}))


def _option(entry: dict[str, Value]) -> Option:
    return Option(
        id=str(entry["id"]),
        label=_localized(entry["label"]),
        aliases=tuple(str(alias) for alias in entry.get("aliases", [])),
        pillar=str(entry.get("pillar", "")),
        fill_in=entry.get("fill_in") == "true",
    )


def shipped_vocabulary() -> Vocabulary:
    """The lists of the worksheet (Parts 1 and 2) with their translations, as the package carries them."""
    lists = cast("dict[str, list[dict[str, Value]]]", shipped_values(vocabulary_file()))
    options = {str(name): OptionList(name, tuple(_option(entry) for entry in lists[name])) for name in ListName}
    pillars = tuple(Pillar(str(entry["id"]), _localized(entry["label"])) for entry in lists["pillars"])
    return Vocabulary(**options, pillars=pillars)


def changed_vocabulary(
    shipped: Vocabulary, changes: VocabularyChanges, document: Document, language: str
) -> tuple[Vocabulary, list[Problem]]:
    """The shipped lists with a coalition's changes; problems for clashing names and unknown pillars."""
    problems: list[Problem] = []
    lists = {
        str(name): _changed_list(shipped, name, getattr(changes, name), document, language, problems)
        for name in ListName
    }
    return Vocabulary(**lists, pillars=shipped.pillars), problems


def _changed_list(
    shipped: Vocabulary,
    name: ListName,
    changes: Mapping[str, OptionChange],
    document: Document,
    language: str,
    problems: list[Problem],
) -> OptionList:
    options = {option.id: option for option in shipped.list_of(name)}
    key_of: dict[str, str] = {}
    for key, change in changes.items():
        known = shipped.list_of(name).find(key)
        if known is not None and known.id not in key_of:
            options[known.id] = _changed(known, change, language)
            key_of[known.id] = key
            continue
        if known is not None:
            message = f"{key!r} and {key_of[known.id]!r} are the same option"
            hint = "write all its changes under one of them"
            problems.append(Problem(document.key_at(name, key), "vocabulary-clash", message, hint))
            continue
        option_id = re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")
        if not is_name(option_id):
            message = f"no id can be made of the new option {key!r}"
            problems.append(Problem(document.key_at(name, key), "value-name", message, "begin it with letters a to z"))
            continue
        if option_id in options:
            message = f"the id of {key!r} would be {option_id}, which is another option's"
            hint = f"if you mean that option, write {option_id}; else choose other words"
            problems.append(Problem(document.key_at(name, key), "vocabulary-clash", message, hint))
            continue
        pillar = _pillar(shipped, change, document, (name, key), problems)
        new = Option(option_id, Localized(plain=key), pillar=pillar)
        # A new option stands before "Other", which closes its list.
        options[option_id] = _changed(new, change, language)
        key_of[option_id] = key
    ordered = sorted(options.values(), key=lambda option: option.id == "other")
    _report_clashes(ordered, document, {option_id: (str(name), key) for option_id, key in key_of.items()}, problems)
    return OptionList(name, tuple(ordered))


def _changed(option: Option, change: OptionChange, language: str) -> Option:
    """The option with its new label; the old labels are still accepted."""
    labels = dict(option.label.by_language) or {language: option.label.plain, "en": option.label.plain}
    aliases = (*option.aliases, *option.label.texts(), *change.aliases)
    if change.label:
        labels[language] = change.label
    labels.update(change.translations)
    label = Localized(by_language=MappingProxyType(labels))
    return Option(option.id, label, aliases, option.pillar, option.fill_in, hidden=change.hide)


def _pillar(
    shipped: Vocabulary, change: OptionChange, document: Document, at: tuple[str, str], problems: list[Problem]
) -> str:
    if not change.pillar:
        return ""
    for pillar in shipped.pillars:
        if change.pillar.casefold() in {pillar.id, *(text.casefold() for text in pillar.label.texts())}:
            return pillar.id
    labels = "; ".join(pillar.label.in_language("en", "en") for pillar in shipped.pillars)
    message, hint = f"there is no pillar {change.pillar!r}", f"the pillars are: {labels}"
    way = example(labels.partition("; ")[0], *at, "pillar")
    problems.append(Problem(document.at(*at, "pillar"), "reference-unknown", message, hint, way))
    return ""


def _report_clashes(
    options: list[Option], document: Document, written: Mapping[str, tuple[str, str]], problems: list[Problem]
) -> None:
    """Reports names that two options answer to, at the later one of those that vocabulary.yml wrote."""
    owner: dict[str, Option] = {}
    for option in options:
        for text in option.names():
            other = owner.setdefault(text, option)
            if other is not option:
                message = f"both {other.id!r} and {option.id!r} would answer to {text!r}"
                hint = "choose another label or alias for one of them"
                steps = written.get(option.id) or written.get(other.id) or ()
                problems.append(Problem(document.key_at(*steps), "vocabulary-clash", message, hint))
