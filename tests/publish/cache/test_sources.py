"""What outputs are made with is what is declared: real imports are walked and compared."""

import shutil
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import grimp
import pytest

from coalition_site.publish.cache import sources
from coalition_site.publish.cache.sources import PDFS, PICTURES, PROGRAM, SHELLS, Sources

# The modules that make each kind of output.
MAKERS = {
    "PDFS": ("publish.pdf.worker", "publish.pdf.join.process", "publish.pdf.long_documents"),
    "PICTURES": ("publish.images.sizes",),
    "SHELLS": ("publish.site.shell",),
    "PROGRAM": ("render.outputs", "publish.letters.make", "publish.formats.tables", "publish.site.pages"),
}
# They read content: what they give are the values that are in keys themselves.
READERS = {"yaml", "pydantic", "pydantic_core"}


@cache
def _graph() -> grimp.ImportGraph:
    return grimp.build_graph("coalition_site", include_external_packages=True)


def _imported(makers: Iterable[str]) -> set[str]:
    """The makers, and all that they import, however far."""
    modules = {f"coalition_site.{each}" for each in makers}
    return modules.union(*map(_graph().find_upstream_modules, modules))


def _of_others(modules: Iterable[str]) -> Iterator[str]:
    names = packages_distributions()
    for module in {each.partition(".")[0] for each in modules} - {"coalition_site"} - sys.stdlib_module_names:
        yield names.get(module, [module])[0].lower().replace("_", "-")


def test_every_declared_kind_has_makers() -> None:
    kinds = {name for name, value in vars(sources).items() if isinstance(value, Sources)}
    assert kinds == set(MAKERS)


@pytest.mark.parametrize("kind", sorted(MAKERS))
def test_every_module_that_makes_a_kind_of_output_is_declared(kind: str) -> None:
    declared = getattr(sources, kind).modules().keys()
    imported = {each for each in _imported(MAKERS[kind]) if each.startswith("coalition_site")}
    assert sorted(imported - declared) == []


@pytest.mark.parametrize("kind", sorted(MAKERS))
def test_every_package_of_others_is_declared(kind: str) -> None:
    imported = set(_of_others(_imported(MAKERS[kind]) - READERS))
    assert sorted(imported - set(getattr(sources, kind).installed)) == []


@pytest.fixture
def code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of our modules, from which sources are read."""
    folder = tmp_path / "coalition_site"
    for file in PROGRAM.modules().values():
        target = folder / file.relative_to(Path(sources.__file__).parents[2])
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    monkeypatch.setattr(sources, "_CODE", tmp_path)
    sources._key.cache_clear()
    yield folder
    sources._key.cache_clear()


@pytest.mark.parametrize(
    ("kind", "module"),
    [
        (PDFS, "publish/pdf/mend/tags.py"),
        (PDFS, "publish/images/draw.py"),
        (PDFS, "read/fonts/files.py"),
        (PICTURES, "publish/images/pillow_pictures.py"),
        (SHELLS, "publish/site/mkdocs.py"),
        (SHELLS, "render/pages.py"),
        (PROGRAM, "derive/public/view.py"),
    ],
)
def test_an_edit_makes_another_key_and_a_module_that_moved_is_no_silence(
    code: Path, kind: Sources, module: str
) -> None:
    before, file = kind.key(), code / module
    file.write_text(file.read_text(encoding="utf-8") + "# edited", encoding="utf-8")
    sources._key.cache_clear()
    edited = kind.key()
    file.rename(file.with_name("elsewhere.py"))
    sources._key.cache_clear()
    assert len({before, edited, _key_or_error(kind)}) == 3


def _key_or_error(kind: Sources) -> str:
    try:
        return kind.key()
    except LookupError as error:
        return str(error)


def test_what_is_declared_and_not_there_is_an_error(code: Path) -> None:
    shutil.rmtree(code / "publish" / "pdf")
    with pytest.raises(
        LookupError, match=r"coalition_site\.publish\.pdf is declared as a source, and there is no such"
    ):
        PDFS.key()
    with pytest.raises(LookupError):
        Sources((), ("jinja2",)).key()
    (code / "publish" / "pdf").mkdir()
    with pytest.raises(LookupError):
        PDFS.key()


def test_an_edit_elsewhere_makes_no_pdf_again(code: Path) -> None:
    before = PDFS.key()
    file = code / "cli" / "commands.py"
    file.write_text(file.read_text(encoding="utf-8") + "# edited", encoding="utf-8")
    sources._key.cache_clear()
    assert PDFS.key() == before
