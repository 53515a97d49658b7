"""Letters and letterheads made for tests."""

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from docx import Document
from docx.shared import Mm

from coalition_site.derive.letters.view import LetterSender, LetterView, missing_values
from coalition_site.model.wording import Wording
from coalition_site.problems import Position
from coalition_site.render.letters import Letter, compose
from coalition_site.validate.shipped import shipped_texts
from coalition_site.validate.wording import parse_wording

IMAGES = {file.name: file for file in (Path(__file__).parents[2] / "content" / "images").iterdir()}
SIGNATURE, LOGO = "signature-imani-brooks.svg", "forest-city-public-library.svg"
SENDER = LetterSender(
    "Rosa Delgado Muñoz", "Co-chair", "City of River Town", "rosa@river.example", "(555) 555-0101", SIGNATURE
)
BODY = """\
We write to **{{ partner.name }}** because *you* know ~~everybody~~ River Town.

- a first thing
- a second thing
  1. nested one
  2. nested two

Read [our page](https://river.example/a?b=1&c=2) or write to <office@river.example>.

> A quoted line.

We meet at {{ meeting.place }}.
"""


def made_letter(
    body: str = BODY,
    values: Mapping[str, str] | None = None,
    *,
    subject: str = "An invitation to {{ partner.name }}",
    wording: Wording | None = None,
    **view: Any,
) -> Letter:
    """A letter of a wording, or of a body; `view` are fields of its LetterView."""
    language = view.get("language", "en")
    texts = shipped_texts().letter(language)
    if wording is None:
        written = {"subject": subject, "salutation": texts.salutation, "closing": texts.closing, "body": body}
        parts = {name: parse_wording(text, Position("letters/x.md"))[0] for name, text in written.items()}
        wording = Wording(name="x", language=language, path="letters/x.md", **parts)
    member = view.get("member", "Dana Reyes")
    values = {"member": member, "partner.name": "River Builders", **(values or {})}
    made = LetterView(
        slug="dana-reyes",
        member=member,
        organization="River Builders",
        address=("12 Elm Street", "River Town 00042"),
        language=language,
        coalition="River Town Coalition",
        return_address=("1 Main Street", "River Town 00041"),
        contact_email="office@river.example",
        contact_phone="",
        site_url="",
        logo=LOGO,
        paper="letter",
        sender=SENDER,
        sent="",
        wording=wording,
        values=values,
        texts=texts,
        gaps=tuple(missing_values(wording.body, values)),
    )
    return compose(replace(made, **view))


def letterhead_file(file: Path, change: Callable[[Any], None] | None = None) -> Path:
    """Writes a letterhead with an old letter in it; `change` may do more to the document."""
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "RIVER TOWN HEAD"
    section.footer.paragraphs[0].text = "RIVER TOWN FOOT 555-0199"
    section.left_margin, section.page_width = Mm(40), Mm(200)
    document.styles["Normal"].font.name = "Georgia"
    document.add_paragraph("A secret old letter")
    document.core_properties.author = "A stranger"
    if change is not None:
        change(document)
    document.save(str(file))
    return file


def changed_package(data: bytes, entries: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """A zip file with some entries changed; one that is not there is added."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as given, ZipFile(out, "w") as written:
        for name in dict.fromkeys((*given.namelist(), *entries)):
            old = given.read(name) if name in given.namelist() else b""
            written.writestr(name, entries[name](old) if name in entries else old)
    return out.getvalue()
