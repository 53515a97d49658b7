"""A partner's review that came back: the form's fields as a proposal of its own."""

import re
from contextlib import suppress
from datetime import date

from coalition_site.importers.proposals import About, RemarkKind, ReviewProposal
from coalition_site.importers.sources import Form, Source
from coalition_site.importers.understand.answers import Understanding
from coalition_site.importers.understand.no_value import is_no_value
from coalition_site.model.partner import PARTNER_LISTS
from coalition_site.model.review_form import (
    BY,
    COMMENTS,
    CONSENT_NO,
    CONSENT_YES,
    DAY,
    NO,
    RECORD,
    RIGHT,
    UNTIL,
    YES,
    YES_AND_NO,
    box_name,
    is_review_name,
    more_name,
    text_name,
)
from coalition_site.model.vocabulary import plain
from coalition_site.records.surfaces import Review

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def is_review(form: Form) -> bool:
    """Whether a form is a partner's review."""
    return RECORD in form.fields


def understand_review(form: Form, understanding: Understanding) -> None:
    """Adds what a partner says of itself; what is not among the fields says nothing."""
    source, fields = Source(form.file), form.fields
    record = _text(form, RECORD).split()
    if not record:
        understanding.proposals.remark(RemarkKind.LOST, source, "the form does not say whose it is (our record)")
        return
    for name in fields:
        if not is_review_name(name):
            understanding.proposals.remark(RemarkKind.LOST, source, f'the form has no field "{name}"')
    review = ReviewProposal(source, record[0], record[1] if record[1:] else "")
    review.texts = _texts(form, understanding)
    review.right = fields.get(RIGHT) is True
    for key, name in PARTNER_LISTS.items():
        options = [option for option in understanding.readers[name].options if not option.fill_in]
        boxes = {
            option.id: fields[box_name(key, option.id)] for option in options if box_name(key, option.id) in fields
        }
        if boxes:
            review.ticked[key] = {option: value is True for option, value in boxes.items()}
        if more_name(key) in fields:
            lines = list(filter(None, (line.strip() for line in _text(form, more_name(key)).split("\n"))))
            review.more[key] = [line for line in lines if not _is_empty(form, key, line, understanding)]
    answers = {plain(line): line for lines in review.more.values() for line in lines}
    review.meant = {key: understanding.given.value(About.OPTION, line, ()) for key, line in answers.items()}
    review.by, review.comments = (
        "" if _is_empty(form, name, _text(form, name), understanding) else _text(form, name) for name in (BY, COMMENTS)
    )
    review.day = _day(form, DAY, review, understanding)
    _consent(form, review, understanding)
    understanding.proposals.reviews.append(review)


def _texts(form: Form, understanding: Understanding) -> dict[str, str]:
    """The texts by path; one that says it has no value says nothing, so that what is written stays."""
    names = {each.path: text_name(each.path) for each in Review.TEXTS}
    texts = {path: _text(form, name) for path, name in names.items() if name in form.fields}
    return {path: text for path, text in texts.items() if not _is_empty(form, names[path], text, understanding)}


def _is_empty(form: Form, key: str, text: str, understanding: Understanding) -> bool:
    """Whether a field says in words that it has no value, which is said to people."""
    if not is_no_value(text):
        return False
    said = f"{key.removeprefix('review.').replace('_', ' ')}: {text}"
    understanding.proposals.remark(RemarkKind.OPEN, Source(form.file), said)
    return True


def _text(form: Form, name: str) -> str:
    value = form.fields.get(name, "")
    return value.replace("\r\n", "\n").replace("\r", "\n").strip() if isinstance(value, str) else ""


def _day(form: Form, name: str, review: ReviewProposal, understanding: Understanding) -> str:
    """A day as the form has it; one that is none is said, and counts as nothing."""
    text = plain(_text(form, name))
    if _DAY.fullmatch(text):
        with suppress(ValueError):
            return date.fromisoformat(text).isoformat()
    if text:
        review.no_days[name] = text
        understanding.proposals.remark(RemarkKind.UNKNOWN, Source(form.file), f'"{text}" is no day')
    return ""


def _consent(form: Form, review: ReviewProposal, understanding: Understanding) -> None:
    yes, no = (form.fields.get(name) is True for name in (CONSENT_YES, CONSENT_NO))
    if yes and no:
        text = "yes and no are both ticked for being named in public; ask them, and write it into the file"
        understanding.proposals.remark(RemarkKind.CONFLICT, Source(form.file), text)
    review.consent = YES_AND_NO if yes and no else YES if yes else NO if no else ""
    if review.consent == YES:
        review.until = _day(form, UNTIL, review, understanding)
