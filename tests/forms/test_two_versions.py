"""Two versions that a merge left: shown in words with whose they are, chosen with one button, and taken back."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.support.building import small_project
from tests.support.editing import Editing, editing, words_of_page

PARTNER = """---
name: Elm Fund
type: Nonprofit
<<<<<<< HEAD
relationship: existing
team:
  people:
    - name: Dana Reyes
      phone: 555-0100
=======
relationship: former # they left
team:
  people:
    - name: Dana Reyes
      phone: 555-0199
>>>>>>> 1a2b3c4 (Dana has another telephone)
---
# Gives

<<<<<<< HEAD
Gives to gardens.
=======
Gives to parks.
>>>>>>> maria/parks
Ends.
"""
INVITES = """- member: Ana
  sender: jo
  status: idea
<<<<<<< HEAD
- member: Bo
  sender: jo
  status: idea
=======
- member: Cy
  sender: jo
  status: no answer
  follow_up: 2026-12-05
>>>>>>> Stashed changes
"""
HALF = "---\ntitle: Welcome\naudience: public\n---\nBoth.\n>>>>>>> b\nMore.\n"
WORDS = 'msgid "Partners"\n<<<<<<< HEAD\nmsgstr "Socios"\n=======\nmsgstr "Aliados"\n>>>>>>> b\n'
ADDED = "<<<<<<< HEAD\n---\nsubject: Hi\n---\nOne\n=======\n---\nsubject: Hello\n---\nTwo\n>>>>>>> b\n"
FILES = {
    "partners/elm-fund.md": PARTNER,
    "invites.yml": INVITES,
    "pages/welcome.md": HALF,
    "words/es.po": WORDS,
    "letters/follow-up.md": ADDED,
}
TELEPHONE = "Team: People we know there: Dana Reyes: Phone"
PATH = "content/partners/elm-fund.md"


class _Places(HTMLParser):
    """The fields and buttons of every form that chooses between two versions."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self.buttons: list[list[str]] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = given.get("action", "").endswith("edit/two-versions")
            if self._inside:
                self.forms.append({})
                self.buttons.append([])
        elif self._inside and tag == "input":
            self.forms[-1][given["name"]] = given["value"]
        elif self._inside and tag == "button":
            self.buttons[-1].append(given["value"])


def places(html: str) -> dict[tuple[str, str], tuple[dict[str, str], list[str]]]:
    parser = _Places()
    parser.feed(html)
    pairs = zip(parser.forms, parser.buttons, strict=True)
    return {(form["path"], form["number"]): (form, buttons) for form, buttons in pairs}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Editing]:
    with editing(small_project(tmp_path / "project", FILES)) as desk:
        yield desk


def choose(desk: Editing, page: str, path: str, keep: str, number: str = "0") -> int:
    form, _ = places(desk.get(page).text)[path, number]
    return desk.post("edit/two-versions", {**form, "keep": keep}).status_code


def test_the_first_page_shows_each_place_with_both_versions_in_words(desk: Editing) -> None:
    html = desk.get("edit/").text
    said = words_of_page(html)
    assert "Two versions were joined, and nobody has chosen yet" in said
    upper = f"What was here How they stand to us existing {TELEPHONE} 555-0100 Keep this one"
    lower = f"The version “Dana has another telephone” How they stand to us former {TELEPHONE} 555-0199"
    assert upper in said
    assert lower in said
    assert "The version “maria/parks” Gives to parks. Keep this one" in said
    assert (
        "Whom to invite: Cy; Who will send the invitation: jo; Status: no answer; Call again on: December 5, 2026"
        in said
    )
    assert "What was here Subject Hi The letter One Keep this one" in said
    assert "The words of pages in Spanish What was here Socios Keep this one" in said
    assert "Two versions met here, and somebody settled it halfway" in said
    assert "The files have mistakes" not in said
    assert [sign for sign in ("<<<<<<<", "=======", "follow_up", "merge-unsettled", "---") if sign in said] == []
    assert {place: buttons for place, (_, buttons) in places(html).items()} == {
        (PATH, "0"): ["upper", "lower"],
        (PATH, "1"): ["upper", "lower", "both"],
        ("content/invites.yml", "0"): ["upper", "lower", "both"],
        ("content/pages/welcome.md", "0"): ["text"],
        ("content/words/es.po", "0"): ["upper", "lower"],
        ("content/letters/follow-up.md", "0"): ["upper", "lower"],
    }


