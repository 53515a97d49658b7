"""The ways in: the worksheet's five parts, and lists of what there is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from werkzeug import Request, Response
from werkzeug.exceptions import NotFound
from werkzeug.routing import Rule

from coalition_site.derive.words.dates import long_date
from coalition_site.derive.words.team_terms import team_terms
from coalition_site.edit.whole_files import ContentFile
from coalition_site.forms.desk import Desk
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
from coalition_site.serve.server import redirected
from coalition_site.starter.examples import Removal, plan_removal
from coalition_site.starter.files import EXAMPLES


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of a list: where its form is, what it is called, more about it in words, and where else it leads."""

    address: str
    name: str
    more: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HomeViews:
    """The start page and the lists."""

    desk: Desk

    @staticmethod
    def rules() -> list[Rule]:
        """Their addresses."""
        return [
            Rule("/", endpoint="home", methods=["GET"]),
            Rule("/examples", endpoint="remove_examples", methods=["POST"]),
            Rule("/partners", endpoint="partners", methods=["GET"]),
            Rule("/partners/<relationship>", endpoint="partners", methods=["GET"]),
            Rule("/benefits", endpoint="benefits", methods=["GET"]),
            Rule("/invites", endpoint="invites", methods=["GET"]),
            Rule("/letters", endpoint="letters", methods=["GET"]),
            Rule("/letters", endpoint="own_letter", methods=["POST"]),
            Rule("/pages", endpoint="pages", methods=["GET"]),
            Rule("/areas", endpoint="areas", methods=["GET"]),
            Rule("/meetings", endpoint="meetings", methods=["GET"]),
        ]

    def views(self) -> dict[str, Callable[..., Response]]:
        """What answers them."""
        return {
            "home": self.home,
            "remove_examples": self.remove_examples,
            "partners": self.partners,
            "benefits": self.benefits,
            "invites": self.invites,
            "letters": self.letters,
            "own_letter": self.own_letter,
            "pages": self.pages,
            "areas": self.areas,
            "meetings": self.meetings,
        }

    def home(self, _request: Request) -> Response:
        """The five parts with how far each is, and what is wrong with the content."""
        checked, words = self.desk.session.checked, self.desk.catalogue
        needs = checked.content.file(NEEDS)
        listed = needs.value if needs is not None and isinstance(needs.value, dict) else {}
        count = sum(len(found) for name in NEED_LISTS if isinstance(found := listed.get(name), list))
        existing, potential = (len(self._partners(each)) for each in (Relationship.EXISTING, Relationship.POTENTIAL))
        filled = sum(bool(_benefits(each)) for each in self._partners())
        invites = len(self._invites())
        partners = words.ngettext
        parts = (
            (
                "needs",
                words.gettext("Part 1: tick what you need"),
                words.ngettext("%(num)s need", "%(num)s needs", count),
            ),
            (
                "partners/existing",
                words.gettext("Part 2: whom you have"),
                partners("%(num)s partner", "%(num)s partners", existing),
            ),
            (
                "partners/potential",
                words.gettext("Part 3: whom you lack"),
                partners("%(num)s partner", "%(num)s partners", potential),
            ),
            (
                "benefits",
                words.gettext("Part 4: what each would bring"),
                partners("%(num)s partner", "%(num)s partners", filled),
            ),
            (
                "invites",
                words.gettext("Part 5: whom to invite"),
                words.ngettext("%(num)s invitation", "%(num)s invitations", invites),
            ),
        )
        errors = [each for each in checked.validated.problems if each.severity is Severity.ERROR]
        errors = [each for each in errors if not is_shown(each, checked.content)]
        places, more_places = places_of(self.desk)
        problems = [describe(each, checked.line_at) for each in errors]
        last = self.desk.session.made.last()
        last_change = last.said if last is not None and not self.desk.notice else ""
        return self.desk.shown(
            "home.html",
            "",
            parts=parts,
            places=places,
            more_places=more_places,
            problems=problems,
            last_change=last_change,
            has_examples=bool(examples_of(self.desk.session.project)),
        )

    def remove_examples(self, _request: Request) -> Response:
        """Takes away the examples that came with a new coalition; what somebody changed stays."""
        session, words = self.desk.session, self.desk.catalogue
        removal = examples_of(session.project)
        if removal is None:
            raise NotFound
        session.remove_examples(removal, words.gettext("The examples were removed"))
        kept = ", ".join(path.removeprefix(f"{CONTENT}/") for path in removal.kept)
        told = words.gettext("The examples are gone.")
        stays = words.gettext("These you have changed, or invite still, and they stay: %(files)s.", files=kept)
        self.desk.tell(f"{told} {stays}" if kept else told)
        return redirected(f"{self.desk.root}edit/", 303)

    def partners(self, _request: Request, relationship: str = "") -> Response:
        """All partners, or those of one of the two tables."""
        words = self.desk.catalogue
        titles = {
            "": words.gettext("All partners"),
            Relationship.EXISTING: words.gettext("Part 2: whom you have"),
            Relationship.POTENTIAL: words.gettext("Part 3: whom you lack"),
        }
        if relationship not in titles:
            raise NotFound
        rows = [
            Row(
                f"partner/{name}",
                said_name(value) or name,
                (str(value.get("type", "")), words.gettext(str(value.get("relationship", "")))),
            )
            for name, value in self._partners(relationship)
        ]
        new = f"partner/new?relationship={relationship}" if relationship else "partner/new"
        address = f"partners/{relationship}".rstrip("/")
        return self.desk.shown(
            "list.html", address, title=titles[relationship], rows=rows, new=(new, words.gettext("Add a partner"))
        )

    def benefits(self, _request: Request) -> Response:
        """All partners, for Part 4."""
        words = self.desk.catalogue
        rows = [
            Row(
                f"partner/{name}/benefit",
                said_name(value) or name,
                _benefits((name, value)) or (words.gettext("Nothing yet"),),
            )
            for name, value in self._partners()
        ]
        return self.desk.shown(
            "list.html", "benefits", title=words.gettext("Part 4: what each would bring"), rows=rows, new=None
        )

    def invites(self, _request: Request) -> Response:
        """All invitations, in the order of Table 4."""
        words = self.desk.catalogue
        names = {name: said_name(value) for name, value in self._partners()}
        statuses = team_terms(words)["status"]
        is_whole = self.desk.session.coalition is not None
        rows = [
            Row(
                f"invite/{number}",
                str(each.get("member", "")),
                tuple(
                    str(text)
                    for text in (
                        names.get(str(each.get("partner", "")), ""),
                        statuses.get(str(each.get("status", "")).lower(), each.get("status", "")),
                        _day_said(str(each.get("sent", "")), words.language),
                    )
                    if text
                ),
                (f"invite/{number}/happened", words.gettext("It was sent, answered, or we called")) if is_whole else (),
            )
            for number, each in enumerate(self._invites())
        ]
        new = ("invite/new", words.gettext("Add an invitation"))
        return self.desk.shown(
            "list.html", "invites", title=words.gettext("Part 5: whom to invite"), rows=rows, new=new
        )

    def letters(self, _request: Request) -> Response:
        """The coalition's own wordings, and the packaged ones that it can make its own."""
        words = self.desk.catalogue
        own, spoken = self.desk.session.checked.content.in_languages(LETTERS), self.desk.session.offered().languages
        rows = [Row(f"letter/{_letter_id(*key)}", _letter_id(*key)) for key in own]
        packaged = [each for each in _packaged(spoken) if each not in {_letter_id(*key) for key in own}]
        return self.desk.shown(
            "list.html",
            "letters",
            title=words.gettext("Letters"),
            rows=rows,
            new=("letter/new", words.gettext("Write a new wording")),
            packaged=packaged,
            unwritten=unwritten_letters(self.desk.session.checked.content, self.desk.session.coalition),
        )

    def own_letter(self, request: Request) -> Response:
        """Puts a packaged wording into the content, where it can be changed."""
        name = request.form.get("name", "")
        if name not in _packaged(self.desk.session.offered().languages):
            raise NotFound
        words = self.desk.catalogue
        data = (wording_folder() / f"{name}.md").read_bytes()
        change = words.gettext("%(name)s was added", name=name)
        self.desk.session.write(change, [ContentFile(f"{CONTENT}/letters/{name}.md", None, data)])
        self.desk.tell(words.gettext("Saved."))
        return redirected(f"{self.desk.root}edit/letter/{name}", 303)

    def pages(self, _request: Request) -> Response:
        """Pages written by hand."""
        words = self.desk.catalogue
        found = self.desk.session.checked.content.of(PAGES)
        rows = [
            Row(f"page/{name}", _said(document.value, "title") or name, (_said(document.value, "audience"),))
            for name, document in found.items()
        ]
        new = ("page/new", words.gettext("Add a page"))
        return self.desk.shown("list.html", "pages", title=words.gettext("Pages"), rows=rows, new=new)

    def areas(self, _request: Request) -> Response:
        """The areas of concern, of which a public page can say more."""
        words, offered = self.desk.catalogue, self.desk.session.offered()
        written = self.desk.session.checked.content.of(AREAS)
        own = words.gettext("Says more already")
        rows = [
            Row(f"area/{each.id}", offered.label(each), (own,) if each.id in written else ())
            for each in offered.vocabulary.areas.visible()
        ]
        return self.desk.shown("list.html", "areas", title=words.gettext("Areas of concern"), rows=rows, new=None)

    def meetings(self, _request: Request) -> Response:
        """All meetings, the last first."""
        words, content = self.desk.catalogue, self.desk.session.checked.content
        found = {name: each for name, each in content.team_parts(MEETINGS).items() if name not in content.of(MEETINGS)}
        rows = [
            Row(f"meeting/{name}", said_title(document.value) or name, (name[:10], _said(document.value, "audience")))
            for name, document in sorted({**found, **content.of(MEETINGS)}.items(), reverse=True)
        ]
        new = ("meeting/new", words.gettext("Add a meeting"))
        return self.desk.shown("list.html", "meetings", title=words.gettext("Meetings"), rows=rows, new=new)

    def _partners(self, relationship: str = "") -> list[tuple[str, dict[str, Value]]]:
        content = self.desk.session.checked.content
        every = {**content.team_parts(PARTNERS), **content.of(PARTNERS)}
        found = [(name, each.value) for name, each in every.items() if isinstance(each.value, dict)]
        wanted = [(name, each) for name, each in found if not relationship or each.get("relationship") == relationship]
        return sorted(wanted, key=lambda each: said_name(each[1]).casefold())

    def _invites(self) -> list[dict[str, Value]]:
        document = self.desk.session.checked.content.file(INVITES)
        entries = document.value if document is not None and isinstance(document.value, list) else []
        return [each if isinstance(each, dict) else {} for each in entries]


def _said(value: Value, key: str) -> str:
    found = value.get(key, "") if isinstance(value, dict) else ""
    return found if isinstance(found, str) else ""


def _benefits(partner: tuple[str, dict[str, Value]]) -> tuple[str, ...]:
    """What a partner would bring, as far as it is written."""
    initiatives = partner[1].get("initiatives")
    team = partner[1].get("team")
    strengths = team.get("strengths", "") if isinstance(team, dict) else ""
    listed = [str(each) for each in initiatives] if isinstance(initiatives, list) else []
    return tuple(filter(None, [*listed, str(strengths)]))


def _letter_id(name: str, language: str) -> str:
    return f"{name}.{language}" if language else name


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
    return removal if removal is not None and (removal.remove or removal.empty) else None
