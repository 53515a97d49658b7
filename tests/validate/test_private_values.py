"""Private values: what is looked for on the public site, and what would be found there by chance."""

from pathlib import Path

from coalition_site.validate.private_values import PrivateValue, private_values
from coalition_site.validate.project import check
from coalition_site.validate.public_letters import public_letters
from tests.support.building import SMALL, TODAY, coalition_of, small_project

BANK = """\
---
name: Bank on the River
website: https://www.bank.example/
type: {type}
relationship: existing
{listing}
outreach:
  because: You lend to bakers whom nobody else would lend to.
team:
  position: supportive
  strengths: Few words.
  notes: >-
    Closed on 2026-10-22 14:00. Call +1 (573) 555-0147 or write to ana@bank.example. The board sold its
    shares before anybody knew of it, or so says one of the members.
  people:
    - name: Ana Pinto
      title: Vice President of Community and Economic Development
      phone: 555-0147
---
A bank of the town for everybody in it.
"""


def _values(folder: Path, bank: str, **files: str) -> dict[str, PrivateValue]:
    written = {"partners/bank.md": bank} | {name.replace("__", "/") + ".yml": text for name, text in files.items()}
    coalition = coalition_of(small_project(folder, written))
    return {each.text: each for each in private_values(coalition, TODAY)}


def test_of_an_unnamed_organization_all_that_means_something(tmp_path: Path) -> None:
    found = _values(tmp_path, BANK.format(type="Business", listing=""))
    assert {text: each.mentionable for text, each in found.items()} == {
        "Jo Park": True,
        "Bank on the River": True,
        "bank.example": True,
        "You lend to bakers whom nobody else would lend to.": True,
        "+1 (573) 555-0147": False,
        "ana@bank.example": False,
        "The board sold its shares before anybody knew of it, or so says one of the members.": False,
        # Whole sentences of notes: the number and the address in this one are looked for by themselves too.
        "Call +1 (573) 555-0147 or write to ana@bank.example.": False,
        "Ana Pinto": True,
        "Vice President of Community and Economic Development": True,
        "555-0147": False,
        "A bank of the town for everybody in it.": True,
    }
    assert found["ana@bank.example"].steps == ("team", "notes")
    assert found["Ana Pinto"].steps == ("team", "people", 0, "name")


def test_what_is_public_is_not_private(tmp_path: Path) -> None:
    contact = SMALL.replace("office@river.example", "ana@bank.example\n  phone: (573) 555-0147")
    listing = "listing:\n  consent: 2026-10-05"
    project = small_project(tmp_path / "one", {"partners/bank.md": BANK.format(type="Business", listing=listing)})
    (project / "content" / "coalition.yml").write_text(contact, encoding="utf-8")
    coalition = coalition_of(project)
    texts = {each.text for each in private_values(coalition, TODAY)}
    # The named partner, the office's address and number, and that number without its area.
    assert not texts & {"Bank on the River", "bank.example", "A bank of the town for everybody in it."}
    assert not texts & {"ana@bank.example", "+1 (573) 555-0147", "555-0147"}
    assert "Ana Pinto" in texts


def test_the_name_of_a_resident_is_nobodys_to_mention(tmp_path: Path) -> None:
    found = _values(tmp_path, BANK.format(type="Resident", listing=""))
    assert not found["Ana Pinto"].mentionable
    assert not found["Bank on the River"].mentionable


def test_what_the_program_prints_itself_is_known(tmp_path: Path) -> None:
    coalition = coalition_of(small_project(tmp_path, {"partners/bank.md": BANK.format(type="Business", listing="")}))
    example = next(cell for row in coalition.texts.worksheet.tables[2].examples for cell in row if len(cell) > 60)
    noted = BANK.format(type="Business", listing="").replace("Few words.", f'"{example}"')
    found = _values(tmp_path / "noted", noted)
    assert "The board sold its shares before anybody knew of it, or so says one of the members." in found
    assert not [text for text in found if text in example]


def test_a_sentence_is_known_where_it_is_all_of_a_public_field_and_not_within_a_profile(tmp_path: Path) -> None:
    sentence = "The board sold its shares before anybody knew of it, or so says one of the members."
    listing = f'initiatives: ["{sentence}"]\nlisting:\n  consent: 2026-10-05'
    assert sentence not in _values(tmp_path / "field", BANK.format(type="Business", listing=listing))
    listing = "listing:\n  consent: 2026-10-05"
    written = BANK.format(type="Business", listing=listing).replace("A bank of the town", f"{sentence} A bank")
    content = small_project(tmp_path / "profile", {"partners/bank.md": written}) / "content"
    problems = check(content.parent, TODAY).validated.problems
    assert [(each.code, str(each.position)) for each in problems] == [
        ("private-in-public", "content/partners/bank.md:21:1")
    ]


def test_how_a_named_partner_is_reached_is_not_private(tmp_path: Path) -> None:
    listing = "public_contact:\n  phone: 573.555.0147\n  email: ana@bank.example\nlisting:\n  consent: 2026-10-05"
    named = BANK.format(type="Business", listing=listing)
    assert not _values(tmp_path / "named", named).keys() & {"+1 (573) 555-0147", "555-0147", "ana@bank.example"}
    unnamed = BANK.format(type="Business", listing=listing.replace("consent: 2026-10-05", "consent: refused"))
    assert _values(tmp_path / "unnamed", unnamed).keys() & {"+1 (573) 555-0147", "573.555.0147"}


def test_each_value_knows_where_it_was_acknowledged(tmp_path: Path) -> None:
    project = small_project(tmp_path, {"partners/bank.md": BANK.format(type="Business", listing="")})
    settings = project / "content" / "coalition.yml"
    entries = [("Ana Pinto", "pages/a.md"), ("ana pinto", "site/join.html"), ("555-0147", "")]
    listed = "".join(f"  - {{value: {value}, reason: known, where: '{where}'}}\n" for value, where in entries)
    pages = project / "content" / "pages"
    pages.mkdir()
    (pages / "a.md").write_text("---\ntitle: A\naudience: public\n---\n", encoding="utf-8")
    settings.write_text(f"{SMALL}acknowledge:\n{listed}", encoding="utf-8")
    values = {each.text: each.acknowledged for each in private_values(coalition_of(project), TODAY)}
    assert values["Ana Pinto"] == ("pages/a.md", "site/join.html")
    assert "555-0147" not in values
    assert not values["ana@bank.example"]


def test_sentences_that_lead_to_the_same_address_are_told_apart_by_what_they_say(tmp_path: Path) -> None:
    link = "[our office in the old town hall by the river](mailto:office@river.example)"
    page = "---\ntitle: {}\naudience: {}\n---\n{}\n"
    files = {
        "pages/ours.md": page.format("Ours", "team", f"Write to {link} if a member never answers at all."),
        "pages/all.md": page.format("All", "public", f"Say so at any meeting, or write to {link}. We read all of it."),
    }
    project = small_project(tmp_path, files)
    assert [each for each in check(project, TODAY).validated.problems if each.code == "private-in-public"] == []


def test_a_picture_that_a_note_and_a_public_text_name_may_be_published(tmp_path: Path) -> None:
    needs = "groups:\n  - option: 'Other: ![zq](https://far.example/zq.png)'\n    note: '![zq](https://far.example/zq.png)'\n"
    coalition = coalition_of(small_project(tmp_path, {"needs.yml": needs}))
    (picture,) = [each for each in private_values(coalition, TODAY) if each.text.endswith("zq.png")]
    assert picture.mentionable
    assert picture.letters in public_letters(coalition, [picture], TODAY).all