@pytest.mark.parametrize(
    ("path", "number", "keep", "expected"),
    [
        (PATH, "0", "lower", PARTNER[: PARTNER.index("<<<<")] + PARTNER[PARTNER.index("relationship: former") :]),
        (PATH, "1", "both", PARTNER.replace("=======\nGives to parks", "\nGives to parks")),
        ("content/invites.yml", "0", "both", INVITES),
        ("content/invites.yml", "0", "upper", INVITES[: INVITES.index("=======")]),
        ("content/pages/welcome.md", "0", "text", HALF),
        ("content/words/es.po", "0", "upper", WORDS.replace('=======\nmsgstr "Aliados"\n', "")),
        ("content/letters/follow-up.md", "0", "lower", ADDED[ADDED.index("=======") :]),
    ],
)
def test_a_choice_writes_what_was_chosen_and_is_taken_back(
    desk: Editing, path: str, number: str, keep: str, expected: str
) -> None:
    """What is expected is the file with only the markers of that place taken out of it."""
    before = desk.text(path)
    other = {"0": ("HEAD\nGives", "parks.\n", "maria"), "1": ("HEAD\nrel", "1a2b")}[number] if path == PATH else ()
    lines = expected.splitlines(keepends=True)
    markers = [at for at, line in enumerate(lines) if line[:7] in {"<<<<<<<", "=======", ">>>>>>>"}]
    kept = _kept_markers(lines, markers, number) if other else set()
    assert choose(desk, "edit/", path, keep, number) == 303
    assert desk.text(path) == "".join(line for at, line in enumerate(lines) if at not in markers or at in kept)
    assert "one version was chosen" in words_of_page(desk.get("edit/").text)
    assert desk.post("edit/undo", {}).status_code == 303
    assert desk.text(path) == before


def _kept_markers(lines: list[str], markers: list[int], number: str) -> set[int]:
    """Of a partner with two places, the markers of the other one."""
    text = lines.index("# Gives\n")
    return {at for at in markers if (at > text) == (number == "0")}


def test_the_page_of_a_record_shows_its_places_refuses_to_save_and_leads_back(desk: Editing) -> None:
    page = desk.get("edit/partner/elm-fund")
    assert page.status_code == 200
    assert {path for path, _ in places(page.text)} == {PATH}
    refused = desk.fill("edit/partner/elm-fund", website="https://elm.example")
    assert refused.status_code == 409
    assert "Two versions of this were joined. Choose one of them first." in words_of_page(refused.text)
    assert "https://elm.example" in refused.text
    assert desk.post("edit/partner/elm-fund/remove", {}).status_code == 409
    assert desk.post("edit/partner/elm-fund/rename", {"new": "elm"}).status_code == 409
    assert desk.text(PATH) == PARTNER
    form, _ = places(page.text)[PATH, "1"]
    answer = desk.post("edit/two-versions", {**form, "keep": "lower"})
    assert answer.headers["Location"].endswith("/edit/partner/elm-fund")
    assert choose(desk, "edit/partner/elm-fund", PATH, "upper") == 303
    assert desk.fill("edit/partner/elm-fund", website="https://elm.example").status_code == 303
    assert "website: https://elm.example" in desk.text(PATH)


TORN = "{0}<<<<<<< HEAD\n{1}\n=======\n{2}\n>>>>>>> b\n{3}"
PAGE = "---\ntitle: T\naudience: team\n---\n"


