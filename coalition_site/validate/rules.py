"""Rules across values and files: references, dates, duplicates, consent, images, languages."""

import re
from dataclasses import dataclass, field
from datetime import date
from unicodedata import normalize

from pydantic import BaseModel

from coalition_site.fixes import FileFix, Fix, ValueFix, Way, example
from coalition_site.model.audience import Audience, field_audience
from coalition_site.model.coalition import PACKAGED_LANGUAGE, wished_languages
from coalition_site.model.content_files import AREAS, COALITION, CONTENT, INVITES, LETTERS, MEETINGS, NEEDS, PARTNERS
from coalition_site.model.fields import REFUSED
from coalition_site.model.invite import Invite, Status
from coalition_site.model.language_names import is_language
from coalition_site.model.localized import Localized, localized_values
from coalition_site.model.mail_address import ascii_form
from coalition_site.model.partner import PARTNER_LISTS, RESIDENT, Partner, Relationship, is_for_team_folder
from coalition_site.model.reading import nearest
from coalition_site.model.vocabulary import NEED_LISTS, Choice, plain
from coalition_site.problems import Position, Problem
from coalition_site.read.content import Content
from coalition_site.read.values import Document, Step
from coalition_site.validate.load import Loaded
from coalition_site.validate.meetings import meeting_problems
from coalition_site.validate.outreach_rules import outreach_problems
from coalition_site.validate.pictures import picture_problems
from coalition_site.validate.public_texts import public_text_problems
from coalition_site.validate.references import reference_problems

_DAYS_AHEAD = 30
"""How long before a consent runs out the check says so."""


