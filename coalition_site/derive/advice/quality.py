"""Data quality: what is missing or old in the content, each with the file to edit and what to type there."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from pydantic import BaseModel

from coalition_site.derive.advice.older_texts import ChangedPassage, older_texts
from coalition_site.derive.advice.untranslated_files import untranslated_files
from coalition_site.derive.letters.gap_places import invite_place
from coalition_site.derive.rules.consent import Naming, naming
from coalition_site.derive.rules.outreach import way_of
from coalition_site.derive.words.dates import language_name, long_date
from coalition_site.derive.words.labels import Words
from coalition_site.derive.words.team_terms import team_terms
from coalition_site.model.area import Area
from coalition_site.model.audience import Audience, field_audience
from coalition_site.model.coalition import Coalition, reached
from coalition_site.model.content_files import AREAS
from coalition_site.model.invite import Invite, Status, Via
from coalition_site.model.localized import localized_values
from coalition_site.model.meeting import Meeting
from coalition_site.model.page import PageAudience
from coalition_site.model.partner import PARTNER_LISTS, Partner, Relationship
from coalition_site.model.vocabulary import Choice, ListName

ENDS_SOON = timedelta(days=60)
"""Consent that ends within so many days is to be asked for again."""


AGAIN_AFTER = timedelta(days=365)
"""For how long consent is asked for in what is proposed to type."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: who it is about, what is so, the file and key, and lines such as are to be typed there.

    `partner_id` is the partner whose page tells more, or empty. `changes` are passages of a text that tell what it is
    about; what is to be typed is then for whoever reads them.
    """

    who: str
    partner_id: str
    what: str
    place: str
    write: tuple[str, ...]
    changes: tuple[ChangedPassage, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingKind:
    """Findings of one kind; `rule` says when something is found."""

    id: str
    title: str
    rule: str
    findings: tuple[Finding, ...]


def a_year_before(day: date) -> date:
    """The same day of the year before; for February 29, the 28th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def is_public(record: BaseModel, key: str) -> bool:
    """Whether everybody may see what stands under a key of a record."""
    return field_audience(type(record).model_fields[key]) is Audience.PUBLIC


