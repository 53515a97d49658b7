import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_site.derive.letters.gap_places import gap_place
from coalition_site.derive.letters.view import LetterKind, LetterView, letter_slugs, letter_views, slug_of
from coalition_site.derive.words.dates import joined, long_date
from coalition_site.derive.words.labels import in_sentence
from coalition_site.model.coalition import Coalition
from coalition_site.model.content_files import NAME
from coalition_site.model.invite import AGREEMENT, CALLS
from coalition_site.model.print_font import SignsPrinted
from coalition_site.model.wording import PLACEHOLDERS
from tests.support.making import (
    make_coalition,
    make_invite,
    make_needs,
    make_partner,
    make_settings,
    make_wording,
    texts,
)


def _letter(coalition: Coalition) -> LetterView:
    (letter,) = letter_views(coalition)
    return letter


@pytest.mark.parametrize(
    ("items", "language", "expected"),
    [
        ([], "en", ""),
        (["a"], "en", "a"),
        (["a", "b"], "en", "a and b"),
        (["a", "b", "c", "d", "e"], "en", "a, b, c, d, and e"),
        ([], "es", ""),
        (["a"], "es", "a"),
        (["inclusión"], "es", "inclusión"),
        (["a", "b"], "es", "a y b"),
        (["a", "b", "c", "d", "e"], "es", "a, b, c, d y e"),
        (["vivienda", "inclusión económica"], "es", "vivienda e inclusión económica"),
        (["a", "b", "hijas"], "es", "a, b e hijas"),
        (["agua", "hielo"], "es", "agua y hielo"),
        (["a", "íntegra"], "es", "a e íntegra"),
        (["a", "b, c", "d"], "en", "a; b, c; d"),
        (["a", "b"], "vi", "a và b"),
        (["a", "b"], "pt-br", "a e b"),
    ],
)
def test_lists_join_as_people_write_them(items: list[str], language: str, expected: str) -> None:
    assert joined(items, language) == expected


def test_days_in_words() -> None:
    assert long_date(date(2027, 1, 14), "en") == "January 14, 2027"
    assert long_date(date(2027, 1, 14), "es") == "14 de enero de 2027"


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Young people", "young people"),
        ("English-language learners", "English-language learners"),
        ("A strong racial equity approach", "a strong racial equity approach"),
        ("IT lead", "IT lead"),
        ("LGBTQ+ residents", "LGBTQ+ residents"),
        ("Áreas comunes", "áreas comunes"),
        ("", ""),
    ],
)
def test_labels_within_sentences(label: str, expected: str) -> None:
    assert in_sentence(label) == expected


def test_values_of_a_letter() -> None:
    partner = make_partner(
        "forest-city-ab",
        name={"en": "Forest City Asset Builders", "es": "Constructores"},
        serves=["Young people", "English-language learners", "Other: Veterans", "youth"],
        works_on=["Financial security", "Housing stability"],
        assets=["Convening power", "A van"],
        initiatives=["Wealth-Building for All campaign"],
        outreach={"because": "You know.", "roles": [{"role": "Champion", "person": "Director"}, {"role": "IT lead"}]},
        team={"strengths": "secret strengths", "barriers": "secret barriers"},
    )
    needs = make_needs(
        groups=["Other: veterans", "Young people", "People of color"], areas=["Digital access"], assets=["Other: A van"]
    )
    wording = make_wording("{{ member }}")
    values = _letter(make_coalition(partner, invites=[make_invite("forest-city-ab")], needs=needs, wordings=[wording]))
    chosen = {key: values.values[key] for key in values.values if key.startswith(("partner", "shared", "ask"))}
    assert chosen == {
        "partner.name": "Forest City Asset Builders",
        "partner.short_name": "Forest City Asset Builders",
        "partner.type": "nonprofit",
        "partner.serves": "young people, English-language learners, and Veterans",
        "partner.works_on": "financial security and housing stability",
        "partner.assets": "convening power and A van",
        "partner.initiatives": "Wealth-Building for All campaign",
        "partner.because": "You know.",
        "partner.message": "",
        "partner.roles": "champion and IT lead",
        "shared.groups": "young people and Veterans",
        "shared.areas": "",
        "shared.assets": "",
        "ask": "champion and IT lead",
    }
    assert "secret" not in repr(values)


def test_what_an_invite_asks_stands_before_what_is_asked_of_the_partner() -> None:
    partner = make_partner("elm-fund", outreach={"roles": [{"role": "Champion"}]})
    wording = make_wording("{{ ask }}")
    for ask, expected in (("Open your hall", "open your hall"), ("", "champion")):
        invites = [make_invite("elm-fund", ask=ask)]
        assert _letter(make_coalition(partner, invites=invites, wordings=[wording])).values["ask"] == expected


def test_every_placeholder_has_a_value_or_none() -> None:
    settings = make_settings(meeting={"date": "2027-01-14", "time": "5:30"}, respond_by="2026-12-18")
    everything = make_coalition(
        make_partner("one"), invites=[make_invite("one")], settings=settings, wordings=[make_wording("")]
    )
    assert _letter(everything).values.keys() == PLACEHOLDERS.keys()
    assert _letter(everything).values["meeting.date"] == "January 14, 2027"
    named = {*PLACEHOLDERS, "address", "email", "phone", "signs"}
    assert texts().letters["en"].names.keys() == texts().letters["es"].names.keys() == named


def test_gaps_are_what_is_missing_where_it_would_be_printed() -> None:
    body = (
        "{{ partner.because }} {{ coalition.name }} {% if ask %}{{ ask }}{% else %}{{ respond_by }}{% endif %}"
        "{% if meeting.place %}{{ meeting.date }}{% endif %} {{ partner.because }}"
    )
    wording = make_wording(body, subject="{{ sender.title }}")
    letter = _letter(make_coalition(make_partner("one"), invites=[make_invite("one")], wordings=[wording]))
    assert letter.gaps == ("sender.title", "partner.because", "respond_by", "address")
    assert texts().letter("es").gap_for("meeting.place") == "[falta: lugar de la reunión]"


