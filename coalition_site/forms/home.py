"""The ways in: the worksheet's five parts, and lists of what there is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from werkzeug import Request, Response
from werkzeug.exceptions import NotFound

from coalition_site.derive.words.catalogue import N_
from coalition_site.derive.words.dates import long_date
from coalition_site.derive.words.team_terms import team_terms
from coalition_site.edit.change import Change
from coalition_site.forms.desk import Desk
from coalition_site.forms.endpoints import Endpoint
from coalition_site.forms.filling.unsettled import is_shown, places_of
from coalition_site.forms.rendering import said_name, said_title
from coalition_site.forms.translations import unwritten_letters
from coalition_site.model.coalition import PACKAGED_LANGUAGE
from coalition_site.model.content_files import (
    AREAS,
    CONTENT,
    INVITES,
    LETTERS,
    MEETINGS,
    NEEDS,
    PAGES,
    PARTNERS,
    name_and_language,
)
from coalition_site.model.partner import Relationship
from coalition_site.model.vocabulary import NEED_LISTS
from coalition_site.problems import Severity, describe
from coalition_site.read.values import Value
from coalition_site.resources import wording_folder
from coalition_site.starter.examples import Removal, plan_removal
from coalition_site.starter.files import EXAMPLES

_TITLES = {
    "": N_("All partners"),
    Relationship.EXISTING: N_("Part 2: whom you have"),
    Relationship.POTENTIAL: N_("Part 3: whom you lack"),
}
_BENEFITS = N_("Part 4: what each would bring")
_INVITES = N_("Part 5: whom to invite")


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of a list: where its form is, what it is called, more about it in words, and where else it leads."""

    address: str
    name: str
    more: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


def home(desk: Desk, _request: Request) -> Response:
    """The five parts with how far each is, and what is wrong with the content."""
    checked, last = desk.session.checked, desk.session.made.last()
    places, more_places = places_of(desk)
    errors = [problem for problem in checked.validated.problems if problem.severity is Severity.ERROR]
    return desk.shown(
        "home.html",
        "",
        parts=_parts(desk),
        places=places,
        more_places=more_places,
        problems=[describe(error, checked.line_at) for error in errors if not is_shown(error, checked.content)],
        last_change=last.said if last is not None and not desk.notice else "",
        has_examples=bool(examples_of(desk.session.project)),
    )


def _parts(desk: Desk) -> tuple[tuple[str, str, str], ...]:
    """The five parts: address, title, and how far each is."""
    words, needs = desk.catalogue, desk.content.file(NEEDS)
    listed = needs.value if needs is not None and isinstance(needs.value, dict) else {}
    ticked = sum(len(entries) for name in NEED_LISTS if isinstance(entries := listed.get(name), list))
    filled = sum(bool(_benefits(partner)) for partner in _partners(desk))
    invited = words.ngettext("%(num)s invitation", "%(num)s invitations", len(_invites(desk)))

    def partners_said(count: int) -> str:
        return words.ngettext("%(num)s partner", "%(num)s partners", count)

    return (
        ("needs", words.gettext("Part 1: tick what you need"), words.ngettext("%(num)s need", "%(num)s needs", ticked)),
        *(
            (f"partners/{each}", words.gettext(_TITLES[each]), partners_said(len(_partners(desk, each))))
            for each in (Relationship.EXISTING, Relationship.POTENTIAL)
        ),
        ("benefits", words.gettext(_BENEFITS), partners_said(filled)),
        ("invites", words.gettext(_INVITES), invited),
    )


def remove_examples(desk: Desk, _request: Request) -> Response:
    """Takes away the examples that came with a new coalition; what somebody changed stays."""
    session, words = desk.session, desk.catalogue
    removal = examples_of(session.project)
    if removal is None:
        raise NotFound
    session.write_planned(replace(removal.change, said=words.gettext("The examples were removed")))
    kept = ", ".join(path.removeprefix(f"{CONTENT}/") for path in removal.kept)
    told = words.gettext("The examples are gone.")
    stays = words.gettext("These you have changed, or invite still, and they stay: %(files)s.", files=kept)
    return desk.leads_to("", f"{told} {stays}" if kept else told)


def _list(
    desk: Desk, here: str, title: str, rows: Sequence[Row], new: tuple[str, str] | None = None, **more: Any
) -> Response:
    """A list with its title; `new` is where a new entry is written, and what the link to that says."""
    words = desk.catalogue
    link = (new[0], words.gettext(new[1])) if new is not None else None
    return desk.shown("list.html", here, title=words.gettext(title), rows=rows, new=link, **more)


def partners(desk: Desk, _request: Request, relationship: str = "") -> Response:
    """All partners, or those of one of the two tables."""
    if relationship not in _TITLES:
        raise NotFound
    words = desk.catalogue
    rows = [
        Row(
            f"partner/{name}",
            said_name(value) or name,
            (str(value.get("type", "")), words.gettext(str(value.get("relationship", "")))),
        )
        for name, value in _partners(desk, relationship)
    ]
    new = f"partner/new?relationship={relationship}" if relationship else "partner/new"
    here = f"partners/{relationship}".rstrip("/")
    return _list(desk, here, _TITLES[relationship], rows, (new, N_("Add a partner")))


def benefits(desk: Desk, _request: Request) -> Response:
    """All partners, for Part 4."""
    nothing = (desk.catalogue.gettext("Nothing yet"),)
    rows = [
        Row(f"partner/{name}/benefit", said_name(value) or name, _benefits((name, value)) or nothing)
        for name, value in _partners(desk)
    ]
    return _list(desk, "benefits", _BENEFITS, rows)


