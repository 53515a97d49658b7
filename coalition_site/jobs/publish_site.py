"""Publishing the finished public site: whether it is right today, what changes where it goes, and the change itself."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path

from coalition_site.derive.public.right_until import DatedChange, RightUntil, changes_between, right_until
from coalition_site.jobs.site_sources import sources_key
from coalition_site.model.coalition import Coalition
from coalition_site.problems import Refused
from coalition_site.publish.cache.cache import CACHE
from coalition_site.publish.output.folder import LOCK, SITE
from coalition_site.publish.output.lock import Locked, locked
from coalition_site.publish.web.archive import packed_site, put_into_zip
from coalition_site.publish.web.difference import Difference, difference
from coalition_site.publish.web.finished_site import FinishedSite, SiteTouched, program_key, read_note
from coalition_site.publish.web.folder import put_into_folder
from coalition_site.publish.web.marker import Marker
from coalition_site.publish.web.place import Place, place_of
from coalition_site.read.team_folder import team_folder

_LAST_PLACE = "published.json"


class Outdated(StrEnum):
    """Why a site must be built again before it is published."""

    NOT_BUILT = "there is no finished site that this program knows"
    CONTENT = "the content was changed since the site was built"
    PROGRAM = "the site was built by another version of the program"
    DAY = "what may be public has changed since the day the site was built"
    LATER_DAY = "the site was built for a later day"
    TOUCHED = "the site is not as it was built"


@dataclass(frozen=True, slots=True)
class SiteState:
    """A finished site and the day it was built on, or why it must be built again, and more about that.

    `dated` are the changes that came with the days since.
    """

    site: FinishedSite | None
    day: date
    outdated: Outdated | None = None
    more: str = ""
    dated: tuple[DatedChange, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishPlan:
    """What publishing a site to a place does; `right` is until when the site is right.

    `look_again` looks at the place once more, as whoever agreed to the plan may have thought about it for long.
    """

    site: FinishedSite
    day: date
    place: Place
    difference: Difference
    right: RightUntil
    look_again: Callable[[], Place]

    @property
    def is_there(self) -> bool:
        """Whether this very site stands there already."""
        return not self.difference and self.place.marker == Marker(self.day, frozenset(self.site.files))

    @property
    def is_earlier(self) -> bool:
        """Whether the site that stands there was built for a later day."""
        return self.place.marker is not None and self.place.marker.day > self.day


def state_of_site(project: Path, output: Path, coalition: Coalition, today: date) -> SiteState:
    """Whether the site of an output folder is that of the content, as the program makes it, and right today."""
    note = read_note(output)
    if note is None or not (output / SITE).is_dir():
        return SiteState(None, today, Outdated.NOT_BUILT)
    dated = changes_between(coalition, note.day, today)
    reasons = {
        Outdated.CONTENT: note.sources != sources_key(project),
        Outdated.PROGRAM: note.program != program_key(),
        Outdated.LATER_DAY: note.day > today,
        Outdated.DAY: bool(dated),
    }
    outdated = next((reason for reason, holds in reasons.items() if holds), None)
    if outdated is not None:
        return SiteState(None, note.day, outdated, dated=dated if outdated is Outdated.DAY else ())
    try:
        return SiteState(FinishedSite.checked(output / SITE, note), note.day)
    except (SiteTouched, OSError) as error:
        return SiteState(None, note.day, Outdated.TOUCHED, str(error))


def plan_publishing(project: Path, output: Path, state: SiteState, coalition: Coalition, to: Path) -> PublishPlan:
    """What changes where a site is published to. Raises Refused for a site to be built again."""
    if state.site is None:
        raise Refused(f"{state.outdated}")
    of_team = team_folder(project)
    kept = {"the team's folder": of_team} if of_team is not None else {}
    site, look = state.site, partial(place_of, to, project, output, kept)
    place = look()
    try:
        changed = difference(place.files, place.read, site.files, site.read)
    except (OSError, ValueError, SiteTouched) as error:
        raise Refused(f"{to} cannot be compared with the site: {error}") from error
    return PublishPlan(site, state.day, place, changed, right_until(coalition, state.day), look)


def publish(output: Path, plan: PublishPlan) -> None:
    """Puts the site of a plan in its place, while no build can change it. Raises Refused."""
    try:
        with _no_build(output):
            if plan.look_again() != plan.place:
                raise Refused(f"{plan.place.path} was changed meanwhile; publish again")
            if plan.place.is_zip:
                put_into_zip(plan.site, plan.place.path, plan.day)
            else:
                put_into_folder(plan.site, plan.place, plan.day)
    except SiteTouched as error:
        raise Refused(f"{error}; publish again") from error
    except OSError as error:
        raise Refused(f"{error.filename or plan.place.path}: {error.strerror or error}") from error
    with suppress(OSError):
        _remember(output, plan.place.path)


def packed(output: Path, state: SiteState) -> bytes:
    """The site as a zip file. Raises Refused."""
    if state.site is None:
        raise Refused(f"{state.outdated}")
    try:
        with _no_build(output):
            return packed_site(state.site, state.day)
    except (SiteTouched, OSError) as error:
        raise Refused(f"{error}; build it again") from error


@contextmanager
def _no_build(output: Path) -> Iterator[None]:
    """Within it no build writes into the output folder. Raises Refused where one does."""
    try:
        with locked(output / LOCK):
            yield
    except Locked as holder:
        raise Refused(f"a build is writing into {output}; wait until it is done") from holder


def last_place(output: Path) -> Path | None:
    """Where the last publish from this output folder went, as this computer remembers it; None where there was none."""
    try:
        return Path(json.loads((output / CACHE / _LAST_PLACE).read_text(encoding="utf-8"))["to"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _remember(output: Path, place: Path) -> None:
    (output / CACHE / _LAST_PLACE).write_text(json.dumps({"to": str(place)}), encoding="utf-8")
