"""A new entry at the end of invites.yml; every byte that stands there stays."""

from dataclasses import dataclass

from coalition_site.edit.change import Change, contents
from coalition_site.edit.editor import edited
from coalition_site.edit.edits import AddEntries
from coalition_site.edit.written import Splice, read_written
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import CONTENT, INVITES
from coalition_site.model.invite import Status
from coalition_site.model.reading import nearest
from coalition_site.model.vocabulary import plain
from coalition_site.problems import Position, Refused
from coalition_site.read.values import Value
from coalition_site.resources import starter_folder
from coalition_site.starter.addition import Addition, Ground, blanks
from coalition_site.starter.answers import one_line
from coalition_site.starter.files import text_language


@dataclass(frozen=True, slots=True)
class _Found:
    """An id, and how it was found where nobody typed it."""

    id: str
    how: str = ""


def plan_invite(ground: Ground, member: str, partner: str | None, sender: str, status: str) -> Addition:
    """An invite of a person, with a status.

    `partner` and `sender` are ids or names. With None, the partner is the one that has a contact of this name, if there
    is one such; with an empty text, nobody. Without a sender it is the first. Raises Refused and
    Refused.
    """
    member, coalition = one_line(member), ground.coalition
    if coalition.public_only:
        raise Refused(f"the team's folder {coalition.team_folder} is not here, and invites stand there")
    whose = _partner(coalition, member, partner)
    who = _sender(coalition, sender)
    path = INVITES.path(folder=coalition.team_folder)
    for number, invite in enumerate(coalition.invites):
        if (plain(invite.member), invite.partner) == (plain(member), whose.id):
            place = ground.checked.content.of(INVITES)[""].at(number)
            hint = "change that entry; for somebody else of this name, name the partner with --partner"
            raise Refused(f"{place}: {member} is invited already; {hint}")
    entry: dict[str, Value] = {
        "member": member,
        **({"partner": whose.id} if whose.id else {}),
        "sender": who.id,
        "status": _status(status),
    }
    before = contents(ground.project, path)
    beginning = without_brackets(beginning_of_invites(coalition) if before is None else before, path)
    after = edited(beginning, path, [AddEntries((), (entry,))])
    after, line = _explained(after, path, ground.template("invite.yml", {}).splitlines())
    change = Change({path: (before, after)})
    told = {
        "partner": whose.how,
        "sender": who.how,
        "status": "idea so far; drafted as soon as there is to be a letter" if entry["status"] == Status.IDEA else "",
    }
    return Addition(change, Position(path, line), blanks(change, told, line))


def _partner(coalition: Coalition, member: str, written: str | None) -> _Found:
    if written is None:
        known = [
            partner_id
            for partner_id, partner in coalition.partners.items()
            if plain(member) in {plain(person.name) for person in partner.team.people}
        ]
        return _Found(known[0], f"{member} is a contact there") if len(known) == 1 else _Found("")
    names = {plain(name): each for each, partner in coalition.partners.items() for name in partner.name.texts()}
    names |= {plain(partner): partner for partner in coalition.partners}
    if not written or plain(written) in names:
        return _Found(names[plain(written)] if written else "")
    near = nearest(written, list(names))
    hint = f"did you mean --partner {names[near]}?" if near else f'write it first: coalition add partner "{written}"'
    raise Refused(f"there is no partner {written!r}; {hint}")


def _sender(coalition: Coalition, written: str) -> _Found:
    senders = coalition.settings.senders
    if not written:
        first = next(iter(senders))
        return _Found(first, f"the first of {len(senders)}" if len(senders) > 1 else "")
    names = {plain(sender.name): each for each, sender in senders.items()} | {
        plain(sender): sender for sender in senders
    }
    if plain(written) in names:
        return _Found(names[plain(written)])
    near = nearest(written, list(names))
    hint = f"did you mean --sender {names[near]}?" if near else f"{CONTENT}/coalition.yml has {', '.join(senders)}"
    raise Refused(f"there is no sender {written!r}; {hint}")


def _status(written: str) -> str:
    if plain(written) in set(Status):
        return plain(written)
    near = nearest(written, list(Status))
    hint = f'did you mean --status "{near}"?' if near else "possible are " + ", ".join(Status)
    raise Refused(f"there is no status {written!r}; {hint}")


def beginning_of_invites(coalition: Coalition) -> bytes:
    """What stands at the top of an invites.yml that is not there yet: the starter's, without its example."""
    language = text_language(coalition.settings.language)
    text = (starter_folder() / "content" / language / "empty" / INVITES.place).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines(keepends=True) if line.startswith("# ")]
    # In the team's own folder the first line would lead an editor to schemas that are not there.
    return "".join(lines if coalition.team_folder == CONTENT else lines[1:]).encode()


def without_brackets(data: bytes, path: str) -> bytes:
    """A list that is written as [ ] with nothing in it, as nothing. Raises Refused where something is in it."""
    file = read_written(data, path)
    place = file.places
    if place.style != "[":
        return data
    if file.value:
        raise file.refuse((), "this list stands in [ ]; write each invite behind a hyphen of its own first")
    start, end = file.offset(place.line, place.column), file.offset(place.end_line, place.end_column)
    return file.spliced([Splice(start, end, "")])


def _explained(data: bytes, path: str, lines: list[str]) -> tuple[bytes, int]:
    """The bytes with lines of comment below the last entry, and the line that this entry begins on."""
    file = read_written(data, path)
    entries = file.places.inside
    last = entries[max(number for number in entries if isinstance(number, int))]
    status = last.inside["status"]
    below = file.start(status.key_line + 1)
    after = file.spliced([Splice(below, below, file.whole_lines(status.key_column - 1, lines))])
    if read_written(after, path).value != file.value:
        raise Refused(f"{path}: this is written in a way that the program cannot add to")
    return after, last.line
