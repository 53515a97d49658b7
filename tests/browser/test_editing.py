"""The editor in a browser: the worksheet's five parts by keyboard alone and by touch, drafts, other pages, axe."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from coalition_site.forms.application import Editor
from coalition_site.forms.desk import Desk
from coalition_site.forms.session import Session
from coalition_site.serve.preview import Preview
from coalition_site.serve.server import PreviewServer
from tests.support.building import PROJECT, TODAY
from tests.support.page_checkers import ibm_violations, installed_checkers
from tests.support.speech import compare, spoken

SETTINGS = """schema_version: 1
name: Forest City Mobility Coalition
community: Forest City
language: en
languages:
  - en
  - es
contact:
  name: Imani Brooks
  email: hello@forestcitymobility.example
senders:
  luis-arrieta:
    name: Luis Arrieta
"""
NARROW = ViewportSize(width=390, height=844)
NEEDS = """groups:
  - Young people
  - option: Residents with low incomes
    note: Half of renters.
  - "Other: Grandparents raising grandchildren"
areas:
  - Social capital
assets:
  - Convening power
"""
INVITES = """- member: Amina Warsame
  partner: amina-warsame
  sender: luis-arrieta
  status: accepted
  address:
    - 1310 Linden Avenue
    - Forest City 00042
  sent: 2026-10-06
  answered: 2026-10-13
