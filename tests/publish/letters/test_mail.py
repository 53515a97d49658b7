"""Mail drafts: what goes in comes back in two parsers, and nothing in a name or subject becomes a header."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import cast

import mailparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_site.problems import Refused
from coalition_site.publish.letters.mail import letter_eml, mail_html, mail_text, text_eml
from coalition_site.render.letters import Letter
from tests.support.letters import SENDER, made_letter

PDF = b"%PDF-1.7\r\n\x00\xff--=_text-and-html\r\n" + bytes(range(256)) * 40
HEADERS = ["From", "To", "Subject", "X-Unsent", "MIME-Version", "Content-Type"]
NAMES = (
    "Dana Reyes",
    "Nguyễn Thị Hạnh",
    "Ximena Ibáñez",
    "ليلى حسن",
    'Kit "the Kit" O\'Malley, Jr.',
    "Back\\slash (old) <x@y.example>",
    "A" * 300,
    "Ñ" * 300,
    "Chief Justice Maria-Antonietta of the Very Long Name, Esquire, of Forest City and beyond",
    "a  b",
    "=x?= y",
    "👩\u200d🌾 Farmer",
)


def parsed(data: bytes) -> EmailMessage:
    return message_from_bytes(data, policy=default)


def bodies(message: EmailMessage) -> tuple[str, str]:
    kinds = ("plain", "html")
    plain, html = (cast("EmailMessage", message.get_body((kind,))).get_content() for kind in kinds)
    return unfolded(plain), unfolded(html)


def unfolded(text: str) -> str:
    return text.replace("\r\n", "\n")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["en", "es", "ar", "vi"])
def test_two_parsers_read_what_was_written(name: str, language: str) -> None:
    letter = made_letter(member=name, language=language, subject="Hello {{ member }} & <b>")
    data = letter_eml(letter, PDF, "dana@builders.example")
    message = parsed(data)
    spaced = " ".join(name.split())
    assert message.keys() == HEADERS
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == f"Hello {spaced} & <b>"
    ((shown, address),) = [(each.display_name, each.addr_spec) for each in message["To"].addresses]
    # The standard library reads a space between the encoded words of a long name; the second parser does not.
    assert ("".join(shown.split()), address) == ("".join(name.split()), "dana@builders.example")
    assert message["From"].addresses[0].display_name == SENDER.name
    assert bodies(message) == (mail_text(letter), mail_html(letter))
    (attachment,) = message.iter_attachments()
    assert (attachment.get_content_type(), attachment.get_filename()) == ("application/pdf", "dana-reyes.pdf")
    assert attachment.get_content() == PDF
    second = mailparser.parse_from_bytes(data)
    assert second.subject == f"Hello {spaced} & <b>"
    assert second.from_ == [(SENDER.name, SENDER.email)]
    assert second.to == [(spaced, "dana@builders.example")]
    assert list(map(unfolded, second.text_plain)) == [mail_text(letter)]
    assert list(map(unfolded, second.text_html)) == [mail_html(letter)]
    assert [(each["filename"], each["mail_content_type"]) for each in second.attachments] == [
        ("dana-reyes.pdf", "application/pdf")
    ]
    assert second.defects == []
    assert set(second.headers) == set(HEADERS)


def made(where: str, value: str) -> Letter:
    """A letter with a value in its subject, in the invitee's name, or in a field of the sender."""
    if where == "Subject":
        # The subject is one line whatever its values are; this one was tampered with after that.
        letter = made_letter()
        object.__setattr__(letter, "subject", value)
        return letter
    if where == "To":
        return made_letter(member=value, subject="Hello")
    return made_letter(sender=SENDER.__class__(value, "", "", SENDER.email, "", ""), subject="Hello")


@pytest.mark.parametrize("where", ["Subject", "To", "From"])
@pytest.mark.parametrize(
    "hostile",
    [
        '"A\r\nBcc: q@q" <a@b.org>',
        "A\nBcc: q@q",
        "A\rBcc: q@q",
        "A\x00B",
        "A\u2028Bcc: q@q",
        "A\x0bB",
        "A\x85B",
    ],
)
def test_a_hostile_text_is_refused_and_names_its_header(where: str, hostile: str) -> None:
    with pytest.raises(Refused) as refused:
        letter_eml(made(where, hostile), PDF, "dana@builders.example")
    assert str(refused.value).startswith(f"the mail's {where} ")


@pytest.mark.parametrize(
    "address",
    [
        "a@b.org\r\nBcc: q@q",
        "a@b.org, q@q.org",
        "a@b.org>, <q@q.org",
        '"a b"@b.org',
        "a b@b.org",
        "a@b.org\x00",
        "nobody",
        "=?utf-8?q?a?=@b.org",
        "a@[127.0.0.1]",
        "a@b..org",
    ],
)
def test_a_hostile_address_is_refused(address: str) -> None:
    with pytest.raises(Refused) as refused:
        letter_eml(made_letter(), PDF, address)
    assert str(refused.value).startswith("the mail's To ")


