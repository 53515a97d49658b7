import re
from html import unescape
from pathlib import Path

import pytest

from coalition_site.derive.letters.view import LetterSender, LetterView, missing_values
from coalition_site.derive.words.dates import joined
from coalition_site.model.wording import PLACEHOLDERS, Part, Wording, placeholders
from coalition_site.read.content import Content
from coalition_site.read.content_folder import read_wording
from coalition_site.render.letters import compose
from coalition_site.resources import letter_texts_file, wording_folder
from coalition_site.validate.load import load
from coalition_site.validate.shipped import shipped_texts, shipped_values

PACKAGED = read_wording(wording_folder(), "wording")
LOADED = load(Content(), PACKAGED)
WORDINGS = pytest.mark.parametrize("wording", [pytest.param(each, id=each.path) for each in LOADED.wordings.values()])
NAMES = (
    "invitation",
    "invitation-existing",
    "invitation-skeptical",
    "invitation-resident",
    "invitation-official",
    "keep-informed",
    "follow-up",
    "thank-you",
    "call",
    "call-again",
    "mail-again",
    "smaller-ask",
    "agreement",
    "review",
)
LANGUAGES = ("en", "es", "ar", "vi", "zh", "ko", "ru", "ht", "fr")
ALWAYS = ("member", "coalition.name", "coalition.community", "sender.name", "contact.name", "contact.email")
LISTS = ("shared.areas", "shared.groups", "shared.assets", "partner.initiatives")
SENTENCES = ("partner.because", "partner.message", "coalition.summary")
TEXTS = shipped_texts()
FULL = {name: f"A sentence on {name}." if name in SENTENCES else f"value of {name}" for name in PLACEHOLDERS}


def parts_of(wording: Wording) -> tuple[Part, ...]:
    return (*wording.subject, *wording.salutation, *wording.body, *wording.closing)


def letter_text(wording: Wording, values: dict[str, str]) -> str:
    """The letter as plain text, a paragraph a line."""
    view = LetterView(
        slug="somebody",
        member=values["member"],
        organization="",
        address=(),
        language=wording.language,
        coalition=values["coalition.name"],
        return_address=(),
        contact_email="",
        contact_phone="",
        site_url="",
        logo="",
        paper="letter",
        sender=LetterSender(values["sender.name"], "", "", "", "", ""),
        sent="",
        wording=wording,
        values=values,
        texts=TEXTS.letter(wording.language),
        gaps=(),
    )
    letter = compose(view)
    body = str(letter.body)
    assert "<p></p>" not in body
    assert 'class="gap"' not in body + letter.salutation + letter.closing
    paragraphs = unescape(re.sub(r"<[^>]+>", "", body.replace("\n", " ").replace("</p>", "\n")))
    return "\n".join([letter.subject, letter.salutation, *map(str.strip, paragraphs.splitlines()), letter.closing])


def test_every_kind_of_letter_is_there_in_every_language() -> None:
    assert set(LOADED.wordings) == {(name, language) for name in NAMES for language in LANGUAGES}


def test_every_wording_is_read_without_a_problem() -> None:
    assert PACKAGED.problems == []


def test_a_damaged_wording_of_the_package_is_no_mistake_of_the_content(tmp_path: Path) -> None:
    (tmp_path / "invitation.md").write_text("---\nsubject: Hello\n---\nDear {{ nobody }}\n")
    loaded = load(Content(), read_wording(tmp_path, "wording"))
    assert loaded.problems == []
    with pytest.raises(RuntimeError, match="no placeholder 'nobody'"):
        loaded.wordings["invitation", "en"]


@WORDINGS
def test_translations_use_the_same_placeholders(wording: Wording) -> None:
    english = LOADED.wordings[wording.name, "en"]
    for part in ("subject", "salutation", "closing", "body"):
        used = {each.name for each in placeholders(getattr(wording, part))}
        assert used == {each.name for each in placeholders(getattr(english, part))}, part


@WORDINGS
def test_what_is_always_there_makes_a_whole_letter(wording: Wording) -> None:
    values = {name: FULL[name] for name in ALWAYS}
    assert not list(missing_values(parts_of(wording), values))
    assert len(letter_text(wording, values)) > 200


@WORDINGS
@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_lists_of_any_length_leave_no_hole(wording: Wording, count: int) -> None:
    items = ["first thing", "second thing", "third thing", "fourth thing", "fifth thing"][:count]
    values = FULL | dict.fromkeys(LISTS, joined(items, wording.language) if items else "")
    text = letter_text(wording, values)
    assert not re.search(r" {2}|\(\)| [.,;:)]|[.,:;]{2}|[:,]$", "\n".join(text.splitlines()[2:-1]), re.MULTILINE)


@WORDINGS
def test_any_one_value_may_be_missing(wording: Wording) -> None:
    parts = parts_of(wording)
    assert not [name for name in PLACEHOLDERS if name not in ALWAYS and list(missing_values(parts, FULL | {name: ""}))]


@WORDINGS
def test_nothing_in_it_is_true_of_forest_city_only(wording: Wording) -> None:
    text = (wording_folder() / wording.path.rpartition("/")[2]).read_text(encoding="utf-8")
    assert not re.search(r"Forest City|Imani|\bla \{\{ coalition|\bthe \*{0,2}\{\{ coalition", text)


def test_the_texts_of_letters_have_the_same_keys_in_every_language() -> None:
    languages = shipped_values(letter_texts_file())
    assert tuple(languages) == LANGUAGES
    english = TEXTS.letters["en"]
    assert set(english.names) == {*PLACEHOLDERS, "address", "email", "phone", "signs"}
    for language, texts in TEXTS.letters.items():
        assert languages[language].keys() == languages["en"].keys()  # type: ignore[union-attr]
        assert texts.names.keys() == english.names.keys()
        assert "{what}" in texts.gap
        assert "{{ member }}" in texts.salutation
        assert all(texts.names.values())
