"""The desk: what all pages of the editor stand on, the session, the secrets and the frame around each page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from werkzeug import Response
from werkzeug.exceptions import NotFound

from coalition_site.derive.letters.view import letter_slugs
from coalition_site.derive.words.catalogue import N_, Catalogue, catalogue, words_of
from coalition_site.derive.words.direction import direction_of
from coalition_site.forms.rendering import Choices, environment, page
from coalition_site.forms.session import Session
from coalition_site.importers.sources import Filled
from coalition_site.importers.understand.given_answers import NO_ANSWERS, Answers
from coalition_site.model.coalition import Coalition
from coalition_site.publish.site.shown import ShownSite
from coalition_site.read.content import Content
from coalition_site.serve.gate import Gate
from coalition_site.serve.preview import Preview
from coalition_site.serve.server import redirected

MENU = (
    ("", N_("Start")),
    ("needs", N_("Part 1: needs")),
    ("partners/existing", N_("Part 2: whom we have")),
    ("partners/potential", N_("Part 3: whom we lack")),
    ("benefits", N_("Part 4: what they bring")),
    ("invites", N_("Part 5: invitations")),
    ("to-do", N_("To do")),
    ("partners", N_("All partners")),
    ("letters", N_("Letters")),
    ("pages", N_("Pages")),
    ("areas", N_("Areas of concern")),
    ("meetings", N_("Meetings")),
    ("settings/meeting", N_("First meeting, in short")),
    ("settings/who", N_("Who we are")),
    ("settings/senders", N_("Senders")),
    ("pictures", N_("Pictures")),
    ("vocabulary", N_("Words and options")),
    ("settings/files", N_("What may be public")),
    ("import", N_("Import")),
    ("site", N_("The site")),
    ("versions", N_("Versions")),
)


PlanRow = tuple[str, str, str]
"""A row of an import's plan by its file, its name and where it was read: numbers change when people answer."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the content of a page."""

    name: str
    language: str
    direction: str
    root: str
    token: str
    menu: tuple[tuple[str, str], ...]
    here: str = ""
    notice: str = ""
    can_undo: str = ""
    menu_open: bool = False


def _nothing() -> None:
    """Nobody makes the site: another program does, or it is made by hand."""


@dataclass(frozen=True, slots=True)
class SiteWork:
    """How the site is made beside the forms, and where it may go: what the editor was started with.

    `to` is the place that was named when it was started; None for the one that was published to last. `make` asks for a
    build, `is_making` says whether one is under way, and `failure` why the last one made nothing; empty where it did.
    """

    to: Path | None = None
    make: Callable[[], None] = _nothing
    is_making: Callable[[], bool] = bool
    failure: Callable[[], str] = str


@dataclass(slots=True)
class Importing:
    """An import that is gone through: what the last file held, what was told of it, and the rows shown of its plan."""

    filled: tuple[Filled, ...] = ()
    answers: Answers = NO_ANSWERS
    rows: tuple[PlanRow, ...] = ()


@dataclass(slots=True)
class Desk:
    """One person's desk. `notice` is said once, on the page that comes next; `drawn` is what was looked at last."""

    session: Session
    gate: Gate
    preview: Preview
    notice: str = ""
    drawn: Mapping[str, ShownSite] | None = None
    site_work: SiteWork = field(default_factory=SiteWork)
    importing: Importing = field(default_factory=Importing)
    _environments: dict[str, Environment] = field(default_factory=dict)

    @property
    def root(self) -> str:
        """The path that all addresses of ours begin with."""
        return f"/{self.gate.place}/"

    @property
    def catalogue(self) -> Catalogue:
        """The words of the workbook's language."""
        coalition, language = self.session.coalition, self.session.language()
        return words_of(coalition, language) if coalition is not None else catalogue(language)

    @property
    def whole(self) -> Coalition | None:
        """The coalition with all of its team's content; None where something is wrong or the team's folder is away."""
        coalition = self.session.coalition
        return coalition if coalition is not None and not coalition.public_only else None

    def known(self, partner_id: str = "") -> Coalition:
        """The same coalition, in which a partner is if one is named. Raises NotFound."""
        coalition = self.whole
        if coalition is None or (partner_id and partner_id not in coalition.partners):
            raise NotFound
        return coalition

    @property
    def content(self) -> Content:
        """The content as it is on the disk now."""
        return self.session.checked.content

    def choices(self) -> Choices:
        """What controls choose from."""
        return Choices(self.content, self.session.offered(), self.catalogue)

    def slug_of(self, number: int) -> str:
        """The file name of an invite's letter; empty where there is none."""
        coalition = self.session.coalition
        slugs = letter_slugs(coalition) if coalition is not None else ()
        has = coalition is not None and number < len(slugs) and bool(coalition.invites[number].letter_name())
        return slugs[number] if has else ""

    def letter_of(self, partner_id: str) -> str:
        """The file name of the first letter to a partner; empty where there is none."""
        coalition = self.session.coalition
        invites = coalition.invites if coalition is not None else ()
        found = (self.slug_of(number) for number, each in enumerate(invites) if each.partner == partner_id)
        return next(filter(None, found), "")

    def leads_to(self, address: str, notice: str = "") -> Response:
        """Leads to an address below edit/ after something was done, and says there what that was."""
        self.notice = notice or self.notice
        return redirected(f"{self.root}edit/{address}", 303)

    def part(self, template: str, **values: Any) -> Markup:
        """A part of a page, with the same secrets."""
        made = self._templates().get_template(f"forms/{template}")
        part = made.render(root=self.root, token=self.gate.form_token, **values)
        return Markup(part)  # noqa: S704  the template has escaped what it was given

    def _templates(self) -> Environment:
        words = self.catalogue
        made = self._environments.get(words.language)
        if made is None:
            made = self._environments[words.language] = environment(words)
        return made

    def shown(self, template: str, here: str, status: int = 200, **values: Any) -> Response:
        """A page of the editor."""
        words, made = self.catalogue, self._templates()
        coalition = self.session.coalition
        last = self.session.made.last()
        settings = coalition.settings if coalition is not None else None
        name = settings.name.in_language(words.language, settings.language) if settings else words.gettext("Coalition")
        frame = Frame(
            name=name,
            language=words.language,
            direction=direction_of(words.language),
            root=self.root,
            token=self.gate.form_token,
            menu=tuple((address, words.gettext(title)) for address, title in MENU),
            here=here,
            notice=self.notice,
            can_undo=last.said if last is not None and self.notice else "",
            menu_open=not here,
        )
        self.notice = ""
        return page(made.get_template(f"forms/{template}").render(frame=frame, **values), status)
