"""The receipt of a review: it tells the partner what was taken over and what was not, and nothing of the team's."""

import json
import re
import shutil
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from coalition_site.derive.letters.receipt import Doubt, OpenPoint, ReceiptView, ReviewOutcome, receipt_view
from coalition_site.derive.letters.review import language_of
from coalition_site.derive.words.dates import long_date
from coalition_site.derive.words.labels import Words
from coalition_site.edit.whole_files import write_change
from coalition_site.importers.formats.cleaning import clean
from coalition_site.importers.plan.make import plan_import
from coalition_site.importers.plan.receipts import receipts, write_receipts
from coalition_site.importers.plan.write import validated_change
from coalition_site.importers.sources import Form
from coalition_site.importers.understand.filled_files import understand
from coalition_site.model.coalition import Coalition
from coalition_site.model.review_form import REVIEW_FORMAT, REVIEW_VERSION
from coalition_site.publish.letters.mail import text_eml
from coalition_site.validate.project import check
from tests.support.building import SMALL, TODAY, coalition_of, small_project
from tests.support.canary import found, write_canaries
from tests.support.command_line import coalition
from tests.support.hostile import texts
from tests.support.reviews import form_of, saved_fields

LANGUAGES = ("en", "es", "ar", "fr", "ht", "ko", "ru", "vi", "zh")
ANSWERED: dict[str, str | bool] = {"review.by": "Dana Reyes", "review.day": "2026-11-20"}


PARTNER = "elm-fund"
FILE = """---
name: Elm Fund
website: https://elm.example
type: Nonprofit
relationship: existing
serves: [Young people, People of color]
works_on: [Housing stability]
role: Lender
listing:
  consent: 2026-01-02
agreement:
  alternate: Ben Ortiz
team:
  notes: They may not like our new chair.
  people:
    - name: Ada Moreno
      email: ada@elm.example
    - name: Dana Reyes
      email: dana@elm.example
---
Gives.
"""
SETTINGS = f"{SMALL}    email: jo@river.example\n".replace("senders:", "  phone: (555) 555-0100\nsenders:")
DANA = ("Dana Reyes", "dana@elm.example")


@pytest.fixture
def town(tmp_path: Path) -> Path:
    return small_project(tmp_path / "town", {f"partners/{PARTNER}.md": FILE, "coalition.yml": SETTINGS})


def fields_of(town: Path, changes: dict[str, Any], language: str = "en", partner: str = PARTNER) -> dict[str, Any]:
    """A form as it came back, filled in by Dana Reyes."""
    fields = saved_fields(form_of(coalition_of(town), partner, "en" if language != "es" else "es"))
    return fields | {"review.record": f"{partner} {language}"} | ANSWERED | changes


def brought_in(town: Path, fields: dict[str, Any], today: date = TODAY) -> tuple[ReceiptView, ...]:
    """The receipts of a form that was imported."""
    checked = check(town, today)
    before = checked.validated.coalition
    assert before is not None
    plan = plan_import(understand([Form("review.json", fields)], before), before, today)
    write_change(town, validated_change(town, checked, plan, today))
    after = check(town, today).validated.coalition
    assert after is not None
    return receipts(plan, before, after, today)


def told(town: Path, changes: dict[str, Any], language: str = "en") -> ReceiptView:
    (view,) = brought_in(town, fields_of(town, changes, language))
    return view


