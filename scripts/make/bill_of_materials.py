"""Makes sbom.cdx.json (CycloneDX 1.6) and docs/licenses.md: what the wheel needs and what lies within it.

    .venv/bin/python scripts/make/bill_of_materials.py

From requirements.lock and requirements-editors.lock, and from what the installed packages say of themselves; a test
compares both files with what this would write. Nothing in them depends on the day: the same locks give the same bytes.
"""

import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from coalition_site import __version__

ROOT = Path(__file__).parents[2]
BILL, PAGE = ROOT / "sbom.cdx.json", ROOT / "docs" / "licenses.md"

_LOCKED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;\\]+)(?: ; ([^\\\n]+?))? \\$", re.MULTILINE)
_EXPRESSION = re.compile(r"[A-Za-z0-9.-]+(?: (?:AND|OR) [A-Za-z0-9.-]+)*")
# What packages say in words of their own, as SPDX names it.
_SPDX = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "ISC License": "ISC",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
# Those that name no license, or one of several that share the name, by the text that comes with them.
_BY_THEIR_TEXT = {
    "brotlicffi": "MIT",  # for PyPy alone, so that it is not installed here
    "colorama": "BSD-3-Clause",
    "cssselect2": "BSD-3-Clause",
    "jinja2": "BSD-3-Clause",
    "pydyf": "BSD-3-Clause",
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
    "resvg-py": "MIT",
    "segno": "BSD-3-Clause",
    "tinycss2": "BSD-3-Clause",
    "waitress": "ZPL-2.1",
    "weasyprint": "BSD-3-Clause",
    "webencodings": "BSD-3-Clause",
}
_INTRODUCTION = """\
# Licenses

Coalition Site is free under the MIT license (`LICENSE`). This is what it needs and what of others it brings along, each
under a license that lets you use it, change it and pass it on. `sbom.cdx.json`, beside the source and in each release,
says the same for programs (CycloneDX 1.6). Both are made by `scripts/make/bill_of_materials.py` from
`requirements.lock` and, for the extra `editors`, `requirements-editors.lock`, and a test holds them to it. Packages of
the system are not in it: Pango, HarfBuzz and fontconfig, which set the PDFs, come from your system and with its terms.

| what | version | license | needed where |
| --- | --- | --- | --- |
"""


@dataclass(frozen=True, slots=True)
class Part:
    """A package or file of somebody else: name, version, license as SPDX has it, and where it is needed."""

    name: str
    version: str
    license: str
    needed: str = ""
    within: bool = False


def packages() -> Iterator[Part]:
    """What the lock files name, in their order: what everybody needs, then what `language-server` needs besides."""
    for lock, extra in (("requirements.lock", ""), ("requirements-editors.lock", "extra == 'editors'")):
        for name, version, needed in _LOCKED.findall((ROOT / lock).read_text(encoding="utf-8")):
            yield Part(name, version, _license(name), needed or extra)


def _license(name: str) -> str:
    if name in _BY_THEIR_TEXT:
        return _BY_THEIR_TEXT[name]
    try:
        said = metadata(name)
    except PackageNotFoundError:
        raise SystemExit(
            f"{name} is not installed and not in _BY_THEIR_TEXT; read its license and write it there"
        ) from None
    classifiers = (
        each.rpartition(" :: ")[2] for each in said.get_all("Classifier", []) if each.startswith("License ::")
    )
    for words in (*said.get_all("License-Expression", []), *said.get_all("License", []), *classifiers):
        spdx = _SPDX.get(str(words), str(words))
        if spdx != "UNKNOWN" and _EXPRESSION.fullmatch(spdx):
            return spdx
    raise SystemExit(
        f"{name} does not say its license in a way that is known; read it and write it into _BY_THEIR_TEXT"
    )


def within() -> Iterator[Part]:
    """What others made and lies in the wheel: fonts, each with its license beside it, the search, lists of names."""
    for file in sorted((ROOT / "coalition_site/fonts").glob("OFL-*.txt")):
        yield Part(file.stem.removeprefix("OFL-"), "", "OFL-1.1", within=True)
    head = (ROOT / "templates/search/minisearch.js").read_text(encoding="utf-8").partition("*/")[0]
    if (named := re.search(r"MiniSearch ([\d.]+), .* MIT license", head)) is None:
        raise SystemExit("templates/search/minisearch.js does not say its version and license in its first line")
    yield Part("minisearch", named[1], "MIT", within=True)
    names = (ROOT / "coalition_site/read/images/svg_names.py").read_text(encoding="utf-8")
    if (lists := re.search(r"DOMPurify ([\d.]+) \(MPL-2.0 or Apache-2.0", names)) is None:
        raise SystemExit("coalition_site/read/images/svg_names.py does not say from which DOMPurify its lists are")
    yield Part("dompurify", lists[1], "MPL-2.0 OR Apache-2.0", within=True)


def bill(parts: list[Part]) -> str:
    """The list as CycloneDX."""
    components = [
        {
            "type": "library",
            "bom-ref": _reference(part),
            "name": part.name,
            **({"version": part.version} if part.version else {}),
            "licenses": [{"expression": part.license}],
            **({} if part.within else {"purl": f"pkg:pypi/{part.name}@{part.version}"}),
            **({"properties": [{"name": "coalition-site:needed", "value": part.needed}]} if part.needed else {}),
        }
        for part in parts
    ]
    program = {"type": "application", "bom-ref": "coalition-site", "name": "coalition-site", "version": __version__}
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(components) + __version__)}",
        "version": 1,
        "metadata": {"component": program | {"licenses": [{"expression": "MIT"}]}},
        "components": components,
        "dependencies": [{"ref": "coalition-site", "dependsOn": [_reference(part) for part in parts]}],
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _reference(part: Part) -> str:
    kind = "within" if part.within else "needs"
    return f"{kind}:{part.name}@{part.version}" if part.version else f"{kind}:{part.name}"


def page(parts: list[Part]) -> str:
    """The list for people."""
    rows = (f"| {part.name} | {part.version} | {part.license} | {_where(part)} |\n" for part in parts)
    return _INTRODUCTION + "".join(rows)


def _where(part: Part) -> str:
    if part.within:
        return "within the program"
    return f"`{part.needed}`" if part.needed else "everywhere"


def made() -> dict[Path, str]:
    """Both files with what belongs into them."""
    parts = [*packages(), *within()]
    return {BILL: bill(parts), PAGE: page(parts)}


if __name__ == "__main__":
    for file, text in made().items():
        file.write_text(text, encoding="utf-8")
        print(file.relative_to(ROOT))
