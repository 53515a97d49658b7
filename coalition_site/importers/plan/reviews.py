"""Reviews that came back against the content: field by field, what the partner says of itself counts."""

from dataclasses import replace
from datetime import date, timedelta

from coalition_site.importers.plan.plan import Plan, PlannedFile, choice_text
from coalition_site.importers.proposals import About, Proposals, Question, RemarkKind, ReviewProposal
from coalition_site.importers.understand.head_words import LEAVE_MEANING
from coalition_site.model.coalition import Coalition
from coalition_site.model.fields import REFUSED, is_web_address, with_scheme
from coalition_site.model.localized import Localized
from coalition_site.model.partner import PARTNER_LISTS, Partner
from coalition_site.model.review_form import NO, YES
from coalition_site.model.vocabulary import Choice, ListName, plain
from coalition_site.records.compare import Policy, compare
from coalition_site.records.fields import field_at, value_at
from coalition_site.records.surfaces import WEBSITE
from coalition_site.records.texts import ContentTexts

_YEAR = timedelta(days=365)


def plan_reviews(proposals: Proposals, coalition: Coalition, plan: Plan, today: date) -> None:
    """Plans each review: what differs, then that the profile was gone through, and whether it may be named."""
    for review in proposals.reviews:
        partner = coalition.partners.get(review.partner_id) or _renamed(review.partner_id, coalition)
        if partner is None:
            text = f'there is no partner "{review.partner_id}"; nothing of this review was taken'
            proposals.remark(RemarkKind.LOST, review.source, text)
            continue
        name = partner.name.in_language(coalition.settings.language, coalition.settings.language)
        path, team = (coalition.partner_file(partner.id, key) for key in ("name", "team"))
        file = PlannedFile(path, str(review.source), "partner", name, team)
        _Review(review, partner, coalition, proposals, file).take(today)
        plan.change(file)
        plan.reviews.append(replace(review, partner_id=partner.id))


def _renamed(partner_id: str, coalition: Coalition) -> Partner | None:
    return next((partner for partner in coalition.partners.values() if partner_id in partner.old_addresses), None)


def said_of(partner: Partner, path: str, language: str, coalition: Coalition) -> str:
    """A text of a partner as its form in a language has it."""
    return ContentTexts.of(coalition, language).text(field_at(Partner, path), value_at(partner, path))


def as_written(path: str, text: str) -> str:
    """What was meant: a website may stand there without its beginning."""
    return (with_scheme(text) or text) if path == WEBSITE else text


def day_of(review: ReviewProposal, today: date) -> date:
    """The day of a review: as it says, if that is not ahead."""
    return min(date.fromisoformat(review.day), today) if review.day else today


