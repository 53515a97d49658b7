"""What becomes public between two states of the content, field by field, whatever fields there are."""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from coalition_site.derive.public.changes import PublicChange, Turn, _values, public_changes
from coalition_site.derive.public.view import PublicView, own_view_first, public_view
from coalition_site.derive.words.facts import Fact
from coalition_site.model.coalition import Coalition
from coalition_site.model.localized import Localized
from tests.support.building import PROJECT, TODAY, coalition_of
from tests.support.making import make_coalition, make_needs, make_partner, make_settings

CONSENT = {"consent": "2026-10-05"}


def _view(*partners: Any, **parts: Any) -> PublicView:
    return public_view(_coalition(*partners, **parts), TODAY)


def _coalition(*partners: Any, **parts: Any) -> Coalition:
    return make_coalition(*partners, **parts)


def _told(changes: tuple[PublicChange, ...]) -> list[tuple[str, str, str, str, str]]:
    return [(each.file, ".".join(each.steps), str(each.turn), each.before, each.after) for each in changes]


def test_nothing_changes_between_equal_views() -> None:
    view = public_view(coalition_of(PROJECT), TODAY)
    assert public_changes([view], [view]) == ()


def test_a_partner_that_is_named_brings_its_fields() -> None:
    values = {"website": "https://a.example", "serves": ["Young people"]}
    before = _view(make_partner("a", **values))
    after = _view(make_partner("a", listing=CONSENT, **values))
    changes = [each for each in public_changes([before], [after]) if each.record[0] == "partners"]
    assert {each.file for each in changes} == {"content/partners/a.md"}
    assert all(each.whole and each.turn is Turn.BECOMES for each in changes)
    found = {".".join(each.steps[2:]): each.after for each in changes}
    assert found["website"] == "https://a.example"
    assert found["serves.Young people"] == "Young people"
    assert [each.turn for each in public_changes([after], [before])] == [Turn.STOPS] * len(changes)


def test_one_field_of_a_named_partner() -> None:
    before = _view(make_partner("a", listing=CONSENT, serves=["Young people"]))
    after = _view(make_partner("a", listing=CONSENT, website="https://a.example", serves=["People of color"]))
    mine = tuple(each for each in public_changes([before], [after]) if each.record[0] == "partners")
    assert _told(mine) == [
        ("content/partners/a.md", "partners.a.website", "becomes public", "", "https://a.example"),
        ("content/partners/a.md", "partners.a.serves.People of color", "becomes public", "", "People of color"),
        ("content/partners/a.md", "partners.a.serves.Young people", "stops being public", "Young people", ""),
    ]
    assert not any(each.whole for each in mine)


def test_the_meeting_and_the_needs() -> None:
    meeting = {"date": "2027-01-14", "time": "12:30"}
    before = _view(settings=make_settings(meeting=meeting))
    after = _view(
        settings=make_settings(meeting=meeting | {"public": "true"}), needs=make_needs(groups=["Young people"])
    )
    told = _told(public_changes([before], [after]))
    assert ("content/coalition.yml", "meeting.time", "becomes public", "", "12:30") in told
    assert ("content/needs.yml", "groups.Young people.needed", "becomes public", "", "yes") in told


def _paths(value: object, path: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """Every field of the records in a view, by the names alone, found without the module under test."""
    if isinstance(value, tuple):
        return set().union(*(_paths(inner, path) for inner in value)) if value else set()
    if isinstance(value, Fact):
        return {(*path[:-1], value.path.rpartition(".")[2])}
    if is_dataclass(value) and type(value).__name__ != "Label":
        return set().union(*(_paths(getattr(value, each.name), (*path, each.name)) for each in fields(value)))
    return {path} if value else set()


def test_every_field_of_the_public_view_is_walked() -> None:
    view = public_view(coalition_of(PROJECT), TODAY)
    walked = {tuple(step for step in steps if step.isidentifier()) for steps, _ in _values(view, ())}
    missing = {
        path
        for path in _paths(view)
        # A partner below a need is at home under partners; a label is a step; id and occasion are the name of the file;
        # initials follow from the name.
        if "partners" not in path[1:]
        and path[-1] not in {"label", "id", "occasion", "initials"}
        and not any(set(path) <= set(steps) for steps in walked)
    }
    assert missing == set()


def test_the_same_day_counts_for_both_sides() -> None:
    partner = make_partner("a", listing=CONSENT | {"until": "2026-11-30"})
    late = date(2026, 12, 24)
    same = [public_view(_coalition(partner), late)]
    assert public_changes(same, [public_view(_coalition(partner), late)]) == ()


def test_what_is_written_in_another_language_is_told_once_and_with_its_file() -> None:
    settings = make_settings(site_languages=["en", "es"])
    translated = {"profile": "A library.", "translations": {"es": "Una biblioteca."}}
    partner = make_partner("a", listing=CONSENT, role={"en": "Host", "es": "Anfitriona"}, serves=["Young people"])
    states = [
        own_view_first(make_coalition(each, settings=settings), TODAY)
        for each in (partner, partner.model_copy(update=translated))
    ]
    assert _told(public_changes(*states)) == [
        ("content/partners/a.es.md", "partners.a.profile.es", "becomes public", "", "Una biblioteca."),
        ("content/partners/a.md", "partners.a.profile", "becomes public", "", "A library."),
    ]
    others = {"role": Localized(by_language={"en": "Host", "es": "Casera"})}
    changed = own_view_first(make_coalition(partner.model_copy(update=others), settings=settings), TODAY)
    assert _told(public_changes(states[0], changed)) == [
        ("content/partners/a.md", "partners.a.role.es", "changes", "Anfitriona", "Casera")
    ]
