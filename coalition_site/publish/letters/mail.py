"""A letter as a draft for a mail program: an .eml file that opens as an unsent message. Nothing is ever sent.

The header lines are written here and not by the standard library: some of its versions turn a subject made for the
purpose into further headers, and they fold long names differently. What was written is read back and compared.
"""

import base64
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, default

from markupsafe import Markup

from coalition_site.derive.words.direction import direction_of
from coalition_site.model.mail_address import ascii_form
from coalition_site.problems import Refused
from coalition_site.render.letters import Letter
from coalition_site.render.rich_text import GAP, plain_runs, plain_text

# No line of base64 or quoted-printable text can hold these, so that no letter ends its own part.
_BOUNDARIES = ("=_letter-and-attachment", "=_text-and-html")
_ADDRESS = re.compile(r"[^@\s<>(),;:\"\\\[\]]+@[^@\s<>(),;:\"\\\[\].]+(?:\.[^@\s<>(),;:\"\\\[\].]+)*", re.ASCII)
_PLAIN = re.compile(r"[\x20-\x7e]*")
_LONGEST_PLAIN, _ENCODED_BYTES = 60, 42
_GAP_STYLE = "background:#fff2a8;font-weight:bold"
_PAGE = Markup(
    '<!DOCTYPE html>\n<html lang="{language}" dir="{direction}"><head><meta charset="utf-8"><title>{subject}</title>'
    '</head>\n<body lang="{language}" dir="{direction}" style="font-family:Calibri,Arial,sans-serif;font-size:{size}pt;'
    'line-height:1.45;max-width:42em">\n{text}{further}</body></html>\n'
)
_TEXT = Markup("<p>{salutation}</p>\n{body}<p>{closing}</p>\n<p>{sender}</p>\n")
_FURTHER = Markup('<hr>\n<div lang="{language}" dir="{direction}">\n{text}</div>\n')
_SIZE, _LARGE_SIZE = 11, 18
_BETWEEN_TEXTS = "\n* * *\n\n"


def letter_eml(letter: Letter, pdf: bytes, to: str) -> bytes:
    """The letter as an unsent message with its PDF attached; the same letter and PDF give the same bytes.

    `to` is the invitee's address, or empty where it is not known: the draft then has no To. An international domain is
    written in ASCII, and an address that has no such form is left out. Raises Refused where a name, an address or
    the subject holds what headers must not.
    """
    sender = letter.view.sender
    subject = " / ".join(each.subject for each in (letter, *letter.also))
    return _draft((sender.name, sender.email), (letter.view.member, to), subject, _content(letter, pdf))


def text_eml(
    sender: tuple[str, str], to: tuple[str, str], subject: str, paragraphs: Sequence[Sequence[str]], language: str
) -> bytes:
    """A text of paragraphs and their lines as an unsent message, plain and as HTML; `sender` and `to` as in a letter.

    Raises Refused where a name, an address or the subject holds what headers must not.
    """
    body = Markup("\n").join(Markup("<p>{}</p>").format(Markup("<br>\n").join(lines)) for lines in paragraphs)
    html = _PAGE.format(
        language=language, direction=direction_of(language), subject=subject, size=_SIZE, text=body, further=""
    )
    message = EmailMessage(policy=SMTP)
    text = "\n\n".join("\n".join(lines) for lines in paragraphs)
    message.set_content(f"{text}\n", cte="quoted-printable")
    message.add_alternative(str(html), subtype="html", cte="quoted-printable")
    message.set_boundary(_BOUNDARIES[1])
    return _draft(sender, to, subject, message)


def _draft(sender: tuple[str, str], to: tuple[str, str], subject: str, content: EmailMessage) -> bytes:
    """A message as it was written, with the head of one that nobody sent yet."""
    mailboxes = {"From": sender, "To": to}
    written = {field: (name, ascii_form(address)) for field, (name, address) in mailboxes.items()}
    known = {field: (_checked(field, name), address) for field, (name, address) in written.items() if address}
    subject = _checked("Subject", subject)
    headers = {field: _mailbox(field, *mailbox) for field, mailbox in known.items()}
    headers |= {"Subject": _words(subject), "X-Unsent": "1"}
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    data = lines.encode("ascii") + content.as_bytes(policy=SMTP)
    _read_back(data, known, subject)
    return data