def test_every_kind_of_file_has_a_name_and_says_what_differs(tmp_path: Path) -> None:
    """In the team's own folder too, and without a name of a file, a key or a marker."""
    meeting = "---\ntitle: First\nstart: 2026-11-01 10:00\ntime_zone: America/Chicago\naudience: public\n"
    files = {
        "needs.yml": TORN.format("groups:\n  - Young people\n", "  - Older adults", "  - People of color", ""),
        "vocabulary.yml": TORN.format("groups:\n  Young people:\n", "    label: Youth", "    label: Teens", ""),
        "areas/housing-stability.md": TORN.format("---\nsource: Census\n", "figure: One", "figure: Two", "---\n"),
        "meetings/2026-11-01-first.md": TORN.format(meeting, "place: Hall", "place: Library", "---\nAgenda.\n"),
        "partners/elm-fund.md": "---\nname: Elm Fund\ntype: Nonprofit\nrelationship: existing\n---\nGives.\n",
        "partners/elm-fund.es.md": TORN.format("", "Da.", "Regala.", ""),
    }
    project = small_project(tmp_path / "project", files)
    settings = project / "content/coalition.yml"
    settings.write_text(settings.read_text("utf-8") + "team_content: ../team\n", "utf-8")
    (tmp_path / "team/partners").mkdir(parents=True)
    (tmp_path / "team/partners/elm-fund.md").write_text(
        TORN.format("---\nteam:\n", "  position: supportive", "  position: neutral", "---\n"), "utf-8"
    )
    with editing(project) as desk:
        said = words_of_page(desk.get("edit/").text)
        assert (
            "Part 1: what we need What was here Groups facing the greatest barriers Older adults Keep this one" in said
        )
        assert "Words and options What was here Groups: Young people: Label Youth" in said
        assert "Housing stability What was here" in said
        assert "First What was here" in said
        assert "Library Keep this one" in said
        assert "Elm Fund in Spanish What was here Da. Keep this one The version “b” Regala." in said
        assert "supportive Keep this one" in said
        signs = ("<<<<<<<", "=======", ".yml", ".md", "position:", "The files have mistakes")
        assert [sign for sign in signs if sign in said] == []
        assert choose(desk, "edit/", "../team/partners/elm-fund.md", "lower") == 303
        assert "  position: neutral\n---" in (tmp_path / "team/partners/elm-fund.md").read_text("utf-8")


def test_of_many_places_the_first_are_shown_and_the_others_counted(tmp_path: Path) -> None:
    text = "".join(TORN.format("", f"Upper {number}", f"Lower {number}", "") for number in range(40))
    with editing(small_project(tmp_path / "project", {"pages/t.md": PAGE + text})) as desk:
        html = desk.get("edit/page/t").text
        assert len(places(html)) == 12
        assert "28 more are shown when these are settled." in words_of_page(html)


def test_what_somebody_changed_meanwhile_is_looked_at_again(desk: Editing) -> None:
    form, _ = places(desk.get("edit/").text)[PATH, "0"]
    changed = PARTNER.replace("555-0100", "555-0111")
    (desk.project / PATH).write_text(changed, encoding="utf-8")
    assert desk.post("edit/two-versions", {**form, "keep": "upper"}).status_code == 303
    assert desk.text(PATH) == changed
    assert "Somebody changed this while you were looking." in words_of_page(desk.get("edit/").text)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"path": "content/coalition.yml"}, 404),
        ({"path": "../outside.md"}, 404),
        ({"number": "7"}, 404),
        ({"keep": "text"}, 404),
        ({"keep": "all"}, 400),
        ({"number": "-1"}, 400),
        ({"form_token": "x"}, 403),
    ],
)
def test_what_no_button_of_ours_sends_changes_nothing(desk: Editing, sent: dict[str, str], status: int) -> None:
    form, _ = places(desk.get("edit/").text)[PATH, "0"]
    assert desk.post("edit/two-versions", {**form, "keep": "upper", **sent}).status_code == status
    assert {f"content/{name}": desk.text(f"content/{name}") for name in FILES} == {
        f"content/{name}": text for name, text in FILES.items()
    }


def test_an_address_from_elsewhere_leads_to_the_first_page(desk: Editing) -> None:
    form, _ = places(desk.get("edit/").text)[PATH, "0"]
    answer = desk.post("edit/two-versions", {**form, "keep": "upper", "back": "//elsewhere.example"})
    assert answer.headers["Location"].endswith(f"{desk.gate.place}/edit/")
