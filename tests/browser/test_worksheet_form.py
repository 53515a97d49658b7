"""The worksheet's form in a real browser: by keyboard, kept, saved, opened, printed, and without scripts."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from coalition_site.model.worksheet_form import COLUMNS, FORM_VERSION, FORMAT, fields
from tests.browser.opened import Opened, Places, opened
from tests.build.building import PROJECT, coalition_of

HOSTILE = {
    "groups.other": True,
    "groups.other_text": '<img src=x onerror="document.title=1">; "quoted" & more',
    "assets.other_text": "a" * 2000,
    "table1.1.name": "<script>document.title=1</script>",
    "table1.1.type": "Other: <b>Public</b> library:\nmain branch",
    "table1.1.serves": "العائلات الجديدة; Jóvenes\nYoung people ; <i>",
    "table1.9.name": "ninth row",
    "table1.9.type": "A type of their own\nin two lines",
    "table2.2.assets": "x" * 2000 + "\nlast line\n",
    "table3.1.roles": "director as champion; data lead (Ana Núñez)",
    "table3.1.strengths": "line one\n\nline three",
    "table3.1.barriers": "  spaces around  ",
    "table4.3.sender": "Jo — “Park” 🌳",
}
"""Answers of which none may be changed or come to life."""

UNKNOWN = {"groups.of-a-later-version": True, "table1.1.color": "green", "table5.1.name": "x", "__proto__": [1, None]}
"""Fields that the form has no place for."""


def _file_of(answers: dict[str, Any], **more: Any) -> bytes:
    document = {"format": FORMAT, "version": FORM_VERSION, "language": "en", "fields": answers, **more}
    return json.dumps(document, ensure_ascii=False).encode()


@contextmanager
def form(browser: Browser, places: Places, **context: Any) -> Iterator[Opened]:
    """The form, opened as a file; nothing may be requested but the file itself."""
    with opened(browser, places, **context) as tab:
        requested: list[str] = []
        tab.page.on("request", lambda request: requested.append(request.url))
        address = (places.folder / "site" / "worksheet-form.html").as_uri()
        tab.page.goto(address)
        yield tab
        wanted = {url for url in requested if not url.startswith(("data:", "blob:"))}
        assert wanted == {address}


def _saved(page: Page) -> dict[str, Any]:
    with page.expect_download() as download:
        page.get_by_role("button", name="Save a file").first.press("Enter")
    name = download.value.suggested_filename
    assert name.startswith("worksheet-20")
    assert name.endswith(".json")
    expect(page.get_by_role("status")).to_contain_text(f"Saved as {name}")
    found: dict[str, Any] = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    return found


def _open(page: Page, content: bytes, name: str = "worksheet-2026-11-24.json") -> None:
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open a file").press("Enter")
    chooser.value.set_files({"name": name, "mimeType": "application/json", "buffer": content})


class Keyboard:
    """Goes through the page with the Tab key, as somebody would who has nothing else."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, name: str) -> None:
        """Presses Tab until the field of that name has the focus."""
        for _ in range(120):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement.id") == name:
                return
        raise AssertionError(f"the Tab key never comes to {name}")

    def to_button(self, text: str) -> None:
        for _ in range(60):
            self.page.keyboard.press("Tab")
            if self.page.evaluate("document.activeElement.innerText").startswith(text):
                return
        raise AssertionError(f"the Tab key never comes to {text}")

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def write(self, name: str, text: str) -> None:
        self.to(name)
        self.page.keyboard.type(text)


