"""Call sheets and agreements as Word documents: what stands before and behind their words."""

from coalition_site.derive.letters.view import LetterKind
from coalition_site.publish.letters.word_text import WordText
from coalition_site.render.letters import Letter, sheet_facts
from coalition_site.render.rich_text import Run

_SPACE = 14
_TO_FILL = "_" * 36
"""A line to write on: Word people widen or delete it."""


def add_sheet_beginning(text: WordText, letter: Letter) -> None:
    """The head of the sheet: whom it is about, and the facts."""
    view = letter.view
    if view.kind is LetterKind.CALL:
        text.paragraph([Run(view.texts.labels["call"], bold=True)])
        text.heading((Run(view.member),), 1)
    else:
        text.heading(letter.subject_runs, 1)
    facts = sheet_facts(letter)
    for number, fact in enumerate(facts, 1):
        value = Run(fact.value or _TO_FILL, gap=fact.gap)
        text.paragraph([Run(f"{fact.label}: ", bold=True), value], after=_SPACE if number == len(facts) else 2)
    text.paragraph(letter.salutation_runs)


def add_sheet_end(text: WordText, letter: Letter) -> None:
    """The lines to write on: what they said, or who signs for both sides and when."""
    view, labels = letter.view, letter.view.texts.labels
    if view.kind is LetterKind.CALL:
        text.paragraph([*letter.closing_runs, Run(f" {view.sender.name}")], after=_SPACE)
        text.heading((Run(labels["answer"]),), 2)
        for label in ("said_yes", "said_no", "said_later", "day", "notes"):
            text.paragraph([Run(f"{labels[label]}: {_TO_FILL}")])
        return
    text.paragraph(letter.closing_runs, after=_SPACE)
    other_side = view.values.get("partner.name") or view.member
    for side, name in ((other_side, view.agreement.represented_by), (view.coalition, view.sender.name)):
        for_side = labels["on_behalf"].replace("{name}", side)
        signature = f"{labels['signature']}: {name}".removesuffix(": ")
        lines = f"\n\n{_TO_FILL}\n{signature}\n\n{_TO_FILL}\n{labels['day']}"
        text.paragraph([Run(for_side, bold=True), Run(lines)], after=_SPACE)
