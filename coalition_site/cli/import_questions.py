"""Questions on a terminal about what only people know: one for a column, or for words that stand in many rows."""

from collections.abc import Iterable

import typer

from coalition_site.cli.options import say
from coalition_site.importers.plan.report import question_words
from coalition_site.importers.proposals import About, Question
from coalition_site.importers.understand.cell_words import yes_or_no
from coalition_site.importers.understand.given_answers import Answers
from coalition_site.importers.understand.head_words import NOTES_MEANING, PROFILE_MEANING, told_head


def ask(questions: Iterable[Question], answers: Answers) -> Answers:
    """The answers with what people type; Enter alone leaves a question as it is. Raises typer.Abort on Ctrl-C."""
    columns, values = dict(answers.columns), dict(answers.values)
    for question in questions:
        said = _asked(question)
        if question.about is About.PROFILE and (answer := yes_or_no(said)) is not None:
            said = PROFILE_MEANING if answer else NOTES_MEANING
        if said:
            (columns if question.about.is_of_column else values)[told_head(question.words)] = said
    return Answers(columns, values)


def _asked(question: Question) -> str:
    say("")
    say(f"{question_words(question)[:1].upper()}{question_words(question)[1:]}?")
    if question.samples:
        say(f"  for example {' · '.join(question.samples)}")
    for number, choice in enumerate(question.choices, start=1):
        say(f"  {number}  {choice}")
    now = question.proposed or "leave it open"
    said = str(typer.prompt(f"Number or words; Enter: {now}", default="", show_default=False)).strip()
    chosen = int(said) - 1 if said.isdecimal() else -1
    return question.choices[chosen] if 0 <= chosen < len(question.choices) else said
