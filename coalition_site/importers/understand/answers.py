"""Answers that forms and sheets share on the way to proposals: options with their remarks, texts, people."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from coalition_site.importers.proposals import About, PartnerProposal, Proposals, Question, RemarkKind
from coalition_site.importers.sources import Source
from coalition_site.importers.understand.cell_words import family_of, types_in
from coalition_site.importers.understand.given_answers import GivenAnswers
from coalition_site.importers.understand.head_words import label_of
from coalition_site.importers.understand.no_value import is_no_value
from coalition_site.importers.understand.option_lists import Chosen, OptionReader, strong_parts
from coalition_site.importers.understand.people import first_name_first
from coalition_site.importers.understand.roles import read_roles
from coalition_site.model.fields import is_web_address
from coalition_site.model.partner import PARTNER_LISTS
from coalition_site.model.vocabulary import Choice, ListName, each_once, plain

ONE = {
    ListName.GROUPS: "group",
    ListName.AREAS: "area",
    ListName.ASSETS: "asset",
    ListName.TYPES: "type of organization",
}
"""What one entry of a list is called."""
_BRACKETS = re.compile(r"\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Understanding:
    """The readers of options by list, and the proposals that grow.

    `people` are names that the coalition writes already, as they are compared: they are taken as they are. `whole` are
    its initiatives and roles that a list would part. `languages` are those that letters are offered in.
    """

    readers: Mapping[ListName, OptionReader]
    proposals: Proposals
    given: GivenAnswers = field(default_factory=GivenAnswers)
    languages: tuple[str, ...] = ()
    people: frozenset[str] = frozenset()
    whole: Mapping[str, str] = field(default_factory=dict)

    def person_name(self, source: Source, text: str) -> str:
        """A person's name, the first name first."""
        name = text if plain(text) in self.people else first_name_first(text)
        if name != text:
            self.proposals.remark(RemarkKind.READ_AS, source, f'name "{text}" as "{name}"')
        return name

    def choices(self, partner: PartnerProposal, path: str, text: str, *, form: bool) -> None:
        """Adds the options of a cell to a partner's list; what is in no list goes to the notes, in its own words."""
        name = PARTNER_LISTS[path]
        reader = self.readers[name]
        choices: list[Choice] = getattr(partner, path)
        for each in reader.read(text, only_semicolons=form):
            if not reader.is_option(each) and not self.with_value(partner, path, [each.text]):
                continue
            within = reader.mentioned(each.text) if each.choice is None and " " in each.text else []
            if within:
                labels = ", ".join(f'"{reader.label(reader.options[choice.option])}"' for choice in within)
                self.proposals.remark(RemarkKind.READ_AS, partner.source, f'{ONE[name]} {labels} in "{each.text}"')
                partner.notes.append(f"{ONE[name].capitalize()}: {each.text}")
                choices += within
            elif (choice := self.choice(name, each, partner)) is not None:
                choices.append(choice)
        choices[:] = each_once(choices)

    def with_value(self, partner: PartnerProposal, path: str, parts: list[str]) -> list[str]:
        """The entries of a list, with a remark for each that says it has no value."""
        for part in parts:
            if is_no_value(part):
                self.proposals.remark(RemarkKind.OPEN, partner.source, f"{label_of(path)}: {part}")
        return [part for part in parts if not is_no_value(part)]

    def choice(self, name: ListName, chosen: Chosen, partner: PartnerProposal) -> Choice | None:
        """The choice, if there is one, with a remark where the words were others than the list's."""
        what, source = ONE[name], partner.source
        if chosen.taken_for:
            self.proposals.remark(RemarkKind.READ_AS, source, f'{what} "{chosen.text}" as "{chosen.taken_for}"')
            if ":" in chosen.text:
                partner.notes.append(chosen.text)
        elif chosen.choice is None:
            perhaps = f'; did you mean "{chosen.perhaps}"?' if chosen.perhaps else ""
            self.proposals.remark(
                RemarkKind.UNKNOWN, source, f'{what} "{chosen.text}" is in no list; kept in the team\'s notes{perhaps}'
            )
            partner.notes.append(f"In no list, {what}: {chosen.text}")
        elif not chosen.choice.option and chosen.perhaps:
            text = f'asset "{chosen.text}" is kept as free text; did you mean "{chosen.perhaps}"?'
            self.proposals.remark(RemarkKind.UNKNOWN, source, text)
        return chosen.choice

    def cell(self, partner: PartnerProposal, path: str, text: str, *, form: bool, heads: tuple[str, ...] = ()) -> None:
        """Takes one cell of a partner's row by its path; `form` says that lists are parted by ";" alone."""
        if not text:
            return
        if path in PARTNER_LISTS:
            self.choices(partner, path, text, form=form)
        elif path == "type":
            self.type(partner, text, heads)
        elif path == "initiatives":
            parts = self.with_value(partner, path, strong_parts(text, self.whole))
            partner.initiatives += [" ".join(part.split()) for part in parts]
        elif path == "outreach.roles":
            roles = read_roles(text, partner.name, self.whole)
            kept = self.with_value(partner, path, [role.written for role in roles])
            partner.roles += [role for role in roles if role.written in kept]
        else:
            self.text(partner, path, text)

    def type(self, partner: PartnerProposal, text: str, heads: tuple[str, ...] = ()) -> None:
        """Takes the type of organization; one that is in no list becomes the fill-in's text, and is asked about."""
        text = " ".join(text.split())
        reader = self.readers[ListName.TYPES]
        chosen = reader.one(text)
        bare = " ".join(_BRACKETS.sub(" ", text).split())
        if chosen.choice is None and bare != text and reader.one(bare).choice is not None:
            chosen = Chosen(text, reader.one(bare).choice, taken_for=reader.one(bare).taken_for or bare)
            partner.notes.append(f"Type of organization: {text}")
        if chosen.choice is None:
            chosen = self.type_in_other_words(partner, text, heads) or chosen
        other = next((option for option in reader.options.visible() if option.fill_in), None)
        if chosen.choice is None and other is not None:
            label = reader.label(other)
            perhaps = f'; did you mean "{chosen.perhaps}"?' if chosen.perhaps else ""
            remark = f'type of organization "{text}" is in no list; written as "{label}: {text}"{perhaps}'
            self.proposals.remark(RemarkKind.UNKNOWN, partner.source, remark)
            partner.type = Choice(other.id, text)
            self.ask_type(text, f"{label}: {text}", (chosen.perhaps,) if chosen.perhaps else (), heads)
        else:
            partner.type = self.choice(ListName.TYPES, chosen, partner)

    def type_in_other_words(self, partner: PartnerProposal, text: str, heads: tuple[str, ...]) -> Chosen | None:
        """The type as an answer says, or as words that are no label of it say; None where they say none or several."""
        reader = self.readers[ListName.TYPES]
        answer = self.given.value(About.TYPE, text, heads)
        if answer and (answered := reader.one(answer)).choice is not None:
            return Chosen(text, answered.choice, taken_for=answered.taken_for or answer)
        options = {option.id: option for option in reader.options.visible()}
        family = [each for each in family_of(text) if each in options]
        found = family[:1] or [each for each in types_in(text) if each in options]
        if len(found) != 1:
            return None
        label = reader.label(options[found[0]])
        if family:
            partner.vague = True
            self.ask_type(text, label, tuple(reader.label(options[each]) for each in family), heads)
        return Chosen(text, Choice(found[0]), taken_for=label)

    def ask_type(self, text: str, proposed: str, choices: tuple[str, ...], heads: tuple[str, ...]) -> None:
        """Asks which type the words are."""
        self.proposals.ask(Question(About.TYPE, text, choices, proposed, heads))

    def text(self, partner: PartnerProposal, path: str, text: str) -> None:
        """Takes a text; a second and different one for the same place goes to the notes."""
        if path in {"website", "short_name"}:
            text = " ".join(text.split())
        if path == "website":
            text = text if "://" in text else f"https://{text}"
            if not is_web_address(text):
                self.proposals.remark(
                    RemarkKind.UNKNOWN, partner.source, f'"{text}" is no web address; kept in the notes'
                )
                partner.notes.append(f"Website: {text}")
                return
        if partner.texts.setdefault(path, text) != text:
            partner.notes.append(f"{label_of(path).capitalize()}: {text}")

    def named(self, source: Source, name: str) -> PartnerProposal:
        """A new proposal for a partner, which is part of the proposals from now on."""
        partner = PartnerProposal(source, " ".join(name.split()))
        self.proposals.partners.append(partner)
        return partner