def _checked(field: str, value: str) -> str:
    """The value with single spaces, if it holds nothing that could begin another header.

    What mail programs take for the beginning of a code is parted: `=?` becomes `= ?`.
    """
    value = value.replace("\t", " ").replace("=?", "= ?")
    if any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in value):
        raise Refused(f"the mail's {field} holds a line break or a control character")
    return re.sub(" +", " ", value).strip(" ")


def _mailbox(field: str, name: str, address: str) -> str:
    if not _ADDRESS.fullmatch(address):
        raise Refused(f"the mail's {field} {address!r} is not a mail address that every mail program knows")
    quoted = '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'
    return f"{quoted if _is_plain(name) else _encoded(name)}\r\n <{_checked(field, address)}>"


def _words(text: str) -> str:
    return text if _is_plain(text) else _encoded(text)


def _is_plain(text: str) -> bool:
    return len(text) <= _LONGEST_PLAIN and _PLAIN.fullmatch(text) is not None


def _encoded(text: str) -> str:
    """The text as encoded words of RFC 2047, each short enough for a line and none splitting a character."""
    words = [""]
    for character in text:
        if len((words[-1] + character).encode()) > _ENCODED_BYTES:
            words.append("")
        words[-1] += character
    return "\r\n ".join(f"=?utf-8?b?{base64.b64encode(word.encode()).decode()}?=" for word in words)


def _content(letter: Letter, pdf: bytes) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message.set_content(mail_text(letter), cte="quoted-printable")
    message.add_alternative(mail_html(letter), subtype="html", cte="quoted-printable")
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=f"{letter.view.slug}.pdf")
    for part, boundary in zip((message, next(message.iter_parts())), _BOUNDARIES, strict=True):
        part.set_boundary(boundary)
    return message


def _signature_lines(letter: Letter) -> Iterable[str]:
    sender = letter.view.sender
    return (line for line in (sender.name, sender.title, sender.organization) if line)


def mail_text(letter: Letter) -> str:
    """The letter as plain text, from the salutation to the name below it; a further language follows."""
    salutation, closing = plain_runs(letter.salutation_runs), plain_runs(letter.closing_runs)
    parts = (salutation, plain_text(letter.blocks), closing, "\n".join(_signature_lines(letter)))
    return _BETWEEN_TEXTS.join(("\n\n".join(parts) + "\n", *(mail_text(each) for each in letter.also)))


def mail_html(letter: Letter) -> str:
    """The same as HTML, with the few styles that mail programs keep."""
    html = _PAGE.format(
        language=letter.view.language,
        direction=letter.direction,
        subject=letter.subject,
        size=_LARGE_SIZE if letter.view.large else _SIZE,
        text=_html_text(letter),
        further=Markup().join(
            _FURTHER.format(language=each.view.language, direction=each.direction, text=_html_text(each))
            for each in letter.also
        ),
    )
    mark = f'<span class="{GAP}"'
    return str(html).replace(f"{mark}>", f'{mark} style="{_GAP_STYLE}">')


def _html_text(letter: Letter) -> Markup:
    """The text of one language, from the salutation to the name below it."""
    return _TEXT.format(
        salutation=letter.salutation,
        body=letter.body,
        closing=letter.closing,
        sender=Markup("<br>").join(_signature_lines(letter)),
    )


def _read_back(data: bytes, mailboxes: Mapping[str, tuple[str, str]], subject: str) -> None:
    """Reads a message again and compares its headers with what was to be written."""
    message = message_from_bytes(data, policy=default)
    expected = {*mailboxes, "Subject", "X-Unsent", "MIME-Version", "Content-Type"}
    if sorted(message.keys()) != sorted(expected):
        raise Refused("the mail's headers would not come back as they were written")
    if str(message["Subject"]) != subject:
        raise Refused("the mail's Subject would not come back as it was written")
    for field, (name, address) in mailboxes.items():
        # Between the words of a long encoded name the standard library reads a space that is none.
        read = [("".join(address.display_name.split()), address.addr_spec) for address in message[field].addresses]
        if read != [("".join(name.split()), address)]:
            raise Refused(f"the mail's {field} would not come back as it was written")
