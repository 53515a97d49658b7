"""Receipts of reviews: each answer is held against what the content says since the import, and told to the partner."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, count
from pathlib import Path

from coalition_site.derive.letters.receipt import Doubt, OpenPoint, ReceiptView, ReviewOutcome, receipt_view
from coalition_site.derive.letters.review import language_of
from coalition_site.derive.words.labels import Words
from coalition_site.edit.whole_files import replace_file
from coalition_site.importers.plan.plan import Plan
from coalition_site.importers.plan.reviews import as_written, day_of, said_of
from coalition_site.importers.proposals import ReviewProposal
from coalition_site.model.coalition import Coalition
from coalition_site.model.fields import REFUSED, is_web_address
from coalition_site.model.language_names import is_language
from coalition_site.model.partner import PARTNER_LISTS, Partner
from coalition_site.model.review_form import DAY, NO, UNTIL, YES, YES_AND_NO
from coalition_site.model.vocabulary import Choice, ListName, plain
from coalition_site.problems import Refused
from coalition_site.publish.letters.mail import text_eml
from coalition_site.publish.output.folder import own_folder
from coalition_site.records.compare import same_text
from coalition_site.records.fields import field_at
from coalition_site.records.surfaces import WEBSITE

RECEIPT = "receipt"
"""How the files of receipts begin, before the day of the import."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt, and its files: the mail draft, unless a name in it is none for mails, and the same as a text."""

    view: ReceiptView
    files: tuple[Path, ...]

    def shown(self, project: Path) -> list[str]:
        """The files as people are shown them."""
        return [file.relative_to(project).as_posix() for file in self.files]


def receipts(plan: Plan, before: Coalition, after: Coalition, today: date) -> tuple[ReceiptView, ...]:
    """What the partners are told whose reviews a plan brought in, each in the language of its form.

    `before` and `after` are the coalition on both sides of the import, so that nothing is told that is not so.
    """
    written = {file.source for file in plan.files}
    return tuple(
        _receipt(review, before.partners[review.partner_id], after, today)
        for review in plan.reviews
        if str(review.source) in written
    )


def write_receipts(project: Path, views: Sequence[ReceiptView], today: date) -> list[Receipt]:
    """Writes receipts beside the packets of their reviews, over none of before. Raises Refused and OSError."""
    if views:
        own_folder(project / "build")
    written = []
    for view in views:
        folder = project / "build" / "reviews" / view.partner_id
        folder.mkdir(parents=True, exist_ok=True)
        name = _free_name(folder, f"{RECEIPT}-{today}")
        files = [folder / f"{name}.txt"]
        replace_file(files[0], view.text.encode())
        try:
            mail = text_eml(view.sender, view.to, view.subject, view.paragraphs, view.language)
        except Refused:
            mail = b""
        if mail:
            files.insert(0, folder / f"{name}.eml")
            replace_file(files[0], mail)
        written.append(Receipt(view, tuple(files)))
    return written


def _free_name(folder: Path, name: str) -> str:
    """The name, with a number where a receipt of that day is there already."""
    names = chain((name,), (f"{name}-{number}" for number in count(2)))
    return next(name for name in names if not (folder / f"{name}.txt").exists())


def _receipt(review: ReviewProposal, before: Partner, after: Coalition, today: date) -> ReceiptView:
    partner = after.partners[before.id]
    comparison = _Comparison(review, before, partner, after, day_of(review, today))
    # The form's language came back with it, from whoever filled it in.
    language = review.language if is_language(review.language) else language_of(after, partner)
    words = Words.of(after, language)
    return receipt_view(after, partner, comparison.outcome(), words, today)


@dataclass(frozen=True, slots=True)
class _Comparison:
    """One review, and its partner before and after."""

    review: ReviewProposal
    before: Partner
    after: Partner
    coalition: Coalition
    day: date

    def outcome(self) -> ReviewOutcome:
        texts = {path: self.text(path) for path in self.review.texts}
        lists = {key: tuple(self.of_list(key, name)) for key, name in PARTNER_LISTS.items()}
        changed = (key for key in lists if _keys(self.before, key) != _keys(self.after, key))
        return ReviewOutcome(
            taken=(*(path for path, point in texts.items() if point is True), *changed),
            open=(
                *(point for point in texts.values() if isinstance(point, OpenPoint)),
                *(point for points in lists.values() for point in points),
                *self.of_naming(),
            ),
            consent=self.consent(),
            day=self.day,
            by=self.review.by,
            comments=self.review.comments,
        )

    def text(self, path: str) -> OpenPoint | bool:
        """Whether a text was taken over, or what is open; False where it says nothing new."""
        wanted, language = as_written(path, self.review.texts[path]), self.review.language
        before, after = (said_of(each, path, language, self.coalition) for each in (self.before, self.after))
        if same_text(wanted, before):
            return False
        if same_text(wanted, after):
            return True
        if path == WEBSITE and wanted and not is_web_address(wanted):
            return OpenPoint(Doubt.NO_ADDRESS, path, wanted)
        if field_at(Partner, path).required and not wanted:
            return OpenPoint(Doubt.NO_NAME, path)
        return OpenPoint(Doubt.BY_HAND, path)

    def of_list(self, key: str, name: ListName) -> Iterator[OpenPoint]:
        """What of a list is on none of ours, or could not be written."""
        options, now = self.coalition.vocabulary.list_of(name), _keys(self.after, key)
        texts = {plain(choice.text) for choice in getattr(self.after, key) if choice.text}
        known = {plain(choice.text) for choice in getattr(self.before, key) if choice.text}
        for text in self.review.more.get(key, ()):
            option = options.find(text)
            listed = option is not None and not option.fill_in
            if plain(text) in texts:
                if plain(text) not in known and name is not ListName.ASSETS:
                    yield OpenPoint(Doubt.ON_NO_LIST, key, text)
            elif not listed:
                yield OpenPoint(Doubt.NOT_LISTED, key, text)
        ticked = self.review.ticked.get(key, {})
        if any((Choice(option).key() in now) is not is_ticked for option, is_ticked in ticked.items()):
            yield OpenPoint(Doubt.BY_HAND, key)

    def of_naming(self) -> Iterator[OpenPoint]:
        """What is open of the consent and of the days."""
        review = self.review
        if review.consent == YES_AND_NO:
            yield OpenPoint(Doubt.YES_AND_NO)
        elif review.consent == YES and self.consent() != YES:
            yield OpenPoint(Doubt.ENDS_BEFORE, text=review.until)
        elif review.consent == YES and UNTIL in review.no_days:
            yield OpenPoint(Doubt.NO_LAST_DAY, text=review.no_days[UNTIL])
        if DAY in review.no_days:
            yield OpenPoint(Doubt.NO_DAY, text=review.no_days[DAY])

    def consent(self) -> str:
        """The answer to being named, if it is what the content says now."""
        holds = {YES: self.after.listing.consent == self.day, NO: self.after.listing.consent == REFUSED}
        return self.review.consent if holds.get(self.review.consent, False) else ""


def _keys(partner: Partner, key: str) -> set[tuple[str, str]]:
    return {choice.key() for choice in getattr(partner, key)}
