"""Join of the team's own folder with the content, and problems of what stands on the wrong side of the two."""

from collections.abc import Iterator
from dataclasses import replace

from coalition_site.model.content_files import CONTENT, KINDS, NEEDS, PARTNERS, FileKind
from coalition_site.model.needs import TeamNeeds
from coalition_site.model.page import PageAudience
from coalition_site.model.partner import PartnerFrontMatter, TeamPartner, is_for_team_folder
from coalition_site.model.vocabulary import NEED_LISTS
from coalition_site.problems import Position, Problem
from coalition_site.read.content import Content, TeamFolder
from coalition_site.read.values import Document, Value
from coalition_site.validate.load import Loaded, load_record, model_of


def join_team_folder(loaded: Loaded, content: Content) -> None:
    """Puts what the team's own folder says of partners and needs into their models; its problems to the others."""
    for partner_id, document in content.team_parts(PARTNERS).items():
        _join_partner(loaded, content, partner_id, document)
    for document in content.team_parts(NEEDS).values():
        _join_needs(loaded, document)


def _join_partner(loaded: Loaded, content: Content, partner_id: str, document: Document) -> None:
    public = PARTNERS.path(partner_id)
    if public not in content.lines and document.value_at(("name",)) is not None:
        # A resident who did not agree to be named: even that there is such a file is the team's alone.
        load_record(loaded, PARTNERS, partner_id, document)
        loaded.team_partners.add(partner_id)
        return
    if not content.has_file(public):
        message = "there is no partner of this name in the content"
        hint = f"write {public} with what is public of it, or name: and type: here for one that is the team's alone"
        loaded.problems.append(Problem(Position(document.path), "team-content-alone", message, hint))
    mine, misplaced = _parted(document)
    for steps in misplaced:
        message = f"{'.'.join(steps)} is public and does not belong into the team's folder"
        hint = f"write it in {public}"
        loaded.problems.append(Problem(document.key_at(*steps), "team-content-public", message, hint))
    no_public_text(loaded, document, "a partner's text is public and", public)
    model = model_of(loaded, replace(document, value=mine), TeamPartner)
    partner = loaded.partners.get(partner_id)
    if model is not None and partner is not None:
        listing = partner.listing.model_copy(update=dict(model.listing))
        joined = {"listing": listing, **{key: getattr(model, key) for key in ("outreach", "agreement", "team")}}
        loaded.partners[partner_id] = partner.model_copy(update=joined)


def no_public_text(loaded: Loaded, document: Document, what: str, public: str) -> None:
    """Says of a text in the team's part of a file that it belongs into the public one."""
    line = next((number for number, text in enumerate(document.body.split("\n"), 1) if text.strip()), 0)
    if line:
        message = f"{what} does not belong into the team's folder"
        hint = f"write it in {public}, below the front matter; what only the team may know goes into team: notes:"
        loaded.problems.append(Problem(document.in_body(line), "team-content-public", message, hint))


def _parted(document: Document) -> tuple[Value, list[tuple[str, ...]]]:
    """The value of a document without the keys that are public in a partner's file, and the steps to those."""
    if not isinstance(document.value, dict):
        return document.value, []
    mine: dict[str, Value] = {}
    misplaced: list[tuple[str, ...]] = []
    for key, value in document.value.items():
        if key == "listing" and isinstance(value, dict):
            inner = PartnerFrontMatter.model_fields[key].annotation
            public = [each for each in value if each in _fields_of(inner) and not is_for_team_folder((key, each))]
            misplaced += [(key, each) for each in public]
            mine[key] = {each: text for each, text in value.items() if each not in public}
        elif key in PartnerFrontMatter.model_fields and key not in TeamPartner.model_fields:
            misplaced.append((key,))
        else:
            mine[key] = value
    return mine, misplaced


def _fields_of(model: object) -> set[str]:
    return set(getattr(model, "model_fields", ()))