"""


@dataclass(frozen=True)
class Edited:
    """A project that is edited, and the address of its editor once it was opened."""

    project: Path
    root: str
    page: Page
    desk: Desk

    def open(self, path: str) -> None:
        self.page.goto(f"{self.root}edit/{path}")

    def text(self, path: str) -> str:
        return (self.project / "content" / path).read_text(encoding="utf-8")


@contextmanager
def edited(project: Path, page: Page) -> Iterator[Edited]:
    """A running editor of a project, opened by a person."""
    preview = Preview(project, project / "build", lambda: TODAY)
    server = PreviewServer(preview, 0, "edit")
    desk = Desk(Session(project, lambda: TODAY), server.gate, preview)
    server.beside = Editor(desk)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        page.goto(server.address("edit/"))
        yield Edited(project, page.url.partition("edit/")[0], page, desk)
    finally:
        page.close()
        server.stop()
        thread.join()
        preview.close()


def a_project(folder: Path) -> Path:
    (folder / "content").mkdir(parents=True)
    (folder / "content/coalition.yml").write_text(SETTINGS, encoding="utf-8")
    return folder


IS_IT = """const isIt = (at, [name, value]) =>
  [at.name, at.id, (at.textContent ?? "").trim()].includes(name) && (!value || at.value === value);"""
IS_THERE = f"(wanted) => {{ {IS_IT} return isIt(document.activeElement, wanted); }}"
STOPS_BEFORE = f"""(wanted) => {{ {IS_IT}
  const stops = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
    .filter((each) => each.checkVisibility() && each.tabIndex >= 0 && !(each.type === "radio" && !each.checked));
  const from = stops.indexOf(document.activeElement);
  const found = stops.findIndex((each, number) => number > from && isIt(each, wanted));
  return found < 0 ? 1 : found - from;
}}"""


@dataclass(frozen=True)
class Keys:
    """Somebody without a mouse: Tab leads on, Space checks, and what has the focus is seen."""

    page: Page

    def reach(self, name: str, value: str = "") -> None:
        """Presses Tab until a control of this name, or a button or link of these words, has the focus."""
        # A day has several places to stop at, so this many are at most what it takes.
        for _ in range(self.page.evaluate(STOPS_BEFORE, [name, value]) - 1):
            self.page.keyboard.press("Tab")
        for _ in range(60):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(IS_THERE, [name, value]):
                return
        raise AssertionError((name, value))

    def write(self, name: str, text: str) -> None:
        self.reach(name)
        self.page.keyboard.press("Control+A")
        for number, line in enumerate(text.split("\n")):
            if number:
                self.page.keyboard.press("Enter")
            self.page.keyboard.insert_text(line)

    def check(self, name: str, *values: str) -> None:
        """Checks boxes of a name by their values, which follow in their order."""
        for value in values:
            self.reach(name, value)
            self.page.keyboard.press("Space")

    def choose(self, name: str, words: str) -> None:
        self.reach(name)
        self.page.keyboard.type(words)

    def day(self, name: str, day: str) -> None:
        self.reach(name)
        year, month, number = day.split("-")
        self.page.keyboard.type(f"{month}{number}{year}")

    def go(self, name: str) -> None:
        self.reach(name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def save(self) -> None:
        self.go("save")
        expect(self.page.get_by_role("status").first).to_contain_text("Saved.")


@pytest.fixture
def english(browser: Browser) -> Iterator[Page]:
    """A page of a browser that writes days as people in the United States do."""
    context = browser.new_context(locale="en-US")
    yield context.new_page()
    context.close()


@pytest.mark.slow("walks through all forms by some thousand keys")
def test_all_five_parts_by_keyboard_alone_make_the_files_that_were_written_by_hand(
    english: Page, tmp_path: Path
) -> None:
    keys = Keys(english)
    with edited(a_project(tmp_path / "forest"), english) as desk:
        keys.go("Part 1: needs")
        keys.check("groups", "young-people", "residents-with-low-incomes")
        english.keyboard.press("Tab")
        english.keyboard.press("Enter")
        keys.write("groups.note.residents-with-low-incomes", "Half of renters.")
        keys.write("groups.fill.other", "Grandparents raising grandchildren")
        keys.check("areas", "social-capital")
        keys.check("assets", "convening-power")
        keys.save()
        assert desk.text("needs.yml") == NEEDS
        amina(keys, desk)
        canopy(keys, desk)
        cedar(keys, desk)
        desk.open("invite/new?partner=amina-warsame")
        keys.write("member", "Amina Warsame")
        keys.choose("sender", "Luis")
        keys.write("address", "1310 Linden Avenue\nForest City 00042")
        keys.day("sent", "2026-10-06")
        keys.choose("status", "accep")
        keys.day("answered", "2026-10-13")
        keys.save()
        assert desk.text("invites.yml").endswith(f"nothing else.\n{INVITES}")
        for name in ("amina-warsame", "canopy-workforce-partnership", "cedar-street-fellowship"):
            by_hand = (PROJECT / f"content/partners/{name}.md").read_text(encoding="utf-8")
            # Who is new carries the day, unless another one is written.
            assert desk.text(f"partners/{name}.md").replace(f"  reviewed: {TODAY}\n", "") == by_hand
        assert desk.desk.session.coalition is not None


def begin(keys: Keys, desk: Edited, name: str, kind: str, relationship: str) -> None:
    desk.open(f"partner/new?relationship={relationship}")
    keys.write("name.en", name)
    keys.choose("type", kind)


def amina(keys: Keys, desk: Edited) -> None:
    begin(keys, desk, "Amina Warsame", "Resident", "existing")
    keys.check("serves", "residents-with-low-incomes")
    keys.check("works_on", "access-to-preschool")
    keys.check("assets", "representation-of-the-groups-that-will-be-directly-affected-by-the-work")
    keys.save()
    keys.write("role.en", "Parent member of the preschool work group")
    keys.write("role.es", "Madre participante del grupo de trabajo sobre preescolares")
    keys.write("body", by_hand("amina-warsame", "---\n", 2))
    keys.reach("listing.consent")
    keys.page.keyboard.press("ArrowDown")
    keys.day("listing.consent.day", "2026-10-30")
    keys.day("listing.until", "2027-10-30")
    keys.day("listing.reviewed", "2026-11-01")
    keys.write("outreach.because.en", by_hand("amina-warsame", "because: "))
    keys.write("outreach.message.en", by_hand("amina-warsame", "message: "))
    keys.reach("add")
    keys.page.keyboard.press("Enter")
    keys.page.keyboard.insert_text("Parent co-lead for preschool")
    keys.day("agreement.signed", "2026-10-30")
    keys.day("agreement.until", "2027-10-29")
    keys.write("agreement.represented_by", "Amina Warsame")
    keys.write("listing.how", by_hand("amina-warsame", "how: "))
    for key in ("motivations", "strengths", "barriers", "notes"):
        keys.write(f"team.{key}", by_hand("amina-warsame", f"{key}: "))
    keys.choose("team.position", "supp")
    keys.choose("team.influence", "low")
    keys.reach("add")
    keys.page.keyboard.press("Enter")
    keys.page.keyboard.insert_text("Amina Warsame")
    keys.write("team.people.0.email", "amina.warsame@post.example")
    keys.write("team.people.0.phone", "(573) 555-0193")
    keys.save()


def canopy(keys: Keys, desk: Edited) -> None:
    begin(keys, desk, "Canopy Workforce Partnership", "Nonprofit", "potential")
    keys.check("serves", "residents-with-low-incomes")
    keys.check("works_on", "employment-opportunities")
    keys.check("assets", "staff-capacity")
    keys.save()
    keys.choose("relationship", "form")
    keys.day("left", "2026-06-30")
    # What is added stands behind what is there.
    keys.check("works_on", "digital-access")
    keys.write("body", by_hand("canopy-workforce-partnership", "---\n", 2))
    keys.reach("listing.consent")
    keys.page.keyboard.press("ArrowDown")
    keys.day("listing.consent.day", "2025-09-01")
    keys.write("outreach.because.en", by_hand("canopy-workforce-partnership", "because: "))
    keys.write("listing.how", by_hand("canopy-workforce-partnership", "how: "))
    keys.write("team.notes", by_hand("canopy-workforce-partnership", "notes: "))
    keys.choose("team.position", "neu")
    keys.choose("team.influence", "low")
    keys.reach("add")
    keys.page.keyboard.press("Enter")
    keys.page.keyboard.insert_text("Bernadette Kowal")
    keys.write("team.people.0.title", "Former director")
    keys.write("team.people.0.email", "bernadette@canopyworks.example")
    keys.save()
    # Part 4 asks for the columns of Table 3.
    desk.open("partner/canopy-workforce-partnership/benefit")
    keys.write("initiatives", "Laptop to Livelihood")
    keys.write("team.barriers", by_hand("canopy-workforce-partnership", "barriers: "))
    keys.write("team.strengths", by_hand("canopy-workforce-partnership", "strengths: "))
    keys.save()


def cedar(keys: Keys, desk: Edited) -> None:
    begin(keys, desk, "Cedar Street Fellowship", "Faith", "existing")
    keys.check("serves", "people-of-color", "residents-with-low-incomes")
    keys.write("serves.fill.other", "Grandparents raising grandchildren")
    keys.check("works_on", "social-capital")
    keys.check("assets", "strong-connections-to-community-members", "convening-power")
    keys.save()
    keys.write("website", "https://cedarstreet.example/")
    keys.write("initiatives", "Grandfamilies Supper\nRide Home volunteers")
    keys.write("role.en", "Host of the community suppers")
    keys.write("role.es", "Anfitriona de las cenas comunitarias")
    keys.write("body", by_hand("cedar-street-fellowship", "---\n", 2))
    keys.reach("listing.consent")
    keys.page.keyboard.press("ArrowDown")
    keys.day("listing.consent.day", "2026-09-27")
    keys.day("listing.reviewed", "2026-11-01")
    keys.write("outreach.because.en", by_hand("cedar-street-fellowship", "because: "))
    keys.reach("add")
    keys.page.keyboard.press("Enter")
    keys.page.keyboard.insert_text("Host of the community suppers")
    keys.write("outreach.roles.0.person", "Pastor")
    keys.write("listing.how", by_hand("cedar-street-fellowship", "how: "))
    for key in ("motivations", "strengths", "barriers", "notes"):
        keys.write(f"team.{key}", by_hand("cedar-street-fellowship", f"{key}: "))
    keys.choose("team.position", "supp")
    keys.choose("team.influence", "med")
    keys.reach("add")
    keys.page.keyboard.press("Enter")
    keys.page.keyboard.insert_text("Rev. Curtis Bell")
    keys.write("team.people.0.title", "Pastor")
    keys.write("team.people.0.email", "pastor@cedarstreet.example")
    keys.write("team.people.0.phone", "(573) 555-0161")
    keys.save()


def by_hand(name: str, begins: str, part: int = 1) -> str:
    """What the included file says behind a key, or below its front matter."""
    text = (PROJECT / f"content/partners/{name}.md").read_text(encoding="utf-8")
    rest = text.split(begins)[part]
    return rest.strip() if part > 1 else rest.partition("\n")[0]


def test_a_partner_is_written_by_touch_on_a_telephone(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    with edited(a_project(tmp_path / "forest"), page) as desk:
        page.get_by_role("link", name="Part 2: whom you have").tap()
        page.get_by_role("link", name="Add a partner").tap()
        page.get_by_label("English").first.fill("Elm Fund")
        page.locator("[name=type]").select_option("nonprofit")
        page.get_by_label("Young people").tap()
        page.get_by_role("button", name="Save").tap()
        expect(page.get_by_role("status").first).to_contain_text("Saved.")
        page.locator("[data-add='team.people']").tap()
        page.locator("[name='team.people.0.name']").fill("Ada Moreno")
        page.get_by_role("button", name="Save").tap()
        expect(page.get_by_role("status").first).to_contain_text("Saved.")
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert desk.text("partners/elm-fund.md") == (
            "---\nname: Elm Fund\ntype: Nonprofit\nrelationship: existing\nserves:\n  - Young people\n"
            f"listing:\n  reviewed: {TODAY}\n"
            "team:\n  people:\n    - name: Ada Moreno\n---\n"
        )
    context.close()


def test_nothing_typed_is_lost_and_mistakes_show_while_it_is_typed(browser: Browser, tmp_path: Path) -> None:
    project = a_project(tmp_path / "forest")
    (project / "content/partners").mkdir()
    partner = project / "content/partners/elm-fund.md"
    partner.write_text("---\nname: Elm Fund\ntype: Nonprofit\nrelationship: existing\n---\n", encoding="utf-8")
    page = browser.new_page()
    with edited(project, page) as desk:
        desk.open("partner/elm-fund")
        page.locator("[name=website]").fill("elm fund")
        expect(page.locator("[id='e-website']")).to_contain_text("is not a web address")
        expect(page.locator("[name=website]")).to_have_attribute("aria-invalid", "true")
        page.locator("[data-add='team.people']").click()
        page.locator("[name='team.people.0.name']").fill("Ada")
        expect(page.locator("[data-state]")).to_contain_text("kept in this browser")
        page.reload()
        expect(page.locator("[name=website]")).to_have_value("elm fund")
        expect(page.locator("[name='team.people.0.name']")).to_have_value("Ada")
        expect(page.get_by_text("not saved is shown again")).to_be_visible()
        page.get_by_role("button", name="Save").click()
        summary = page.get_by_role("alert")
        expect(summary).to_be_focused()
        summary.get_by_role("link").click()
        expect(page.locator("[name=website]")).to_be_focused()
        partner.write_text(partner.read_text(encoding="utf-8") + "Gives.\n", encoding="utf-8")
        page.locator("[name=website]").fill("https://elm.example")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("status").first).to_contain_text("Saved.")
        assert "Gives.\n" in desk.text("partners/elm-fund.md")
        assert "website: https://elm.example\n" in desk.text("partners/elm-fund.md")
        page.reload()
        expect(page.get_by_text("not saved is shown again")).to_be_hidden()


def test_who_will_see_it_follows_the_answer_about_consent(browser: Browser, tmp_path: Path) -> None:
    project = a_project(tmp_path / "elm")
    file = project / "content/partners/elm-fund.md"
    file.parent.mkdir()
    file.write_text("---\nname: Elm Fund\ntype: Nonprofit\nrelationship: existing\n---\nGives.\n", encoding="utf-8")
    context = browser.new_context(locale="en-US")
    with edited(project, context.new_page()) as desk:
        desk.open("partner/elm-fund")
        page = desk.page
        mark, told = page.locator(".audience-word").first, page.locator(".seen")
        offer = page.get_by_role("button", name="They agreed today, November 23, 2026")
        expect(mark).to_have_text("Held back")
        expect(offer).to_be_hidden()
        page.get_by_role("radio", name="Agreed, on the day below").check()
        expect(offer).to_be_visible()
        page.get_by_label("The day they agreed").fill("2026-11-20")
        expect(offer).to_be_hidden()
        expect(mark).to_have_text("Everybody")
        expect(told).to_have_text("Once this is saved: They agreed to be named: everybody can read this.")
        page.get_by_label("Consent holds until").fill("2026-11-22")
        expect(mark).to_have_text("Held back")
        expect(told).to_contain_text("has ended")
        page.get_by_label("Consent holds until").fill("")
        page.get_by_label("The day they agreed").fill("")
        expect(told).to_contain_text("until they agree")
        # Enter in a line saves, and takes no offer; what is half said comes back with it.
        page.get_by_label("Website").press("Enter")
        expect(page.get_by_text("Not saved: there is something to mend")).to_be_visible()
        assert desk.text("partners/elm-fund.md").endswith("relationship: existing\n---\nGives.\n")
        offer.click()
        expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
        expect(mark).to_have_text("Everybody")
        assert "  consent: 2026-11-23\n" in desk.text("partners/elm-fund.md")
    context.close()


def test_a_picture_is_put_into_a_text_and_its_words_are_typed(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    with edited(forest_with_records(tmp_path / "forest"), page) as desk:
        desk.open("page/about")
        text = page.locator("#f-body")
        text.fill("We meet.\n\n")
        text.press("Control+End")
        page.get_by_role("combobox", name="Picture").select_option("elm-table.svg")
        page.get_by_role("button", name="Put the picture in").click()
        page.keyboard.type("Three elms")
        expect(text).to_have_value("We meet.\n\n![Three elms](elm-table.svg)")


def test_a_receipt_is_copied_with_a_click(browser: Browser, tmp_path: Path) -> None:
    said = "Dear Dana Reyes,\n\nThank you.\n"
    project = forest_with_records(tmp_path / "forest")
    folder = project / "build/reviews/elm-fund"
    folder.mkdir(parents=True)
    (folder / "receipt-2026-11-23.txt").write_text(said, encoding="utf-8")
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"], viewport=NARROW)
    with edited(project, context.new_page()) as desk:
        desk.open("partner/elm-fund/review")
        desk.page.get_by_role("button", name="Copy the text").click()
        expect(desk.page.get_by_role("status").filter(has_text="It is copied.")).to_be_visible()
        assert desk.page.evaluate("navigator.clipboard.readText()") == said
        assert Axe().run(desk.page).response["violations"] == []
        assert desk.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    context.close()


def test_a_page_of_another_origin_reads_and_writes_nothing(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context()
    with edited(a_project(tmp_path / "forest"), context.new_page()) as desk:
        stranger = context.new_page()
        stranger.route(
            "http://evil.example/**", lambda route: route.fulfill(body="<body></body>", content_type="text/html")
        )
        stranger.goto("http://evil.example/")
        tries = f"""async () => {{
          const root = {desk.root!r}, got = [];
          for (const mode of ["cors", "no-cors"]) {{
            try {{
              got.push(await (await fetch(root + "edit/", {{ mode, credentials: "include" }})).text());
            }} catch {{}}
            try {{
              const body = new URLSearchParams({{ "name.en": "Taken over", base: "{{}}" }});
              await fetch(root + "edit/settings/who", {{ method: "POST", mode, credentials: "include", body }});
            }} catch {{}}
          }}
          const frame = document.body.appendChild(document.createElement("iframe"));
          frame.src = root + "edit/";
          await new Promise((done) => {{ frame.onload = done; setTimeout(done, 3000); }});
          try {{ got.push(frame.contentDocument.body.textContent); }} catch {{}}
          return got.join("");
        }}"""
        assert "Forest City" not in stranger.evaluate(tries)
        stranger.close()
        assert desk.text("coalition.yml") == SETTINGS
    context.close()


FORMS_LOOKED_AT = (
    *("", "needs", "partners", "benefits", "invites", "letters", "pages", "pictures", "versions", "areas", "import"),
    *("partner/new", "partner/elm-fund", "partner/elm-fund/benefit", "invite/0", "page/about"),
    *("area/housing-stability", "to-do", "invite/0/happened", "page/about.es", "nowhere", "reviews"),
    *("settings/who", "settings/senders", "settings/meeting", "settings/files", "vocabulary", "site"),
)


def forest_with_records(folder: Path) -> Path:
    """A project with a record of each kind."""
    project = a_project(folder)
    files = {
        "partners/elm-fund.md": (
            "---\nname: Elm Fund\ntype: Nonprofit\nrelationship: existing\n"
            "team:\n  people:\n    - name: Ada\n---\nGives.\n"
        ),
        "needs.yml": NEEDS,
        "invites.yml": "- member: Ada\n  partner: elm-fund\n  sender: luis-arrieta\n  status: drafted\n",
        "pages/about.md": "---\ntitle: About\naudience: public\n---\nUs.\n",
        "images/elm-table.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>',
        "pages/about.es.md": "---\ntitle: Quiénes somos\naudience: public\n---\nSomos.\n",
    }
    for path, text in files.items():
        (project / "content" / path).parent.mkdir(exist_ok=True)
        (project / "content" / path).write_text(text, encoding="utf-8")
    return project


# Colors do not depend on the width, nor what goes under them on the scheme.
@pytest.mark.slow("looks at two dozen pages, twice")
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing(scheme: Literal["light", "dark"], width: int, browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    with edited(forest_with_records(tmp_path / "forest"), context.new_page()) as desk:
        for path in FORMS_LOOKED_AT:
            desk.open(path)
            found = Axe().run(desk.page).response["violations"]
            assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == [], path
            assert desk.page.evaluate("document.documentElement.scrollWidth") <= width
        make_a_mistake(desk)
        assert Axe().run(desk.page).response["violations"] == []
    context.close()


def make_a_mistake(desk: Edited) -> None:
    desk.open("partner/elm-fund")
    desk.page.locator("[name=website]").fill("elm fund")
    desk.page.get_by_role("button", name="Save").click()
    expect(desk.page.get_by_role("alert")).to_be_focused()


TWO_VERSIONS = """---
name: Elm Fund
type: Nonprofit
<<<<<<< HEAD
relationship: existing
=======
relationship: former
>>>>>>> a-branch-with-quite-a-long-name-that-somebody-has-given/it-without-a-space
---
<<<<<<< HEAD
Gives to gardens.
=======
Gives to parks.
>>>>>>> maria/parks
Ends.
>>>>>>> left
"""


def test_one_of_two_versions_is_chosen_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    """On the first page and on a record's own, where axe finds nothing and nothing is wider than the window."""
    project = a_project(tmp_path)
    (project / "content/partners").mkdir()
    (project / "content/partners/elm-fund.md").write_text(TWO_VERSIONS, encoding="utf-8")
    context = browser.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark")
    with edited(project, context.new_page()) as editor:
        for path in ("", "partner/elm-fund"):
            editor.open(path)
            expect(editor.page.get_by_role("button", name="Keep this one", exact=False)).to_have_count(4)
            assert editor.page.evaluate("document.documentElement.scrollWidth") == 390
            assert Axe().run(editor.page).response["violations"] == []
        button = editor.page.get_by_role("button", name="Keep this one: The version “maria/parks”")
        button.focus()
        editor.page.keyboard.press("Enter")
        expect(editor.page.get_by_role("status").first).to_contain_text("Elm Fund: one version was chosen.")
        assert "---\nGives to parks.\nEnds.\n" in editor.text("partners/elm-fund.md")
        editor.page.get_by_role("button", name="Undo").first.click()
        expect(editor.page.get_by_role("status").first).to_contain_text("Taken back")
        assert editor.text("partners/elm-fund.md") == TWO_VERSIONS
    context.close()