@given(st.text(max_size=80))
def test_no_name_makes_a_header(name: str) -> None:
    letter = made_letter(member=name, subject="For {{ member }}")
    try:
        data = letter_eml(letter, PDF, "dana@builders.example")
    except Refused:
        return
    assert parsed(data).keys() == HEADERS
    assert b"\r\n\r\n" not in data.partition(b"\r\nMIME-Version")[0]


@pytest.mark.parametrize("where", ["Subject", "To", "From"])
@pytest.mark.parametrize("code", ["=?utf-8?q?a=0d=0aBcc:_x?=", "a =?utf-8?b?DQpCY2M6IHE=?="])
def test_what_looks_like_a_code_is_parted_and_stays_text(where: str, code: str) -> None:
    data = letter_eml(made(where, code), PDF, "dana@builders.example")
    message = parsed(data)
    assert message.keys() == HEADERS
    assert code.encode() not in data
    read = str(message["Subject"]) if where == "Subject" else message[where].addresses[0].display_name
    assert "".join(read.split()) == "".join(code.replace("=?", "= ?").split())


def test_an_international_domain_is_written_in_ascii() -> None:
    data = letter_eml(made_letter(), PDF, "dana@bücher.example")
    assert parsed(data)["To"].addresses[0].addr_spec == "dana@xn--bcher-kva.example"


@pytest.mark.parametrize("address", ["ñ@b.example", "dana@i❤.example", "邮件@例子.example"])
def test_an_address_without_a_form_in_ascii_is_left_out(address: str) -> None:
    assert "To" not in parsed(letter_eml(made_letter(), PDF, address))


def test_unknown_addresses_are_left_out() -> None:
    letter = made_letter(sender=SENDER.__class__("Jo", "", "", "", "", ""))
    assert parsed(letter_eml(letter, PDF, "")).keys() == ["Subject", "X-Unsent", "MIME-Version", "Content-Type"]


def test_lines_end_as_mail_wants_and_are_short_enough() -> None:
    letter = made_letter(member="Ñ" * 300, values={"partner.name": "word " * 500})
    data = letter_eml(letter, PDF, "dana@builders.example")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert all(len(line) <= 78 for line in data.partition(b"\r\n\r\n")[0].split(b"\r\n"))


def test_a_letter_cannot_end_its_own_part() -> None:
    text = "--=_text-and-html--\n\n--=_letter-and-attachment--"
    letter = made_letter(f"```\n{text}\n```")
    assert text in bodies(parsed(letter_eml(letter, PDF, "")))[0]


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert letter_eml(made_letter(), PDF, "a@b.org") == letter_eml(made_letter(), PDF, "a@b.org")


def test_the_text_part() -> None:
    text = mail_text(made_letter())
    assert text == (
        "Dear Dana Reyes,\n\n"
        "We write to River Builders because you know everybody River Town.\n\n"
        "- a first thing\n- a second thing\n  1. nested one\n  2. nested two\n\n"
        "Read our page (https://river.example/a?b=1&c=2) or write to office@river.example.\n\n"
        "> A quoted line.\n\n"
        "We meet at [place of the meeting needed].\n\n"
        "Sincerely,\n\n"
        "Rosa Delgado Muñoz\nCo-chair\nCity of River Town\n"
    )


def test_the_html_part_says_language_and_direction_and_marks_gaps() -> None:
    html = mail_html(made_letter(language="ar"))
    assert '<html lang="ar" dir="rtl">' in html
    assert '<span class="gap" style="' in html
    assert "<strong>River Builders</strong>" in mail_html(made_letter())
    hostile = mail_html(made_letter(member="<script>x</script>", values={"partner.name": '<span class="gap">'}))
    assert "<script>" not in hostile
    assert hostile.count('<span class="gap" style="') == 1


@pytest.mark.parametrize("name", NAMES)
def test_a_text_is_a_draft_as_a_letter_is(name: str) -> None:
    paragraphs = (("Hello <b>,",), ("Two", "lines & more"))
    data = text_eml((SENDER.name, SENDER.email), (name, "dana@builders.example"), f"About {name}", paragraphs, "ar")
    message = parsed(data)
    assert message.keys() == HEADERS
    assert message["To"].addresses[0].addr_spec == "dana@builders.example"
    plain, html = bodies(message)
    assert plain == "Hello <b>,\n\nTwo\nlines & more\n"
    assert '<html lang="ar" dir="rtl">' in html
    assert "<p>Hello &lt;b&gt;,</p>\n<p>Two<br>\nlines &amp; more</p>" in html
    assert mailparser.parse_from_bytes(data).to == [(" ".join(name.split()), "dana@builders.example")]
    assert data == text_eml(
        (SENDER.name, SENDER.email), (name, "dana@builders.example"), f"About {name}", paragraphs, "ar"
    )


def test_a_text_without_an_address_has_no_to_and_one_with_a_line_break_in_its_head_is_refused() -> None:
    assert "To" not in parsed(text_eml(("Jo", ""), ("Dana", ""), "About", (("Hello",),), "en"))
    with pytest.raises(Refused, match="To"):
        text_eml(("Jo", ""), ("Dana\nBcc: a", "dana@builders.example"), "About", (("Hello",),), "en")
