"""Problems as SARIF 2.1.0 (OASIS), with their fixes: what code hosts and editors read of any checker."""

import json
from collections.abc import Callable, Iterable

from coalition_site import __version__
from coalition_site.fixes import TextFix
from coalition_site.problems import Problem, in_order, kinds

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_sarif(problems: Iterable[Problem], fix_of: Callable[[Problem], TextFix | None]) -> str:
    """All problems as one SARIF document. Lines and columns count from 1, columns in characters."""
    ordered = in_order(problems)
    codes = sorted({problem.code for problem in ordered})
    rules = [
        {
            "id": code,
            "shortDescription": {"text": kinds()[code].meaning},
            "help": {"text": kinds()[code].remedy},
            "defaultConfiguration": {"level": str(kinds()[code].severity)},
        }
        for code in codes
    ]
    driver = {"name": "coalition", "version": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code), fix_of(problem)) for problem in ordered],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _result(problem: Problem, rule: int, fix: TextFix | None) -> dict[str, object]:
    at = problem.position
    region = {"startLine": at.line, "startColumn": at.column}
    result: dict[str, object] = {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": str(problem.severity),
        "message": {"text": f"{problem.message}\nhint: {problem.hint}" if problem.hint else problem.message},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": at.path}, "region": region}}],
    }
    if fix is not None:
        line, column = fix.end
        deleted = {"startLine": fix.line, "startColumn": fix.column, "endLine": line, "endColumn": column}
        replacement = {"deletedRegion": deleted, "insertedContent": {"text": fix.new}}
        change = {"artifactLocation": {"uri": at.path}, "replacements": [replacement]}
        certain = "beyond doubt" if fix.safe else "to be looked at"
        result["fixes"] = [{"description": {"text": f"{problem.hint} ({certain})"}, "artifactChanges": [change]}]
    return result