# IBM's checker does not find the label of an id with dots, which HTML allows and Chromium's own tree understands: it is
# shown the same page with other signs in their place. It takes labels in what is closed for hidden ones.
AS_IT_IS_READ = """() => {
  for (const each of document.querySelectorAll("details")) each.open = true;
  for (const name of ["id", "for", "aria-describedby", "aria-labelledby"]) {
    for (const each of document.querySelectorAll(`[${name}*="."]`)) {
      each.setAttribute(name, each.getAttribute(name).replaceAll(".", "-"));
    }
  }
}"""


@pytest.mark.slow("a second checker on two dozen pages")
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark")])
def test_ibm_equal_access_finds_nothing(
    width: int, scheme: Literal["light", "dark"], browser: Browser, tmp_path: Path
) -> None:
    checkers = installed_checkers()
    # The engine is put into the page, which the pages' own policy would refuse.
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    found = []
    with edited(forest_with_records(tmp_path / "forest"), context.new_page()) as desk:
        for path in FORMS_LOOKED_AT:
            desk.open(path)
            desk.page.evaluate(AS_IT_IS_READ)
            found += [(path, rule, element) for rule, element in ibm_violations(desk.page, checkers)]
        make_a_mistake(desk)
        desk.page.evaluate(AS_IT_IS_READ)
        found += [("mistake", rule, element) for rule, element in ibm_violations(desk.page, checkers)]
    context.close()
    assert found == []


def test_a_form_is_read_aloud_as_it_was_read_through(browser: Browser, tmp_path: Path) -> None:
    """The kept text was read once by a person; what changes in it is to be read again."""
    page = browser.new_page()
    with edited(forest_with_records(tmp_path / "forest"), page) as desk:
        desk.open("invite/0")
        said = spoken(page)
    compare("form", "what a screen reader says of a form of the editor", said)
