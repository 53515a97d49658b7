"""An editor with a language server: it opens files, types in them, and asks."""

import asyncio
import sys
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

from tests.support.building import PROJECT


class Editor:
    """An editor with a server, and what it was told last of each file."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.client = LanguageClient("test", "1")
        self.told: dict[str, list[lsp.Diagnostic]] = {}
        self.news = asyncio.Event()
        self.versions: dict[str, int] = {}

        @self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def take(params: lsp.PublishDiagnosticsParams) -> None:
            self.told[params.uri] = list(params.diagnostics)
            self.news.set()

    async def start(self) -> None:
        await self.client.start_io(
            sys.executable, "-m", "coalition_site", "language-server", "--today", "2026-11-23", cwd=str(PROJECT)
        )
        await self.client.initialize_async(
            lsp.InitializeParams(capabilities=lsp.ClientCapabilities(), root_uri=self.project.as_uri())
        )
        self.client.initialized(lsp.InitializedParams())

    async def stop(self) -> None:
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()  # type: ignore[no-untyped-call]

    def uri(self, path: str) -> str:
        return (self.project / path).as_uri()

    async def type(self, path: str, text: str) -> list[lsp.Diagnostic]:
        """Opens a file, or gives it another text, and waits for what is wrong with it then."""
        self.told.pop(self.uri(path), None)
        version = self.versions[path] = self.versions.get(path, 0) + 1
        if version == 1:
            item = lsp.TextDocumentItem(self.uri(path), lsp.LanguageKind.Markdown, version, text)
            self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        else:
            change = lsp.TextDocumentContentChangeWholeDocument(text)
            document = lsp.VersionedTextDocumentIdentifier(version, self.uri(path))
            self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [change]))
        # Hover is answered after the change was, also where nothing is told of this file.
        await self.ask(path, 0, 0)
        return self.told.get(self.uri(path), [])

    def at(self, path: str, line: int, character: int) -> tuple[lsp.TextDocumentIdentifier, lsp.Position]:
        return lsp.TextDocumentIdentifier(self.uri(path)), lsp.Position(line, character)

    async def ask(self, path: str, line: int, character: int) -> str:
        found = await self.client.text_document_hover_async(lsp.HoverParams(*self.at(path, line, character)))
        return found.contents.value if found and isinstance(found.contents, lsp.MarkupContent) else ""

    async def offered(self, path: str, line: int, character: int) -> dict[str, lsp.CompletionItem]:
        params = lsp.CompletionParams(*self.at(path, line, character))
        found = await self.client.text_document_completion_async(params)
        return {each.label: each for each in (found.items if isinstance(found, lsp.CompletionList) else found or ())}

    async def actions(self, path: str, at: lsp.Range) -> list[lsp.CodeAction]:
        params = lsp.CodeActionParams(lsp.TextDocumentIdentifier(self.uri(path)), at, lsp.CodeActionContext([]))
        found = await self.client.text_document_code_action_async(params)
        return [each for each in found or () if isinstance(each, lsp.CodeAction)]


def edited(text: str, action: lsp.CodeAction) -> str:
    """A text with an action's changes made, from its end to its beginning."""
    lines = text.split("\n")
    edits = [each for every in (action.edit.changes or {}).values() for each in every] if action.edit else []
    for edit in sorted(edits, key=lambda each: (each.range.start.line, each.range.start.character), reverse=True):
        first, last = edit.range.start, edit.range.end
        whole = lines[first.line][: first.character] + edit.new_text + lines[last.line][last.character :]
        lines[first.line : last.line + 1] = whole.split("\n")
    return "\n".join(lines)
