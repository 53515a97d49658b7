"""Sheets and forms to proposals: what people meant, in the content's terms, each with the row it comes from."""

from collections.abc import Iterator, Mapping, Sequence

from coalition_site.importers.proposals import About, Proposals, RemarkKind
from coalition_site.importers.sources import Filled, Form, Source
from coalition_site.importers.understand.answers import Understanding
from coalition_site.importers.understand.form import understand_form
from coalition_site.importers.understand.given_answers import NO_ANSWERS, Answers, GivenAnswers, meaning_of
from coalition_site.importers.understand.head_words import meanings, told_head
from coalition_site.importers.understand.option_lists import OptionReader, kept_whole
from coalition_site.importers.understand.review import is_review, understand_review
from coalition_site.importers.understand.sheet import understand_sheet
from coalition_site.importers.understand.workbook_sheets import own_sheet, understand_workbook
from coalition_site.model.coalition import Coalition
from coalition_site.model.partner import PARTNER_LISTS, Role
from coalition_site.model.vocabulary import NEED_LISTS, ListName, plain
from coalition_site.problems import Refused


def understand(filled: Sequence[Filled], coalition: Coalition, answers: Answers = NO_ANSWERS) -> Proposals:
    """What the files propose to this coalition. Nothing is compared with its partners and invites yet.

    `answers` are what people said of columns and words now; what they said before is in the coalition's imports.yml.
    """
    language = coalition.settings.language
    own = frozenset(
        plain(choice.text) for partner in coalition.partners.values() for choice in partner.assets if not choice.option
    )
    readers = {}
    for name in ListName:
        options, free = coalition.vocabulary.list_of(name), name is ListName.ASSETS
        whole = kept_whole(_texts_of(name, coalition))
        readers[name] = OptionReader(options, language, free=free, own=own if free else frozenset(), whole=whole)
    people = [person.name for partner in coalition.partners.values() for person in partner.team.people]
    names = frozenset(map(plain, [*people, *(invite.member for invite in coalition.invites)]))
    written = [
        text
        for partner in coalition.partners.values()
        for text in (*partner.initiatives, *(said for role in partner.outreach.roles for said in _role_texts(role)))
    ]
    settings, proposals = coalition.settings, Proposals()
    given = GivenAnswers(answers.columns, answers.values, coalition.imports.tables, proposals.answered)
    languages = tuple(dict.fromkeys((settings.language, *settings.languages)))
    understanding = Understanding(readers, proposals, given, languages, names, kept_whole(written))
    _refuse_unknown_meanings(answers, readers)
    for each in filled:
        if isinstance(each, Form) and is_review(each):
            understand_review(each, understanding)
        elif isinstance(each, Form):
            understand_form(each, understanding)
        elif own_table := own_sheet(each, coalition):
            understand_workbook(each, own_table, understanding)
        else:
            understand_sheet(each, understanding)
    _refuse_unused(answers, proposals)
    return proposals


def _refuse_unknown_meanings(answers: Answers, readers: Mapping[ListName, OptionReader]) -> None:
    for head, means in answers.columns.items():
        if meaning_of(means, readers) is None:
            known = ", ".join(meanings())
            example = "works on: Housing stability"
            raise Refused(
                f'column "{head}": "{means}" is nothing a column can mean; write {known}, or an option: {example}'
            )


def _refuse_unused(answers: Answers, proposals: Proposals) -> None:
    """An answer about a column that is not there is a mistake; one about words may be meant for other files too."""
    heads = dict.fromkeys(column.head for table in proposals.tables for column in table.columns if column.head)
    used = {told_head(each.words) for each in proposals.answered if each.about is About.COLUMN}
    for head in answers.columns:
        if head not in used:
            raise Refused(f'there is no column "{head}"; the columns are {", ".join(heads) or "none"}')
    for words in answers.values.keys() - {plain(each.words) for each in proposals.answered}:
        proposals.remark(RemarkKind.LOST, Source("--answer"), f'nothing asked for an answer about "{words}"')


def _texts_of(name: ListName, coalition: Coalition) -> Iterator[str]:
    """What the coalition wrote behind fill-ins, with their label and without, and its free texts."""
    key = next((key for key, listed in PARTNER_LISTS.items() if listed is name), "")
    chosen = [choice for partner in coalition.partners.values() for choice in (getattr(partner, key) if key else ())]
    for choice in (*chosen, *(coalition.needs.chosen(name) if name in NEED_LISTS else ())):
        if choice.text:
            yield choice.text
            option = coalition.vocabulary.list_of(name)[choice.option] if choice.option else None
            yield from (f"{label}: {choice.text}" for label in (option.label.texts() if option is not None else ()))


def _role_texts(role: Role) -> Iterator[str]:
    """A role as the form says it, in every language that it is written in."""
    for text in role.role.texts():
        yield text
        yield f"{text} ({role.person})"
