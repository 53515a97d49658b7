"""A partner's review: what goes out holds nothing of the team's, and what comes back changes what it says, no more."""

import json
import re
import shutil
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from coalition_site.derive.letters.review import review_view, reviews_due
from coalition_site.derive.public.view import public_view
from coalition_site.derive.words.labels import Words
from coalition_site.edit.whole_files import write_change
from coalition_site.importers.formats.open_file import read_filled
from coalition_site.importers.plan.make import plan_import
from coalition_site.importers.plan.memory import remembered
from coalition_site.importers.plan.plan import Plan
from coalition_site.importers.plan.report import report
from coalition_site.importers.plan.write import validated_change
from coalition_site.importers.sources import Form
from coalition_site.importers.understand.filled_files import understand
from coalition_site.importers.understand.given_answers import NO_ANSWERS, Answers
from coalition_site.jobs.review_packet import make_packet
from coalition_site.model.coalition import Coalition
from coalition_site.model.review_form import REVIEW_FORMAT, REVIEW_VERSION, is_review_name
from coalition_site.model.vocabulary import plain
from coalition_site.validate.project import check
from tests.support.building import PROJECT, TODAY, coalition_of
from tests.support.canary import found, write_canaries
from tests.support.gate import pdf_text, pdf_ua_failures
from tests.support.reviews import PARTNER, form_of, saved_fields
from tests.support.starting import run


@pytest.fixture
def town(tmp_path: Path) -> Path:
    shutil.copytree(PROJECT / "content", tmp_path / "content")
    return tmp_path


def _planned(town: Path, fields: dict[str, Any], answers: Answers = NO_ANSWERS) -> tuple[Plan, Coalition]:
    checked = check(town, TODAY)
    coalition = checked.validated.coalition
    assert coalition is not None
    plan = plan_import(understand([Form("review.json", fields)], coalition, answers), coalition, TODAY)
    write_change(town, validated_change(town, checked, plan, TODAY))
    return plan, coalition_of(town)


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_form_that_comes_back_as_it_went_says_that_the_profile_was_gone_through(town: Path, language: str) -> None:
    before = coalition_of(town)
    for partner_id in [PARTNER, *before.partners][::8]:
        fields = saved_fields(form_of(before, partner_id, language))
        assert all(map(is_review_name, fields))
        plan, _ = _planned(town, fields)
        keys = [each.key for file in plan.changed for each in file.differences]
        assert keys in (["listing.reviewed"], []), (partner_id, keys)
        assert plan.remarks == []


def test_three_changes_are_three_changes_with_consent_and_day(town: Path) -> None:
    before = coalition_of(town).partners[PARTNER]
    fields = saved_fields(form_of(coalition_of(town)))
    fields |= {
        "review.website": "https://assetbuilders.example/en",
        "review.serves.young-people": False,
        "review.assets_more": "A van with nine seats",
        "review.consent_yes": True,
        "review.until": "2027-11-20",
        "review.by": "Dana Reyes",
        "review.day": "2026-11-20",
        "review.comments": "Please call me Dana in letters.",
    }
    plan, after = _planned(town, fields)
    partner = after.partners[PARTNER]
    assert [each.key for file in plan.changed for each in file.differences] == [
        "website",
        "serves",
        "assets",
        "listing.consent",
        "listing.until",
        "listing.how",
        "listing.reviewed",
        "team.notes",
    ]
    assert partner.website == "https://assetbuilders.example/en"
    assert {choice.option for choice in before.serves} - {choice.option for choice in partner.serves} == {
        "young-people"
    }
    assert [choice.text for choice in partner.assets if choice.text] == ["A van with nine seats"]
    assert (str(partner.listing.consent), str(partner.listing.until)) == ("2026-11-20", "2027-11-20")
    assert str(partner.listing.reviewed) == "2026-11-20"
    assert "by Dana Reyes" in partner.listing.how
    assert partner.team.notes.endswith("Please call me Dana in letters.")
    assert partner.profile == before.profile