@pytest.mark.parametrize(
    ("member", "wording", "expected"),
    [
        ("王小明", "Dear", ("address", "signs")),
        ("Ana", "小 {{ member }}", ("address", "signs")),
        ("Ana", "Dear", ("address",)),
    ],
)
def test_signs_without_a_font_are_a_gap_of_the_letter_that_prints_them(
    member: str, wording: str, expected: tuple[str, ...]
) -> None:
    invite = make_invite("one", member=member)
    coalition = make_coalition(make_partner("one"), invites=[invite], wordings=[make_wording(wording)])
    printed = replace(coalition, signs=SignsPrinted(missing=frozenset("王小明")))
    assert _letter(printed).gaps == expected
    assert "coalition doctor" in gap_place("signs", invite, printed)


def test_without_a_partner_only_the_partner_is_missing() -> None:
    wording = make_wording("{{ partner.name }}{{ shared.areas }}{{ sender.name }}")
    letter = _letter(make_coalition(invites=[make_invite(address=["12 Elm Street"])], wordings=[wording]))
    assert letter.gaps == ("partner.name", "shared.areas")
    assert letter.organization == ""


def test_the_language_of_a_letter() -> None:
    people = {"people": [{"name": "Ana Ruiz", "language": "es"}, {"name": "Bo", "language": "vi"}]}
    partner = make_partner("one", team=people, name={"en": "One", "es": "Uno"}, works_on=["Housing stability"])
    wordings = [make_wording(""), make_wording("", language="es")]

    def language(member: str, **values: str) -> tuple[str, str]:
        invites = [make_invite("one", member=member, **values)]
        letter = _letter(make_coalition(partner, invites=invites, wordings=wordings))
        return letter.language, letter.values["partner.name"]

    assert language("Ana Ruiz") == ("es", "Uno")
    assert language("Ana Ruiz", language="en") == ("en", "One")
    assert language("Somebody else") == ("en", "One")
    assert language("Bo") == ("en", "One")


def test_packaged_wording_serves_where_a_coalition_has_none_in_its_language() -> None:
    settings = make_settings(language="vi")
    coalition = make_coalition(invites=[make_invite()], settings=settings, wordings=[make_wording("")])
    assert _letter(coalition).language == "en"


@pytest.mark.parametrize(
    ("status", "wording"),
    [
        ("idea", ""),
        ("drafted", "invitation"),
        ("sent", "invitation"),
        ("no answer", "follow-up"),
        ("accepted", "thank-you"),
        ("declined", ""),
        ("keep informed", "keep-informed"),
    ],
)
def test_the_letter_that_a_status_calls_for(status: str, wording: str) -> None:
    names = ["invitation", "follow-up", "thank-you", "keep-informed", "welcome"]
    wordings = [make_wording("", name=name) for name in names]
    letters = letter_views(make_coalition(invites=[make_invite(status=status)], wordings=wordings))
    assert [letter.wording.name for letter in letters] == ([wording] if wording else [])
    chosen = letter_views(make_coalition(invites=[make_invite(status=status, letter="welcome")], wordings=wordings))
    assert [letter.wording.name for letter in chosen] == ["welcome"]


@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_is_laid_out_as_its_wording_is_named(kind: LetterKind) -> None:
    names = {LetterKind.CALL: CALLS.values(), LetterKind.AGREEMENT: [AGREEMENT], LetterKind.LETTER: ["welcome"]}[kind]
    for name in names:
        invites, wordings = [make_invite(letter=name)], [make_wording("", name=name)]
        assert [each.kind for each in letter_views(make_coalition(invites=invites, wordings=wordings))] == [kind]


def test_a_draft_is_not_dated() -> None:
    invites = [make_invite(status="drafted", sent="2026-11-02"), make_invite(status="sent", sent="2026-11-02")]
    letters = letter_views(make_coalition(invites=invites, wordings=[make_wording("")]))
    assert [letter.sent for letter in letters] == ["", "November 2, 2026"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Dana Reyes", "dana-reyes"),
        ("Nguyễn Thị Hạnh", "nguyen-thi-hanh"),
        ("Đỗ Mười", "do-muoi"),
        ("Kevin O'Malley", "kevin-omalley"),
        ("Kevin O\N{RIGHT SINGLE QUOTATION MARK}Malley", "kevin-omalley"),
        ("../../etc/passwd", "etc-passwd"),
        ("王小明", "wang-xiao-ming"),
        ("Анна Иванова", "anna-ivanova"),
        ("Bjørn Straße", "bjorn-strasse"),
        ("…", ""),
    ],
)
def test_file_names_of_people(name: str, expected: str) -> None:
    assert slug_of(name) == expected


@given(st.text())
def test_a_file_name_is_a_name_or_empty(name: str) -> None:
    slug = slug_of(name)
    assert not slug or (NAME.fullmatch(slug) and len(slug) <= 60)


MEMBERS = st.sampled_from(["Ana", "ana", "Ana 2", "Ana-2", "王", "Invite 1", "invite 2", "Aña", "Ana 2 2"]) | st.text(
    min_size=1
).filter(lambda text: "\n" not in text)


@given(st.lists(MEMBERS, max_size=8))
def test_every_letter_has_a_file_name_of_its_own(members: list[str]) -> None:
    slugs = letter_slugs(make_coalition(invites=[make_invite(member=member) for member in members]))
    assert len(slugs) == len(set(slugs)) == len(members)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) for slug in slugs)
