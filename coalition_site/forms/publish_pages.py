"""The site as it goes online: what appears and vanishes, until when it is right, and the button that publishes it.

No part of a path comes from a request. The site goes where the editor was told when it was started, or where the last
`coalition publish` put it; a zip file goes to the browser, which saves it where the person says.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from werkzeug import Request, Response
from werkzeug.exceptions import NotFound

from coalition_site.derive.public.right_until import DatedChange, Turning, right_until
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.dates import long_date
from coalition_site.forms.desk import Desk
from coalition_site.forms.endpoints import Endpoint
from coalition_site.jobs.publish_site import (
    Outdated,
    PublishPlan,
    SiteState,
    last_place,
    packed,
    plan_publishing,
    publish,
    state_of_site,
)
from coalition_site.model.coalition import Coalition
from coalition_site.problems import Refused
from coalition_site.publish.cache.key import key_of
from coalition_site.publish.web.difference import PAGE, Turned

_ZIP_NAME = "site.zip"


@dataclass(frozen=True, slots=True)
class ShownNames:
    """Pages of one kind that appear or vanish, by their titles."""

    kind: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """What publishing would do, in words; `digest` tells this plan from every other."""

    place: Path
    appears: tuple[ShownNames, ...]
    vanishes: tuple[ShownNames, ...]
    files: tuple[int, int]
    changed: int
    is_there: bool
    later: str
    others: tuple[str, ...]
    digest: str


def site(desk: Desk, _request: Request, wrong: str = "", status: int = 200) -> Response:
    """Whether the site is right, until when, and what publishing it would change."""
    coalition, words, work = desk.session.coalition, desk.catalogue, desk.site_work
    state = _state(desk, coalition) if coalition is not None else None
    told: dict[str, Any] = {}
    if coalition is not None and state is not None and state.outdated is not None:
        told = {
            "outdated": _outdated_said(state, words),
            "since": [_dated_said(change, words) for change in state.dated],
            "is_making": work.is_making(),
            "failure": work.failure(),
        }
    elif coalition is not None and state is not None:
        right = right_until(coalition, state.day)
        plan, refused = _plan(desk, coalition, state)
        told = {
            "outdated": "",
            "made": long_date(state.day, words.language),
            "last_day": long_date(right.last_day, words.language) if right.last_day is not None else "",
            "then": [_dated_said(change, words) for change in right.changes],
            "plan": _shown(plan, words) if plan is not None else None,
            "refused": refused,
            "wrong": wrong,
        }
    return desk.shown("site.html", "site", status, coalition=coalition, **told)


def publish_site(desk: Desk, request: Request) -> Response:
    """Publishes what the page has shown, and nothing else."""
    coalition, words = desk.session.coalition, desk.catalogue
    if coalition is None:
        return desk.leads_to("site")
    plan, _ = _plan(desk, coalition, _state(desk, coalition))
    if plan is None or request.form.get("plan", "") != _digest(plan):
        raise Refused(words.gettext("Something has changed since this page was shown. Look again, and then publish."))
    if plan.is_earlier:
        return site(desk, request, status=409)
    publish(desk.preview.output, plan)
    return desk.leads_to("site", words.gettext("Published: %(place)s", place=plan.place.path))


def make_site(desk: Desk, _request: Request) -> Response:
    """Asks for a build; the page shows when it is done."""
    desk.site_work.make()
    return desk.leads_to("site")


def packed_site(desk: Desk, _request: Request) -> Response:
    """The site as a zip file, for the browser to save."""
    coalition = desk.session.coalition
    if coalition is None:
        raise NotFound
    try:
        data = packed(desk.preview.output, _state(desk, coalition))
    except Refused:
        return desk.leads_to("site")
    headers = {"Content-Disposition": f"attachment; filename={_ZIP_NAME}"}
    return Response(data, content_type="application/zip", headers=headers)


def _state(desk: Desk, coalition: Coalition) -> SiteState:
    return state_of_site(desk.session.project, desk.preview.output, coalition, desk.session.today)


def _plan(desk: Desk, coalition: Coalition, state: SiteState) -> tuple[PublishPlan | None, str]:
    """What publishing would do, and why it cannot; neither where nobody has said where the site goes."""
    output = desk.preview.output
    to = desk.site_work.to or last_place(output)
    if to is None or state.site is None:
        return None, ""
    try:
        return plan_publishing(desk.session.project, output, state, coalition, to), ""
    except Refused as error:
        return None, str(error)


def _digest(plan: PublishPlan) -> str:
    place, files = plan.place, plan.site.files
    there = sorted(place.files), sorted(place.others), place.servers, place.marker is not None and place.marker.day
    return key_of(str(place.path), repr(there), *(part for path in sorted(files) for part in (path, files[path])))


def _shown(plan: PublishPlan, words: Catalogue) -> ShownPlan:
    appears, vanishes, marker = plan.difference.appears, plan.difference.vanishes, plan.place.marker
    later = long_date(marker.day, words.language) if plan.is_earlier and marker is not None else ""
    return ShownPlan(
        place=plan.place.path,
        appears=_names(appears, words),
        vanishes=_names(vanishes, words),
        files=(_files(appears), _files(vanishes)),
        changed=plan.difference.changed,
        is_there=plan.is_there,
        later=later,
        others=tuple(sorted(plan.place.others)),
        digest=_digest(plan),
    )


def _files(turned: Turned) -> int:
    return sum(count for _, count in turned.files)


def _names(turned: Turned, words: Catalogue) -> tuple[ShownNames, ...]:
    kinds = {
        "partners": words.gettext("Partners"),
        "meetings": words.gettext("Meetings"),
        "areas": words.gettext("Areas"),
        "groups": words.gettext("Groups"),
        PAGE: words.gettext("Other pages"),
    }
    titles = {kind: tuple(page.title for page in turned.pages if page.kind == kind) for kind in kinds}
    return tuple(ShownNames(said, titles[kind]) for kind, said in kinds.items() if titles[kind])


def _outdated_said(state: SiteState, words: Catalogue) -> str:
    match state.outdated:
        case Outdated.CONTENT:
            return words.gettext("Something was changed since the site was made.")
        case Outdated.PROGRAM:
            return words.gettext("The site was made by another version of the program.")
        case Outdated.DAY:
            return words.gettext("Days have passed since the site was made, and it is no longer right:")
        case Outdated.LATER_DAY:
            return words.gettext("The site was made for a later day than today. Is this computer's clock right?")
        case Outdated.TOUCHED:
            return words.gettext("Somebody has changed the finished site by hand.")
        case _:
            return words.gettext("The site was not made yet.")


def _dated_said(change: DatedChange, words: Catalogue) -> str:
    match change.turning:
        case Turning.CONSENT_ENDS:
            return words.gettext("%(name)s is no longer named, as the consent has ended.", name=change.name)
        case Turning.CONSENT_BEGINS:
            return words.gettext("%(name)s is named, as the consent begins.", name=change.name)
        case _ if change.name:
            return words.gettext("The meeting is over: %(name)s.", name=change.name)
        case _:
            return words.gettext("The first meeting is over.")


SITE_ENDPOINTS = (
    Endpoint("/site", site),
    Endpoint("/site", publish_site, "POST", site),
    Endpoint("/site/make", make_site, "POST"),
    Endpoint(f"/site/{_ZIP_NAME}", packed_site),
)
