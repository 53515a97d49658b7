"""Private values: what is looked for on the public site, and what would be found there by chance."""

from pathlib import Path

from coalition_site.derive.public.private_values import PrivateValue, private_values
from coalition_site.derive.public.view import public_view
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
    return {each.text: each for each in private_values(coalition, (public_view(coalition, TODAY),))}


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
    texts = {each.text for each in private_values(coalition, (public_view(coalition, TODAY),))}
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
    view = public_view(coalition, TODAY)
    printed = ("An example: the board sold its shares before anybody knew of it, or so says one of the members.",)
    less = {each.text for each in private_values(coalition, (view,))} - {
        each.text for each in private_values(coalition, (view,), printed)
    }
    assert less == {"The board sold its shares before anybody knew of it, or so says one of the members."}
