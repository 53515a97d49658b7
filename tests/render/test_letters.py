"""Letters: values are put in as text, gaps are marked, conditions hold, whatever the values are."""

from collections.abc import Mapping

import pytest

from coalition_site.derive.letters.view import LetterSender, LetterView, missing_values
from coalition_site.model.wording import PLACEHOLDERS, Wording
from coalition_site.problems import Position
from coalition_site.render.letters import Letter, compose
from coalition_site.render.rich_text import Block, Run, plain_text
from coalition_site.validate.shipped import shipped_texts
from coalition_site.validate.wording import parse_wording
from tests.support.hostile import one_line, texts


def _letter(body: str, values: Mapping[str, str], subject: str = "Hello {{ member }}") -> Letter:
    parts = {}
    for name, text in (
        ("subject", subject),
        ("salutation", "Dear {{ member }},"),
        ("closing", "Yours,"),
        ("body", body),
    ):
        parts[name], problems = parse_wording(text, Position("letters/x.md"))
        assert problems == []
    wording = Wording(name="x", language="en", path="letters/x.md", **parts)
    return compose(
        LetterView(
            slug="x",
            member=values.get("member", ""),
            organization="",
            address=(),
            language="en",
            coalition="River Town",
            return_address=(),
            contact_email="a@b.example",
            contact_phone="",
            site_url="",
            logo="",
            paper="letter",
            sender=LetterSender("Jo", "", "", "", "", ""),
            sent="",
            wording=wording,
            values=values,
            texts=shipped_texts().letter("en"),
            gaps=tuple(missing_values(wording.body, values)),
        )
    )


# Private characters mark places while a letter is read, and nobody may forge them.
HOSTILE = [*map(one_line, texts().values()), "# heading\n\n- list", "\ue0000\ue001"]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_stays_the_text_it_is(value: str) -> None:
    letter = _letter("To **{{ partner.name }}**, hello.", {"member": "Ana", "partner.name": value})
    inside = str(letter.body).partition("<strong>")[2].partition("</strong>")[0]
    assert "<" not in inside
    unescaped = inside.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert unescaped == value


def test_a_missing_value_is_a_marked_gap() -> None:
    letter = _letter("We meet at {{ meeting.place }}.", {"member": "Ana"})
    assert str(letter.body) == '<p>We meet at <span class="gap">[place of the meeting needed]</span>.</p>\n'
    assert letter.view.gaps == ("meeting.place",)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("See [our pages]({{ coalition.site_url }}/join).", "See our pages {gap}."),
        ("[**Our** pages](mailto:x@y.example?body={{ coalition.site_url }} 'x')", "<strong>Our</strong> pages {gap}"),
        ("See [{{ coalition.site_url }}]({{ coalition.site_url }}).", "See {gap}."),
        ("See [pages][1].\n\n[1]: https://a.example/{{ coalition.site_url }}", "See pages {gap}."),
    ],
)
def test_a_gap_in_the_address_of_a_link_is_printed_behind_its_words(body: str, expected: str) -> None:
    letter = _letter(body, {"member": "Ana"})
    gap = letter.view.texts.gap_for("coalition.site_url")
    marked = f'<span class="gap">{gap}</span>'
    assert str(letter.body) == f"<p>{expected.replace('{gap}', marked)}</p>\n"
    assert gap in plain_text(letter.blocks)
    assert any(run.gap and run.text == gap for block in letter.blocks for run in block.runs)
    assert not any(run.link for block in letter.blocks for run in block.runs)
    assert set(letter.view.gaps) == {"coalition.site_url"}


@pytest.mark.parametrize(
    ("place", "expected"),
    [("the hall", "<p>We meet at the hall.</p>\n"), ("", "<p>We will say where.</p>\n")],
)
def test_conditions(place: str, expected: str) -> None:
    body = "{% if meeting.place %}\nWe meet at {{ meeting.place }}.\n{% else %}\nWe will say where.\n{% endif %}\n"
    assert str(_letter(body, {"member": "Ana", "meeting.place": place}).body) == expected


def test_an_empty_condition_leaves_no_empty_paragraph() -> None:
    body = "One.\n\n{% if partner.message %}{{ partner.message }}{% endif %}\n\nTwo."
    assert str(_letter(body, {"member": "Ana"}).body) == "<p>One.</p>\n<p>Two.</p>\n"


def test_a_value_in_an_address_goes_through_the_same_gate_as_any_link() -> None:
    body = "[site]({{ coalition.site_url }}) and [bad]({{ partner.name }})"
    values = {"member": "Ana", "coalition.site_url": "https://x.example/a", "partner.name": "javascript:alert(1)"}
    assert str(_letter(body, values).body) == '<p><a href="https://x.example/a">site</a> and bad</p>\n'


def test_the_subject_is_plain_text() -> None:
    assert _letter("x", {"member": "A & <b>"}).subject == "Hello A & <b>"


