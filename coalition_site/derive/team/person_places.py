"""Places of a person in the content: what can be taken out by itself, and the lines that somebody has to read."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from coalition_site.derive.letters.view import earlier_slug_of, slug_of
from coalition_site.derive.team.person_texts import PersonTexts
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import CONTENT, INVITES, PARTNERS
from coalition_site.model.meeting import named_in_minutes
from coalition_site.model.partner import RESIDENT, Partner
from coalition_site.model.vocabulary import plain
from coalition_site.problems import Position

Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class PersonPlaces:
    """What belongs to a person and to nobody else.

    `entries` are steps to what can be taken out of a file, by its path, the last first; `partners` the ids of those
    that are the person; `sent` the names of letters that went to them. `texts` are what tells the person: name,
    addresses, numbers.
    """

    entries: Mapping[str, tuple[Steps, ...]]
    partners: tuple[str, ...]
    sent: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A line that says a person's name or address, or, where not `certain`, a part of the name that may be theirs."""

    position: Position
    text: str
    certain: bool


def person_places(coalition: Coalition, name: str) -> PersonPlaces:
    """Everything that belongs to a person, whatever the case and spaces of the name."""
    entries: dict[str, list[Steps]] = {}
    texts = {name: None}
    partners = tuple(partner.id for partner in coalition.partners.values() if _is(partner, name))
    for partner in coalition.partners.values():
        file = coalition.partner_file(partner.id, "team.people")
        for number, person in reversed(list(enumerate(partner.team.people))):
            if plain(person.name) == plain(name):
                texts |= dict.fromkeys((person.name, person.email, person.phone))
                entries.setdefault(file, []).append(("team", "people", number))
        for number, role in reversed(list(enumerate(partner.outreach.roles))):
            if plain(role.person) == plain(name):
                entries.setdefault(file, []).append(("outreach", "roles", number, "person"))
    for number, invite in reversed(list(enumerate(coalition.invites))):
        if plain(invite.member) == plain(name) or invite.partner in partners:
            # An organization's address is not the person's.
            home = invite.address[:1] if invite.partner in partners else ()
            texts |= dict.fromkeys((invite.member, invite.email, invite.phone, *home))
            entries.setdefault(INVITES.path(folder=coalition.team_folder), []).append((number,))
    for meeting in coalition.meetings:
        named = named_in_minutes(meeting.team)
        found = [steps for steps, written in named if plain(written) == plain(name) or written in partners]
        if found:
            entries.setdefault(coalition.minutes_file(meeting.id), []).extend(reversed(found))
    files = {
        PARTNERS.path(partner, folder=folder) for partner in partners for folder in (CONTENT, coalition.team_folder)
    }
    slugs = {slug_of(name), earlier_slug_of(name)}
    sent = tuple(file for file, copy in coalition.sent.items() if copy.invitee.partition(".")[0] in slugs)
    kept = {path: tuple(steps) for path, steps in entries.items() if path not in files}
    return PersonPlaces(kept, partners, sent, tuple(filter(None, texts)))


def _is(partner: Partner, name: str) -> bool:
    """Whether a partner is the person: a resident of that name, or behind whose label nobody else stands."""
    people = {plain(person.name) for person in partner.team.people}
    names = {plain(text) for text in partner.name.texts()}
    return partner.type.option == RESIDENT and (people == {plain(name)} or plain(name) in names)


def mentions(lines: Mapping[str, Collection[str]], texts: PersonTexts) -> Iterator[Mention]:
    """The lines of files, by path, that say one of a person's texts, or a part of the name; each line once."""
    perhaps = texts.part
    for path, each in lines.items():
        text = "\n".join(each)
        certain: dict[int, int] = {}
        for start in sorted(match.start() for pattern in texts.in_lines for match in pattern.finditer(text)):
            certain.setdefault(text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
        for number, line in enumerate(each, 1):
            part = perhaps.search(line) if perhaps is not None else None
            if number in certain:
                yield Mention(Position(path, number, certain[number]), line.strip(), certain=True)
            elif part is not None and not (number - 1 in certain and not line[: part.start()].strip()):
                # A line that begins with the rest of a name goes on from the one before.
                yield Mention(Position(path, number, part.start() + 1), line.strip(), certain=False)
