"""One page of each kind of both sites, as tests look at them."""

from pathlib import Path

SITES = ("site", "workbook")
_FORM = "worksheet-form"


def page_kinds(folder: Path, name: str) -> list[str]:
    """Paths within a folder of both sites, of the pages of one of them.

    These are every page at the site's root, and below it each folder's index and the page that has most to say. The
    form stands at both roots, and in other languages: it counts once.
    """
    return [
        page.relative_to(folder).as_posix()
        for place in [folder / name, *sorted(each for each in (folder / name).iterdir() if each.is_dir())]
        for page in _of_one_folder(sorted(place.glob("*.html")), is_root=place == folder / name)
        if not (_FORM in page.name and (name != SITES[0] or ".es." in page.name))
    ]


def _of_one_folder(pages: list[Path], *, is_root: bool) -> list[Path]:
    if is_root:
        return pages
    index = [page for page in pages if page.name == "index.html"]
    others = [page for page in pages if page.name != "index.html"]
    return [*index, *sorted(others, key=lambda page: page.stat().st_size)[-1:]]