def test_a_draft_is_a_draft_until_it_was_sent() -> None:
    assert _letter("x", {"member": "Ana"}).draft


def test_every_placeholder_has_a_name_for_its_gap_in_every_language() -> None:
    for language, said in shipped_texts().letters.items():
        assert set(said.names) == {*PLACEHOLDERS, "address", "email", "phone", "signs"}, language
        assert "{what}" in said.gap


def test_the_blocks_say_what_the_html_says() -> None:
    body = "To **{{ partner.name }}** at {{ meeting.place }}: [site]({{ coalition.site_url }}).\n\n- {{ member }}\n"
    values = {"member": "Ana *B*", "partner.name": "</w:t> & Co", "coalition.site_url": "https://x.example/a"}
    assert _letter(body, values).blocks == (
        Block(
            "paragraph",
            (
                Run("To "),
                Run("</w:t> & Co", bold=True),
                Run(" at "),
                Run("[place of the meeting needed]", gap=True),
                Run(": "),
                Run("site", link="https://x.example/a"),
                Run("."),
            ),
        ),
        Block("bullet", (Run("Ana *B*"),)),
    )


def test_a_gap_is_as_bold_as_the_words_around_it() -> None:
    (block,) = _letter("**At {{ meeting.place }}**", {"member": "Ana"}).blocks
    assert block.runs == (Run("At ", bold=True), Run("[place of the meeting needed]", bold=True, gap=True))


def test_a_value_in_a_picture_or_code_is_put_in_too() -> None:
    letter = _letter("![Logo of {{ member }}](x.png) `{{ member }}`", {"member": "A_b_"})
    assert str(letter.body) == "<p>Logo of A_b_ <code>A_b_</code></p>\n"
    assert letter.blocks[0].text() == "Logo of A_b_ A_b_"


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_is_one_run(value: str) -> None:
    letter = _letter("To **{{ partner.name }}**, hello.", {"member": "Ana", "partner.name": value})
    assert letter.blocks[0].runs[1] == Run(" ".join(value.split("\n\n")), bold=True)


def test_lines_are_runs_with_their_gaps() -> None:
    letter = _letter("x", {"member": "Ana"}, subject="{{ ask }}: for {{ member }} ")
    assert letter.subject_runs == (Run("[role to ask for needed]", gap=True), Run(": for Ana"))
    assert letter.subject == "[role to ask for needed]: for Ana"
    assert letter.salutation_runs == (Run("Dear Ana,"),)
    assert letter.closing_runs == (Run("Yours,"),)


def test_a_line_is_one_line_whatever_the_value() -> None:
    assert _letter("x", {"member": "A\r\nBcc: q@q"}).subject == "Hello A Bcc: q@q"


def test_the_date_is_open_until_the_letter_was_sent() -> None:
    assert _letter("x", {"member": "Ana"}).date == Run("[date of sending]", gap=True)


def test_a_phone_number_does_not_break_at_the_end_of_a_line() -> None:
    letter = _letter("Call {{ sender.phone }}.", {"member": "Ana", "sender.phone": "(573) 555-0142"})
    assert str(letter.body) == '<p>Call <a href="tel:5735550142">(573)&nbsp;555-0142</a>.</p>\n'


def test_contacts_are_links_unless_they_stand_in_one() -> None:
    body = "{{ contact.email }}, [us]({{ coalition.site_url }}), [**{{ sender.email }}**](mailto:x@y.example)"
    values = {"contact.email": "a@b.example", "coalition.site_url": "https://x.example/", "sender.email": "c@d.example"}
    letter = _letter(body, {"member": "Ana", **values})
    assert [(run.text, run.link) for run in letter.blocks[0].runs if run.link] == [
        ("a@b.example", "mailto:a@b.example"),
        ("us", "https://x.example/"),
        ("c@d.example", "mailto:x@y.example"),
    ]
    assert str(letter.body).count("<a ") == 3


def test_a_value_in_the_name_of_a_host_is_put_in_too() -> None:
    body = "[a](mailto:{{ contact.email }}) [b](https://{{ member }}.example/) [c](https://xn--bcher-kva.example/)"
    letter = _letter(body, {"member": "ana", "contact.email": "a@b.example"})
    links = [run.link for run in letter.blocks[0].runs if run.link]
    assert links == ["mailto:a@b.example", "https://ana.example/", "https://xn--bcher-kva.example/"]


def test_plain_text_does_not_say_a_number_twice() -> None:
    values = {"member": "Ana", "sender.phone": "(573) 555-0142", "contact.email": "a@b.example"}
    letter = _letter("Call {{ sender.phone }} or [write](mailto:{{ contact.email }}).", values)
    assert plain_text(letter.blocks) == "Call (573)\N{NO-BREAK SPACE}555-0142 or write (a@b.example)."
