"""The files of a new coalition, made from the answers. Nothing is written here."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from coalition_site.edit.layout import item, written_scalar
from coalition_site.render.hosting import CORRECTION_FORM
from coalition_site.resources import default_mkdocs_config, starter_folder
from coalition_site.starter.answers import Answers
from coalition_site.starter.program import Wheel
from coalition_site.starter.tools import tool_files
from coalition_site.validate.overrides import COPIED, MKDOCS, checksums, written_record
from coalition_site.validate.schema import schema_files

EXAMPLES = ".coalition/examples.txt"
"""The record of the examples: one line `sha256  path` each, as checksum programs write it."""

TEXTS = ("en", "es")
"""Languages that starter texts are written in; a coalition of any other language gets the first."""

RUN = "run"
"""The one file that is to be run by its name."""

_PROJECT_FILES = {
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
    "editorconfig": ".editorconfig",
    "run": RUN,
    "vscode/settings.json": ".vscode/settings.json",
    "vscode/extensions.json": ".vscode/extensions.json",
    "vscode/tasks.json": ".vscode/tasks.json",
    "workflows/check.yml": ".github/workflows/check.yml",
    "workflows/publish.yml": ".github/workflows/publish.yml",
    "gitlab-ci.yml": ".gitlab-ci.yml",
    "netlify.toml": "netlify.toml",
    "pre-commit-config.yaml": ".pre-commit-config.yaml",
    "servers/nginx.conf": "servers/nginx.conf",
    "servers/apache.conf": "servers/apache.conf",
    "servers/coalition-publish.service": "servers/coalition-publish.service",
    "servers/coalition-publish.timer": "servers/coalition-publish.timer",
    "servers/crontab": "servers/crontab",
}
"""Starter files that are the same in every language, and where they go. A leading dot would hide them here."""

_TOKEN = re.compile(r"@([a-z_]+)@")
_MARKDOWN_SIGN = re.compile(r"([\\`*_{}\[\]<>#|!&~])")


def starter_files(answers: Answers, today: date, wheel: Wheel, *, with_examples: bool) -> dict[str, bytes]:
    """All files of a new coalition by path, in the order of their paths; `wheel` is the program that it will use."""
    project = starter_folder() / "project"
    files = {target: (project / source).read_bytes() for source, target in _PROJECT_FILES.items()} | tool_files(wheel)
    language = text_language(answers.language)
    correction = project / f"issue_template/correction.{language}.yml"
    files[f".github/ISSUE_TEMPLATE/{CORRECTION_FORM}"] = filled(correction, {"email": answers.email})
    readme = project / f"README.{language}.md"
    files["README.md"] = filled(readme, {"name": _MARKDOWN_SIGN.sub(r"\\\1", answers.name)})
    files[MKDOCS] = default_mkdocs_config().read_bytes()
    files[COPIED] = written_record(checksums({MKDOCS: files[MKDOCS]}))
    files |= {f".vscode/schemas/{name}": text.encode() for name, text in schema_files().items()}
    files |= content_files(answers, today, "always")
    if with_examples:
        examples = content_files(answers, today, "examples")
        files |= examples
        files[EXAMPLES] = written_record(checksums(examples))
    else:
        files |= content_files(answers, today, "empty")
    return dict(sorted(files.items()))


def content_files(answers: Answers, today: date, kind: str) -> dict[str, bytes]:
    """The content files of one kind (`always`, `empty` or `examples`), by path within the coalition's folder."""
    folder = starter_folder() / "content" / text_language(answers.language) / kind
    values = _yaml_values(answers, today)
    return {
        f"content/{_with_values(file.relative_to(folder).as_posix(), values)}": filled(file, values)
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def text_language(language: str) -> str:
    """The language of the starter texts for a coalition of that language."""
    main = language.partition("-")[0]
    return main if main in TEXTS else TEXTS[0]


def _yaml_values(answers: Answers, today: date) -> dict[str, str]:
    """What stands for each token of the content files, as YAML."""
    offered = dict.fromkeys((answers.language, *TEXTS)) if answers.language in TEXTS else [answers.language, TEXTS[0]]
    return {
        "name": written_scalar(answers.name),
        "community": written_scalar(answers.community),
        "contact": written_scalar(answers.contact),
        "email": written_scalar(answers.email),
        "language": written_scalar(answers.language),
        "languages": "\n".join(line for code in offered for line in item(code, 1)),
        "sender": answers.sender,
        "today": today.isoformat(),
        "three_weeks_ago": (today - timedelta(weeks=3)).isoformat(),
        "two_weeks_ago": (today - timedelta(weeks=2)).isoformat(),
        "in_a_week": (today + timedelta(weeks=1)).isoformat(),
        "in_four_weeks": (today + timedelta(weeks=4)).isoformat(),
        "in_six_weeks": (today + timedelta(weeks=6)).isoformat(),
    }


def filled(file: Path, values: Mapping[str, str]) -> bytes:
    """A starter file with its tokens replaced, once: what is put in is not looked at again."""
    return _with_values(file.read_text(encoding="utf-8"), values).encode()


def _with_values(text: str, values: Mapping[str, str]) -> str:
    return _TOKEN.sub(lambda found: values.get(found[1], found[0]), text)
