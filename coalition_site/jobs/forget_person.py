"""Forgetting a person: found everywhere, taken out where that can be done, planned as a whole, then written.

What was built of the content, and what the editor keeps to take changes back, goes with it; everything is searched
again afterwards.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath

from coalition_site.derive.rules.new_ids import plain_id
from coalition_site.derive.team.person_places import Mention, PersonPlaces, mentions, person_places
from coalition_site.derive.team.person_texts import PersonTexts, joined_texts
from coalition_site.edit.change import Change, Contents, removal
from coalition_site.edit.editor import edited
from coalition_site.edit.edits import RemoveEntry
from coalition_site.edit.judgment import judged, refuse_new_errors
from coalition_site.edit.whole_files import refuse_changed, write_change
from coalition_site.jobs.decoded_files import texts_of
from coalition_site.jobs.person_traces import HistoryTraces, Searched, clear_output, known_texts, search_files
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import CONTENT, PARTNERS, SENT
from coalition_site.problems import Refused
from coalition_site.read.content import Content
from coalition_site.resources import BUILD_FOLDER
from coalition_site.validate.project import Checked

WOULD_BE_WRONG = "Without this person the content would be wrong; mend this first:"


@dataclass(frozen=True, slots=True)
class Forgetting:
    """What forgetting does, and what it leaves to people.

    `taken` says what is taken out of the files of `change`, some of which go away whole. `refused` are places that the
    program cannot change. `mentions` are lines as they will be, `files` others of the content that hold the
    person, each with why. `built` is what was found below build/, `elsewhere` in the rest of the project's folder, and
    `history` in git. `texts` are what all was searched for.
    """

    taken: tuple[str, ...]
    change: Change
    refused: tuple[str, ...]
    mentions: tuple[Mention, ...]
    files: tuple[tuple[str, str], ...]
    built: Searched
    elsewhere: Searched
    history: HistoryTraces
    texts: PersonTexts


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was done: the paths below build/ that are gone, and the search of all files afterwards."""

    cleared: tuple[str, ...]
    left: Searched


def plan_forgetting(project: Path, checked: Checked, coalition: Coalition, name: str, today: date) -> Forgetting:
    """Everything that holds a person. Raises Refused where the content would be wrong without them."""
    places = person_places(coalition, name)
    output, team = project / BUILD_FOLDER, project / coalition.team_folder
    folders = tuple(dict.fromkeys((project, *([team] if coalition.team_folder != CONTENT else []))))
    texts, history = known_texts(folders, output, joined_texts(name, places.texts))
    removed = tuple(_removed(project, checked.content, coalition, places))
    taken, refused, files = [], [], dict[str, Contents]()
    for path, entries in places.entries.items():
        before = after = (project / path).read_bytes()
        for steps in entries:
            at, _ = checked.place(path, steps)
            try:
                after = edited(after, path, [RemoveEntry(steps)])
                taken.append(f"{at}: {_said(steps)}")
            except Refused as error:
                refused.append(str(error))
        files[path] = (before, after)
    change = Change(files) | removal(project, removed)
    after_all = judged(checked, change, today)
    refuse_new_errors(checked, after_all, WOULD_BE_WRONG)
    others = after_all.content.lines
    return Forgetting(
        tuple(taken),
        change,
        tuple(refused),
        tuple(mentions(others, texts)),
        tuple(file for file in _other_files(project, coalition, texts, others.keys()) if file[0] not in removed),
        search_files(output, texts),
        search_files(project, texts, without=(project / CONTENT, output, team)),
        history,
        texts,
    )


def forget(project: Path, coalition: Coalition, plan: Forgetting) -> Forgotten:
    """Clears build/, writes a plan, and searches everything again. Raises Refused."""
    # A plan that grew old leaves build/ as it is, too.
    refuse_changed(project, plan.change)
    cleared = clear_output(project / BUILD_FOLDER, plan.built.holding)
    write_change(project, plan.change)
    left = search_files(project, plan.texts)
    team = project / coalition.team_folder
    if not team.resolve().is_relative_to(project.resolve()):
        own = search_files(team, plan.texts)
        left = Searched(
            left.files + own.files,
            (*left.holding, *(f"{coalition.team_folder}/{path}" for path in own.holding)),
            (*left.too_large, *own.too_large),
        )
    return Forgotten(cleared, left)


def _said(steps: tuple[str | int, ...]) -> str:
    """What an entry is, in words."""
    if len(steps) == 1:
        return "the invite"
    said = {"people": "the contact", "present": "somebody at a meeting", "excused": "somebody who sent word"}
    said |= {"decisions": "who sees to a decision", "roles": "the person of a role"}
    return next(said[str(step)] for step in steps if step in said)


def _removed(project: Path, content: Content, coalition: Coalition, places: PersonPlaces) -> Iterator[str]:
    yield from (document.path for partner in places.partners for document in content.parts(PARTNERS, partner))
    yield from (each.path for (key, _), each in content.translations(PARTNERS).items() if key in places.partners)
    for name in places.sent:
        path = PurePosixPath(coalition.team_folder, SENT, name)
        yield from (str(each) for each in (path, path.with_suffix(".txt")) if (project / each).is_file())


def _other_files(
    project: Path, coalition: Coalition, texts: PersonTexts, known: Collection[str]
) -> Iterator[tuple[str, str]]:
    """Files that no line of the content stands for, images above all, which hold the person in name or bytes."""
    words = set(plain_id(texts.name).split("-")) - {""}
    for folder in dict.fromkeys((CONTENT, coalition.team_folder)):
        for file in sorted(each for each in (project / folder).rglob("*") if each.is_file() and not each.is_symlink()):
            path = f"{folder}/{file.relative_to(project / folder).as_posix()}"
            if bool(words) and words <= set(plain_id(file.name).split("-")):
                yield path, "the name of the file"
            elif path not in known and any(texts.stand_in(text) for text in texts_of("", file.read_bytes())):
                yield path, "what is in the file"
