"""The worksheet's form in a real browser: kept, saved, opened, printed, and without scripts."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from coalition_site.model.worksheet_form import FORM_VERSION, FORMAT, fields
from tests.support.browser import Places, opened
from tests.support.browser_form import FORMS, Keyboard, address_of, form, open_file, said, saved, texts
from tests.support.building import PROJECT, coalition_of
from tests.support.gate import pdf_text
from tests.support.making import worksheet_texts

ANSWERS = {
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


def test_hostile_answers_come_back_equal_and_inert(browser: Browser, places: Places) -> None:
    with form(browser, places) as tab:
        title = tab.page.title()
        open_file(tab.page, _file_of({**ANSWERS, **UNKNOWN}, note={"kept": [1, 2]}))
        opened_words = said("opened", file="worksheet-2026-11-24.json", count=len(ANSWERS))
        rest = said("opened_rest", count=len(UNKNOWN))
        expect(tab.page.get_by_role("status")).to_have_text(f"{opened_words} {rest}")
        expect(tab.page.get_by_label("Organization name, Table 1, row 9")).to_have_value("ninth row")
        assert saved(tab.page)["fields"] == {**ANSWERS, **UNKNOWN}
        tab.page.reload()
        # Every control is read, as if all had been touched.
        touch = "element => element.dispatchEvent(new Event('input', {bubbles: true}))"
        tab.page.evaluate(f"document.querySelectorAll('form [name]').forEach({touch})")
        again = saved(tab.page)
        assert again["fields"] == {**ANSWERS, **UNKNOWN}
        assert again["note"] == {"kept": [1, 2]}
        assert tab.page.title() == title
        to_the_right = "element => element.matches(':dir(rtl)')"
        assert tab.page.locator("[id='table1.1.serves']").evaluate(to_the_right)
        assert not tab.page.locator("[id='table1.1.name']").evaluate(to_the_right)
        assert tab.page.locator("form :is(img, script, i, b)").count() == 0
        assert not tab.overflow()


WRONG = [
    (b"%PDF-1.7 ...", "is a PDF"),
    (b"Organization,Type\n", "was not saved by this form"),
    (b"\xff\xfe\x00", "was not saved by this form"),
    (b'{"schema_version": 1, "partners": {}}', "holds something else"),
    (b"null", "holds something else"),
    (b'{"format": "coalition-worksheet", "version": "1", "fields": ["x"]}', "holds something else"),
    (b" " * 5_000_001, "is too large"),
]


def test_a_wrong_file_is_refused_in_words_and_changes_nothing(browser: Browser, places: Places) -> None:
    with form(browser, places) as tab:
        tab.page.get_by_label("Organization name, Table 1, row 1").fill("Stays")
        for number, (content, reason) in enumerate(WRONG):
            open_file(tab.page, content, f"something-{number}.json")
            expect(tab.page.get_by_role("alert")).to_contain_text(f"“something-{number}.json” {reason}")
            expect(tab.page.get_by_role("alert")).to_contain_text("Nothing was changed")
            assert saved(tab.page)["fields"] == {"table1.1.name": "Stays"}


def test_an_absurd_row_number_is_kept_and_not_drawn(browser: Browser, places: Places) -> None:
    far = {"table1.999999.name": "far away", "table1.0.name": "zero", "table1.01.name": "leading zero"}
    with form(browser, places) as tab:
        open_file(tab.page, _file_of(far))
        expect(tab.page.get_by_role("status")).to_contain_text("Answers without a place in this form: 3;")
        assert tab.page.locator("[data-table=table1] tr[data-row]").count() == 8
        assert saved(tab.page)["fields"] == far


def test_an_added_row_is_removed_and_brought_back(browser: Browser, places: Places) -> None:
    rows = {f"table4.{row}.member": f"Person {row}" for row in range(1, 11)}
    with form(browser, places) as tab:
        open_file(tab.page, _file_of(rows))
        tab.page.get_by_role("button", name="Remove row 4 of Table 4").press("Enter")
        expect(tab.page.get_by_role("status")).to_have_text("Row 4 was removed from Table 4.")
        expect(tab.page.get_by_role("button", name="Add a row to Table 4")).to_be_focused()
        left = [f"Person {row}" for row in range(1, 11) if row != 4]
        assert list(saved(tab.page)["fields"].values()) == left
        expect(tab.page.locator("[data-table=table4] tr[data-row]")).to_have_count(9)
    with form(browser, places) as tab:
        open_file(tab.page, _file_of(rows))
        tab.page.get_by_role("button", name="Remove row 4 of Table 4").press("Enter")
        tab.page.keyboard.press("Tab")
        expect(tab.page.get_by_role("button", name="Undo")).to_be_focused()
        tab.page.keyboard.press("Enter")
        expect(tab.page.get_by_role("button", name="Add a row to Table 4")).to_be_focused()
        expect(tab.page.get_by_role("status")).to_have_text("That was taken back.")
        assert saved(tab.page)["fields"] == rows


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


def test_what_asks_for_a_text_is_begun_in_the_field(browser: Browser, places: Places) -> None:
    with form(browser, places) as tab:
        text = tab.page.get_by_label("Assets, Table 1, row 1", exact=True)
        text.fill("A van")
        row = tab.page.locator("[data-table=table1] tr[data-row='1']")
        row.locator("summary").last.press("Enter")
        other = row.locator(".pick").last.get_by_role("checkbox", name="Other")
        other.press("Space")
        expect(tab.page.get_by_role("status")).to_have_text(said("write_which", option="Other"))
        expect(text).to_have_value("A van; Other: ")
        text.press("End")
        text.press_sequentially("a bus")
        expect(other).to_be_checked()
        row.get_by_role("checkbox", name="Staff capacity").press("Space")
        assert saved(tab.page)["fields"] == {"table1.1.assets": "A van; Other: a bus; Staff capacity"}
        other.press("Space")
        expect(text).to_have_value("A van; Staff capacity")


def test_clearing_takes_everything_out_of_the_browser(browser: Browser, places: Places) -> None:
    with form(browser, places) as tab:
        tab.page.get_by_label("Young people", exact=True).press("Space")
        assert tab.page.evaluate("localStorage.length") == 1
        tab.page.get_by_role("button", name="Clear all answers").press("Enter")
        assert tab.page.evaluate("localStorage.length") == 0
        expect(tab.page.get_by_label("Young people", exact=True)).not_to_be_checked()
        tab.page.get_by_role("button", name="Undo").press("Enter")
        expect(tab.page.get_by_label("Young people", exact=True)).to_be_checked()


IN_OTHER_WORDS = pytest.mark.slow("the same program and style sheet, in another language or other colors")
EACH_FORM = [pytest.param(name, marks=IN_OTHER_WORDS if name != "en" else ()) for name in FORMS]

NO_STORAGE = (
    """Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"""
)
"""A browser that allows no storage."""

FULL_STORAGE = "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') } }"
"""A browser whose storage has no room left from now on."""


@pytest.mark.parametrize("language", EACH_FORM)
def test_a_browser_that_keeps_nothing_says_so_asks_before_it_closes_and_still_saves(
    browser: Browser, places: Places, language: str
) -> None:
    keeps_nothing = said("keeps_nothing", language)
    with opened(browser, places) as tab:
        tab.page.add_init_script(NO_STORAGE)
        tab.page.goto(address_of(places, language))
        expect(tab.page.locator("#kept")).to_have_text(keeps_nothing)
        keys = Keyboard(tab.page)
        keys.tick("groups.young-people")
        expect(tab.page.get_by_role("alert")).to_have_text(keeps_nothing)
        keys.to("groups.middle-class-residents")
        expect(tab.page.get_by_role("alert")).to_be_empty()
        tab.page.get_by_role("button", name=texts(language).add).last.press("Enter")
        expect(tab.page.get_by_role("alert")).to_have_text(keeps_nothing)
        # The page asks before it goes, and stays.
        tab.page.once("dialog", lambda dialog: dialog.dismiss())
        tab.page.close(run_before_unload=True)
        tab.page.wait_for_timeout(300)
        assert [note.rpartition(": ")[2] for note in tab.noted] == ["dialog "]
        tab.noted.clear()
        assert saved(tab.page, language)["fields"] == {"groups.young-people": True}
        tab.page.reload()
        assert not tab.noted


def test_what_finds_no_room_is_said_and_can_still_be_saved(browser: Browser, places: Places) -> None:
    with form(browser, places) as tab:
        tab.page.get_by_label("Young people", exact=True).press("Space")
        tab.page.evaluate(
            "() => { for (let n = 5e6; n > 1; n >>= 1) { try { localStorage[n] = 'x'.repeat(n) } catch {} } }"
        )
        tab.page.get_by_label("Organization name, Table 1, row 1").fill("No room " * 20)
        expect(tab.page.get_by_role("alert")).to_have_text(said("keeps_no_more"))
        expect(tab.page.locator("#kept")).to_have_text(said("keeps_no_more"))
        fields = saved(tab.page)["fields"]
        assert fields == {"groups.young-people": True, "table1.1.name": "No room " * 20}
        tab.page.reload()
        expect(tab.page.get_by_label("Young people", exact=True)).to_be_checked()
        open_file(tab.page, _file_of(fields))
        expect(tab.page.get_by_role("alert")).to_have_text(said("keeps_no_more"))
        tab.page.get_by_role("button", name="Clear all answers").press("Enter")
        expect(tab.page.get_by_role("alert")).to_be_empty()


def until(page: Page, true: str) -> None:
    """Waits for something in the page, whose policy forbids the evaluated text that Playwright waits with."""
    for _ in range(100):
        if page.evaluate(true):
            return
        page.wait_for_timeout(50)
    raise AssertionError(true)


def test_two_windows_hold_the_same_answers(browser: Browser, places: Places) -> None:
    with form(browser, places) as tab:
        first, second = tab.page, tab.page.context.new_page()
        second.goto(address_of(places, "es"))
        first.get_by_label("Organization name, Table 1, row 1").fill("From the first")
        second.locator("[id='table4.2.member']").fill("De la segunda")
        expect(first.get_by_label("Potential coalition member, Table 4, row 2")).to_have_value("De la segunda")
        expect(second.locator("[id='table1.1.name']")).to_have_value("From the first")
        first.get_by_label("Organization name, Table 1, row 1").press_sequentially("!")
        both = {"table1.1.name": "From the first!", "table4.2.member": "De la segunda"}
        expect(second.locator("[id='table1.1.name']")).to_have_value("From the first!")
        assert saved(first)["fields"] == saved(second, "es")["fields"] == both
        second.evaluate("localStorage.clear()")
        # The window that emptied the store sees at once that it is empty, and later what the other one kept again.
        until(second, "localStorage.length === 1")
        assert saved(first)["fields"] == both
        second.get_by_role("button", name=texts("es").clear).press("Enter")
        expect(first.get_by_label("Organization name, Table 1, row 1")).to_have_value("")
        second.get_by_role("button", name=texts("es").undo).press("Enter")
        expect(first.get_by_label("Organization name, Table 1, row 1")).to_have_value("From the first!")
        second.close()


def test_answers_that_are_kept_nowhere_give_way_to_no_other_window(browser: Browser, places: Places) -> None:
    with form(browser, places) as tab:
        tab.page.evaluate(FULL_STORAGE)
        tab.page.get_by_label("Organization name, Table 1, row 1").fill("Kept nowhere")
        second = tab.page.context.new_page()
        second.goto(address_of(places))
        second.get_by_label("Organization name, Table 1, row 1").fill("Kept")
        expect(tab.page.get_by_role("alert")).to_have_text(said("apart"))
        assert saved(tab.page)["fields"] == {"table1.1.name": "Kept nowhere"}
        second.close()


def test_the_other_language_has_the_answers_too(browser: Browser, places: Places) -> None:
    with opened(browser, places) as tab:
        tab.page.goto(f"{places.address}/site/worksheet-form.html")
        tab.page.get_by_label("Young people", exact=True).press("Space")
        tab.page.get_by_label("Type of organization, Table 1, row 1").select_option("Nonprofit")
        tab.page.get_by_role("link", name="Español").click()
        expect(tab.page.get_by_label("Jóvenes", exact=True)).to_be_checked()
        expect(tab.page.locator("[id='table1.1.type']")).to_have_value("Nonprofit")
        assert saved(tab.page, "es")["fields"] == {"groups.young-people": True, "table1.1.type": "Nonprofit"}
        assert tab.page.evaluate("document.documentElement.lang") == "es"


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=IN_OTHER_WORDS)])
def test_every_stop_of_the_tab_key_is_seen(browser: Browser, places: Places, scheme: str) -> None:
    look = """() => {
        const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
        const inside = box.width > 0 && box.height > 0 && box.top >= 0 && box.bottom <= innerHeight;
        const seen = style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 3 && inside;
        return [at.id || at.innerText, seen];
    }"""
    with form(browser, places, color_scheme=scheme) as tab:
        stops: list[list[Any]] = []
        while not stops or stops[-1][0]:
            tab.page.keyboard.press("Tab")
            stops.append(
                tab.page.evaluate(look) if tab.page.evaluate("document.activeElement !== document.body") else [""]
            )
        names = [stop[0] for stop in stops[:-1]]
        assert [stop for stop in stops[:-1] if not stop[1]] == []
        assert names[0] == texts().skip
        assert names[-1] == texts().print
        assert {field.name for field in fields(coalition_of(PROJECT).vocabulary, rows=2)} <= set(names)


def test_at_400_percent_no_message_lies_over_a_field(browser: Browser, places: Places) -> None:
    with form(browser, places, width=320) as tab:
        tab.page.set_viewport_size({"width": 320, "height": 256})
        open_file(tab.page, _file_of(ANSWERS))
        expect(tab.page.get_by_role("status")).to_contain_text("is open")
        tab.page.get_by_label("Young people", exact=True).focus()
        expect(tab.page.get_by_role("status")).to_be_empty()
        tab.page.get_by_role("button", name="Add a row to Table 4").press("Enter")
        expect(tab.page.get_by_role("status")).to_have_text("Row 4 was added to Table 4.")
        field = tab.page.get_by_label("Potential coalition member, Table 4, row 4").bounding_box()
        message = tab.page.locator(".said").bounding_box()
        assert field is not None
        assert message is not None
        assert field["y"] + field["height"] <= message["y"]


SMALLEST = 320
OTHER_WIDTH = pytest.mark.slow("draws the whole form at one more width")


@pytest.mark.parametrize("width", [*(pytest.param(width, marks=OTHER_WIDTH) for width in (1280, 390)), SMALLEST])
def test_no_accessibility_violations_and_no_scrolling_sideways(browser: Browser, places: Places, width: int) -> None:
    # The first view shows its colors when it is wide, the filled one when it is narrow.
    colors = width == SMALLEST
    with form(browser, places, width=width) as tab:
        assert tab.violations(dark=not colors, light=not colors) == []
        open_file(tab.page, _file_of({**ANSWERS, **UNKNOWN}))
        expect(tab.page.get_by_role("button", name="Undo")).to_be_visible()
        for add in tab.page.get_by_role("button", name="Add a row").all():
            add.press("Enter")
        for summary in tab.page.locator("[data-table=table1] tr[data-row='1'] summary").all():
            summary.press("Enter")
        assert tab.violations(dark=colors, light=colors) == []
        assert not tab.overflow()


@IN_OTHER_WORDS
@pytest.mark.parametrize("width", [1280, 390, SMALLEST])
def test_the_form_in_spanish_is_as_accessible(browser: Browser, places: Places, width: int) -> None:
    with form(browser, places, "es", width=width) as tab:
        for add in tab.page.get_by_role("button", name="Agregar una fila").all():
            add.press("Enter")
        expect(tab.page.get_by_role("status")).to_have_text("Se agregó la fila 3 a la Tabla 4.")
        expect(tab.page.get_by_role("button", name="Quitar la fila 3 de la Tabla 4")).to_be_visible()
        # Colors are those of the English form.
        assert tab.violations(dark=False, light=False) == []
        assert not tab.overflow()


def test_on_paper_there_are_boxes_rules_and_all_that_was_written(browser: Browser, places: Places) -> None:
    with form(browser, places) as tab:
        open_file(tab.page, _file_of({"table1.1.name": "w " * 1000, "table1.1.type": "Nonprofit"}))
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


@pytest.mark.parametrize("language", EACH_FORM)
def test_the_printed_pages_hold_every_word_and_no_button(
    browser: Browser, places: Places, tmp_path: Path, language: str
) -> None:
    words = [f"w{number}." for number in range(700)]
    text, printed = " ".join(words), tmp_path / "printed.pdf"
    with form(browser, places, language, color_scheme="dark") as tab:
        for name in ("groups.other_text", "table1.1.assets", "table3.2.strengths", "table4.1.sender"):
            tab.page.locator(f"[id='{name}']").fill(text)
        tab.page.locator("[id='table2.1.type']").select_option(index=1)
        tab.page.pdf(path=printed, prefer_css_page_size=True, format="Letter")
    found = pdf_text(printed)
    pages = len(PdfReader(printed).pages)
    assert all(found.count(word) >= 4 for word in words)
    assert f"1 / {pages}" in found
    page_texts = texts(language)
    for unwanted in (page_texts.save, page_texts.add, page_texts.choose, page_texts.privacy, page_texts.not_chosen):
        assert unwanted not in found
    worksheet = worksheet_texts(language)
    for wanted in (*(part.title for part in worksheet.parts), worksheet.figure, worksheet.form.credit):
        assert wanted in found


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
    for name in FORMS.values():
        files = [places.folder / site / name for site in ("site", "workbook")]
        assert files[0].read_bytes() == files[1].read_bytes()
    with opened(browser, places) as tab:
        for page in ("site/downloads.html", "workbook/downloads.html"):
            tab.page.goto(f"{places.address}/{page}")
            tab.page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
            tab.page.locator("a[href='worksheet-form.html']").click()
            expect(tab.page.get_by_role("heading", level=1)).to_have_text("Identifying Potential Coalition Members")