def _fill_by_keyboard(page: Page) -> dict[str, Any]:
    """Fills something in all five parts; returns what was typed."""
    keys = Keyboard(page)
    for name in ("groups.young-people", "groups.other"):
        keys.to(name)
        keys.press("Space")
    keys.write("groups.other_text", "Veterans; Night-shift workers")
    for name in ("areas.housing-stability", "areas.just-policing", "assets.convening-power"):
        keys.to(name)
        keys.press("Space")
    for table in (1, 2):
        keys.write(f"table{table}.1.name", "Forest City Library")
        keys.to(f"table{table}.1.type")
        page.keyboard.type("Oth")
        keys.write(f"table{table}.1.type.which", "Public library")
        keys.write(f"table{table}.1.serves", "Night-shift workers, mostly")
        keys.to_button("Choose from the list")
        keys.press("Enter")
        keys.press("Tab")
        keys.press("Space")
        keys.press("Escape")
        keys.write(f"table{table}.1.works_on", "Digital access")
        keys.write(f"table{table}.2.name", "Second row")
        keys.to_button("Add a row")
        keys.press("Enter")
        page.keyboard.type("Third row")
        keys.to(f"table{table}.3.type")
        page.keyboard.type("Nonp")
    for column in COLUMNS[3]:
        keys.write(f"table3.1.{column}", f"The {column}")
    for column in COLUMNS[4]:
        keys.write(f"table4.1.{column}", f"The {column}")
    boxes = ("groups.young-people", "groups.other", "areas.housing-stability", "areas.just-policing")
    answers: dict[str, Any] = dict.fromkeys((*boxes, "assets.convening-power"), True)
    answers["groups.other_text"] = "Veterans; Night-shift workers"
    for table in (1, 2):
        answers |= {
            f"table{table}.1.name": "Forest City Library",
            f"table{table}.1.type": "Other: Public library",
            f"table{table}.1.serves": "Night-shift workers, mostly; People of color",
            f"table{table}.1.works_on": "Digital access",
            f"table{table}.2.name": "Second row",
            f"table{table}.3.name": "Third row",
            f"table{table}.3.type": "Nonprofit",
        }
    for table in (3, 4):
        answers |= {f"table{table}.1.{column}": f"The {column}" for column in COLUMNS[table]}
    return answers


def test_filled_by_keyboard_kept_saved_and_opened_elsewhere(browser: Browser, places: Places) -> None:
    with form(browser, places) as tab:
        typed = _fill_by_keyboard(tab.page)
        tab.page.reload()
        expect(tab.page.locator("#kept")).to_contain_text("from last time")
        expect(tab.page.get_by_label("Young people", exact=True)).to_be_checked()
        expect(tab.page.get_by_label("Organization name, Table 1, row 3")).to_have_value("Third row")
        saved = _saved(tab.page)
    assert saved == {"format": FORMAT, "version": FORM_VERSION, "language": "en", "fields": typed}
    with form(browser, places) as tab:
        _open(tab.page, json.dumps(saved).encode())
        expect(tab.page.get_by_role("status")).to_contain_text(f"is open: {len(typed)} answers.")
        expect(tab.page.get_by_label("If other, which? Table 2, row 1")).to_have_value("Public library")
        assert _saved(tab.page) == saved


def test_hostile_answers_come_back_equal_and_inert(browser: Browser, places: Places) -> None:
    with form(browser, places) as tab:
        title = tab.page.title()
        _open(tab.page, _file_of({**HOSTILE, **UNKNOWN}, note={"kept": [1, 2]}))
        expect(tab.page.get_by_role("status")).to_contain_text(
            f"{len(HOSTILE)} answers. {len(UNKNOWN)} more have no place"
        )
        expect(tab.page.get_by_label("Organization name, Table 1, row 9")).to_have_value("ninth row")
        assert _saved(tab.page)["fields"] == {**HOSTILE, **UNKNOWN}
        tab.page.reload()
        # Every control is read, as if all had been touched.
        touch = "element => element.dispatchEvent(new Event('input', {bubbles: true}))"
        tab.page.evaluate(f"document.querySelectorAll('form [name]').forEach({touch})")
        again = _saved(tab.page)
        assert again["fields"] == {**HOSTILE, **UNKNOWN}
        assert again["note"] == {"kept": [1, 2]}
        assert tab.page.title() == title
        assert tab.page.locator("form :is(img, script, i, b)").count() == 0
        assert not tab.overflow()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"Organization,Type\n", "was not saved by this form"),
        (b"\xff\xfe\x00", "was not saved by this form"),
        (b'{"schema_version": 1, "partners": {}}', "holds something else"),
        (b"null", "holds something else"),
        (b'{"format": "coalition-worksheet", "version": "1", "fields": ["x"]}', "holds something else"),
        (b" " * 5_000_001, "is too large"),
    ],
)
def test_a_wrong_file_is_refused_in_words_and_changes_nothing(
    browser: Browser, places: Places, content: bytes, said: str
) -> None:
    with form(browser, places) as tab:
        tab.page.get_by_label("Organization name, Table 1, row 1").fill("Stays")
        _open(tab.page, content, "something.json")
        expect(tab.page.get_by_role("alert")).to_contain_text(f"“something.json” {said}")
        expect(tab.page.get_by_role("alert")).to_contain_text("Nothing was changed")
        assert _saved(tab.page)["fields"] == {"table1.1.name": "Stays"}


