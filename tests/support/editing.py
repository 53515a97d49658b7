"""An editor of a small project, asked without sockets, by requests as the browser of the person there sends them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from coalition_site.forms.application import Editor
from coalition_site.forms.desk import Desk
from coalition_site.forms.session import Session
from coalition_site.publish.cache.templates import CompiledTemplates
from coalition_site.serve.gate import Gate
from coalition_site.serve.preview import Preview
from coalition_site.serve.server import PreviewServer
from tests.support.building import TODAY, with_templates

PARTNER = """---
name: Elm Fund # ours
type: Nonprofit
relationship: existing
listing:
  consent: 2026-01-02
---
Gives.
"""
"""A partner's file with a comment."""


class _Controls(HTMLParser):
    """What a browser without scripts would send for the first form of a page, by the names of controls."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, list[str]] = {}
        self._inside = self._in_template = False
        self._select = self._area = ""
        self._options: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._inside |= "data-form" in given
        self._in_template |= tag == "template"
        if not self._inside or self._in_template:
            return
        name = given.get("name", "")
        if tag == "input" and name:
            box = given.get("type") in {"checkbox", "radio"}
            if not box or "checked" in given:
                self.texts.setdefault(name, []).append(given.get("value", "on" if box else ""))
        elif tag == "select":
            self._select, self._options = name, []
        elif tag == "option" and self._select:
            self._options.append((given.get("value", "?"), "selected" in given))
        elif tag == "textarea":
            self._area = name
            self.texts.setdefault(name, []).append("")

    def handle_data(self, data: str) -> None:
        if self._area:
            self.texts[self._area][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "template":
            self._in_template = False
        elif tag == "textarea" and self._area:
            self.texts[self._area][-1] = self.texts[self._area][-1].removeprefix("\n").replace("\n", "\r\n")
            self._area = ""
        elif tag == "select" and self._select:
            chosen = [value for value, is_chosen in self._options if is_chosen] or [self._options[0][0]]
            self.texts.setdefault(self._select, []).extend(chosen[-1:])
            self._select = ""


def controls_of(html: str) -> dict[str, list[str]]:
    """What a browser would send for the form of a page, without its token."""
    parser = _Controls()
    parser.feed(html)
    return {name: texts for name, texts in parser.texts.items() if name != "form_token"}


@dataclass
class Editing:
    """A project that is being edited, on a day that may pass."""

    project: Path
    server: PreviewServer
    desk: Desk
    client: Client
    day: date = TODAY

    @property
    def gate(self) -> Gate:
        return self.server.gate

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server.port}"

    def get(self, path: str, **more: Any) -> TestResponse:
        return self.client.get(f"/{self.gate.place}/{path}", base_url=f"http://{self.host}/", **more)

    def post(self, path: str, form: Mapping[str, Any], **headers: str) -> TestResponse:
        """Sends a form with our own token and origin, unless headers say otherwise."""
        sent = {"Origin": f"http://{self.host}"} | {name.replace("_", "-"): value for name, value in headers.items()}
        data = {"form_token": self.gate.form_token} | dict(form)
        answer = self.client.post(
            f"/{self.gate.place}/{path}", base_url=f"http://{self.host}/", data=data, headers=list(sent.items())
        )
        # A large form is sent from a file.
        answer.request.environ["wsgi.input"].close()
        return answer

    def fill(self, path: str, **touched: str | Sequence[str]) -> TestResponse:
        """Loads a form, touches some of its controls (`__` for a dot) and sends it."""
        return self.post(path.partition("?")[0], self.form(path, **touched))

    def form(self, path: str, **touched: str | Sequence[str]) -> dict[str, Any]:
        """What a form would send, with some of its controls touched."""
        shown = self.get(path)
        assert shown.status_code == 200, shown.text
        return controls_of(shown.text) | {name.replace("__", "."): text for name, text in touched.items()}

    def text(self, path: str) -> str:
        return (self.project / path).read_text(encoding="utf-8")


def words_of_page(html: str) -> str:
    """The text of a page, without tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@cache
def _kept_templates() -> Path:
    return with_templates(Path(mkdtemp(prefix="templates-")) / "kept") / ".cache" / "templates"


@contextmanager
def with_quick_previews() -> Iterator[None]:
    """Previews that begin with compiled templates, as those of a project that was built do."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(
            "coalition_site.serve.preview.CompiledTemplates", lambda _folder: CompiledTemplates(_kept_templates())
        )
        yield


@contextmanager
def editing(project: Path) -> Iterator[Editing]:
    """An editor of a project, by whose desk somebody sits."""
    with with_quick_previews():
        yield from _editing(project)


def _editing(project: Path) -> Iterator[Editing]:
    preview = Preview(project, project / "build", lambda: opened.day)
    server = PreviewServer(preview, 0, "edit")
    desk = Desk(Session(project, preview.day), server.gate, preview)
    server.beside = Editor(desk)
    client = Client(server.application)
    client.set_cookie("coalition", server.gate.session, path=f"/{server.gate.place}/", domain="127.0.0.1")
    opened = Editing(project, server, desk, client)
    try:
        yield opened
    finally:
        server.stop()
        preview.close()