@dataclass(frozen=True, slots=True)
class _Inspector:
    coalition: Coalition
    words: Words
    today: date

    def day(self, day: date | None) -> str:
        return long_date(day, self.words.language) if day is not None else ""

    def partners(self) -> list[Partner]:
        """All but former partners, in the order of their names."""
        found = [
            partner for partner in self.coalition.partners.values() if partner.relationship is not Relationship.FORMER
        ]
        return sorted(found, key=lambda partner: (self.words.text(partner.name).casefold(), partner.id))

    def about(self, partner: Partner, what: str, key: str, *write: str) -> Finding:
        return Finding(self.words.text(partner.name), partner.id, what, self.partner_place(partner, key), write)

    def partner_place(self, partner: Partner, key: str) -> str:
        return f"{self.coalition.partner_file(partner.id, key)}: {key}"

    def invite_place(self, invite: Invite, key: str) -> str:
        return invite_place(self.coalition, invite, key, self.words.catalogue)

    def consent(self) -> Iterator[Finding]:
        pgettext = self.words.catalogue.pgettext
        accepted = {invite.partner for invite in self.coalition.invites if invite.status is Status.ACCEPTED}
        for partner in self.partners():
            found, until = naming(partner, self.today), partner.listing.until
            renewed = ("listing:", f"  consent: {self.today}", f"  until: {self.today + AGAIN_AFTER}")
            if found is Naming.EXPIRED:
                ended = pgettext("consent", "ended on %(day)s", day=self.day(until))
                yield self.about(partner, ended, "listing", *renewed)
            elif found is Naming.NAMED and until is not None and until <= self.today + ENDS_SOON:
                ends = pgettext("consent", "ends on %(day)s", day=self.day(until))
                yield self.about(partner, ends, "listing", *renewed)
            elif found is Naming.NOT_ASKED and partner.id in accepted:
                write = ("listing:", f"  consent: {self.today}")
                what = pgettext(
                    "consent", "joined, but was not asked whether it may be named; if they say no, write refused"
                )
                yield self.about(partner, what, "listing", *write)

    def addresses(self) -> Iterator[Finding]:
        for invite in self.coalition.invites:
            partner = self.coalition.partners.get(invite.partner)
            by_post = way_of(invite, partner) is Via.POST
            if invite.letter_name() and by_post and not reached(invite, partner).address:
                yield self.about_invite(invite)

    def about_invite(self, invite: Invite) -> Finding:
        place = self.invite_place(invite, "address")
        write = ("address:", "  - 12 Elm Street", "  - Elm Creek 00042")
        words = self.words.catalogue
        what = words.gettext("%(status)s, no postal address", status=team_terms(words)["status"][invite.status])
        return Finding(invite.member, invite.partner, what, place, write)

    def contacts(self) -> Iterator[Finding]:
        write = ("team:", "  people:", "    - name: Ana Ruiz", "      email: ana@example.org")
        for partner in self.partners():
            own = partner.team.contact
            if not (partner.team.people or own.email or own.phone or own.address):
                yield self.about(partner, self.words.catalogue.gettext("nobody to write to"), "team.people", *write)

    def because(self) -> Iterator[Finding]:
        """The partners of whom strengths are noted, and whose letter still says no reason."""
        gettext = self.words.catalogue.gettext
        begin = gettext("You have ...")
        write = ("outreach:", f"  because: {begin}")
        for partner in self.partners():
            if partner.team.strengths and not self.words.text(partner.outreach.because):
                what = gettext("strengths are noted, and no letter says them")
                yield self.about(partner, what, "outreach.because", *write)

    def details(self) -> Iterator[Finding]:
        write = tuple(f"{key}:\n  - {self.first_option(name)}" for key, name in PARTNER_LISTS.items())
        what = self.words.catalogue.gettext("no group, area or asset")
        for partner in self.partners():
            if not (partner.serves or partner.works_on or partner.assets):
                yield self.about(partner, what, "serves, works_on, assets", *write)

    def first_option(self, name: ListName) -> str:
        options = self.coalition.vocabulary.list_of(name).visible()
        return next((self.words.option(option) for option in options if not option.fill_in), "")

    def translations(self) -> Iterator[Finding]:
        settings = self.coalition.settings
        yield from self.untranslated(
            settings, self.words.text(settings.name), "", lambda key: f"content/coalition.yml: {key}"
        )
        for partner in self.partners():
            name = self.words.text(partner.name)
            yield from self.untranslated(partner, name, partner.id, partial(self.partner_place, partner))
        for invite in self.coalition.invites:
            yield from self.untranslated(invite, invite.member, invite.partner, partial(self.invite_place, invite))
        yield from self.files_to_translate()

    def files_to_translate(self) -> Iterator[Finding]:
        """The files that the public site lacks in one of its languages, with the words to begin one with."""
        says = self.words.catalogue
        for file in untranslated_files(self.coalition, self.today):
            what = says.gettext("not in %(languages)s", languages=file.language)
            named = language_name(file.language, self.words.language)
            record, own = file.record, self.coalition.settings.language
            if isinstance(record, Partner):
                text = says.gettext("The profile in %(language)s, without keys", language=named)
                yield Finding(self.words.text(record.name), record.id, what, file.path, (text,))
            elif isinstance(record, Area):
                text = says.gettext("The text about the area in %(language)s, without keys", language=named)
                yield Finding(self.area(record.id), "", what, file.path, (text,))
            elif isinstance(record, Meeting):
                text = says.gettext("The agenda in %(language)s, without keys", language=named)
                yield Finding(record.title.in_language(own, own), "", what, file.path, (text,))
            else:
                title = says.gettext("The title")
                keys = (f"title: {title}", f"audience: {PageAudience.PUBLIC}")
                text = says.gettext("The page in %(language)s", language=named)
                yield Finding(record.title, "", what, file.path, ("---", *keys, "---", text))

    def area(self, area_id: str) -> str:
        return str(self.words.choice(ListName.AREAS, Choice(area_id)))

    def areas(self) -> Iterator[Finding]:
        """The areas of concern of which nothing is told."""
        gettext = self.words.catalogue.gettext
        figure, source = gettext("One number that says how things stand"), gettext("Where the number comes from")
        begin = (
            "---",
            f"figure: {figure}",
            f"source: {source}",
            "---",
            gettext("What the area means here"),
        )
        for choice in self.coalition.needs.chosen(ListName.AREAS):
            if not choice.text and choice.option not in self.coalition.areas:
                place = AREAS.path(choice.option)
                yield Finding(self.area(choice.option), "", gettext("nothing is told of it"), place, begin)

    def older_translations(self) -> Iterator[Finding]:
        for text in older_texts(self.coalition, self.words):
            yield Finding(text.who, text.partner_id, text.what, text.path, (), text.changes)

    def untranslated(
        self, record: BaseModel, who: str, partner_id: str, place: Callable[[str], str]
    ) -> Iterator[Finding]:
        """The texts of a record that lack a language of the coalition; `place` says the file of a key, and the key."""
        settings, says = self.coalition.settings, self.words.catalogue
        text_here = says.pgettext("stands for what is to be typed", "the text")
        of_letters = dict.fromkeys((settings.language, *settings.languages))
        of_site = dict.fromkeys((*of_letters, *settings.of_site()))
        for steps, text in localized_values(record):
            wanted = of_site if is_public(record, str(steps[0])) else of_letters
            missing = [language for language in wanted if language not in text.by_language]
            # What is said to one partner only may do without the coalition's language: its letters' are enough.
            if missing and settings.language in text.by_language:
                key = ".".join(str(step + 1) if isinstance(step, int) else step for step in steps)
                write = tuple(f"{language}: {text_here}" for language in missing)
                what = says.gettext("not in %(languages)s", languages=", ".join(missing))
                yield Finding(who, partner_id, what, place(key), write)

    def stale(self) -> Iterator[Finding]:
        words = self.words.catalogue
        for partner in self.partners():
            reviewed = partner.listing.reviewed
            if reviewed is None or reviewed < a_year_before(self.today):
                what = (
                    words.pgettext("a profile", "never gone through")
                    if reviewed is None
                    else words.pgettext("a profile", "last gone through on %(day)s", day=self.day(reviewed))
                )
                yield self.about(partner, what, "listing.reviewed", "listing:", f"  reviewed: {self.today}")


