"""Each kind of finding is found where its rule says, and what it says to type mends it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import yaml

from coalition_site.derive.advice.quality import Finding, a_year_before, data_quality
from coalition_site.derive.words.labels import Words
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import LETTERS, PAGES, PARTNERS
from coalition_site.model.invite import Status
from coalition_site.model.older_translation import OlderTranslation, OriginalPassage
from coalition_site.model.page import Page, PageAudience
from coalition_site.model.partner import PartnerFrontMatter, Relationship
from tests.support.making import make_coalition, make_invite, make_partner, make_settings

TODAY = date(2026, 11, 23)
WELL: dict[str, Any] = {
    "serves": ["Young people"],
    "listing": {"consent": "2026-10-05", "reviewed": "2026-11-01"},
    "team": {"people": [{"name": "Ana Ruiz"}]},
}


def found(coalition: Coalition) -> dict[str, tuple[Finding, ...]]:
    kinds = data_quality(coalition, Words(coalition.vocabulary, "en", "en"), TODAY)
    return {kind.id: kind.findings for kind in kinds if kind.findings}


def test_nothing_is_found_where_all_is_well() -> None:
    invite = make_invite("well", address=["12 Elm Street"], status="accepted")
    assert found(make_coalition(make_partner("well", **WELL), invites=[invite])) == {}
    assert found(make_coalition()) == {}


@pytest.mark.parametrize(
    ("values", "kind", "what"),
    [
        ({"serves": []}, "details", "no group, area or asset"),
        ({"team": {}}, "contacts", "nobody to write to"),
        ({"listing": {"consent": "2026-10-05"}}, "stale", "never gone through"),
        (
            {"listing": {"consent": "2026-10-05", "reviewed": "2025-11-22"}},
            "stale",
            "last gone through on November 22, 2025",
        ),
        (
            {"listing": {"consent": "2025-10-05", "until": "2026-11-22", "reviewed": "2026-11-01"}},
            "consent",
            "ended on November 22, 2026",
        ),
        (
            {"listing": {"consent": "2025-10-05", "until": "2027-01-22", "reviewed": "2026-11-01"}},
            "consent",
            "ends on January 22, 2027",
        ),
        ({"name": {"en": "Well"}}, "translations", "not in es"),
    ],
)
def test_a_partner_that_lacks_something(values: dict[str, Any], kind: str, what: str) -> None:
    partner = make_partner("well", **{**WELL, **values})
    settings = make_settings(languages=["en", "es"])
    ((finding,),) = found(make_coalition(partner, settings=settings)).values()
    assert list(found(make_coalition(partner, settings=settings))) == [kind]
    assert finding.what == what
    file, _, key = finding.place.partition(": ")
    assert file == "content/partners/well.md"
    keys = {each.partition(".")[0] for each in key.split(", ")}
    assert keys <= PartnerFrontMatter.model_fields.keys()
    assert finding.write
    # What it says to type mends it: the example, put where the finding says, leaves nothing to find.
    typed = yaml.load("\n".join(finding.write), yaml.BaseLoader)
    mended = {**WELL, **values}
    if kind == "translations":
        typed = {"name": {**values["name"], **typed}}
    for key, value in typed.items():
        mended[key] = {**mended.get(key, {}), **value} if isinstance(value, dict) else value
    assert found(make_coalition(make_partner("well", **mended), settings=settings)) == {}
    # Nobody goes through the files of former partners.
    left = partner.model_copy(update={"relationship": Relationship.FORMER})
    assert found(make_coalition(left, settings=settings)) == {}


@pytest.mark.parametrize("last_day", ["2027-01-23", "2028-01-01"])
def test_consent_that_holds_longer_is_no_finding(last_day: str) -> None:
    listing = {"consent": "2025-10-05", "until": last_day, "reviewed": "2025-11-23"}
    assert found(make_coalition(make_partner("well", **{**WELL, "listing": listing}))) == {}


def test_whoever_joined_is_asked_for_consent() -> None:
    partner = make_partner("well", **{**WELL, "listing": {"reviewed": "2026-11-01"}})
    asked = make_invite("well", address=["12 Elm Street"])
    joined = asked.model_copy(update={"status": Status.ACCEPTED})
    assert found(make_coalition(partner, invites=[asked])) == {}
    (finding,) = found(make_coalition(partner, invites=[joined]))["consent"]
    assert finding.write == ("listing:", "  consent: 2026-11-23")
    assert "refused" in finding.what


def test_a_letter_that_is_due_needs_an_address() -> None:
    invites = [make_invite(member=status, status=status) for status in ("idea", "drafted", "declined")]
    (finding,) = found(make_coalition(invites=invites))["addresses"]
    assert finding.place == 'content/invites.yml: address of "drafted"'
    assert found(make_coalition(invites=[make_invite(**yaml.safe_load("\n".join(finding.write)))])) == {}


def test_a_year_before_a_leap_day() -> None:
    assert a_year_before(date(2028, 2, 29)) == date(2027, 2, 28)


def test_what_the_site_shows_in_another_language_is_found_with_the_file_to_write() -> None:
    settings = make_settings(site_languages=["en", "es", "vi"])
    shown = make_partner("well", **WELL).model_copy(update={"profile": "Hello.", "translations": {"es": "Hola."}})
    page = Page.model_construct(id="about", title="About us", audience=PageAudience.PUBLIC, body="Hello.")
    unseen = [
        make_partner("unnamed", **{**WELL, "listing": {"reviewed": "2026-11-01"}}),
        make_partner("silent", **WELL),
    ]
    others = [
        page.model_copy(update={"id": "notes", "audience": PageAudience.TEAM}),
        page.model_copy(update={"id": "done", "translations": {"es": page, "vi": page}}),
    ]
    coalition = make_coalition(shown, *unseen, settings=settings, pages=[page, *others])
    findings = found(coalition)["translations"]
    assert [(each.who, each.what, each.place) for each in findings] == [
        ("About us", "not in es", "content/pages/about.es.md"),
        ("About us", "not in vi", "content/pages/about.vi.md"),
        ("well", "not in vi", "content/partners/well.vi.md"),
    ]
    assert findings[0].write == ("---", "title: The title", "audience: public", "---", "The page in Spanish")
    assert findings[2].write == ("The profile in Vietnamese, without keys",)


def test_a_translation_older_than_its_original_is_listed_with_what_was_changed() -> None:
    gone, new = OriginalPassage("We run a pantry."), OriginalPassage("Closed in July.")
    older = [
        OlderTranslation("content/partners/elm.es.md", "content/partners/elm.md", PARTNERS, "elm", "es", 1, (gone,)),
        OlderTranslation("content/pages/about.es.md", "content/pages/about.md", PAGES, "about", "es", 1, (), (new,)),
        OlderTranslation("content/letters/own.es.md", "content/letters/own.md", LETTERS, "own", "es", 1, unshown=2),
    ]
    coalition = replace(make_coalition(make_partner("elm", **WELL)), older_translations=tuple(older))
    findings = found(coalition)["older-translations"]
    assert [(finding.who, finding.partner_id, finding.place) for finding in findings] == [
        ("elm", "elm", "content/partners/elm.es.md"),
        ("about", "", "content/pages/about.es.md"),
        ("Wording: own", "", "content/letters/own.es.md"),
    ]
    assert {finding.what for finding in findings} == {"the original was changed after the text in Spanish"}
    assert [(change.said, change.passage) for finding in findings for change in finding.changes] == [
        ("The original no longer says", "We run a pantry."),
        ("The original now says", "Closed in July."),
        ("The beginning of the original is gone, or worded otherwise", ""),
    ]