def invites(desk: Desk, _request: Request) -> Response:
    """All invitations, in the order of Table 4."""
    words = desk.catalogue
    names = {name: said_name(value) for name, value in _partners(desk)}
    statuses = team_terms(words)["status"]
    happened = (words.gettext("It was sent, answered, or we called"),) if desk.session.coalition is not None else ()
    rows = []
    for number, entry in enumerate(_invites(desk)):
        member, partner, status, sent = (str(entry.get(key, "")) for key in ("member", "partner", "status", "sent"))
        said = (names.get(partner, ""), statuses.get(status.lower(), status), _day_said(sent, words.language))
        other = (f"invite/{number}/happened", *happened) if happened else ()
        rows.append(Row(f"invite/{number}", member, tuple(filter(None, said)), other))
    return _list(desk, "invites", _INVITES, rows, ("invite/new", N_("Add an invitation")))


def letters(desk: Desk, _request: Request) -> Response:
    """The coalition's own wordings, and the packaged ones that it can make its own."""
    own = [f"{name}.{language}".rstrip(".") for name, language in desk.content.in_languages(LETTERS)]
    rows = [Row(f"letter/{name}", name) for name in own]
    packaged = [each for each in _packaged(desk.session.offered().languages) if each not in own]
    unwritten = unwritten_letters(desk.content, desk.session.coalition)
    new = ("letter/new", N_("Write a new wording"))
    return _list(desk, "letters", N_("Letters"), rows, new, packaged=packaged, unwritten=unwritten)


def own_letter(desk: Desk, request: Request) -> Response:
    """Puts a packaged wording into the content, where it can be changed."""
    name = request.form.get("name", "")
    if name not in _packaged(desk.session.offered().languages):
        raise NotFound
    words = desk.catalogue
    data = (wording_folder() / f"{name}.md").read_bytes()
    change = words.gettext("%(name)s was added", name=name)
    desk.session.write(Change({f"{CONTENT}/letters/{name}.md": (None, data)}, change))
    return desk.leads_to(f"letter/{name}", words.gettext("Saved."))


def pages(desk: Desk, _request: Request) -> Response:
    """Pages written by hand."""
    rows = [
        Row(f"page/{name}", _said(document.value, "title") or name, (_said(document.value, "audience"),))
        for name, document in desk.content.of(PAGES).items()
    ]
    return _list(desk, "pages", N_("Pages"), rows, ("page/new", N_("Add a page")))


def areas(desk: Desk, _request: Request) -> Response:
    """The areas of concern, of which a public page can say more."""
    offered, own = desk.session.offered(), desk.catalogue.gettext("Says more already")
    rows = [
        Row(f"area/{area.id}", offered.label(area), (own,) if area.id in desk.content.of(AREAS) else ())
        for area in offered.vocabulary.areas.visible()
    ]
    return _list(desk, "areas", N_("Areas of concern"), rows)


def meetings(desk: Desk, _request: Request) -> Response:
    """All meetings, the last first."""
    documents = sorted({**desk.content.team_parts(MEETINGS), **desk.content.of(MEETINGS)}.items(), reverse=True)
    rows = [
        Row(f"meeting/{name}", said_title(document.value) or name, (name[:10], _said(document.value, "audience")))
        for name, document in documents
    ]
    return _list(desk, "meetings", N_("Meetings"), rows, ("meeting/new", N_("Add a meeting")))


def _partners(desk: Desk, relationship: str = "") -> list[tuple[str, dict[str, Value]]]:
    content = desk.content
    every = {**content.team_parts(PARTNERS), **content.of(PARTNERS)}
    found = [(name, each.value) for name, each in every.items() if isinstance(each.value, dict)]
    wanted = [(name, each) for name, each in found if not relationship or each.get("relationship") == relationship]
    return sorted(wanted, key=lambda each: said_name(each[1]).casefold())


def _invites(desk: Desk) -> list[dict[str, Value]]:
    document = desk.content.file(INVITES)
    entries = document.value if document is not None and isinstance(document.value, list) else []
    return [entry if isinstance(entry, dict) else {} for entry in entries]


def _said(value: Value, key: str) -> str:
    found = value.get(key, "") if isinstance(value, dict) else ""
    return found if isinstance(found, str) else ""


def _benefits(partner: tuple[str, dict[str, Value]]) -> tuple[str, ...]:
    """What a partner would bring, as far as it is written."""
    initiatives = partner[1].get("initiatives")
    team = partner[1].get("team")
    strengths = team.get("strengths", "") if isinstance(team, dict) else ""
    listed = [str(initiative) for initiative in initiatives] if isinstance(initiatives, list) else []
    return tuple(filter(None, [*listed, str(strengths)]))


def _packaged(languages: Sequence[str]) -> list[str]:
    """The packaged wordings in the languages of a coalition, as their files are called."""
    found = (file.stem for file in wording_folder().glob("*.md"))
    return sorted(each for each in found if (name_and_language(each)[1] or PACKAGED_LANGUAGE) in languages)


def _day_said(text: str, language: str) -> str:
    """A day in words, or whatever else is written there."""
    try:
        return long_date(date.fromisoformat(text), language)
    except ValueError:
        return text


def examples_of(project: Path) -> Removal | None:
    """The examples of a new coalition, where some are still there as they came."""
    removal = plan_removal(project) if (project / EXAMPLES).is_file() else None
    return removal if removal is not None and removal.change else None


HOME_ENDPOINTS = (
    Endpoint("/", home),
    Endpoint("/examples", remove_examples, "POST"),
    Endpoint("/partners", partners),
    Endpoint("/partners/<relationship>", partners),
    Endpoint("/benefits", benefits),
    Endpoint("/invites", invites),
    Endpoint("/letters", letters),
    Endpoint("/letters", own_letter, "POST"),
    Endpoint("/pages", pages),
    Endpoint("/areas", areas),
    Endpoint("/meetings", meetings),
)