NIGHT = "Night workers"


def test_what_is_written_below_a_list_is_the_other_of_that_list_and_asked_about(town: Path) -> None:
    fields = saved_fields(form_of(coalition_of(town))) | {
        "review.serves_more": f"{NIGHT}\nSpecific racial or ethnic group(s): Hmong families",
        "review.works_on_more": "Night buses",
    }
    plan, after = _planned(town, fields)
    serves = after.partners[PARTNER].serves
    assert [(choice.option, choice.text) for choice in serves if choice.text] == [
        ("other", NIGHT),
        ("specific-racial-or-ethnic-groups", "Hmong families"),
    ]
    (question,) = plan.questions
    assert (question.about, question.words, question.proposed) == ("option", NIGHT, f"Other: {NIGHT}")
    assert f"Specific racial or ethnic group(s): {NIGHT}" in question.choices
    assert f'"{NIGHT}" is in no list; written as "Other: {NIGHT}"' in [remark.text for remark in plan.remarks]
    assert '"Night buses" is on no list; ask which one is meant' in [remark.text for remark in plan.remarks]
    shown = [value for value in plan.public if value.key == "serves" and not value.from_list]
    assert [value.texts for value in shown] == [
        (f"Other: {NIGHT}", "Specific racial or ethnic group(s): Hmong families")
    ]
    again, _ = _planned(town, fields)
    assert again.questions == ()


@pytest.mark.parametrize(
    ("means", "listed"),
    [
        ("Young people", [("young-people", "")]),
        (f"Specific racial or ethnic group(s): {NIGHT}", [("specific-racial-or-ethnic-groups", NIGHT)]),
        ("leave out", []),
    ],
)
def test_people_say_what_was_meant_below_a_list(means: str, listed: list[tuple[str, str]], town: Path) -> None:
    fields = saved_fields(form_of(coalition_of(town)))
    boxes = {name: False for name, value in fields.items() if name.startswith("review.serves.") and value is True}
    plan, after = _planned(town, fields | boxes | {"review.serves_more": NIGHT}, Answers(values={plain(NIGHT): means}))
    assert [(choice.option, choice.text) for choice in after.partners[PARTNER].serves] == listed
    assert plan.questions == ()
    assert not remembered(town, plan, after)


def test_words_for_no_value_leave_what_a_partner_said_before(town: Path) -> None:
    before = coalition_of(town).partners[PARTNER]
    fields = saved_fields(form_of(coalition_of(town)))
    said = {"review.website": "n/a", "review.profile": "TBD", "review.assets_more": "None", "review.comments": "none"}
    plan, after = _planned(town, fields | said)
    partner = after.partners[PARTNER]
    assert (partner.website, partner.profile, partner.assets) == (before.website, before.profile, before.assets)
    assert partner.team.notes == before.team.notes
    assert sum(remark.kind == "Left open" for remark in plan.remarks) == len(said)


def test_a_no_counts_and_two_answers_are_asked_about(town: Path) -> None:
    fields = saved_fields(form_of(coalition_of(town)))
    plan, after = _planned(town, fields | {"review.consent_yes": True, "review.consent_no": True})
    assert "both ticked" in plan.remarks[0].text
    assert after.partners[PARTNER].listing.consent != "refused"
    _, after = _planned(town, fields | {"review.consent_no": True})
    assert after.partners[PARTNER].listing.consent == "refused"