@dataclass(slots=True)
class _Rules:
    content: Content
    loaded: Loaded
    today: date
    problems: list[Problem] = field(default_factory=list)

    def report(self, position: Position, code: str, message: str, hint: str, fix: Fix | None = None) -> None:
        self.problems.append(Problem(position, code, message, hint, fix))

    # References

    def image(self, document: Document, written: str, *steps: Step) -> None:
        path = f"{CONTENT}/images/{written}"
        reported = any(problem.position.path == path for problem in self.content.problems)
        if written and written not in self.content.images and not reported:
            near = nearest(written, sorted(self.content.images))
            hint = (
                f"did you mean {near}?"
                if near
                else "put the file into content/images, and write its name with its ending"
            )
            fix = ValueFix(steps, near) if near else None
            self.report(document.at(*steps), "image-missing", f"there is no image {written!r}", hint, fix)

    def letterhead(self, document: Document, written: str) -> None:
        there, steps = sorted(self.content.letterheads), ("brand", "letterhead")
        if not written or written in there:
            return
        message = f"there is no file {written!r} in content/letters"
        hint, fix = "put it there, or remove this line", Way((ValueFix(steps, ""),))
        if not written.lower().endswith(".docx"):
            message = f"a letterhead is a Word document, and {written!r} does not end in .docx"
            hint = "save it as .docx into content/letters and write that name, or remove this line"
        if len(there) == 1:
            meant = ValueFix(steps, there[0])
            self.report(document.at(*steps), "image-missing", message, f"did you mean {there[0]}?", meant)
            return
        self.report(document.at(*steps), "image-missing", message, hint, fix)

    def other_letterheads(self, document: Document, written: str) -> None:
        """Word documents beside the wordings that letters are not printed on."""
        meant = [] if written in self.content.letterheads else [name for name in self.content.letterheads if written]
        for name in self.content.letterheads:
            # Word keeps a file of such a name beside a document that is open.
            if name == written or meant == [name] or name.startswith("~$"):
                continue
            message = "letters are not printed on this Word document, and nothing else reads it"
            hint = f"to print letters on it, write letterhead: {name} under brand: in {document.path}"
            way = Way((ValueFix(("brand", "letterhead"), name, path=document.path),))
            if written:
                hint = f"letters are printed on {written}: move this one out of content/letters"
                way = Way((FileFix(),))
            self.report(Position(f"{CONTENT}/letters/{name}"), "file-stray", message, hint, way)

    def mail(self, document: Document, address: str, *steps: Step) -> None:
        """An address that mail drafts can be written to."""
        if address and not ascii_form(address):
            message = f"{address!r} has no form that every mail program knows; mail drafts are made without it"
            hint = "write another address of the same person, or type it into the mail yourself"
            self.report(document.at(*steps), "email-unwritten", message, hint)

    # Files

    def settings(self) -> None:
        document, settings = self.content.file(COALITION), self.loaded.settings
        if document is None or settings is None:
            return
        self.image(document, settings.brand.logo, "brand", "logo")
        for sender_id, sender in settings.senders.items():
            self.image(document, sender.signature, "senders", sender_id, "signature")
            self.mail(document, sender.email, "senders", sender_id, "email")
        self.letterhead(document, settings.brand.letterhead)
        self.other_letterheads(document, settings.brand.letterhead)
        self.languages(document)
        self.translations(document, settings)

    def languages(self, document: Document) -> None:

        value = document.value if isinstance(document.value, dict) else {}
        codes: list[tuple[tuple[Step, ...], str]] = [(("language",), self.loaded.reading.language)]
        for key in ("languages", "site_languages"):
            listed = value.get(key)
            if isinstance(listed, list):
                codes += [((key, number), str(code)) for number, code in enumerate(listed)]
        if isinstance(of_workbook := value.get("workbook_language"), str) and of_workbook:
            codes.append((("workbook_language",), of_workbook))
        for steps, code in codes:
            if not is_language(code):
                hint, way = "write the code of ISO 639, for example en, es, ar, vi", example("en", *steps)
                self.report(document.at(*steps), "value-language", f"no language has the code {code!r}", hint, way)

    def letters(self) -> None:
        """Each letter once per language, and languages that are ones."""
        for (name, language), document in self.content.in_languages(LETTERS).items():
            if language and not is_language(language):
                hint = (
                    f"end the name in the code of a language, for example {name}.es.md, or choose {name}-{language}.md"
                )
                message = f"no language has the code {language!r}"
                self.report(Position(document.path), "value-language", message, hint)
            if language == self.loaded.reading.language and self.content.file(LETTERS, name) is not None:
                message = f"{name}.md already holds this letter in {language}, the coalition's own language"
                self.report(Position(document.path), "letter-duplicate", message, "keep one of the two files")

    def needs(self) -> None:
        document = self.content.file(NEEDS)
        if document is not None:
            for name in NEED_LISTS:
                self.each_once(document, name, [need.option for need in self.loaded.needs.of(name)])

    def partners(self) -> None:
        names: dict[str, str] = {}
        for partner_id, partner in self.loaded.partners.items():
            team = self.content.team_parts(PARTNERS).get(partner_id)
            document = self.content.parts(PARTNERS, partner_id)[0]
            self.image(document, partner.logo, "logo")
            for key in PARTNER_LISTS:
                self.each_once(document, key, list(getattr(partner, key)))
            self.free_assets(document, partner)
            for number, person in enumerate(partner.team.people):
                self.mail(team or document, person.email, "team", "people", number, "email")
            self.consent(document, partner)
            self.refusal(document, team, partner)
            self.refused_name(document, partner)
            self.translations(document, partner, team=team)
            name = plain(partner.name.texts()[0])
            if name in names:
                message = f"{names[name]}.md has the same name"
                hint = "if they are one partner, keep one file; else tell them apart in the name"
                self.report(document.at("name"), "partner-same-name", message, hint)
            names.setdefault(name, partner_id)

    def areas(self) -> None:
        for area_id, area in self.loaded.areas.items():
            self.translations(self.content.of(AREAS)[area_id], area)

    def meetings(self) -> None:
        for name, meeting in self.loaded.meetings.items():
            if meeting.is_public and name in self.content.of(MEETINGS):
                self.translations(self.content.of(MEETINGS)[name], meeting)

    def each_once(self, document: Document, key: str, choices: list[Choice]) -> None:
        seen: set[tuple[str, str]] = set()
        for number, choice in enumerate(choices):
            if choice.key() in seen:
                position = document.at(key, number)
                fix = ValueFix((key, number), "") if isinstance(document.value_at((key, number)), str) else None
                self.report(position, "option-duplicate", "this stands in the list already", "keep it once", fix)
            seen.add(choice.key())

    def free_assets(self, document: Document, partner: Partner) -> None:
        """Free text is welcome; where it resembles a listed asset, the listed one would count (worksheet, Part 2)."""
        options = self.loaded.reading.vocabulary.assets
        for number, choice in enumerate(partner.assets):
            option = options.nearest(choice.text) if not choice.option else None
            if option is not None:
                label = option.label.in_language(self.loaded.reading.language, "en")
                message = f"{choice.text!r} is free text and is not counted for any need"
                hint, fix = f'did you mean "{label}"?', ValueFix(("assets", number), label)
                self.report(document.at("assets", number), "option-similar", message, hint, fix)

    def consent(self, document: Document, partner: Partner) -> None:
        until = partner.listing.until
        if partner.listing.consent in {None, REFUSED} or partner.relationship is Relationship.FORMER or until is None:
            return
        at, left = document.at("listing", "until"), (until - self.today).days
        if left < 0:
            message = f"the consent to be named ran out on {until}"
            self.report(at, "consent-expired", message, "ask again and write the new date")
        elif left <= _DAYS_AHEAD:
            when = "today" if not left else "tomorrow" if left == 1 else f"in {left} days"
            message = f"the consent to be named runs out on {until}, {when}"
            self.report(at, "consent-ends", message, "ask again and write the new date")

    def refusal(self, document: Document, team: Document | None, partner: Partner) -> None:
        """The day of a refusal, which stands in the team's own folder where there is one."""
        listing = partner.listing
        if listing.refused is None:
            return
        where = team if team is not None and team.value_at(("listing", "refused")) else document
        at = where.at("listing", "refused")
        if listing.consent != REFUSED:
            beside = f"consent is {listing.consent}" if listing.consent else "there is no consent: beside it"
            message = f"refused is {listing.refused}, and {beside}"
            hint = f"write consent: {REFUSED} if they said no; if they said yes after that day, remove this line"
            self.report(at, "consent-contradicts", message, hint, example(REFUSED, "listing", "consent"))
        elif listing.refused > self.today:
            message = f"refused on {listing.refused}, which lies after today, {self.today}"
            way = Way((ValueFix(("listing", "refused"), ""),))
            self.report(at, "date-order", message, "write the day they said no, or leave it out", way)

    def refused_name(self, document: Document, partner: Partner) -> None:
        """Whoever refused, or in an open repository was never asked, has no name where everybody reads."""
        if (
            partner.type.option != RESIDENT
            or partner.is_named(self.today)
            or partner.id not in self.content.of(PARTNERS)
        ):
            return
        if partner.listing.consent != REFUSED and self.content.team is None:
            return
        members = [invite.member for invite in self.loaded.invites.values() if invite.partner == partner.id]
        people = [person.name for person in partner.team.people] + members
        shown = {plain(text) for text in partner.name.texts()}
        hint = 'write a label such as "Resident, east side" here, and the name in team: people:'
        for name in dict.fromkeys(people):
            if plain(name) in shown:
                message = f"{name} is not to be named, and this key is public"
                self.report(document.at("name"), "refused-name", message, hint)
            words = set(_id_words(name))
            if words and words <= set(_id_words(partner.id)):
                message = f"{name} is not to be named, and the name of this file says it"
                label = "give the file the name of a label, such as resident-east-side.md, here and in invites.yml"
                self.report(Position(document.path), "refused-name", message, label)

    def invites(self) -> None:
        document = self.content.file(INVITES)
        if document is None:
            return
        first: dict[tuple[str, str], int] = {}
        for number, invite in self.loaded.invites.items():
            self.mail(document, invite.email, number, "email")
            self.invite_dates(document, number, invite)
            self.invite_letter(document, number, invite)
            self.invite_consent(document, number, invite)
            self.translations(document, invite, number)
            key = (plain(invite.member), invite.partner)
            if key in first:
                line = document.at(first[key]).line
                message = f"{invite.member!r} is already invited for the same partner on line {line}"
                at, way = document.at(number, "member"), Way((ValueFix((number,), ""),))
                self.report(at, "invite-duplicate", message, "keep one of the two entries", way)
            first.setdefault(key, number)

    def invite_dates(self, document: Document, number: int, invite: Invite) -> None:
        if invite.sent is None:
            return
        if invite.sent > self.today:
            message = f"sent on {invite.sent}, which lies after today, {self.today}"
            hint, way = "write the day it was sent, or leave it out", Way((ValueFix((number, "sent"), ""),))
            self.report(document.at(number, "sent"), "date-order", message, hint, way)
        for key, day in (("follow_up", invite.follow_up), ("answered", invite.answered)):
            if day is not None and day < invite.sent:
                message = f"{key} is {day}, before it was sent on {invite.sent}"
                self.report(document.at(number, key), "date-order", message, "check both dates")

    def invite_letter(self, document: Document, number: int, invite: Invite) -> None:
        reading = self.loaded.reading
        unknown = [code for code in invite.language if code not in reading.languages]
        if unknown:
            offered = ", ".join(reading.languages)
            message = f"letters are not offered in {unknown[0]!r}"
            hint = f"offered are {offered}; add it to languages in coalition.yml"
            with_it = ValueFix(("languages",), [*reading.languages, unknown[0]], path=COALITION.path())
            self.report(document.at(number, "language"), "reference-unknown", message, hint, Way((with_it,)))
            return
        name = invite.letter_name()
        if name not in {key for key, _ in self.loaded.wordings}:
            return
        for language in wished_languages(invite, self.loaded.partners.get(invite.partner), reading.language):
            if (name, language) not in self.loaded.wordings:
                own = (name, reading.language) in self.loaded.wordings
                used = reading.language if own else PACKAGED_LANGUAGE
                message = f"the letter {name!r} is not written in {language!r}; {used!r} is used"
                file = f"content/letters/{name}.{language}.md"
                way = Way((FileFix(file, "---\nsubject: …\n---\n…\n"),))
                self.report(document.at(number), "translation-missing", message, f"add {file}", way)

    def invite_consent(self, document: Document, number: int, invite: Invite) -> None:
        partner = self.loaded.partners.get(invite.partner)
        if invite.status is Status.ACCEPTED and partner is not None and partner.listing.consent is None:
            message = f"{invite.member} accepted, but whether {invite.partner} may be named is not written down"
            hint = f"ask, and add listing: with consent: to content/partners/{invite.partner}.md"
            self.report(document.at(number, "status"), "consent-missing", message, hint)
        if invite.status is Status.ACCEPTED and partner is not None and partner.listing.consent == REFUSED:
            days = filter(None, (partner.listing.reviewed, partner.listing.refused))
            asked_again, joined = max(days, default=None), invite.answered
            if asked_again is None or joined is None or asked_again < joined:
                message = f"{invite.member} accepted, and {invite.partner} refused to be named; it stays unnamed"
                hint = "ask again whether they may be named; if they still refuse, " + (
                    "write the day under listing: in the partner's file, as reviewed:"
                    if joined is not None
                    else f"write the day they joined here, as answered:, and in {partner.id}.md, under listing:, "
                    "the day they said so again, as reviewed:"
                )
                self.report(document.at(number, "status"), "consent-refused", message, hint)

    def translations(self, document: Document, model: BaseModel, *before: Step, team: Document | None = None) -> None:
        """Texts that lack a language; those of a partner that are not public stand in `team`, where there is one."""
        own = self.loaded.reading.language
        for steps, text in localized_values(model):
            where = team if team is not None and is_for_team_folder(steps) else document
            position = where.at(*before, *steps)
            if text.by_language and own not in text.by_language:
                self.languages_of_letters(position, (*before, *steps), model, text)
                continue
            missing = [code for code in self.wanted(model, steps) if code not in text.by_language]
            if text.by_language and missing:
                message = f"the text has no wording in {', '.join(missing)}; {own} is used"
                hint = "add " + " and ".join(f"a line {code}: …" for code in missing) + " to it"
                way = Way(tuple(ValueFix((*before, *steps, code), "…") for code in missing))
                self.report(position, "translation-missing", message, hint, way)

    def wanted(self, model: BaseModel, steps: tuple[Step, ...]) -> tuple[str, ...]:
        """The languages that a text should have: those of letters, and where everybody sees it those of the site."""
        settings = self.loaded.settings
        audience = field_audience(type(model).model_fields[str(steps[0])])
        of_site = settings.of_site() if settings is not None and audience is Audience.PUBLIC else ()
        return tuple(dict.fromkeys((*self.loaded.reading.languages, *of_site)))

    def languages_of_letters(
        self, position: Position, steps: tuple[Step, ...], model: BaseModel, text: Localized
    ) -> None:
        """What is said to one partner only may lack the coalition's language, but no language of its letters."""
        invites = self.loaded.invites.values()
        to_whom = (
            [model] if isinstance(model, Invite) else [invite for invite in invites if invite.partner == _id_of(model)]
        )
        for invite in to_whom:
            for language in self.letter_languages(invite):
                if language not in text.by_language:
                    message = f"the letter to {invite.member} is in {language}, and this text is not"
                    way = example("…", *steps, language)
                    self.report(position, "translation-own", message, f"add a line {language}: … to it", way)
                    return

    def letter_languages(self, invite: Invite) -> tuple[str, ...]:
        """The languages of the wordings that an invite's letter takes; none where no letter is due."""
        own = self.loaded.reading.language
        name, written = invite.letter_name(), self.loaded.wordings
        found = (
            next((code for code in (wished, own, PACKAGED_LANGUAGE) if (name, code) in written), "")
            for wished in wished_languages(invite, self.loaded.partners.get(invite.partner), own)
        )
        return tuple(dict.fromkeys(code for code in found if code))


def _id_words(name: str) -> list[str]:
    """The words of a name as an id has them: without accents, in small letters."""
    letters = normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.findall(r"[a-z0-9]+", letters)


def _id_of(model: BaseModel) -> str:
    return model.id if isinstance(model, Partner) else ""


def rule_problems(content: Content, loaded: Loaded, today: date) -> list[Problem]:
    """Everything that is wrong between the files and against the given day."""
    rules = _Rules(content, loaded, today)
    rules.settings()
    rules.letters()
    rules.needs()
    rules.partners()
    rules.areas()
    rules.meetings()
    rules.invites()
    texts = public_text_problems(content, loaded, today)
    outreach = outreach_problems(content, loaded, today)
    others = [*meeting_problems(content, loaded), *picture_problems(content)]
    return [*rules.problems, *reference_problems(content, loaded), *outreach, *texts, *others]