def test_it_lists_what_was_taken_over_and_what_was_not_with_the_reason(town: Path) -> None:
    changes = {
        "review.website": "our page",
        "review.role": "Host",
        "review.alternate": "",
        "review.serves.young-people": False,
        "review.works_on_more": "Night buses",
        "review.serves_more": "Night workers",
        "review.consent_yes": True,
        "review.until": "2027-11-20",
        "review.comments": "Please call in the mornings.\nThank you!",
    }
    view = told(town, changes)
    after = coalition_of(town).partners[PARTNER]
    assert view.to == DANA
    assert view.text.startswith("Dear Dana Reyes,\n\nThank you for looking over what we say about you.")
    assert "your answers of November 20, 2026." in view.text
    taken, _, rest = view.text.partition("What we did not take over, or ask you about:\n")
    assert "What we took over:\n" in taken
    for line in ("- Role in the coalition: Host\n", "- Who stands in: empty now, as on your form\n"):
        assert line in taken
    (serves,) = [line for line in taken.split("\n") if line.startswith("- Whom you serve: ")]
    assert "Young people" not in serves
    assert len(serves.split("; ")) == len(after.serves)
    assert "Your yes holds from November 20, 2026 until November 20, 2027: we may name you in public." in taken
    assert "- “our page” is no web address. Please tell us the address of your website.\n" in rest
    assert "- “Night workers” is on none of our lists" in rest
    assert "- “Night buses” is on none of our lists, and is not written down yet." in rest
    assert "What else you wrote we keep with our own notes: “Please call in the mornings.\nThank you!”\n" in rest
    assert "please write to office@river.example or call (555) 555-0100." in rest
    assert "Website" not in taken
    assert "Your profile" not in view.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_the_language_of_the_form_and_names_the_days(town: Path, language: str) -> None:
    yes = told(town, {"review.consent_yes": True, "review.until": "2027-11-20"}, language)
    assert yes.language == language
    for day in (date(2026, 11, 20), date(2027, 11, 20)):
        assert long_date(day, language) in yes.text.replace("\u2068", "").replace("\u2069", "")
    assert coalition_of(town).texts.letter(language).closing in yes.text
    no = told(town, {"review.consent_no": True, "review.day": "2026-11-21"}, language)
    assert long_date(date(2026, 11, 21), language) in no.text.replace("\u2068", "").replace("\u2069", "")
    assert no.refused
    assert not coalition_of(town).partners[PARTNER].is_named(TODAY)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Of what we say about you nothing was changed."),
        ({"review.website": "www.new.example"}, "- Website: https://www.new.example\n"),
        ({"review.profile": "We build.\n\nAnd save."}, "- Your profile: as you changed it\n"),
        ({"review.name": ""}, "- The name was empty on your form. It stays as it is: Elm Fund\n"),
        ({}, "Without an answer it stays as it is: we name you, until you tell us that you no longer want it."),
        (
            {"review.consent_no": True},
            "Your no holds from November 20, 2026 on: we do not name you in public. You can change your mind",
        ),
        (
            {"review.consent_no": True, "review.consent_yes": True},
            "- You ticked both yes and no to being named. Please tell us which one you mean; until then it stays",
        ),
        (
            {"review.consent_yes": True, "review.until": "2026-11-19"},
            "- Your yes would end on November 19, 2026, before it begins.",
        ),
        (
            {"review.consent_yes": True, "review.until": "summer"},
            "- “summer” is no day that we can read. Please tell us if your yes should have another last day.",
        ),
        (
            {"review.consent_yes": True, "review.until": "summer"},
            "Your yes holds from November 20, 2026 until November 20, 2027",
        ),
        (
            {"review.day": "today"},
            "- “today” is no day that we can read. We took the day above as that of your answers.",
        ),
        ({"review.assets_more": "A van with nine seats"}, "- What you bring: A van with nine seats\n"),
    ],
)
def test_each_answer_is_told(town: Path, changes: dict[str, Any], said: str) -> None:
    assert said in told(town, changes).text


def test_what_a_list_does_not_hold_is_asked_even_where_it_was_not_written(town: Path) -> None:
    """The plan may hold it back until somebody has asked: the receipt looks at what the content says."""
    fields = fields_of(town, {"review.works_on_more": "Night buses"})
    before = coalition_of(town)
    plan = plan_import(understand([Form("review.json", fields)], before), before, TODAY)
    (view,) = receipts(plan, before, before, TODAY)
    assert "“Night buses” is on none of our lists, and is not written down yet." in view.text


def test_what_could_not_be_written_is_not_told_as_taken(town: Path) -> None:
    fields = fields_of(town, {"review.role": "Host", "review.serves.young-people": False, "review.consent_no": True})
    before = coalition_of(town)
    plan = plan_import(understand([Form("review.json", fields)], before), before, TODAY)
    (view,) = receipts(plan, before, before, TODAY)
    assert "- Role in the coalition: this has to be changed by hand, and is not changed yet.\n" in view.text
    assert "- Whom you serve: this has to be changed by hand, and is not changed yet.\n" in view.text
    assert "Your no holds" not in view.text
    assert receipts(replace(plan, files=[]), before, before, TODAY) == ()


def test_it_goes_to_the_partners_person_where_nobody_knows_who_answered(town: Path) -> None:
    assert told(town, {"review.by": "The whole office"}).to == ("Ada Moreno", "ada@elm.example")
    assert told(town, {"review.by": "Ms. Dana Reyes, Director", "review.day": "2026-11-21"}).to == DANA
    assert told(town, {"review.by": "", "review.day": "2026-11-22"}).to == ("Ada Moreno", "ada@elm.example")