def test_an_absurd_row_number_is_kept_and_not_drawn(browser: Browser, places: Places) -> None:
    far = {"table1.999999.name": "far away", "table1.0.name": "zero", "table1.01.name": "leading zero"}
    with form(browser, places) as tab:
        _open(tab.page, _file_of(far))
        expect(tab.page.get_by_role("status")).to_contain_text("0 answers. 3 more have no place")
        assert tab.page.locator("[data-table=table1] tr[data-row]").count() == 8
        assert _saved(tab.page)["fields"] == far


def test_an_added_row_is_removed_and_brought_back(browser: Browser, places: Places) -> None:
    rows = {f"table4.{row}.member": f"Person {row}" for row in range(1, 11)}
    with form(browser, places) as tab:
        _open(tab.page, _file_of(rows))
        tab.page.get_by_role("button", name="Remove row 4 of Table 4").press("Enter")
        expect(tab.page.get_by_role("status")).to_have_text("Row 4 was removed from Table 4.")
        expect(tab.page.get_by_role("button", name="Add a row to Table 4")).to_be_focused()
        left = [f"Person {row}" for row in range(1, 11) if row != 4]
        assert list(_saved(tab.page)["fields"].values()) == left
        expect(tab.page.locator("[data-table=table4] tr[data-row]")).to_have_count(9)
    with form(browser, places) as tab:
        _open(tab.page, _file_of(rows))
        tab.page.get_by_role("button", name="Remove row 4 of Table 4").press("Enter")
        tab.page.keyboard.press("Tab")
        expect(tab.page.get_by_role("button", name="Undo")).to_be_focused()
        tab.page.keyboard.press("Enter")
        expect(tab.page.get_by_role("button", name="Add a row to Table 4")).to_be_focused()
        expect(tab.page.get_by_role("status")).to_have_text("That was taken back.")
        assert _saved(tab.page)["fields"] == rows


def test_the_list_and_the_text_say_the_same(browser: Browser, places: Places) -> None:
    with form(browser, places) as tab:
        text = tab.page.get_by_label("Assets, Table 1, row 1", exact=True)
        text.fill("convening power; Something, of our own")
        row = tab.page.locator("[data-table=table1] tr[data-row='1']")
        row.locator("summary").last.press("Enter")
        box = row.get_by_role("checkbox", name="Convening power")
        expect(box).to_be_checked()
        box.press("Space")
        expect(text).to_have_value("Something, of our own")
        row.get_by_role("checkbox", name="Staff capacity").press("Space")
        expect(text).to_have_value("Something, of our own; Staff capacity")
        text.fill("")
        expect(row.get_by_role("checkbox", name="Staff capacity")).not_to_be_checked()


def test_clearing_takes_everything_out_of_the_browser(browser: Browser, places: Places) -> None:
    with form(browser, places) as tab:
        tab.page.get_by_label("Young people", exact=True).press("Space")
        assert tab.page.evaluate("localStorage.length") == 1
        tab.page.get_by_role("button", name="Clear all answers").press("Enter")
        assert tab.page.evaluate("localStorage.length") == 0
        expect(tab.page.get_by_label("Young people", exact=True)).not_to_be_checked()
        tab.page.get_by_role("button", name="Undo").press("Enter")
        expect(tab.page.get_by_label("Young people", exact=True)).to_be_checked()


def test_a_browser_that_keeps_nothing_says_so_and_still_saves(browser: Browser, places: Places) -> None:
    with opened(browser, places) as tab:
        tab.page.add_init_script(
            "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
        )
        tab.page.goto((places.folder / "site" / "worksheet-form.html").as_uri())
        tab.page.get_by_label("Young people", exact=True).press("Space")
        expect(tab.page.locator("#kept")).to_contain_text("Save a file before you close it")
        assert _saved(tab.page)["fields"] == {"groups.young-people": True}


