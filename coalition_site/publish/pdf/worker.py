"""The process that lays documents out, kept apart so that a crash, a hang or a memory bomb ends it and not the build.

It is started with `python -m coalition_site.publish.pdf.worker`, reads settings and then jobs as lines of JSON from
standard input and answers each with one line of JSON. `pdf.process` is the other end.
"""

import contextlib
import gc
import json
import os
import sys
import traceback
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING

from coalition_site.library_changed import LibraryChanged
from coalition_site.publish.pdf.checks import (
    link_names,
    section_languages,
    structure_problems,
    table_names,
    unlink_relative,
)
from coalition_site.publish.pdf.fetcher import AddressRefused, LocalOnly
from coalition_site.publish.pdf.jobs import Answer, BindJob, Job, Settings
from coalition_site.publish.pdf.mend.tags import mend_tags
from coalition_site.publish.pdf.missing_glyphs import Gaps
from coalition_site.publish.pdf.style_sheets import StyleSheets
from coalition_site.publish.pdf.system_libraries import opened_by_file_name
from coalition_site.publish.pdf.weasyprint_log import engine_warnings

if TYPE_CHECKING:
    from coalition_site.publish.pdf.weasyprint_engine import WeasyPrint

_PREFIX_LENGTH = 12
# Documents leave hardly any cycles behind: looking for them after every 700 objects takes a tenth of the time.
_OBJECTS_BETWEEN_COLLECTIONS = 20_000


class Engine:
    """Answers jobs with WeasyPrint, style sheets and the fetcher, which all documents share."""

    def __init__(self, settings: Settings) -> None:
        """Load the engine; raise OSError when a system library is missing."""
        WeasyPrint = _load_engine()  # noqa: N806  a class
        self._characters = frozenset(settings["signs"])
        self._fetcher = LocalOnly([Path(root) for root in settings["roots"]], Gaps(self._characters))
        self._engine = WeasyPrint(self._fetcher.load)
        self._folder = Path(settings["folder"])
        self._page_limit = settings["pages"]
        self._sheets = StyleSheets(self._engine.style_sheet, self._fetcher.refusals)
        for name, text in settings["style_sheets"]:
            self._sheets.share(name, text)

    def make(self, job: Job | BindJob) -> Answer:
        """Lay one document out, or bind it, and write it; a problem of any kind is an answer and leaves no file.

        The engine knows less of pictures than browsers do, and one that it stumbles over can end anywhere in it. So a
        document with pictures that failed is tried once more with all of them redrawn. Raises OSError where the system
        refused a file.
        """
        if "pieces" in job:
            return self._bind(job)
        answer = self._attempt(job)
        if not answer["problems"] or self._fetcher.refusals or "<img" not in job["html"]:
            return answer
        with self._fetcher.redrawing():
            self._engine.forget_images(all_of_them=True)
            again = self._attempt(job)
            self._engine.forget_images(all_of_them=True)
        return again if self._fetcher.refusals or not again["problems"] else answer

    def _bind(self, job: BindJob) -> Answer:
        from coalition_site.publish.pdf.join.merge import bind  # most runs have no long documents

        folder = self._folder
        try:
            bound = bind([folder / piece for piece in job["pieces"]], folder / job["numbers"])
        except Exception as error:
            if isinstance(error, OSError) and error.errno:
                raise
            said = _last_words()
            return Answer(pages=0, problems=[f"its pieces cannot be joined: {said}"], worn=True)
        (folder / job["path"]).write_bytes(bound.data)
        return Answer(pages=bound.pages, problems=[], worn=False)

    def _attempt(self, job: Job) -> Answer:
        answer, absent = self._make(job)
        if absent:
            # A font that was chosen lacks them after all, or shapes them into what it lacks.
            answer, _ = self._make(job, absent)
        return answer

    def _make(self, job: Job, absent: frozenset[str] = frozenset()) -> tuple[Answer, frozenset[str]]:
        """The answer to a job, and the characters that no font had."""
        self._fetcher.refusals.clear()
        with engine_warnings() as warnings:
            try:
                pages, data, problems = self._lay_out(job, Gaps(self._characters, absent))
            except (AddressRefused, LibraryChanged) as refusal:
                return Answer(pages=0, problems=[str(refusal)], worn=False), frozenset()
            except RecursionError:
                said = "the document's parts are nested too deeply: flatten it"
                return Answer(pages=0, problems=[said], worn=True), frozenset()
            except MemoryError:
                said = "the document needs more memory than it may take: make it smaller"
                return Answer(pages=0, problems=[said], worn=True), frozenset()
            except Exception as error:
                if isinstance(error, OSError) and error.errno:
                    raise
                # Without a number it is not the system that refuses: a damaged picture raises such an error too.
                said = f"the PDF engine failed: {_last_words()}"
                return Answer(pages=0, problems=[said], worn=True), frozenset()
        self._engine.forget_images()
        problems = [*self._fetcher.refusals] or [*self._sheets.problems, *problems, *warnings.problems()]
        if not problems:
            (self._folder / job["path"]).write_bytes(data)
        return Answer(pages=pages, problems=problems, worn=False), frozenset(warnings.characters)

    def _lay_out(self, job: Job, gaps: Gaps) -> tuple[int, bytes, list[str]]:
        page = self._engine.parsed(job["html"])
        if problems := structure_problems(page.root):
            return 0, b"", problems
        unlink_relative(page.root)
        names = link_names(page.root)
        gaps.mark(page.root)
        languages = section_languages(page.root)
        tables = table_names(page.root)
        sheets = self._sheets.sheets_of(page.root)
        layout = self._engine.lay_out(page, sheets, forms=job["forms"])
        count = len(layout.anchors)
        if count > self._page_limit:
            return count, b"", [f"the document has {count} pages, more than the {self._page_limit} allowed: split it"]
        by_page = [[languages[name] for name in anchors if name in languages] for anchors in layout.anchors]
        tables_by_page = [[name for name in anchors if name in tables] for anchors in layout.anchors]
        data, codes = layout.write()
        prefix = f"{sha256(job['html'].encode()).hexdigest()[:_PREFIX_LENGTH]}-"
        mended = mend_tags(
            data,
            link_names=names,
            section_languages=by_page,
            tables=tables_by_page,
            prefix=prefix,
            and_then=codes.write,
        )
        return count, mended, []


