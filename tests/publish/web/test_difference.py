"""What appears and vanishes is said by name: once for all languages, and a page's documents with it."""

from collections.abc import Mapping

from coalition_site.publish.web.difference import Difference, NamedPage, Turned, difference, title_of

SITE = " \u00b7 Elm Creek"


def _pages(*paths: str) -> dict[str, bytes]:
    return {path: f"<title>{path.rpartition('/')[2]}{SITE}</title>".encode() for path in paths}


HOME = _pages("index.html", "404.html", "es/index.html", "es/404.html")
ELM = {
    "partners/elm.html": b"<title>Elm &amp; Oak\n Fund \xc2\xb7 Elm Creek</title>",
    "es/partners/elm.html": b"<title>Fondo Elm \xc2\xb7 Elm Creek</title>",
    "partners/elm.pdf": b"%PDF",
    "es/partners/elm.pdf": b"%PDF",
    "partners/elm.vcf": b"BEGIN",
}


def _between(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> Difference:
    return difference(before, before.__getitem__, after, after.__getitem__)


def test_a_partner_is_one_name_whatever_belongs_to_it() -> None:
    elm = Turned((NamedPage("partners", "Elm & Oak Fund"),), ())
    assert _between(HOME | ELM, HOME) == Difference(Turned((), ()), elm, 0)
    assert _between(HOME, HOME | ELM) == Difference(elm, Turned((), ()), 0)


def test_files_without_a_page_are_counted_by_folder_and_changes_are_counted() -> None:
    before = HOME | ELM | {"images/a.png": b"1", "images/b.png": b"2", "gap-sheets.pdf": b"3"}
    after = HOME | ELM | {"index.html": b"<title>New</title>", "partners/elm.vcf": b"other"}
    changed = _between(before, after)
    assert changed.vanishes == Turned((), (("gap-sheets.pdf", 1), ("images/", 2)))
    assert changed.changed == 2


def test_a_document_alone_is_named_by_its_folder() -> None:
    """A site that was built without documents."""
    without = {path: data for path, data in ELM.items() if not path.endswith(".pdf")}
    assert _between(HOME | ELM, HOME | without).vanishes == Turned((), (("es/partners/", 1), ("partners/", 1)))


def test_kinds_are_those_of_folders_and_all_else_are_pages() -> None:
    after = HOME | _pages("meetings/first.html", "meetings/index.html", "areas/rent.html", "about.html")
    kinds = [(page.kind, page.title) for page in _between(HOME, after).appears.pages]
    assert kinds == [
        ("areas", "rent.html"),
        ("meetings", "first.html"),
        ("page", "about.html"),
        ("page", "index.html"),
    ]


def test_nothing_differs_between_a_site_and_itself() -> None:
    assert not _between(HOME | ELM, HOME | ELM)


def test_a_page_without_a_title_is_called_by_its_path() -> None:
    assert title_of(b"<h1>x</h1>") == ""
    assert _between({}, {"a.html": b"x"}).appears.pages == (NamedPage("page", "a.html"),)
