"""Who will see it, as a form says, against what the public view really has: in all states of consent and audience."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from html import unescape
from itertools import product
from pathlib import Path

import pytest

from coalition_site.derive.public.view import PublicView, public_view
from coalition_site.derive.words.dates import long_date
from coalition_site.model.coalition import Coalition
from coalition_site.validate.project import check
from tests.support.building import SMALL, TODAY, small_project
from tests.support.editing import Editing, editing, words_of_page

DAYS = {
    "": "",
    "past": "2026-01-02",
    "yesterday": str(TODAY - timedelta(days=1)),
    "today": str(TODAY),
    "tomorrow": str(TODAY + timedelta(days=1)),
    "later": "2027-05-01",
}
STATES = [
    (relationship, consent, until)
    for relationship, consent, until in product(
        ("existing", "potential", "former"), ("refused", *DAYS.values()), DAYS.values()
    )
]
QUIET = {
    f"partners/quiet-{n}.md": f"---\nname: Quiet {n}\ntype: Nonprofit\nrelationship: existing\n---\n" for n in range(5)
}
"""Partners that are counted, and few enough more or less to see whether one is."""
COUNTED = "At most it counts this partner"
PARTNER = "content/partners/elm-fund.md"


def written(relationship: str, consent: str, until: str) -> str:
    listing = "".join(f"  {key}: {text}\n" for key, text in (("consent", consent), ("until", until)) if text)
    listing = f"listing:\n{listing}" if listing else ""
    return f"---\nname: Elm Fund\ntype: Nonprofit\nrelationship: {relationship}\n{listing}---\nGives.\n"


def mark_and_told(html: str, audience: str = "public") -> tuple[str, str, str]:
    """The kind and word of the mark above the fields of an audience, and the sentence below it."""
    section = rf'<section class="audience audience--(\w+)"[^>]*data-audience="{audience}">'
    found = re.search(rf"{section}\s*<h2[^>]*>(.*?)</h2>\s*<p[^>]*>(.*?)</p>", html, re.DOTALL)
    assert found is not None, html
    return found[1], words_of_page(found[2]), unescape(found[3])


@dataclass(frozen=True)
class Shown:
    """What the build has of a project, on any day."""

    coalition: Coalition

    def view(self, day: date = TODAY) -> PublicView:
        return public_view(self.coalition, day)

    def names_it(self, day: date = TODAY) -> bool:
        return "elm-fund" in {partner.id for partner in self.view(day).partners}


def shown(desk: Editing) -> Shown:
    coalition = check(desk.project, TODAY).validated.coalition
    assert coalition is not None
    return Shown(coalition)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editing]:
    files = QUIET | {"partners/elm-fund.md": written("existing", "", "")}
    with editing(small_project(tmp_path_factory.mktemp("seen") / "project", files)) as desk:
        yield desk


@pytest.mark.parametrize(("relationship", "consent", "until"), STATES)
def test_a_partner_is_seen_as_the_form_says(relationship: str, consent: str, until: str, desk: Editing) -> None:
    (desk.project / PARTNER).write_text(written(relationship, consent, until), encoding="utf-8")
    html = desk.get("edit/partner/elm-fund").text
    mark, word, told = mark_and_told(html)
    built = shown(desk)
    named = built.names_it()
    assert (mark, word) == (("public", "Everybody") if named else ("held", "Held back"))
    assert ("everybody can read this" in told) == named
    # Who is counted is one more than those that are quiet anyhow.
    assert (COUNTED in told) == (built.view().unnamed == len(QUIET) + 1)
    # The same stands beside the answer itself.
    assert unescape(html).count(told) == 2
    days = sorted(date.fromisoformat(each) for each in DAYS.values() if each)
    for day in days:
        if long_date(day, "en") in told:
            before, then, after = (built.names_it(day + timedelta(days=each)) for each in (-1, 0, 1))
            assert (named and then and not after) or (not named and not before and then)
    # Nothing is said of a day to come where there is none on which the site names them.
    assert ("before" in told) == (not named and any(built.names_it(day) for day in days if day > TODAY))
    assert ("former" in told) == (relationship == "former")
    assert ("refused" in told) == (consent == "refused" and relationship != "former")


@pytest.mark.parametrize(("relationship", "consent", "until"), STATES[::5])
def test_while_somebody_ticks_the_form_says_what_it_says_after_saving(
    relationship: str, consent: str, until: str, desk: Editing
) -> None:
    (desk.project / PARTNER).write_text(written("existing", "", ""), encoding="utf-8")
    _, _, before = mark_and_told(desk.get("edit/partner/elm-fund").text)
    is_day = consent not in {"", "refused"}
    ticked = {
        "relationship": relationship,
        "listing.consent": "day" if is_day else consent,
        "listing.consent.day": consent if is_day else "",
        "listing.until": until,
    }
    form = desk.form("edit/partner/elm-fund") | ticked
    answer = desk.post("edit/check/partner/elm-fund", form).json
    assert answer is not None
    assert desk.text(PARTNER) == written("existing", "", "")
    saved = desk.post("edit/partner/elm-fund", form).status_code == 303
    assert saved == (not until or (is_day and until >= consent))
    if saved:
        mark, word, told = mark_and_told(desk.get("edit/partner/elm-fund").text)
        seen = answer["seen"]["public"]
        assert (seen["mark"], seen["word"]) == (mark, word)
        assert seen["told"] == (told if told == before else f"Once this is saved: {told}")


def test_what_is_not_saved_is_not_said_to_be_seen(desk: Editing) -> None:
    (desk.project / PARTNER).write_text(written("existing", "", ""), encoding="utf-8")
    form = desk.form("edit/partner/elm-fund") | {"listing.consent": "day", "listing.consent.day": "2026-01-02"}
    answer = desk.post("edit/partner/elm-fund", form | {"website": "elm"})
    assert answer.status_code == 422
    assert mark_and_told(answer.text)[0] == "held"


@pytest.mark.parametrize("listing", ["consent: yesterday", "consent: 2026-01-02\n  until: never", "wrong: 1"])
def test_of_what_has_a_mistake_nothing_is_promised(listing: str, desk: Editing) -> None:
    text = written("existing", "2026-01-02", "").replace("consent: 2026-01-02", listing)
    (desk.project / PARTNER).write_text(text, encoding="utf-8")
    mark, _, told = mark_and_told(desk.get("edit/partner/elm-fund").text)
    assert (mark, told) == ("held", "Who sees this cannot be told while there is a mistake in it.")


TEXTS: Mapping[str, tuple[str, str]] = {
    "page/about": ("pages/about.md", "title: About\naudience: {}\n"),
    "meeting/2027-01-14-first": ("meetings/2027-01-14-first.md", "title: First\naudience: {}\n"),
}


@pytest.mark.parametrize("address", TEXTS)
@pytest.mark.parametrize("audience", ["public", "team", "Team", "everyone"])
def test_a_page_or_meeting_is_seen_by_those_whom_it_names(audience: str, address: str, tmp_path: Path) -> None:
    path, front = TEXTS[address]
    settings = f"{SMALL}site_languages:\n  - en\n  - es\n"
    files = {"coalition.yml": settings, path: f"---\n{front.format(audience)}---\nUs.\n"}
    with editing(small_project(tmp_path / "project", files)) as desk:
        coalition = check(desk.project, TODAY).validated.coalition
        addresses = [address, f"{address}.es"] if coalition is not None else [address]
        for each in addresses:
            mark, word, told = mark_and_told(desk.get(f"edit/{each}").text)
            if coalition is None:
                assert (mark, word) == ("held", "Held back")
                assert told == "Who sees this cannot be told while there is a mistake in it."
                continue
            built = public_view(coalition, TODAY)
            public = bool([*built.pages, *built.meetings])
            assert (mark, word) == (("public", "Everybody") if public else ("team", "The team only"))
            assert told.startswith("Everybody can read this" if public else "Only the team reads this, as ")
        if coalition is not None:
            other = "team" if audience == "public" else "public"
            answer = desk.post(f"edit/check/{address}", desk.form(f"edit/{address}", audience=other)).json
            assert answer is not None
            assert answer["seen"]["public"]["mark"] == other
            assert answer["seen"]["public"]["told"].startswith("Once this is saved: ")
            new = f"edit/{address.partition('/')[0]}/new"
            assert mark_and_told(desk.get(new).text)[::2][1].endswith("decides who reads this.")


@pytest.mark.parametrize("public", ["true", "false", ""])
@pytest.mark.parametrize("day", ["2026-11-22", "2026-11-23", ""])
def test_the_first_meeting_is_seen_as_its_form_says(public: str, day: str, tmp_path: Path) -> None:
    values = "".join(f"  {key}: {text}\n" for key, text in (("date", day), ("public", public)) if text)
    project = small_project(tmp_path / "project", {"coalition.yml": f"{SMALL}meeting:\n  place: Hall\n{values}"})
    with editing(project) as desk:
        mark, _, told = mark_and_told(desk.get("edit/settings/meeting").text, "partner")
        assert (mark == "public") == (shown(desk).view().meeting is not None)
        assert ("everybody can read when and where" in told) == (shown(desk).view().meeting is not None)
        # Who signs letters stands in the same file, and only in letters.
        assert mark_and_told(desk.get("edit/settings/senders").text, "partner")[0] == "partner"
