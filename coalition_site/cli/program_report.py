"""Changes of a proposal besides content: files that run, named so that somebody reads them as code."""

from pathlib import Path

from coalition_site.cli.options import Format, say
from coalition_site.cli.problem_report import Report, as_notice
from coalition_site.read.history import changed_programs

_READ = "this file runs, or says what runs: read it as code before you merge it"


def report_programs(project: Path, since: str, report: Report) -> None:
    """Names the files of a coalition that run and are not as a commit has them; where git cannot tell, nothing."""
    changed = changed_programs(project, since)
    report.extra["programs"] = list(changed) if changed is not None else None
    if report.form is Format.GITHUB:
        for path in changed or ():
            print(as_notice(path, "program", _READ, report.folder))
    elif report.form is Format.TEXT and changed:
        say(f"Programs, compared with {since}: files that run, or say what runs. Read them as code before you merge.")
        for path in changed:
            say(f"  {path}")