def _listing(town: Path, lines: str) -> None:
    """Writes what the partner's file says of its listing."""
    file = town / "content" / "partners" / f"{PARTNER}.md"
    text = re.sub(r"(?m)^listing:\n(?:  .*\n)*", f"listing:\n{lines}", file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")


ANSWERED = {"review.by": "Dana Reyes", "review.day": "2026-11-20"}


def test_a_no_takes_effect_at_once_with_its_day_and_how_it_came(town: Path) -> None:
    _listing(town, "  consent: 2026-10-05\n  until: 2027-10-05\n  how: Signed in October\n")
    assert coalition_of(town).partners[PARTNER].is_named(TODAY)
    fields = saved_fields(form_of(coalition_of(town)))
    plan, after = _planned(town, fields | ANSWERED | {"review.consent_no": True})
    assert not after.partners[PARTNER].is_named(TODAY)
    text = (town / "content" / "partners" / f"{PARTNER}.md").read_text(encoding="utf-8")
    assert (
        "listing:\n"
        "  consent: refused\n"
        "  how: In the review of 2026-11-20, by Dana Reyes\n"
        "  reviewed: 2026-11-20\n"
        "  refused: 2026-11-20\n"
    ) in text
    told = report(plan)
    assert 'listing.until: "2027-10-05" → ""' in told
    # The day and how it came are the team's: nobody else reads them.
    public = repr(public_view(after, TODAY))
    assert "In the review of" not in public
    assert "2026-11-20" not in public


def test_a_second_no_keeps_the_day_of_the_first_and_how_it_came(town: Path) -> None:
    fields = saved_fields(form_of(coalition_of(town))) | ANSWERED | {"review.consent_no": True}
    _listing(town, "  consent: refused\n  how: By phone to Rosa\n  refused: 2026-03-01\n")
    _, after = _planned(town, fields)
    listing = after.partners[PARTNER].listing
    assert (listing.how, str(listing.refused), str(listing.reviewed)) == (
        "By phone to Rosa",
        "2026-03-01",
        "2026-11-20",
    )
    _listing(town, "  consent: refused\n")
    _, after = _planned(town, fields)
    assert str(after.partners[PARTNER].listing.refused) == "2026-11-20"


def test_a_yes_after_a_no_takes_the_refusal_away(town: Path) -> None:
    _listing(town, "  consent: refused\n  how: By phone to Rosa\n  refused: 2026-03-01\n")
    fields = saved_fields(form_of(coalition_of(town))) | ANSWERED
    _, after = _planned(town, fields | {"review.consent_yes": True, "review.until": "2027-11-20"})
    partner = after.partners[PARTNER]
    assert partner.is_named(TODAY)
    assert partner.listing.refused is None
    assert partner.listing.how == "In the review of 2026-11-20, by Dana Reyes"
    assert "refused" not in (town / "content" / "partners" / f"{PARTNER}.md").read_text(encoding="utf-8")


def test_a_no_beside_a_folder_of_the_teams_stands_where_it_belongs(tmp_path: Path) -> None:
    """The word is public, the day and how it came are the team's."""
    town = tmp_path / "town"
    shutil.copytree(PROJECT / "content", town / "content")
    done = run("team-folder", "../team", "--project", str(town), "--today", str(TODAY))
    assert done.exit_code == 0, done.output
    fields = saved_fields(form_of(coalition_of(town))) | ANSWERED | {"review.consent_no": True}
    _, after = _planned(town, fields)
    public = (town / "content" / "partners" / f"{PARTNER}.md").read_text(encoding="utf-8")
    team = (tmp_path / "team" / "partners" / f"{PARTNER}.md").read_text(encoding="utf-8")
    assert "consent: refused" in public
    assert "2026-11-20" not in public.replace("reviewed: 2026-11-20", "")
    assert "refused: 2026-11-20" in team
    assert str(after.partners[PARTNER].listing.refused) == "2026-11-20"


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ("www.assetbuilders.example", "https://www.assetbuilders.example"),
        ("assetbuilders.example/en?a=1", "https://assetbuilders.example/en?a=1"),
        ("http://assetbuilders.example", "http://assetbuilders.example"),
        ("our page", ""),
        ("dana@assetbuilders.example", ""),
        ("3.14", ""),
        ("https//assetbuilders.example", ""),
    ],
)
def test_a_website_without_its_beginning_is_taken_with_it_or_asked_about(town: Path, written: str, taken: str) -> None:
    before = coalition_of(town).partners[PARTNER].website
    plan, after = _planned(town, saved_fields(form_of(coalition_of(town))) | {"review.website": written})
    assert after.partners[PARTNER].website == (taken or before)
    asked = [remark.text for remark in plan.remarks if "ask them for it" in remark.text]
    assert len(asked) == (0 if taken else 1)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"review.website": "our page"}, "is no web address"),
        ({"review.name": ""}, "the name is emptied"),
        ({"review.until": "soon", "review.consent_yes": True}, '"soon" is no day'),
        ({"review.record": "nobody es"}, 'there is no partner "nobody"'),
    ],
)
def test_what_cannot_be_taken_is_said(town: Path, changes: dict[str, str | bool], said: str) -> None:
    plan, _ = _planned(town, saved_fields(form_of(coalition_of(town))) | changes)
    assert said in " ".join(remark.text for remark in plan.remarks)