class _Review:
    """One review on its way into one partner's file."""

    def __init__(
        self, review: ReviewProposal, partner: Partner, coalition: Coalition, proposals: Proposals, file: PlannedFile
    ) -> None:
        self.review, self.partner, self.coalition = review, partner, coalition
        self.proposals, self.file = proposals, file

    def take(self, today: date) -> None:
        """Plans everything that the review says."""
        for path, text in self.review.texts.items():
            self.text(path, as_written(path, text))
        for key, name in PARTNER_LISTS.items():
            if key in self.review.ticked or key in self.review.more:
                self.choices(key, name)
        day = day_of(self.review, today)
        self.consent(day)
        self.file.set(("listing", "reviewed"), day.isoformat(), str(self.partner.listing.reviewed or ""))
        by = f" by {self.review.by}" if self.review.by else ""
        notes = [f"Review of {day}{by}: {self.review.comments}"] if self.review.comments else []
        self.file.lengthen(("team", "notes"), self.partner.team.notes, notes)

    def text(self, path: str, text: str) -> None:
        """A text that is otherwise than it was; an emptied name stays."""
        field, before = field_at(Partner, path), said_of(self.partner, path, self.review.language, self.coalition)
        value = ContentTexts.of(self.coalition).value(field, text)
        wanted = compare(field, before, value, Policy.REPLACE)
        if wanted.whole is not None and path == WEBSITE and text and not is_web_address(text):
            self.remark(RemarkKind.UNKNOWN, f'"{text}" is no web address; the website stays as it is, ask them for it')
        elif field.required and not text:
            self.remark(RemarkKind.LOST, f"the {path} is emptied and stays as it is")
        else:
            self.file.write(self.steps(path), wanted, before)

    def steps(self, path: str) -> tuple[str, ...]:
        """Where a text stands: one in several languages has a line for the form's."""
        value, steps = value_at(self.partner, path), tuple(path.split("."))
        if isinstance(value, Localized) and value.by_language:
            language = self.review.language
            return (*steps, language if language in value.by_language else self.coalition.settings.language)
        return steps

    def choices(self, key: str, name: ListName) -> None:
        """A list as the boxes and the lines below them make it; what was there keeps its place."""
        old: tuple[Choice, ...] = getattr(self.partner, key)
        ticked, more = self.review.ticked.get(key, {}), self.review.more.get(key)
        texts = {plain(text): text for text in more or ()}
        kept = [
            choice
            for choice in old
            if (plain(choice.text) in texts if choice.text and more is not None else ticked.get(choice.option, True))
        ]
        there = {choice.option for choice in kept if not choice.text}
        options = [Choice(option) for option, is_ticked in ticked.items() if is_ticked and option not in there]
        known = {plain(choice.text) for choice in kept if choice.text}
        written = [choice for words, text in texts.items() if words not in known for choice in self.written(text, name)]
        new = [*kept, *options, *(each for each in written if each not in options and each not in kept)]
        if {each.key() for each in new} != {each.key() for each in old}:
            labels = [choice_text(choice, name, self.coalition) for choice in new]
            before = ", ".join(choice_text(choice, name, self.coalition) for choice in old)
            self.file.set_lines((key,), labels, before)

    def written(self, text: str, name: ListName) -> list[Choice]:
        """What somebody wrote below a list: an option of it, what people answered, or the list's fill-in for others.

        For assets their own words are welcome. What is filled in is asked about: only people know what was meant.
        """
        options = self.coalition.vocabulary.list_of(name)
        named = options.written(text)
        if named is not None:
            return [Choice(named[0].id, named[1])]
        if name is ListName.ASSETS:
            return [Choice("", text)]
        answer = self.review.meant.get(plain(text), "")
        answered = options.written(answer) if answer else None
        if answered is not None:
            return [Choice(answered[0].id, answered[1])]
        other = options.other()
        if other is None or answer == LEAVE_MEANING:
            told = "left out, as you say" if answer == LEAVE_MEANING else "is on no list; ask which one is meant"
            self.remark(RemarkKind.LOST, f'"{text}" {told}')
            return []
        self.ask(text, Choice(other.id, text), name)
        return [Choice(other.id, text)]

    def ask(self, text: str, taken: Choice, name: ListName) -> None:
        """Says what a text was taken for, and asks which option it is, or behind which fill-in it stands."""
        options = self.coalition.vocabulary.list_of(name)
        proposed = choice_text(taken, name, self.coalition)
        near = options.nearest(text)
        likely = [Choice(near.id)] if near is not None and not near.fill_in else []
        fill_ins = [Choice(option.id, text) for option in options.visible() if option.fill_in]
        choices = tuple(choice_text(choice, name, self.coalition) for choice in (*likely, *fill_ins))
        self.remark(RemarkKind.UNKNOWN, f'"{text}" is in no list; written as "{proposed}"')
        self.proposals.ask(Question(About.OPTION, text, (*choices, LEAVE_MEANING), proposed))

    def consent(self, day: date) -> None:
        """Whether they may be named: an answer counts at once, whatever was said before."""
        listing, review = self.partner.listing, self.review
        until = date.fromisoformat(review.until) if review.until else day + _YEAR
        how = f"In the review of {day}" + (f", by {review.by}" if review.by else "")
        if review.consent == NO:
            self.refusal(day, how)
        elif review.consent == YES and until < day:
            self.remark(RemarkKind.UNKNOWN, f"the consent would end on {until}, before it begins; ask them for the day")
        elif review.consent == YES:
            self.file.set(("listing", "consent"), day.isoformat(), str(listing.consent or ""))
            self.file.set(("listing", "until"), until.isoformat(), str(listing.until or ""))
            self.file.set(("listing", "how"), how, listing.how)
            self.file.remove(("listing", "refused"), str(listing.refused or ""))

    def refusal(self, day: date, how: str) -> None:
        """A no with its day and how it came; one that was there before keeps both."""
        listing = self.partner.listing
        is_new = listing.consent != REFUSED
        if is_new:
            self.file.set(("listing", "consent"), REFUSED, str(listing.consent or ""))
        if is_new or not (listing.refused or listing.how):
            self.file.set(("listing", "refused"), day.isoformat(), str(listing.refused or ""))
            self.file.set(("listing", "how"), how, listing.how)
        self.file.remove(("listing", "until"), str(listing.until or ""))

    def remark(self, kind: RemarkKind, text: str) -> None:
        self.proposals.remark(kind, self.review.source, text)