def _join_needs(loaded: Loaded, document: Document) -> None:
    model = model_of(loaded, document, TeamNeeds)
    if model is None or not loaded.needs_known:
        return
    joined = {}
    for name in NEED_LISTS:
        needs = {need.option.key(): need for need in loaded.needs.of(name)}
        seen = set()
        for number, note in enumerate(model.of(name)):
            key, at = note.option.key(), document.at(str(name), number, "option")
            if key in seen:
                message = "this stands in the list already"
                loaded.problems.append(Problem(at, "option-duplicate", message, "put both notes into one entry"))
            elif key in needs:
                needs[key] = needs[key].model_copy(update={"note": note.note})
            else:
                message = f"{NEEDS.path()} does not list this need"
                hint = "write it there too, or correct it here"
                loaded.problems.append(Problem(at, "team-content-alone", message, hint))
            seen.add(key)
        joined[str(name)] = tuple(needs[need.option.key()] for need in loaded.needs.of(name))
    loaded.needs = loaded.needs.model_copy(update=joined)


def team_folder_problems(content: Content) -> Iterator[Problem]:
    """What is not public and stands in the content, though the team has a folder of its own; and public files there."""
    if content.team is None:
        return
    yield from _open_notes(content.file(NEEDS), content.team)
    for kind in KINDS:
        if kind.is_of_team:
            yield from _open_lines(content, kind, content.team)
        for name, document in (*content.of(kind).items(), *content.team_parts(kind).items()):
            if not content.is_in_team_folder(document.path):
                yield from _open(document, kind, kind.path(name, folder=content.team.shown))
            elif kind.has_audience:
                yield from _public(content, document, kind, kind.path(name))


def _open(document: Document, kind: FileKind, path: str) -> Iterator[Problem]:
    """What of a file of the content belongs into the team's folder, at a path: all of it, or what is the team's."""
    if kind.has_audience and document.audience == PageAudience.TEAM:
        yield _open_problem(document.at("audience"), f"a {kind.one} of the team's", path)
    elif kind.is_folder and kind.team is not None:
        for steps in private_steps(document.value):
            yield _open_problem(document.key_at(*steps), ".".join(steps), path)


def _open_lines(content: Content, kind: FileKind, team: TeamFolder) -> Iterator[Problem]:
    """The first line of a file of the content that is the team's altogether."""
    for number, line in enumerate(content.lines.get(kind.path(), ()), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield _open_problem(Position(kind.path(), number), kind.place, kind.path(folder=team.shown))
            return


def _open_notes(needs: Document | None, team: TeamFolder) -> Iterator[Problem]:
    lists = needs.value.items() if needs is not None and isinstance(needs.value, dict) else ()
    for name, entries in lists:
        for number, entry in enumerate(entries if isinstance(entries, list) else ()):
            if needs is not None and isinstance(entry, dict) and "note" in entry:
                path = f"{NEEDS.path(folder=team.shown)}, as option: and note:"
                yield _open_problem(needs.key_at(name, number, "note"), "a need's note", path)


def _open_problem(position: Position, what: str, path: str) -> Problem:
    message = f"{what} is not public, and team_content names another folder for such things"
    return Problem(position, "team-content-open", message, f"move it to {path}")


def private_steps(value: Value) -> Iterator[tuple[str, ...]]:
    """The steps to what is not public of a partner's front matter: blocks, and keys within public ones."""
    for key, inner in value.items() if isinstance(value, dict) else ():
        if is_for_team_folder((key,)):
            yield (key,)
        elif isinstance(inner, dict):
            yield from ((key, each) for each in inner if is_for_team_folder((key, each)))


def _public(content: Content, document: Document, kind: FileKind, public: str) -> Iterator[Problem]:
    """A file in the team's folder that is for everybody, or has the name of one in the content that is whole."""
    if document.audience == PageAudience.PUBLIC:
        message = f"a public {kind.one} does not belong into the team's folder"
        hint = f"move the file to {CONTENT}/{kind.place}, or write audience: team"
        yield Problem(document.at("audience"), "team-content-public", message, hint)
    if kind.team is None and public in content.documents:
        hint = "rename one of the two: a name is the page's address"
        yield Problem(Position(document.path), "team-content-twice", f"{public} has the same name", hint)