def test_the_packet_speaks_the_partners_language_and_its_pdf_comes_back(town: Path, tmp_path: Path) -> None:
    coalition = coalition_of(town)
    packet = make_packet(town, coalition, PARTNER, tmp_path / "packet", TODAY)
    assert (packet.language, packet.member) == ("es", "Dana Reyes")
    folder = packet.folder
    assert sorted(file.name for file in folder.iterdir()) == sorted(packet.files)
    for name in ("review.pdf", "letter.pdf"):
        assert pdf_ua_failures(folder / name) == []
    assert "Apreciable Dana Reyes" in pdf_text(folder / "letter.pdf")
    mail = message_from_bytes((folder / "letter.eml").read_bytes(), policy=default)
    (attached,) = mail.iter_attachments()
    assert attached.get_content() == (folder / "review.pdf").read_bytes()
    with pikepdf.open(folder / "review.pdf") as pdf:
        (website,) = [each for each in pdf.Root.AcroForm.Fields if str(each.T) == "review.website"]
        website.V = pikepdf.String("https://assetbuilders.example/en")
        pdf.save(folder / "filled.pdf")
    (form,) = read_filled(folder / "filled.pdf")
    assert isinstance(form, Form)
    plan, after = _planned(town, dict(form.fields))
    keys = [each.key for file in plan.changed for each in file.differences]
    assert keys == ["website", "listing.reviewed"]
    assert after.partners[PARTNER].website.endswith("/en")


def test_a_saved_form_is_read(tmp_path: Path) -> None:
    data = {"format": REVIEW_FORMAT, "version": REVIEW_VERSION, "fields": {"review.record": "x es"}}
    (tmp_path / "review.json").write_text(json.dumps(data), encoding="utf-8")
    (form,) = read_filled(tmp_path / "review.json")
    assert isinstance(form, Form)
    assert form.fields == {"review.record": "x es"}


def test_nothing_of_the_teams_is_in_a_review(tmp_path: Path) -> None:
    canaries = write_canaries(tmp_path)
    coalition = coalition_of(tmp_path)
    for partner in coalition.partners.values():
        for language in ("en", "es"):
            html = form_of(coalition, partner.id, language)
            view = review_view(coalition, partner, Words.of(coalition, language), TODAY)
            assert found(html, canaries.team) == []
            assert found(repr(view), canaries.team) == []
            others = [each for each in coalition.partners.values() if each is not partner]
            assert found(html, [text for each in others for text in each.name.texts()]) == []


def test_who_is_due(town: Path) -> None:
    coalition = coalition_of(town)
    for partner_id in reviews_due(coalition, TODAY):
        reviewed = coalition.partners[partner_id].listing.reviewed
        assert reviewed is None or (TODAY - reviewed).days > 365
        assert coalition.partners[partner_id].relationship == "existing"
