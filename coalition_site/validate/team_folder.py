"""Join of the team's own folder with the content, and problems of what stands on the wrong side of the two."""

from collections.abc import Iterator
from dataclasses import replace

from coalition_site.model.needs import TeamNeeds
from coalition_site.model.page import PageAudience
from coalition_site.model.partner import PartnerFrontMatter, TeamPartner, is_for_team_folder
from coalition_site.model.vocabulary import NEED_LISTS
from coalition_site.problems import Position, Problem
from coalition_site.read.content import CONTENT, NEEDS, OF_TEAM, Content, TeamFolder
from coalition_site.read.values import Document, Value
from coalition_site.validate.load import Loaded, load_partner, model_of


def join_team_folder(loaded: Loaded, content: Content) -> None:
    """Puts what the team's own folder says of partners and needs into their models; its problems to the others."""
    for partner_id, document in content.team_partners.items():
        _join_partner(loaded, content, partner_id, document)
    for document in content.team_yaml.values():
        _join_needs(loaded, document)


def _join_partner(loaded: Loaded, content: Content, partner_id: str, document: Document) -> None:
    public = f"{CONTENT}/partners/{partner_id}.md"
    if public not in content.lines and isinstance(document.value, dict) and "name" in document.value:
        # A resident who did not agree to be named: even that there is such a file is the team's alone.
        load_partner(loaded, partner_id, document)
        loaded.team_partners.add(partner_id)
        return
    if public not in content.lines and all(each.position.path != public for each in content.problems):
        message = "there is no partner of this name in the content"
        hint = f"write {public} with what is public of it, or name: and type: here for one that is the team's alone"
        loaded.problems.append(Problem(Position(document.path), "team-content-alone", message, hint))
    mine, misplaced = _parted(document)
    for steps in misplaced:
        message = f"{'.'.join(steps)} is public and does not belong into the team's folder"
        hint = f"write it in {public}"
        loaded.problems.append(Problem(document.key_at(*steps), "team-content-public", message, hint))
    line = next((number for number, text in enumerate(document.body.split("\n"), 1) if text.strip()), 0)
    if line:
        message = "a partner's text is public and does not belong into the team's folder"
        hint = f"write it in {public}, below the front matter; what only the team may know goes into team: notes:"
        loaded.problems.append(Problem(document.in_body(line), "team-content-public", message, hint))
    model = model_of(loaded, replace(document, value=mine), TeamPartner)
    partner = loaded.partners.get(partner_id)
    if model is not None and partner is not None:
        listing = partner.listing.model_copy(update=dict(model.listing))
        joined = {"listing": listing, **{key: getattr(model, key) for key in ("outreach", "agreement", "team")}}
        loaded.partners[partner_id] = partner.model_copy(update=joined)


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
                message = f"{CONTENT}/{NEEDS} does not list this need"
                hint = "write it there too, or correct it here"
                loaded.problems.append(Problem(at, "team-content-alone", message, hint))
            seen.add(key)
        joined[str(name)] = tuple(needs[need.option.key()] for need in loaded.needs.of(name))
    loaded.needs = loaded.needs.model_copy(update=joined)


def team_folder_problems(content: Content) -> list[Problem]:
    """What is not public and stands in the content, though the team has a folder of its own; and public pages there."""
    if content.team is None:
        return []
    return [
        *_open(content, content.team),
        *_open_meetings(content, content.team),
        *_public_pages(content, content.team),
    ]


def _open(content: Content, team: TeamFolder) -> Iterator[Problem]:
    for document in content.partners.values():
        for steps in private_steps(document.value):
            path = f"{team.shown}/{document.path.removeprefix(f'{CONTENT}/')}"
            yield _open_problem(document.key_at(*steps), ".".join(map(str, steps)), path)
    yield from _open_notes(content.yaml.get(NEEDS), team)
    for name in OF_TEAM:
        path = f"{CONTENT}/{name}"
        for number, line in enumerate(content.lines.get(path, ()), 1):
            if line.strip() and not line.lstrip().startswith("#"):
                yield _open_problem(Position(path, number), name, f"{team.shown}/{name}")
                break
    for document in content.pages.values():
        if document.path.startswith(f"{CONTENT}/") and _audience(document) == PageAudience.TEAM:
            path = f"{team.shown}/{document.path.removeprefix(f'{CONTENT}/')}"
            yield _open_problem(document.at("audience"), "a page of the team's", path)


def _open_meetings(content: Content, team: TeamFolder) -> Iterator[Problem]:
    for document in content.meetings.values():
        path = f"{team.shown}/{document.path.removeprefix(f'{CONTENT}/')}"
        if _audience(document) == PageAudience.TEAM:
            yield _open_problem(document.at("audience"), "a meeting of the team's", path)
        elif isinstance(document.value, dict) and "team" in document.value:
            yield _open_problem(document.key_at("team"), "team", path)


def _open_notes(needs: Document | None, team: TeamFolder) -> Iterator[Problem]:
    lists = needs.value.items() if needs is not None and isinstance(needs.value, dict) else ()
    for name, entries in lists:
        for number, entry in enumerate(entries if isinstance(entries, list) else ()):
            if needs is not None and isinstance(entry, dict) and "note" in entry:
                path = f"{team.shown}/{NEEDS}, as option: and note:"
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


def _public_pages(content: Content, team: TeamFolder) -> Iterator[Problem]:
    for document in (*content.pages.values(), *content.team_meetings.values()):
        if document.path.startswith(f"{team.shown}/") and _audience(document) == PageAudience.PUBLIC:
            folder = document.path.removeprefix(f"{team.shown}/").partition("/")[0]
            message = f"a public {folder.removesuffix('s')} does not belong into the team's folder"
            hint = f"move the file to {CONTENT}/{folder}, or write audience: team"
            yield Problem(document.at("audience"), "team-content-public", message, hint)


def _audience(document: Document) -> str:
    value = document.value.get("audience") if isinstance(document.value, dict) else None
    return value.lower() if isinstance(value, str) else ""
