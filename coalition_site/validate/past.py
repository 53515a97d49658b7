"""Earlier content as a coalition, as far as it can be understood today."""

from collections.abc import Collection
from dataclasses import dataclass

from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import COALITION, INVITES, NEEDS, PARTNERS, VOCABULARY, file_name
from coalition_site.model.meeting import in_order
from coalition_site.model.settings import Settings
from coalition_site.problems import has_errors
from coalition_site.read.content import Content
from coalition_site.validate.load import load
from coalition_site.validate.meetings import load_meetings
from coalition_site.validate.shipped import shipped_texts
from coalition_site.validate.translations import join_translations


@dataclass(frozen=True, slots=True)
class Past:
    """A coalition as it was, and what of it cannot be told.

    `unknown` are the ids of partners whose files were there and had mistakes. Where `needs_known` or `invites_known` is
    false, that file had some, and the coalition's needs or invites are not all of them.
    """

    coalition: Coalition
    unknown: frozenset[str]
    needs_known: bool
    invites_known: bool

    @property
    def complete(self) -> bool:
        """Whether everything of it can be told."""
        return self.needs_known and self.invites_known and not self.unknown


def past_coalition(content: Content, unread: Collection[str] = (), *, settings: Settings | None = None) -> Past | None:
    """The coalition that earlier content describes; None where its vocabulary.yml or coalition.yml has mistakes.

    Only YAML files, partners and pages are looked at, each on its own: rules that compare files are for today's
    content. `unread` are paths of files that were there and could not be read. `settings` stand in for a coalition.yml
    with mistakes, for those who do not look at settings.
    """
    loaded = load(content, Content())
    load_meetings(loaded, content)
    join_translations(loaded, content)
    paths = {problem.position.path for problem in (*content.problems, *loaded.problems) if has_errors([problem])}
    wrong = paths | set(unread)
    known = loaded.settings if COALITION.path() not in wrong else None
    settings = known or settings
    if settings is None or VOCABULARY.path() in wrong:
        return None
    return Past(
        coalition=Coalition(
            settings=settings,
            needs=loaded.needs,
            partners=loaded.partners,
            invites=tuple(loaded.invites.values()),
            wordings={},
            pages=loaded.ordered_pages(),
            areas=loaded.areas,
            meetings=in_order(loaded.meetings.values()),
            images={},
            letterhead=None,
            vocabulary=loaded.reading.vocabulary,
            texts=shipped_texts(),
        ),
        unknown=frozenset(name.id for name in map(file_name, wrong) if name is not None and name.kind is PARTNERS),
        needs_known=NEEDS.path() not in wrong,
        invites_known=INVITES.path() not in wrong,
    )