def _last_words() -> str:
    """The last line of the traceback of what is being handled, which is printed whole."""
    traceback.print_exc()
    return traceback.format_exc().strip().splitlines()[-1]


def _load_engine() -> "type[WeasyPrint]":
    """The engine, which takes half a second; raises OSError when a system library is missing."""
    with opened_by_file_name():
        from coalition_site.publish.pdf.weasyprint_engine import WeasyPrint
    return WeasyPrint


def _limit_memory(limit: int) -> None:
    try:
        import resource  # not there on Windows
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _answer_channel() -> IO[str]:
    """Standard output, taken over for answers: what anything else prints goes to standard error."""
    sys.stdout.flush()
    channel = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    return channel


def main() -> None:
    """Answer jobs until standard input ends."""
    channel = _answer_channel()

    def say(answer: object) -> None:
        channel.write(json.dumps(answer) + "\n")
        channel.flush()

    # While the settings are on their way. What is missing is said when they are there.
    with contextlib.suppress(OSError):
        _load_engine()
    line = sys.stdin.readline()
    if not line:
        # There was nothing to lay out.
        return
    settings: Settings = json.loads(line)
    _limit_memory(settings["memory"])
    try:
        engine = Engine(settings)
    except OSError as error:
        say({"unavailable": str(error)})
        return
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    say({"ready": True})
    for line in sys.stdin:
        try:
            say(engine.make(json.loads(line)))
        except OSError as error:
            say(Answer(pages=0, problems=[], worn=True, unwritten=error.errno or 0))


if __name__ == "__main__":
    main()
