"""The whole stage: documents in, a coalition or a list of problems out."""

from dataclasses import dataclass, replace
from datetime import date

from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import INVITES
from coalition_site.model.meeting import in_order
from coalition_site.model.print_font import SignsPrinted
from coalition_site.model.settings import Settings
from coalition_site.problems import Position, Problem, has_errors
from coalition_site.problems import in_order as problems_in_order
from coalition_site.read.changed_files import with_lower_sides
from coalition_site.read.content import Content
from coalition_site.validate.load import Loaded, load
from coalition_site.validate.meetings import load_meetings
from coalition_site.validate.older_translations import older_problems, older_translations
from coalition_site.validate.own_words import words_problems
from coalition_site.validate.printed import signs_printed
from coalition_site.validate.private_in_public import private_in_public
from coalition_site.validate.rules import rule_problems
from coalition_site.validate.shipped import shipped_texts
from coalition_site.validate.team_folder import join_team_folder, team_folder_problems
from coalition_site.validate.translations import join_translations, translation_problems


@dataclass(frozen=True, slots=True)
class Validated:
    """The coalition, if nothing is wrong with it, and all problems, warnings included."""

    coalition: Coalition | None
    problems: tuple[Problem, ...]


def validate(content: Content, packaged_wording: Content, today: date) -> Validated:
    """Checks everything at once; `today` is the day that dates are held against.

    Where a merge left two versions of something, it is said that nobody chose, and of all else what is wrong whichever
    is chosen: so no mistake of one version alone is told, and none that comes of its choice.
    """
    validated = _validated(content, packaged_wording, today)
    if not content.conflicts:
        return validated
    with_lower = _validated(with_lower_sides(content), packaged_wording, today)
    other = {_known_by(problem) for problem in with_lower.problems}
    told = (problem for problem in validated.problems if not _is_torn(problem, content))
    return Validated(None, tuple(problem for problem in told if _known_by(problem) in other))


def _known_by(problem: Problem) -> tuple[Position, str, str]:
    """What tells one problem from another; hints name what else there is, which either version may add to."""
    return problem.position, problem.code, problem.message


def _is_torn(problem: Problem, content: Content) -> bool:
    """Whether a text may have more than one line only because a merge stands in the midst of it."""
    return problem.code == "value-line" and problem.position.path in content.conflicts


def _validated(content: Content, packaged_wording: Content, today: date) -> Validated:
    loaded = load(content, packaged_wording)
    join_team_folder(loaded, content)
    load_meetings(loaded, content)
    join_translations(loaded, content)
    found = [*content.problems, *packaged_wording.problems, *loaded.problems]
    found += [*rule_problems(content, loaded, today), *team_folder_problems(content)]
    found += words_problems(content, loaded.settings)
    found += translation_problems(content, loaded.settings)
    older = older_translations(content)
    found += older_problems(older, content)
    spoken = loaded.reading.languages
    if loaded.settings is not None:
        spoken = tuple(dict.fromkeys((*spoken, *loaded.settings.of_site(), loaded.settings.of_workbook())))
    signs, unprintable = signs_printed(content, spoken)
    found += unprintable
    if loaded.settings is None:
        return Validated(None, tuple(problems_in_order(found)))
    coalition = replace(_coalition(content, loaded, loaded.settings, signs, today), older_translations=older)
    found += private_in_public(content, coalition, loaded.invites, today)
    problems = tuple(problems_in_order(found))
    return Validated(None if has_errors(problems) else coalition, problems)


def _coalition(content: Content, loaded: Loaded, settings: Settings, signs: SignsPrinted, today: date) -> Coalition:
    """The coalition as far as it could be loaded."""
    return Coalition(
        settings=settings,
        needs=loaded.needs,
        imports=loaded.imports,
        partners=loaded.partners,
        invites=tuple(loaded.invites.values()),
        wordings=loaded.wordings,
        pages=loaded.ordered_pages(),
        areas=loaded.areas,
        meetings=in_order(loaded.meetings.values()),
        day=today,
        team_meetings=frozenset(loaded.team_meetings),
        letterhead=content.letterheads.get(settings.brand.letterhead),
        images={name: image.file for name, image in content.images.items()},
        pictures=content.images,
        vocabulary=loaded.reading.vocabulary,
        texts=replace(shipped_texts(), changes=loaded.worksheet_changes),
        sent=content.sent,
        team_folder=content.team_folder,
        team_partners=frozenset(loaded.team_partners),
        public_only=content.team is not None and not content.team.here,
        invite_lines=tuple(
            document.at(number).line for document in content.of(INVITES).values() for number in loaded.invites
        ),
        signs=signs,
        words={language: words.compiled() for language, words in content.words.items()},
        word_readers={language: words.reader for language, words in content.words.items() if words.reader},
    )
