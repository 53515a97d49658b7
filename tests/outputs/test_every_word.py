"""Every interface word comes from the catalogues: in a language in which all of these have accents, no other is seen.

The content holds tokens only, so that whatever is neither a token nor accented is a word that no translator was shown.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_interval, get_day_names, get_month_names, get_timezone_name

from coalition_site.derive.changes.compare import compare
from coalition_site.derive.changes.record import Changes, Period, Since, in_order
from coalition_site.derive.team.view import TeamView
from coalition_site.derive.words.catalogue import words_of
from coalition_site.derive.words.dates import joined, language_name
from coalition_site.derive.words.file_sizes import file_size
from coalition_site.jobs.build import BuildOptions, build, derive
from coalition_site.jobs.epoch import epoch_of
from coalition_site.model.coalition import Coalition
from coalition_site.model.invite import Status
from coalition_site.progress import QuietProgress
from coalition_site.publish.formats.workbook import workbook_bytes
from coalition_site.publish.pdf.single_document import document_bytes
from coalition_site.render.environment import html_environment
from coalition_site.render.outputs import render_outputs
from coalition_site.render.pictures import Pictures
from coalition_site.render.workbook import render_workbook
from coalition_site.render.workbook_sheets import workbook_sheets
from coalition_site.validate.past import Past
from tests.support.building import with_templates
from tests.support.canary import TODAY
from tests.support.gate import pdf_text
from tests.support.making import make_needs
from tests.support.pseudo_language import LANGUAGES, in_pseudo_language, pseudo, write_tokens
from tests.support.said import said_in, said_in_html, said_in_script

pytestmark = pytest.mark.xdist_group("every word")

SITES = ("site", "workbook")
"""The folders of a build in which every word is looked at."""

# Words that stand without accents, with the reason.
ALLOWED = {
    "PDF, ICS, vCard, CSV, XLSX, JSON, Word, Excel": "names of kinds of files and programs, the same in every language",
    "profile, Un perfil": "the made content, around its tokens",
    "coalition-worksheet": "the mark by which the program knows its own form",
}
# Tokens, addresses, files with the keys in them that are meant, and places for numbers.
_NOT_SAID = re.compile(
    r"content/[\w/-]+\.(?:md|yml)(?:: «?[a-z_.]+)?|\S*zq[\w.@/-]+|https?://\S+|\S+@\S+\.\w+"
    r"|[\w-]+\.(?:html|md|yml|pdf)\b|canary\.example|\{[a-z]+\}"
)
# A line of a drawing holds what is left of a token that was too long for it.
_PIECE = re.compile(r"[a-z]*-[a-z-]*[0-9]*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ASCII = re.compile(r"[A-Za-z]+")


@cache
def _tokens() -> tuple[Coalition, Path]:
    folder = Path(mkdtemp(prefix="tokens-"))
    return in_pseudo_language(write_tokens(folder)), folder


@cache
def _from_babel() -> frozenset[str]:
    """What Babel says in both languages: months, lists, sizes of files, names of languages."""
    said = [language_name(code, inside) for code in (*LANGUAGES, "en") for inside in ("", *LANGUAGES)]
    for language in LANGUAGES:
        said += [joined(["0", "1", "2"], language), file_size(1_000, language), file_size(2_000_000, language)]
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                said += get_month_names(width, context, locale=language).values()
                said += get_day_names(width, context, locale=language).values()
        hour = datetime(2027, 1, 14, 17, 30, tzinfo=ZoneInfo("America/Chicago"))
        said.append(get_timezone_name(hour, zone_variant="generic", locale=language))
        said += [text for one in ("hm", "Hm") for text in [format_interval(hour, hour, one, locale=language)]]
    return frozenset(word for text in (*said, "de") for word in _WORD.findall(text))


def without_a_catalogue(texts: Iterable[str]) -> Iterator[str]:
    """The words of these texts that no catalogue said, each with its text."""
    allowed = _from_babel() | {word for words in ALLOWED for word in _WORD.findall(words)}
    for text in texts:
        words = [word for word in _WORD.findall(_NOT_SAID.sub(" ", text)) if _ASCII.fullmatch(word)]
        if set(words) - allowed and not _PIECE.fullmatch(text):
            yield f"{' '.join(words)}: {text[:200]}"


def test_files_of_a_build_say_nothing_but_what_the_catalogues_say() -> None:
    coalition, folder = _tokens()
    # These were compiled for another language.
    built = with_templates(folder / "build")
    build(coalition, BuildOptions(folder, built, TODAY, with_pdf=False), QuietProgress())
    assert _said_in_files(built) == []


def _said_in_files(built: Path) -> list[str]:
    """The words that no catalogue said in the files of a build; what MkDocs and MiniSearch bring is theirs."""
    found = []
    for site in SITES:
        for file in sorted((built / site).rglob("*")):
            ours = "assets" not in file.parts or "coalition" in file.parts
            if ours and file.name != "minisearch.js":
                found += [f"{file.relative_to(built)}: {words}" for words in without_a_catalogue(said_in(file))]
    return found


def test_documents_say_nothing_but_what_the_catalogues_say() -> None:
    coalition, _ = _tokens()
    documents = render_outputs(derive(coalition, TODAY), coalition, None, with_pdf=True).documents()
    said = [f"{each.path}: {words}" for each in documents for words in without_a_catalogue(said_in_html(each.html))]
    assert said == []


@pytest.mark.parametrize(("named", "unnamed"), [(0, 0), (0, 3), (0, 9), (1, 3), (14, 9)])
def test_no_state_of_a_coalition_has_words_of_its_own(named: int, unnamed: int) -> None:
    coalition = _of_partners(_tokens()[0], named, unnamed)
    outputs = render_outputs(derive(coalition, TODAY), coalition, None, with_pdf=True)
    (site,) = outputs.sites
    pages = {f"site/{each.path}": each.html for each in site.pages}
    pages |= {f"workbook/{each.path}": each.html for each in outputs.workbook.pages}
    pages |= {str(each.path): each.html for each in outputs.documents() if "worksheet" not in each.path.name}
    assert [
        f"{path}: {words}" for path, html in pages.items() for words in without_a_catalogue(said_in_html(html))
    ] == []


def _of_partners(coalition: Coalition, named: int, unnamed: int) -> Coalition:
    """A coalition with so many named partners and so many others, and a public meeting where there is anybody."""
    first, _, other, *_ = coalition.partners.values()
    partners = {f"zq-{n}": first.model_copy(update={"id": f"zq-{n}"}) for n in range(named)}
    partners |= {f"zq-other-{n}": other.model_copy(update={"id": f"zq-other-{n}"}) for n in range(unnamed)}
    settings = coalition.settings
    assert settings.meeting is not None
    meeting = settings.meeting.model_copy(update={"public": bool(partners), "date": date(2099, 1, 14)})
    return replace(
        coalition,
        settings=settings.model_copy(update={"site_languages": (), "meeting": meeting}),
        partners=partners,
        needs=coalition.needs if partners else make_needs(),
        invites=(),
        invite_lines=(),
    )


@pytest.mark.parametrize("status", [None, *Status])
def test_no_state_of_invitations_has_words_of_its_own(status: Status | None) -> None:
    coalition, day = _tokens()[0], date(1970, 1, 1) if status is Status.SENT else TODAY
    asked = coalition.invites if status is not None else ()
    invites = tuple(each.model_copy(update={"status": status}) for each in asked)
    pages = _workbook_pages(derive(replace(coalition, invites=invites), day).team)
    lists = {
        "index.md",
        "invites.md",
        "follow-ups.md",
        "agreements.md",
        "letters/index.md",
        "shortlist.md",
        "quality.md",
    }
    assert lists <= set(pages)
    assert _said_on({path: html for path, html in pages.items() if path in lists}) == []


def test_what_changed_is_said_by_the_catalogues() -> None:
    now = _tokens()[0]
    before = replace(now, partners={}, invites=(), needs=make_needs())
    found = [
        *compare(_all_known(before), (), now, TODAY, TODAY),
        *compare(_all_known(now), (), before, TODAY, TODAY),
    ]
    view = derive(now, TODAY).team
    for reason in Since:
        for changes in (in_order(found), ()):
            first = TODAY if reason is Since.ASKED else None
            told = Changes(Period(TODAY, reason), changes, first=first, partly=bool(changes))
            pages = _workbook_pages(replace(view, changes=told))
            assert _said_on({path: pages[path] for path in ("changes.md", "index.md")}) == []


def _all_known(coalition: Coalition) -> Past:
    return Past(coalition, frozenset(), needs_known=True, invites_known=True)


def _workbook_pages(view: TeamView) -> dict[str, str]:
    tree = render_workbook(view, html_environment(None, view.words))
    return {str(each.path): each.html for each in tree.pages}


def _said_on(pages: Mapping[str, str]) -> list[str]:
    return [f"{path}: {words}" for path, html in pages.items() for words in without_a_catalogue(said_in_html(html))]


def test_the_workbook_that_goes_out_says_nothing_but_what_the_catalogues_say(tmp_path: Path) -> None:
    coalition = _tokens()[0]
    words = words_of(coalition, coalition.settings.of_workbook())
    file = tmp_path / "coalition.xlsx"
    file.write_bytes(workbook_bytes(workbook_sheets(coalition), words, title="zq", epoch=0))
    assert list(without_a_catalogue(said_in(file))) == []


@pytest.mark.part("all documents")
def test_paper_shows_nothing_but_what_the_catalogues_say() -> None:
    coalition, _ = _tokens()
    documents = render_outputs(derive(coalition, TODAY), coalition, None, with_pdf=True).documents()
    profile = next(each for each in documents if each.path.parent.name == "partners")
    pictures = Pictures.of(coalition)
    assert _said_on_paper(document_bytes(profile, pictures.whole, epoch_of(TODAY), pictures=pictures)) == []


def _said_on_paper(pdf: bytes) -> list[str]:
    file = Path(mkdtemp(prefix="paper-")) / "document.pdf"
    file.write_bytes(pdf)
    return list(without_a_catalogue([re.sub(r"-\s+", "-", pdf_text(file))]))


@pytest.mark.slow("lays out every document of a coalition")
def test_no_document_shows_anything_but_what_the_catalogues_say(tmp_path: Path) -> None:
    coalition = in_pseudo_language(write_tokens(tmp_path))
    build(coalition, BuildOptions(tmp_path, tmp_path / "build", TODAY), QuietProgress())
    papers = sorted(each for site in SITES for each in (tmp_path / "build" / site).rglob("*.pdf"))
    assert len(papers) > len(LANGUAGES)
    assert [f"{each.name}: {words}" for each in papers for words in _said_on_paper(each.read_bytes())] == []
    letters = [each for each in (tmp_path / "build").rglob("*") if each.suffix in {".docx", ".eml"}]
    assert {each.suffix for each in letters} == {".docx", ".eml"}
    assert [f"{each.name}: {words}" for each in letters for words in without_a_catalogue(said_in(each))] == []


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>Nobody is named</p>", ["Nobody is named"]),
        (f"<p>{pseudo('Nobody is named')} yet</p>", ["yet"]),
        ('<img alt="A wheel"><a aria-label="Go" title="There" href="a.html"></a>', ["wheel", "Go", "There"]),
        ('<meta name="description" content="Who we are"><input placeholder="Search">', ["Who we are", "Search"]),
        ('<p data-said="{&quot;kept&quot;: &quot;Kept here&quot;}"></p>', ["Kept here"]),
        ("<style>p::after { content: ' (' \"of all\" counter(page) }</style>", ["of all"]),
        ('<script>status.textContent = "All of them";</script>', ["All of them"]),
        ('<script type="application/ld+json">{"@type": "Event", "name": "First meeting"}</script>', ["First meeting"]),
        ("<script>document.querySelector('.menu button').click();</script>", []),
        ("<p>zq-public-named-0001, PDF</p>", []),
    ],
)
def test_a_word_without_a_catalogue_is_seen(page: str, words: list[str]) -> None:
    found = without_a_catalogue(said_in_html(f"<html><head></head><body>{page}</body></html>"))
    assert [each.partition(":")[0] for each in found] == words


def test_sentences_of_scripts_are_seen() -> None:
    assert list(said_in_script("say(`${shown} of ${all} partners are here`); // a note of ours")) == [
        " of  partners are here"
    ]
