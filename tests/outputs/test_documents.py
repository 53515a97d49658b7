"""Every PDF of a whole build: accessible, titled, tagged, and of the length it should have."""

from pathlib import Path

import pikepdf
from pypdf import PdfReader

from coalition_site.derive.letters.view import LetterKind, letter_views
from coalition_site.model.site_contents import TEAM_PLACES, PublicFile, TeamFile
from tests.support.building import PROJECT, coalition_of, forest_city
from tests.support.gate import pdf_bookmarks, pdf_tags, pdf_text, pdf_ua_failures


def _documents() -> list[Path]:
    return sorted(path for site in ("site", "workbook") for path in (forest_city() / site).rglob("*.pdf"))


def test_all_documents_are_there() -> None:
    names = {str(path.relative_to(forest_city())) for path in _documents()}
    fixed = {file.path for file in TeamFile if file.path.endswith(".pdf")}
    blank = {f"worksheet-blank{large}{language}.pdf" for large in ("", "-large") for language in ("", ".es")}
    assert {f"workbook/{name}" for name in fixed | blank} <= names
    pages = (forest_city() / "site" / "partners").glob("*.html")
    profiles = {f"partners/{page.stem}.pdf" for page in pages if page.stem != "index"}
    assert len(profiles) == 12
    of_language = profiles | {PublicFile.DIRECTORY.path}
    of_language |= {f"meetings/{name}.pdf" for name in ("2027-01-14-first-meeting", "2027-01-28-city-land")}
    on_site = {f"site/{name}" for name in blank | of_language | {PublicFile.GAP_SHEETS.path}} | {
        f"site/es/{name}" for name in of_language
    }
    assert on_site == {name for name in names if name.startswith("site/")}
    assert sum(name.startswith("workbook/letters/") for name in names) >= 14


def test_every_document_passes_the_pdf_ua_gate() -> None:
    failures = {path.name: pdf_ua_failures(path) for path in _documents()}
    assert not {name: found for name, found in failures.items() if found}


def test_every_document_has_title_language_tags_and_bookmarks() -> None:
    for path in _documents():
        with pikepdf.open(path) as pdf:
            assert str(pdf.docinfo["/Title"]).strip(), path
            assert str(pdf.Root.Lang) in {"en", "es"}, path
            assert bool(pdf.Root.MarkInfo.Marked), path
        headings = [tag for tag, _ in pdf_tags(path) if tag in {"H1", "H2", "H3", "H4"}]
        assert headings, path
        assert pdf_bookmarks(path), path


def test_the_invite_list_is_one_page_with_three_columns() -> None:
    path = forest_city() / "workbook" / "invite-list.pdf"
    assert len(PdfReader(path).pages) == 1
    heads = "Potential coalition member Organization Who will send the invitation?"
    assert heads in pdf_text(path)


def test_every_letter_is_one_page() -> None:
    letters = [path for path in _documents() if path.parent.name == "letters"]
    assert {path.name: len(PdfReader(path).pages) for path in letters} == {path.name: 1 for path in letters}


def test_letters_printed_together_begin_on_front_sides() -> None:
    letters = len([path for path in _documents() if path.parent.name == "letters"])
    together = PdfReader(forest_city() / "workbook" / "letters.pdf")
    assert len(together.pages) == 2 * letters - 1
    assert all(sheet.extract_text().strip() for sheet in together.pages[::2])


def test_the_partners_document_lists_every_partner_in_contents_and_bookmarks() -> None:
    path = forest_city() / "workbook" / "partners.pdf"
    bookmarks = pdf_bookmarks(path)
    for name in ("Forest City Asset Builders", "Nguyễn Family Child Care", "O'Malley Precision Tooling"):
        assert name in bookmarks
        assert name in pdf_text(path)
    assert "Internal: for the team" in pdf_text(path)


def test_every_public_profile_is_one_page_with_its_facts() -> None:
    folder = forest_city() / "site" / "partners"
    assert {path.name: len(PdfReader(path).pages) for path in folder.glob("*.pdf")} == {
        path.name: 1 for path in folder.glob("*.pdf")
    }
    text = pdf_text(folder / "forest-city-asset-builders.pdf")
    for fact in (
        "Nonprofit",
        "Financial security",
        "Residents with low incomes",
        "assetbuilders.example",
        "November 1",
    ):
        assert fact in text


def test_the_public_directory_names_those_who_agreed_and_nobody_else() -> None:
    path = forest_city() / "site" / "partners.pdf"
    named = [page.stem for page in (forest_city() / "site" / "partners").glob("*.html") if page.stem != "index"]
    coalition = coalition_of(PROJECT)
    names = {partner_id: partner.name.in_language("en", "en") for partner_id, partner in coalition.partners.items()}
    bookmarks, text = pdf_bookmarks(path), pdf_text(path)
    for partner_id, name in names.items():
        assert (name in bookmarks) == (partner_id in named), name
        assert partner_id in named or name not in text, name
    assert "Internal" not in text


def test_every_letter_is_there_for_paper_word_processors_and_mail() -> None:
    folder = forest_city() / "workbook" / "letters"
    slugs = {page.stem for page in folder.glob("*.html")} - {"index"}
    assert len(slugs) >= 14
    calls = {view.slug for view in letter_views(coalition_of(PROJECT)) if view.kind is LetterKind.CALL}
    assert calls == {"doris-eberhart"}
    for suffix in (".pdf", ".docx", ".eml"):
        # Nobody mails a sheet to call by.
        assert {path.stem for path in folder.glob(f"*{suffix}")} == slugs - (calls if suffix == ".eml" else set())


def test_links_to_what_only_the_team_has_are_known_by_the_names_of_its_workbook() -> None:
    site, workbook = (
        {Path(each.name).stem for each in (forest_city() / name).iterdir()} for name in ("site", "workbook")
    )
    assert workbook - site == TEAM_PLACES