def test_the_mail_is_a_draft_that_says_the_same_and_nothing_else(town: Path) -> None:
    view = told(town, {"review.comments": "<script>alert(1)</script>\r\nBcc: somebody@else.example"}, "ar")
    (receipt,) = write_receipts(town, [view], TODAY)
    assert receipt.shown(town) == [
        f"build/reviews/{PARTNER}/receipt-{TODAY}.eml",
        f"build/reviews/{PARTNER}/receipt-{TODAY}.txt",
    ]
    mail = message_from_bytes(receipt.files[0].read_bytes(), policy=default)
    assert mail.keys() == ["From", "To", "Subject", "X-Unsent", "MIME-Version", "Content-Type"]
    assert (mail["X-Unsent"], mail["To"].addresses[0].addr_spec) == ("1", DANA[1])
    plain, html = (mail.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert html is not None
    assert plain.get_content().replace("\r\n", "\n") == view.text == receipt.files[1].read_text(encoding="utf-8")
    assert 'dir="rtl"' in html.get_content()
    assert "<script>" not in html.get_content()


def test_hostile_answers_stay_words_in_the_mail(town: Path) -> None:
    made = coalition_of(town)
    for text in map(clean, texts().values()):
        outcome = ReviewOutcome(
            taken=("role", "profile"),
            open=(OpenPoint(Doubt.ON_NO_LIST, "serves", text), OpenPoint(Doubt.NO_ADDRESS, "website", text)),
            consent="",
            day=TODAY,
            by=text,
            comments=text,
        )
        view = receipt_view(made, made.partners[PARTNER], outcome, Words.of(made, "ar"), TODAY)
        data = text_eml(view.sender, view.to, view.subject, view.paragraphs, view.language)
        mail = message_from_bytes(data, policy=default)
        assert mail.keys() == ["From", "To", "Subject", "X-Unsent", "MIME-Version", "Content-Type"]
        plain, html = (mail.get_body((kind,)) for kind in ("plain", "html"))
        assert plain is not None
        assert html is not None
        assert "".join(plain.get_content().split()) == "".join(view.text.split())
        tags = set(re.findall(r"<\s*/?\s*([a-zA-Z!]+)", html.get_content()))
        assert tags == {"!DOCTYPE", "html", "head", "meta", "title", "body", "p", "br"}


def test_a_language_that_is_none_is_the_partners(town: Path) -> None:
    view = told(town, {"review.record": f'{PARTNER} "><script>'})
    assert view.language == language_of(coalition_of(town), coalition_of(town).partners[PARTNER])


def test_nothing_of_the_teams_is_in_a_receipt(tmp_path: Path) -> None:
    canaries = write_canaries(tmp_path)
    made: Coalition = coalition_of(tmp_path)
    looked_at = 0
    for partner in made.partners.values():
        for language, changes in (
            ("en", {"review.consent_no": True, "review.role": "Host", "review.serves_more": "Night workers"}),
            ("es", {"review.consent_yes": True, "review.until": "2027-11-21", "review.website": "our page"}),
        ):
            fields = fields_of(tmp_path, {"review.by": "", **changes}, language, partner.id)
            (view,) = brought_in(tmp_path, fields)
            # Whom it goes to is known from the team's list of people, as with a letter; their name opens it.
            own = {text for text in found(view.text, canaries.team) if text in view.to[0]}
            assert set(found(view.text + view.subject, canaries.team)) == own
            others = [each for each in made.partners.values() if each is not partner]
            assert found(view.text, [text for each in others for text in each.name.texts()]) == []
            looked_at += 1
    assert looked_at == len(made.partners) * 2


def _saved(town: Path, fields: dict[str, Any]) -> Path:
    file = town / "review.json"
    data = {"format": REVIEW_FORMAT, "version": REVIEW_VERSION, "fields": fields}
    file.write_text(json.dumps(data), encoding="utf-8")
    return file


def test_the_command_writes_and_says_it_and_sends_nothing(town: Path) -> None:
    file = _saved(town, fields_of(town, {"review.consent_no": True}, "es"))
    words = ["import", str(file), "--project", str(town), "--today", str(TODAY)]
    assert not list(town.rglob("receipt-*"))
    first = coalition(*words)
    assert not list(town.rglob("receipt-*")), first.stdout
    done = coalition(*words, "--yes")
    assert done.returncode == 0, done.stderr
    text = (town / "build" / "reviews" / PARTNER / f"receipt-{TODAY}.txt").read_text(encoding="utf-8")
    assert text.startswith("Apreciable Dana Reyes:\n\n")
    assert "\n".join(f"  | {line}".rstrip() for line in text.splitlines()) in done.stdout
    assert f"It is in build/reviews/{PARTNER}/receipt-{TODAY}.eml and" in done.stdout
    assert "Now send it yourself: this program sends nothing." in done.stdout
    assert "said no: build and publish the site now" in done.stdout
    again = coalition(*words, "--yes")
    assert "Nothing is new; nothing was written." in again.stdout
    assert "receipt" not in again.stdout


def test_the_command_tells_programs_where_it_is_and_a_foreign_build_folder_stays(town: Path) -> None:
    file = _saved(town, fields_of(town, {"review.role": "Host"}))
    words = ["import", str(file), "--project", str(town), "--today", str(TODAY), "--yes"]
    told_to_programs = json.loads(coalition(*words, "--json").stdout)
    assert told_to_programs["receipts"] == [f"build/reviews/{PARTNER}/receipt-{TODAY}.{end}" for end in ("eml", "txt")]
    shutil.rmtree(town / "build")
    (town / "build").mkdir()
    (town / "build" / "mine.txt").write_text("mine", encoding="utf-8")
    _saved(town, fields_of(town, {"review.role": "Guest"}))
    done = coalition(*words)
    assert "The folder build/ could not be written: copy it from here." in done.stdout
    assert [file.name for file in (town / "build").iterdir()] == ["mine.txt"]