def test_at_400_percent_no_message_lies_over_a_field(browser: Browser, places: Places) -> None:
    with form(browser, places, width=320) as tab:
        tab.page.set_viewport_size({"width": 320, "height": 256})
        _open(tab.page, _file_of(HOSTILE))
        expect(tab.page.get_by_role("status")).to_contain_text("answers")
        tab.page.get_by_label("Young people", exact=True).focus()
        expect(tab.page.get_by_role("status")).to_be_empty()
        tab.page.get_by_role("button", name="Add a row to Table 4").press("Enter")
        expect(tab.page.get_by_role("status")).to_have_text("Row 4 was added to Table 4.")
        field = tab.page.get_by_label("Potential coalition member, Table 4, row 4").bounding_box()
        message = tab.page.locator(".said").bounding_box()
        assert field is not None
        assert message is not None
        assert field["y"] + field["height"] <= message["y"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_no_accessibility_violations_and_no_scrolling_sideways(
    browser: Browser, places: Places, scheme: str, width: int
) -> None:
    with form(browser, places, width=width, color_scheme=scheme) as tab:
        _open(tab.page, _file_of({**HOSTILE, **UNKNOWN}))
        expect(tab.page.get_by_role("button", name="Undo")).to_be_visible()
        for summary in tab.page.locator("[data-table=table1] tr[data-row='1'] summary").all():
            summary.press("Enter")
        violations = Axe().run(tab.page).response["violations"]
        assert [f"{each['id']} {each['nodes'][0]['html']}" for each in violations] == []
        assert not tab.overflow()


def test_on_paper_there_are_boxes_rules_and_all_that_was_written(browser: Browser, places: Places) -> None:
    with form(browser, places) as tab:
        _open(tab.page, _file_of({"table1.1.name": "w " * 1000, "table1.1.type": "Nonprofit"}))
        tab.page.emulate_media(media="print")
        for hidden in (".desk", "nav", ".actions", ".pick", ".said", "textarea", "select"):
            assert not any(each.is_visible() for each in tab.page.locator(hidden).all()), hidden
        for table in (1, 2, 3, 4):
            rows = tab.page.locator(f"[data-table=table{table}] tr[data-row]")
            assert [row.is_visible() for row in rows.all()] == [True] * 8
        written = "getComputedStyle(document.getElementById('table1.1.{}').parentElement, '::after').content"
        assert "w w w" in tab.page.evaluate(written.format("name"))
        assert "Nonprofit" in tab.page.evaluate(written.format("type"))
        rule = "getComputedStyle(document.querySelector('tbody td')).borderTopStyle"
        assert tab.page.evaluate(rule) == "solid"


def test_without_scripts_it_is_read_filled_and_printed(browser: Browser, places: Places) -> None:
    vocabulary = coalition_of(PROJECT).vocabulary
    with form(browser, places, java_script_enabled=False) as tab:
        expect(tab.page.get_by_text("This page runs no scripts here")).to_be_visible()
        for button in ("Save a file", "Open a file", "Add a row", "Clear all answers"):
            expect(tab.page.get_by_role("button", name=button)).to_have_count(0)
        for field in fields(vocabulary):
            found = tab.page.locator(f"[id='{field.name}']")
            assert found.is_visible(), field.name
            assert tab.page.locator(f"label[for='{field.name}']").inner_text().strip(), field.name
        tab.page.get_by_label("Young people", exact=True).press("Space")
        tab.page.get_by_label("Organization name, Table 1, row 8").fill("By hand")
        expect(tab.page.get_by_label("Organization name, Table 1, row 8")).to_have_value("By hand")
        tab.page.get_by_label("If other, which? Table 1, row 8").fill("Public library")
        tab.page.emulate_media(media="print")
        expect(tab.page.get_by_label("Organization name, Table 1, row 8")).to_be_visible()
        expect(tab.page.get_by_label("If other, which? Table 1, row 8")).to_be_visible()
        expect(tab.page.get_by_label("If other, which? Table 1, row 7")).to_be_hidden()


def test_both_sites_hold_the_same_file_and_link_to_it(browser: Browser, places: Places) -> None:
    files = [places.folder / name / "worksheet-form.html" for name in ("site", "workbook")]
    assert files[0].read_bytes() == files[1].read_bytes()
    with opened(browser, places) as tab:
        for page in ("site/join.html", "workbook/downloads.html"):
            tab.page.goto(f"{places.address}/{page}")
            tab.page.locator("a[href='worksheet-form.html']").click()
            expect(tab.page.get_by_role("heading", level=1)).to_have_text("Identifying Potential Coalition Members")