def data_quality(coalition: Coalition, words: Words, today: date) -> tuple[FindingKind, ...]:
    """Everything that is missing or old on a day, the most pressing kinds first; also kinds without findings."""
    look, gettext = _Inspector(coalition, words, today), words.catalogue.gettext
    kinds: Sequence[tuple[str, str, str, Iterator[Finding]]] = (
        (
            "consent",
            gettext("Consent to renew or to ask for"),
            words.catalogue.ngettext(
                "Consent that ended or ends within %(num)s day, and partners that joined without being asked.",
                "Consent that ended or ends within %(num)s days, and partners that joined without being asked.",
                ENDS_SOON.days,
            ),
            look.consent(),
        ),
        (
            "older-translations",
            gettext("Translations older than their originals"),
            gettext(
                "A text was changed after it was translated: the translation may still say what was taken out. Once it "
                "is changed too, it is no longer listed. In the editor a button says that it is right as it is."
            ),
            look.older_translations(),
        ),
        (
            "addresses",
            gettext("Letters without an address"),
            gettext("A letter goes by post, and its invite has no postal address."),
            look.addresses(),
        ),
        ("contacts", gettext("Partners without a contact"), gettext("No person is written down."), look.contacts()),
        (
            "because",
            gettext("Why we ask them: not written yet"),
            gettext("Strengths are the team's; what becomes of them in a letter is written on purpose."),
            look.because(),
        ),
        (
            "details",
            gettext("Partners that meet no need"),
            gettext("No group, area or asset is written down."),
            look.details(),
        ),
        (
            "areas",
            gettext("Areas of concern without a text"),
            gettext("The area's public page names partners, and does not say what the area means here."),
            look.areas(),
        ),
        (
            "translations",
            gettext("Missing translations"),
            gettext("A text in several languages lacks one that the coalition offers."),
            look.translations(),
        ),
        (
            "stale",
            gettext("Profiles to go through"),
            gettext(
                "Gone through more than a year ago, or never. Former partners are left out. The command coalition "
                "review makes what to send to a partner, and coalition import brings it back."
            ),
            look.stale(),
        ),
    )
    return tuple(FindingKind(kind, title, rule, tuple(findings)) for kind, title, rule, findings in kinds)
