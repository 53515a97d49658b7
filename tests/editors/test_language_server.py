"""The language server, driven as an editor drives it: a file is opened, typed in, and asked about."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.accidents import FILES, write
from tests.support.building import PROJECT
from tests.support.command_line import coalition
from tests.support.repositories import repository

if TYPE_CHECKING:
    # An editor's library takes an eighth of the time in which all tests are found.
    from lsprotocol import types as lsp

    from tests.support.language_editor import Editor

PARTNER, INVITES = "content/partners/elm-library.md", "content/invites.yml"


def _with_editor(project: Path, work: "Callable[[Editor], Awaitable[None]]") -> None:
    from tests.support.language_editor import Editor

    async def run() -> None:
        editor = Editor(write(project))
        await editor.start()
        try:
            await work(editor)
        finally:
            await editor.stop()

    # In a thread of its own: where a browser was used before, this one has a loop that runs.
    with ThreadPoolExecutor(1) as threads:
        threads.submit(lambda: asyncio.run(asyncio.wait_for(run(), 120))).result()


def test_a_partner_is_written_with_an_editors_help(tmp_path: Path) -> None:
    """From a slip while typing to its quick fix; keys, options and ids on the way; nothing is written by the server."""
    from lsprotocol import types as lsp

    from tests.support.language_editor import edited

    async def work(editor: "Editor") -> None:
        text = FILES[PARTNER]
        assert await editor.type(PARTNER, text) == []

        broken = text.replace("website: ", "website ").replace("Young people", "Yuong people")
        first, second = await editor.type(PARTNER, broken)
        assert (first.code, first.range.start.line, first.severity) == ("yaml-syntax", 3, lsp.DiagnosticSeverity.Error)
        assert first.message == "the colon after website is missing\nwrite website: https://library.example"
        assert (second.code, second.range.start.line) == ("option-unknown", 7)

        quick, everything = await editor.actions(PARTNER, first.range)
        assert quick.kind == lsp.CodeActionKind.QuickFix
        assert quick.is_preferred
        assert edited(broken, quick) == broken.replace("website ", "website: ")
        assert everything.kind == lsp.CodeActionKind.SourceFixAll
        assert await editor.type(PARTNER, edited(broken, quick)) != []
        (mended,) = [each for each in await editor.actions(PARTNER, second.range) if each.kind == "quickfix"]
        assert await editor.type(PARTNER, edited(edited(broken, quick), mended)) == []

        typing = text.replace("works_on: [Digital access, ", "works_on: [Dig, ").replace("position: supportive", "posi")
        await editor.type(PARTNER, typing)
        line = typing.split("\n").index("works_on: [Dig, Effective public education]")
        options = await editor.offered(PARTNER, line, len("works_on: [Dig"))
        assert options["Digital access"].text_edit == lsp.TextEdit(
            lsp.Range(lsp.Position(line, 11), lsp.Position(line, 14)), "Digital access"
        )
        keys = await editor.offered(PARTNER, typing.split("\n").index("  posi"), 6)
        assert keys["position"].detail == "Where they stand."
        assert "influence" not in keys
        assert "name" not in keys

        assert "Only the team sees it." in await editor.ask(PARTNER, typing.split("\n").index("  influence: high"), 4)
        assert "Everybody can see it." in await editor.ask(PARTNER, 1, 2)

    _with_editor(tmp_path, work)
    assert {path: (tmp_path / path).read_text(encoding="utf-8") for path in FILES} == FILES


def _message(method: str, number: int | None = None, **params: Any) -> bytes:
    """One message of the protocol, with its head; without a number a notification."""
    asked = {"jsonrpc": "2.0", "method": method, **({"id": number} if number else {}), **params}
    body = json.dumps(asked).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


HELLO = _message("initialize", 1, params={"capabilities": {}, "processId": None, "rootUri": None})
SHUT_DOWN, EXIT = _message("shutdown", 2), _message("exit")
ENDS = {
    "as the protocol says": (HELLO + SHUT_DOWN + EXIT, 0),
    "without being shut down": (HELLO + EXIT, 1),
    "before it began": (EXIT, 1),
    "by closing": (HELLO, 0),
    "by closing after it was shut down": (HELLO + SHUT_DOWN, 0),
    "by closing in the midst of a message": (HELLO + SHUT_DOWN[:-3], 0),
}


@pytest.mark.parametrize(("sent", "code"), ENDS.values(), ids=ENDS)
def test_it_ends_with_its_editor_and_leaves_no_traceback(sent: bytes, code: int) -> None:
    """LSP 3.17, "Exit Notification": 0 where the editor asked to shut down before, else 1."""
    words = [sys.executable, "-m", "coalition_site", "language-server", "--today", "2026-11-23"]
    ended = subprocess.run(words, cwd=PROJECT, input=sent, capture_output=True, timeout=60, check=False)
    assert (ended.returncode, b"Traceback" in ended.stderr) == (code, False), ended.stderr.decode()
    assert ended.stdout.count(b'"id": 1') == sent.count(HELLO)


def test_without_its_extra_it_says_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygls", None)
    refused = coalition("language-server")
    assert refused.returncode == 3
    assert (refused.stdout, "Traceback" in refused.stderr) == ("", False)
    assert "`./run language-server`, in the coalition's folder, installs what is missing" in refused.stderr
    assert 'python -m pip install "pygls>=' in refused.stderr
    asked = coalition("doctor")
    assert asked.returncode == 0
    assert "Editors         not served while somebody types in them\n" in asked.stdout
    assert "To see mistakes in an editor while you type: `./run language-server`" in asked.stdout
    assert coalition("check", "--today", "2026-11-23").returncode == 0


def test_an_invite_leads_to_its_partner(tmp_path: Path) -> None:
    from lsprotocol import types as lsp

    async def work(editor: "Editor") -> None:
        text = FILES[INVITES]
        assert await editor.type(INVITES, text) == []
        partner = await editor.client.text_document_definition_async(lsp.DefinitionParams(*editor.at(INVITES, 1, 14)))
        assert isinstance(partner, lsp.Location)
        assert partner.uri == editor.uri(PARTNER)
        sender = await editor.client.text_document_definition_async(lsp.DefinitionParams(*editor.at(INVITES, 2, 12)))
        assert isinstance(sender, lsp.Location)
        assert (sender.uri, sender.range.start.line) == (editor.uri("content/coalition.yml"), 12)
        partners = await editor.offered(INVITES, 1, len("  partner: "))
        assert partners["asset-builders"].detail == "Forest City Asset Builders"
        statuses = await editor.offered(INVITES, 3, len("  status: "))
        assert "keep informed" in statuses

    _with_editor(tmp_path, work)


def test_a_merge_that_nobody_settled_is_told_while_typing(tmp_path: Path) -> None:
    async def work(editor: "Editor") -> None:
        text = FILES[INVITES]
        torn = text.replace("  status: sent\n", "<<<<<<< HEAD\n  status: sent\n=======\n  status: idea\n>>>>>>> b\n")
        assert torn != text
        (told,) = await editor.type(INVITES, torn)
        assert (told.code, told.range.start.line) == ("merge-unsettled", torn.split("\n").index("<<<<<<< HEAD"))
        assert await editor.actions(INVITES, told.range) == []

    _with_editor(tmp_path, work)


def test_signs_beyond_the_first_plane_count_as_the_editor_counts(tmp_path: Path) -> None:
    """An editor counts in units of UTF-16: a picture sign is two of them."""

    async def work(editor: "Editor") -> None:
        text = FILES[INVITES].replace("note: Met", "note: \U0001f33b Met").replace("status: sent", "status: snet")
        diagnostics = await editor.type(INVITES, text)
        wrong = next(each for each in diagnostics if each.code == "value-unknown")
        assert (wrong.range.start.character, wrong.range.end.character) == (10, 14)
        typed = FILES[PARTNER].replace("- Young people", '- "\U0001f33b" x')
        told = await editor.type(PARTNER, typed)
        fix = (await editor.actions(PARTNER, told[0].range))[0]
        assert _utf16(typed, fix) == FILES[PARTNER].replace("- Young people", "- '\"\U0001f33b\" x'")

    _with_editor(tmp_path, work)


def _utf16(text: str, action: "lsp.CodeAction") -> str:
    edits = [each for every in (action.edit.changes or {}).values() for each in every] if action.edit else []
    (edit,) = edits
    lines = text.split("\n")
    start, end = (2 * at.character for at in (edit.range.start, edit.range.end))
    units = lines[edit.range.start.line].encode("utf-16-le")
    lines[edit.range.start.line] = (units[:start] + edit.new_text.encode("utf-16-le") + units[end:]).decode("utf-16-le")
    return "\n".join(lines)


def test_a_translation_is_older_while_its_original_is_typed(tmp_path: Path) -> None:
    """The warning stands at the translation as the check has it, comes while typing, and goes by what its hint says."""
    spanish = "content/partners/elm-library.es.md"
    text, translated = f"{FILES[PARTNER]}\nWe run a pantry.\n", "Una biblioteca.\n\nTenemos una despensa.\n"

    async def work(editor: "Editor") -> None:
        made = repository(editor.project)
        made.commit("2026-10-01T12:00:00Z", {PARTNER: text, spanish: translated})
        assert [each.code for each in await editor.type(spanish, translated)] == ["translation-unused"]
        await editor.type(PARTNER, FILES[PARTNER])
        older, _ = sorted(editor.told[editor.uri(spanish)], key=lambda each: str(each.code))
        assert (older.code, older.message.partition("\n")[0]) == (
            "translation-older",
            "elm-library.md was changed after this translation: it no longer says “We run a pantry.”",
        )
        assert [each.code for each in await editor.type(spanish, f"{translated}\n")] == ["translation-unused"]

    _with_editor(tmp_path, work)
