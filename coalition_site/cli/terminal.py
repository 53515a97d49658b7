"""Terminal output: colored problems and progress bars where there is a terminal, plain lines elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coalition_site.cli.options import plural
from coalition_site.problems import Position, Problem, Severity, describe
from coalition_site.progress import QuietProgress, QuietStep
from coalition_site.validate.project import Checked

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress as Bars
    from rich.progress import TaskID


def console_for(*, errors: bool = False) -> "Console":
    """A console that uses colors only on a terminal, and breaks no line elsewhere."""
    from rich.console import Console  # read only when something is printed in color

    return Console(stderr=errors, highlight=False, markup=False, soft_wrap=True, emoji=False)


def print_problem(problem: Problem, line_at: Callable[[Position], str | None]) -> None:
    """Prints one problem with its line, caret and hint; on a terminal its severity has a color."""
    text = describe(problem, line_at)
    if not sys.stdout.isatty():
        print(text)
        return
    style = "bold red" if problem.severity is Severity.ERROR else "bold yellow"
    head, _, rest = text.partition("\n")
    console = console_for()
    console.print(head, style=style)
    if rest:
        console.print(rest)
    console.print()


def counted(checked: Checked, others: Sequence[Problem] = ()) -> str:
    """What was found wrong, in words, with what was found beside it."""
    problems = [*checked.validated.problems, *others]
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    warnings = len(problems) - errors
    return f"{plural(errors, 'error')}, {plural(warnings, 'warning')}"


class LineProgress:
    """A plain line at the end of each step, for logs."""

    @contextmanager
    def step(self, title: str, total: int = 1, /) -> Iterator[QuietStep]:
        """Times a step and prints one line when it is done."""
        begun = time.monotonic()
        yield QuietStep()
        count = f", {total}" if total > 1 else ""
        print(f"{title}{count} ({time.monotonic() - begun:.1f} s)", flush=True)


@dataclass(slots=True)
class _BarStep:
    bars: "Bars"
    task: "TaskID"

    def advance(self) -> None:
        self.bars.advance(self.task)


class BarProgress:
    """A bar that fills as a step goes on, on a terminal."""

    @contextmanager
    def step(self, title: str, total: int = 1, /) -> Iterator[_BarStep]:
        """Shows a bar for the step; it is full when the step is done."""
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (
            SpinnerColumn(finished_text="✓"),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=console_for()) as bars:
            task = bars.add_task(title, total=total)
            yield _BarStep(bars, task)
            bars.update(task, completed=total)


def progress_for(*, quiet: bool) -> QuietProgress | LineProgress | BarProgress:
    """The progress that fits where the output goes."""
    if quiet:
        return QuietProgress()
    return BarProgress() if sys.stdout.isatty() else LineProgress()
