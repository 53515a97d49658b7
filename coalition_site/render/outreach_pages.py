"""The workbook's pages of outreach: what is to be done this week with the words ready, and who has agreed to what."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from markupsafe import Markup

from coalition_site.derive.rules.outreach import Next
from coalition_site.derive.team.agreements import AgreementRow, term_said
from coalition_site.derive.team.meetings import open_decisions
from coalition_site.derive.team.tasks import RENEW, TERM, WEEK, ReadyWords, SenderTasks, Task, WordsKind
from coalition_site.derive.team.view import TeamView
from coalition_site.derive.words.catalogue import N_, Catalogue
from coalition_site.model.site_contents import TeamPage
from coalition_site.render.environment import phone_address, words_in
from coalition_site.render.letter_text import spoken_text
from coalition_site.render.letters import LateLetter
from coalition_site.render.pages import HasHtml, PageMaker, SitePage


@dataclass(frozen=True, slots=True)
class ShownWords:
    """Words that are ready, as a page shows them: made when it does."""

    kind: str
    to: str
    letter: LateLetter

    @property
    def language(self) -> str:
        """The language of the words."""
        return self.letter.view.language

    @property
    def direction(self) -> str:
        """The direction of the words."""
        return self.letter.letter.direction

    @property
    def html(self) -> Markup:
        """The words, from the greeting to the name."""
        letter = self.letter.letter
        name = letter.view.sender.name
        return Markup("<p>{}</p>\n{}<p>{}<br>{}</p>").format(letter.salutation, letter.body, letter.closing, name)

    @property
    def address(self) -> str:
        """Where a click leads: to a call, or to a draft in a mail program, which sends nothing by itself."""
        if self.kind == WordsKind.CALL:
            return phone_address(self.to)
        letter = self.letter.letter
        return f"mailto:{quote(self.to)}?subject={quote(letter.subject)}&body={quote(spoken_text(self.letter))}"


@dataclass(frozen=True, slots=True)
class ShownTask:
    """A task as a page shows it; `done`, where the editor shows it, is what says there that it is done."""

    task: Task
    words: tuple[ShownWords, ...]
    done: Markup | None = None


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """Tasks of one kind, which fold below its name; without a name they are all there are, and stand open."""

    name: str
    tasks: tuple[ShownTask, ...]


@dataclass(frozen=True, slots=True)
class ShownSender:
    """A sender's tasks as a page shows them; those of `now` by their kind are the `groups`."""

    sender_id: str
    sender: str
    now: tuple[ShownTask, ...]
    groups: tuple[TaskGroup, ...]
    later: tuple[ShownTask, ...]


@dataclass(frozen=True, slots=True)
class ShownAgreement:
    """A partner's agreement as a page shows it; `term` says until when it holds."""

    row: AgreementRow
    term: str


def shown_task(task: Task) -> ShownTask:
    """A task as the workbook shows it."""
    return ShownTask(task, tuple(map(_words, task.ready)))


def shown_senders(
    tasks: tuple[SenderTasks, ...], words: Catalogue, shown: Callable[[Task], ShownTask] = shown_task
) -> tuple[ShownSender, ...]:
    """Everybody's tasks, each as it is `shown`."""
    return tuple(_shown_sender(task, words, shown) for task in tasks)


def _shown_sender(tasks: SenderTasks, words: Catalogue, shown: Callable[[Task], ShownTask]) -> ShownSender:
    now, later = (tuple(map(shown, each)) for each in (tasks.now, tasks.later))
    return ShownSender(tasks.sender_id, tasks.sender, now, tuple(_groups(now, words)), later)


_MOST_OPEN = 10
"""So many tasks of one sender stand below each other; of more, each kind folds."""

_KINDS: Mapping[str, frozenset[str]] = {
    N_("To ask again"): frozenset({Next.CALL, Next.WRITE, Next.OTHER_SENDER, Next.SMALLER_ASK}),
    N_("Letters to send"): frozenset({Next.SEND}),
    N_("To thank"): frozenset({Next.THANK}),
    N_("Agreements to sign"): frozenset({Next.AGREE, RENEW}),
}


def _groups(tasks: tuple[ShownTask, ...], words: Catalogue) -> Iterator[TaskGroup]:
    if 0 < len(tasks) <= _MOST_OPEN:
        yield TaskGroup("", tasks)
        return
    for name, kinds in _KINDS.items():
        found = tuple(shown for shown in tasks if shown.task.kind in kinds)
        if found:
            yield TaskGroup(words.gettext(name), found)


def _words(ready: ReadyWords) -> ShownWords:
    return ShownWords(str(ready.kind), ready.to, LateLetter(ready.letter))


def agreement_slug(partner_id: str) -> str:
    """The file name of a partner's agreement, without ending."""
    return f"agreement-{partner_id}"


def outreach_pages(view: TeamView, previews: Mapping[str, HasHtml], maker: PageMaker) -> Iterator[SitePage]:
    """What is to be done, who has agreed to what, and a page for each agreement that is to be signed."""
    words = words_in(maker.environment)
    yield maker.at(
        TeamPage.FOLLOW_UPS,
        senders=shown_senders(view.tasks, words),
        calendars=frozenset(each.sender_id for each in view.due() if each.follow_ups),
        until=view.today + WEEK,
        decisions=open_decisions(view.meetings),
    )
    to_sign = [row for row in view.agreements if row.to_sign and agreement_slug(row.partner_id) in previews]
    files = [file for row in to_sign for file in maker.beside.get(f"agreements/{agreement_slug(row.partner_id)}", ())]
    yield maker.at(
        TeamPage.AGREEMENTS,
        offers=files,
        agreements=shown_agreements(view.agreements, view.today, words),
        to_sign=frozenset(row.partner_id for row in to_sign),
    )
    for row in to_sign:
        slug = agreement_slug(row.partner_id)
        yield maker.page(
            f"agreements/{slug}.md",
            "workbook/agreement.html",
            words.gettext("Agreement with %(name)s", name=row.name),
            words.gettext("What %(name)s and the coalition sign.", name=row.name),
            section=TeamPage.AGREEMENTS.path,
            row=row,
            slug=slug,
            today=view.today,
            in_a_year=view.today + TERM,
            preview=previews[slug],
        )


def shown_agreements(rows: tuple[AgreementRow, ...], today: date, words: Catalogue) -> tuple[ShownAgreement, ...]:
    """Everybody's agreements."""
    return tuple(ShownAgreement(row, term_said(row, today, words)) for row in rows)
