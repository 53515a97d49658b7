"""Half an answer to whether a partner may be named: refused at its field, with the other half a click away."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from coalition_site.validate.project import check
from tests.support.building import TODAY, small_project
from tests.support.editing import Editing, controls_of, editing, words_of_page

PATH = "content/partners/elm-fund.md"
ADDRESS = "edit/partner/elm-fund"
NOT_ASKED = "---\nname: Elm Fund\ntype: Nonprofit\nrelationship: existing\n---\nGives.\n"
AGREED = NOT_ASKED.replace(
    "---\nGives", "listing:\n  consent: 2026-01-02\n  until: 2027-01-02\n  how: By mail\n---\nGives"
)
CHOOSE = "Choose the day they said yes, or choose “Not asked yet”."
NO_ANSWER = "A day is written here, but not that they agreed. Choose “Agreed”, or take the day out."
ALONE = "Say first that they agreed, and on which day, or take this out."
TOO_EARLY = "This day lies before the one on which they agreed. Choose a later one, or take it out."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Editing]:
    with editing(small_project(tmp_path / "project", {"partners/elm-fund.md": NOT_ASKED})) as desk:
        yield desk


def typed(**listing: str) -> dict[str, str]:
    """Controls of consent as somebody left them; `consent` is which answer was chosen."""
    return {f"listing.{name.replace('__', '.')}": text for name, text in listing.items()}


@pytest.mark.parametrize(
    ("before", "answer", "wrong"),
    [
        (NOT_ASKED, typed(consent="day"), {"consent": CHOOSE}),
        (NOT_ASKED, typed(consent="day", until="2027-01-02", how="By mail"), {"consent": CHOOSE}),
        (AGREED, typed(consent__day=""), {"consent": CHOOSE}),
        (NOT_ASKED, typed(consent__day="2026-11-20"), {"consent": NO_ANSWER}),
        (NOT_ASKED, typed(consent__day="last week"), {"consent": NO_ANSWER}),
        (NOT_ASKED, typed(consent="refused", consent__day="2026-11-20"), {"consent": NO_ANSWER}),
        (AGREED, typed(consent="refused", consent__day="2026-11-20"), {"consent": NO_ANSWER}),
        (NOT_ASKED, typed(until="2027-01-02"), {"until": ALONE}),
        (NOT_ASKED, typed(how="By mail"), {"how": ALONE}),
        (NOT_ASKED, typed(until="2027-01-02", how="By mail"), {"until": ALONE, "how": ALONE}),
        (AGREED, typed(consent=""), {"until": ALONE, "how": ALONE}),
        (NOT_ASKED, typed(consent="refused", until="2027-01-02"), {"until": ALONE}),
        (NOT_ASKED, typed(consent="day", consent__day="2026-11-20", until="2026-11-19"), {"until": TOO_EARLY}),
        (AGREED, typed(consent__day="2027-02-01"), {"until": TOO_EARLY}),
    ],
)
def test_half_an_answer_is_refused_at_its_field_and_nothing_is_lost(
    before: str, answer: dict[str, str], wrong: dict[str, str], desk: Editing
) -> None:
    (desk.project / PATH).write_text(before, encoding="utf-8")
    form = desk.form(ADDRESS, body="Lends.", website="https://elm.example") | answer
    refused = desk.post(ADDRESS, form)
    assert refused.status_code == 422
    assert desk.text(PATH) == before
    again = controls_of(refused.text)
    for name, text in (answer | {"body": "Lends.", "website": "https://elm.example"}).items():
        assert "".join(again.get(name, [])) == text
    for name, said in wrong.items():
        assert f'href="#field-listing.{name}"' in refused.text
        assert said in unescape(refused.text.partition(f'id="e-listing.{name}"')[2].partition("</div>")[0])
    told = desk.post(f"edit/check/{ADDRESS.removeprefix('edit/')}", form).json
    assert told is not None
    assert {name: found[-1] for name, found in told["problems"].items()} == {
        f"listing.{name}": said for name, said in wrong.items()
    }


@pytest.mark.parametrize(
    ("before", "answer", "lines"),
    [
        (NOT_ASKED, typed(consent="day", consent__day="2026-11-20"), "  consent: 2026-11-20\n"),
        (
            NOT_ASKED,
            typed(consent="day", consent__day="2026-11-20", until="2026-11-20", how="By phone"),
            "  consent: 2026-11-20\n  until: 2026-11-20\n  how: By phone\n",
        ),
        (NOT_ASKED, typed(consent="refused", how="By phone"), "  consent: refused\n  how: By phone\n"),
        # Who takes an answer back leaves the old day where it stands.
        (AGREED, typed(consent="refused"), "  consent: refused\n  until: 2027-01-02\n  how: By mail\n"),
        (AGREED, typed(consent="", until="", how=""), "  consent:\n  until:\n  how:\n"),
    ],
)
def test_whole_answers_are_taken(before: str, answer: dict[str, str], lines: str, desk: Editing) -> None:
    (desk.project / PATH).write_text(before, encoding="utf-8")
    assert desk.post(ADDRESS, desk.form(ADDRESS) | answer).status_code == 303
    assert desk.text(PATH) == NOT_ASKED.replace("---\nGives", f"listing:\n{lines}---\nGives")


def test_what_stood_half_in_the_file_keeps_nobody_from_other_fields(desk: Editing) -> None:
    half = NOT_ASKED.replace("---\nGives", "listing:\n  until: 2027-01-02\n---\nGives")
    (desk.project / PATH).write_text(half, encoding="utf-8")
    assert desk.fill(ADDRESS, body="Lends.").status_code == 303
    assert "until: 2027-01-02" in desk.text(PATH)


def offer_of(html: str) -> tuple[str, str, bool]:
    """The day that the button of a form says, its words, and whether it is shown without scripts."""
    found = re.search(r'data-offer( hidden)?><button [^>]*name="agreed" value="([^"]*)">(.*?)</button>', html)
    assert found is not None
    return found[2], words_of_page(found[3]), not found[1]


@pytest.mark.parametrize(
    ("answer", "day", "said"),
    [
        (typed(consent="day"), str(TODAY), "They agreed today, November 23, 2026"),
        (typed(consent__day="2026-11-20"), "2026-11-20", "They agreed on November 20, 2026"),
        (typed(consent__day="2026-13-20"), str(TODAY), "They agreed today, November 23, 2026"),
        (typed(consent__day="soon"), str(TODAY), "They agreed today, November 23, 2026"),
    ],
)
def test_the_day_is_offered_beside_the_field_and_taken_with_one_click(
    answer: dict[str, str], day: str, said: str, desk: Editing
) -> None:
    assert offer_of(desk.get(ADDRESS).text) == (str(TODAY), "They agreed today, November 23, 2026", False)
    refused = desk.post(ADDRESS, desk.form(ADDRESS, body="Lends.") | answer)
    assert offer_of(refused.text) == (day, said, True)
    assert desk.post(ADDRESS, controls_of(refused.text) | {"agreed": day}).status_code == 303
    assert f"listing:\n  consent: {day}\n---\nLends.\n" in desk.text(PATH)
    coalition = check(desk.project, TODAY).validated.coalition
    assert coalition is not None
    assert coalition.partners["elm-fund"].is_named(TODAY)


@pytest.mark.parametrize("day", ["", "x", "refused", "2026-11-23\n  until: 2020-01-01"])
def test_an_offer_that_names_no_day_is_none(day: str, desk: Editing) -> None:
    desk.post(ADDRESS, desk.form(ADDRESS) | {"agreed": day})
    assert desk.text(PATH) == NOT_ASKED


def test_enter_in_a_line_presses_no_offer(desk: Editing) -> None:
    html = desk.get(ADDRESS).text
    form = html.partition("data-form=")[2]
    first = re.search(r"<button(?![^>]*type=\"button\")[^>]*>", form)
    assert first is not None
    assert "name=" not in first[0]
