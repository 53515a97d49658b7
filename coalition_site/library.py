"""For programs: a coalition's folder is loaded, and built. `from coalition_site import build, load`."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from coalition_site.jobs.build import BuildOptions, Built
from coalition_site.jobs.build import build as run_build
from coalition_site.model.coalition import Coalition
from coalition_site.problems import Problem
from coalition_site.progress import QuietProgress
from coalition_site.validate.project import check


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a folder holds: the coalition, None if there are errors; and all problems, in the order of their places."""

    coalition: Coalition | None
    problems: tuple[Problem, ...]


def load(project: Path, *, today: date) -> Loaded:
    """Reads and checks the content of a coalition's folder, the one that holds `content`.

    `today` is the day that dates are held against. Nothing is written, and nothing is raised for wrong content.
    """
    validated = check(project, today).validated
    return Loaded(validated.coalition, validated.problems)


def build(
    coalition: Coalition, project: Path, *, today: date, output: Path | None = None, with_pdf: bool = True
) -> Built:
    """Makes both sites and all documents of a loaded coalition, into `project / "build"` or into `output`.

    `project` holds the coalition's own templates and `mkdocs.yml`, if it has any. When anything is raised, the last
    build stays as it was; what is raised is that of `coalition_site.jobs.build.build`.
    """
    options = BuildOptions(project, output if output is not None else project / "build", today, with_pdf=with_pdf)
    return run_build(coalition, options, QuietProgress())
