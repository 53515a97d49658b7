"""New partners and pages: a file that is whole, explains itself, and says nothing that nobody typed."""

import textwrap
from collections.abc import Collection, Mapping

from pydantic import ValidationError

from coalition_site.derive.rules.new_ids import new_id
from coalition_site.edit.change import Change, Contents
from coalition_site.edit.layout import written_scalar
from coalition_site.model.content_files import CONTENT, PAGES, PARTNERS, FileKind, is_name
from coalition_site.model.page import PageAudience
from coalition_site.model.partner import PartnerFrontMatter, Relationship
from coalition_site.model.reading import Reading
from coalition_site.model.vocabulary import ListName, plain
from coalition_site.problems import Position, Refused
from coalition_site.starter.addition import Addition, Ground, blanks
from coalition_site.starter.answers import one_line

_OURS, _APART = "@ours@", "@apart@"
"""Begin a line of a template that is not public, and one that is needed only where that is a file of its own."""

_WIDTH = 118
_HYPHENS = "---\n"


def plan_partner(ground: Ground, name: str, kind: str, relationship: str, file_id: str) -> Addition:
    """A partner's file; where the team has a folder of its own, two.

    `kind` and `relationship` may be empty, and are then filled with something that is possible; `file_id` too. Raises
    Refused.
    """
    name, coalition = one_line(name), ground.coalition
    same = [each for each, partner in coalition.partners.items() if plain(name) in map(plain, partner.name.texts())]
    if same and not file_id:
        other = new_id(name, coalition.partners, "partner")
        why = f"{PARTNERS.path(same[0])} is a partner of this name already"
        raise Refused(f"{why}. To change it, open that file; if this is another one, add --id {other}")
    partner_id = _free_id(ground, PARTNERS, name, file_id, coalition.partners)
    written_kind = kind or ground.an_option(ListName.TYPES)
    written_relationship = (relationship or Relationship.POTENTIAL).lower()
    _check_choices(ground, {"name": name, "type": written_kind, "relationship": written_relationship})
    values = {
        "name": written_scalar(name),
        "types": _types(ground),
        "type": written_scalar(written_kind),
        "relationship": written_relationship,
        "group": written_scalar(ground.an_option(ListName.GROUPS)),
        "area": written_scalar(ground.an_option(ListName.AREAS)),
        "asset": written_scalar(ground.an_option(ListName.ASSETS)),
    }
    path, team_path = coalition.partner_file(partner_id, "name"), coalition.partner_file(partner_id, "team")
    files = _parts(ground.template("partner.md", values), path, team_path)
    told = {
        "type": "" if kind else f"{written_kind}, so that the file is whole; the lines above name all there are",
        "relationship": "" if relationship else "potential so far",
        "serves": "whom they serve; below it, what they work on and what they bring",
        "listing": "the day they agreed; until then the public site does not name them",
        "outreach": "what their letter says to them",
        "team": "what only you know, and whom to write to",
    }
    remarks = [f"The profile comes last in {path}."]
    if coalition.public_only:
        del files[team_path]
        remarks.append(f"The team's folder {coalition.team_folder} is not here: nothing was written there.")
    change = Change(files)
    return Addition(change, Position(path), blanks(change, told), tuple(remarks))


def plan_page(ground: Ground, title: str, audience: str, file_id: str) -> Addition:
    """A page written by hand, for everybody or for the team. Raises Refused."""
    title, coalition = one_line(title), ground.coalition
    if audience.lower() not in set(PageAudience):
        raise Refused(f"{audience!r} is no audience of a page; add --audience public or --audience team")
    of_team = audience.lower() == PageAudience.TEAM
    if of_team and coalition.public_only:
        why = f"the team's folder {coalition.team_folder} is not here, and the team's pages stand there"
        raise Refused(f"{why}. Put that folder here, or add --audience public")
    page_id = _free_id(ground, PAGES, title, file_id, {page.id for page in coalition.pages})
    path = PAGES.path(page_id, folder=coalition.team_folder if of_team else CONTENT)
    text = ground.template("page.md", {"title": written_scalar(title), "audience": audience.lower()})
    change = Change({path: (None, text.encode())})
    # In a folder of the team's own no page can be for everybody.
    told = {"audience": "team so far; write public for everybody" if path.startswith(f"{CONTENT}/") and of_team else ""}
    return Addition(change, Position(path), blanks(change, told), (f"The text comes last in {path}.",))


def _free_id(ground: Ground, of_kind: FileKind, name: str, file_id: str, taken: Collection[str]) -> str:
    """The id that was asked for or is made of a name, if no file has it. Raises Refused."""
    kind = of_kind.one
    folders = (ground.project / each / of_kind.place for each in {CONTENT, ground.coalition.team_folder})
    there = {file.stem for folder in folders for file in folder.glob("*.md")}
    all_taken = {*taken, *there}
    wanted = file_id or new_id(name, (), kind)
    if not is_name(wanted):
        raise Refused(f"{wanted!r} cannot be an id: add --id {new_id(wanted, all_taken, kind)}")
    if wanted in all_taken:
        other = new_id(wanted, all_taken, kind)
        why = f"there is a {kind} file {wanted}.md already"
        raise Refused(f"{why}. To change it, open that file; if this is another {kind}, add --id {other}")
    return wanted


def _check_choices(ground: Ground, typed: Mapping[str, str]) -> None:
    """Raises Refused where a type or relationship that was typed is none, with what to type instead."""
    settings = ground.coalition.settings
    reading = Reading(ground.coalition.vocabulary, settings.language, settings.offered())
    try:
        PartnerFrontMatter.model_validate(typed, context=reading)
    except ValidationError as error:
        said = [each["ctx"] for each in error.errors()]
        raise Refused("\n".join(f"{each['message']}; {each['hint']}" for each in said)) from None


def _types(ground: Ground) -> str:
    """The types that are offered, as lines of comment."""
    language = ground.coalition.settings.language
    labels = [
        option.label.in_language(language, "en") + (": …" if option.fill_in else "")
        for option in ground.coalition.vocabulary.types.visible()
    ]
    lines = textwrap.wrap("; ".join(labels), _WIDTH, break_long_words=False, break_on_hyphens=False)
    return "\n".join(f"# {line}" for line in lines)


def _parts(text: str, path: str, team_path: str) -> dict[str, Contents]:
    """The file or files of a partner: public first, then what is not public, where that is apart."""
    public, team = [], []
    for line in text.splitlines(keepends=True):
        ours = line.removeprefix(_OURS)
        if line.startswith(_APART):
            team.append(line.removeprefix(_APART))
        elif ours == line:
            public.append(line)
        else:
            (public if path == team_path else team).append(ours)
    whole = "".join(public)
    if path == team_path:
        return {path: (None, whole.encode())}
    apart = f"{_HYPHENS}{''.join(team)}{_HYPHENS}"
    return {path: (None, whole.encode()), team_path: (None, apart.encode())}
