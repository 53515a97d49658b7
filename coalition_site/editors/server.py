"""The language server: answers in the editor protocol (LSP 3.17). The one module that knows pygls and lsprotocol.

It reads what the editor sends and files of the coalition, writes nothing and asks nobody: the editor makes the changes.
"""

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path

from coalition_site import __version__
from coalition_site.editors.answers import definition, meaning, offers
from coalition_site.editors.workspace import Workspace, project_of
from coalition_site.fixes import TextFix
from coalition_site.problems import Position, Problem, Severity

_SEVERITIES = {Severity.ERROR: lsp.DiagnosticSeverity.Error, Severity.WARNING: lsp.DiagnosticSeverity.Warning}
_FIX_ALL = lsp.CodeActionKind.SourceFixAll


@dataclass(slots=True)
class _Open:
    """The coalitions of the files that were opened, and the files that the editor was told problems of."""

    today: Callable[[], date]
    workspaces: dict[Path, Workspace] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)

    def find(self, uri: str) -> tuple[Workspace, str] | None:
        """The coalition of a file, and the file's path there; None where it belongs to none."""
        written = to_fs_path(uri)
        found = project_of(Path(written)) if written else None
        if found is None:
            return None
        project, path = found
        workspace = self.workspaces.setdefault(project, Workspace(project, self.today()))
        return workspace, path


class _Server(LanguageServer):
    """The server with what is open in it."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__("coalition", __version__)
        self.open = _Open(today)
        self.was_shut_down, self.code = False, 0

        @self.feature(lsp.SHUTDOWN)
        def shut_down(_params: None) -> None:
            self.was_shut_down = True

        @self.feature(lsp.EXIT)
        def end(_params: None) -> None:
            self.code = 0 if self.was_shut_down else 1

    def serve(self) -> int:
        """Answers an editor over standard input and output until it says goodbye or goes away; gives the exit code.

        That is 1 where the editor ends the server without asking it to shut down (LSP 3.17, "Exit Notification").
        """
        # The library closes what it writes to and knows nothing of the exit code then; the process still has its own.
        with os.fdopen(os.dup(1), "wb") as out:
            self.start_io(stdout=out)
        return self.code

    def tell(self, workspace: Workspace) -> None:
        """Tells the editor what is wrong now, and of each file that nothing is wrong any more."""
        problems = {_uri(workspace, path): (path, found) for path, found in workspace.problems().items()}
        for uri in sorted(problems.keys() | self.open.told):
            path, found = problems.get(uri, ("", []))
            diagnostics = [self.diagnostic(workspace, path, problem) for problem in found]
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, diagnostics))
        self.open.told = set(problems)

    def diagnostic(self, workspace: Workspace, path: str, problem: Problem) -> lsp.Diagnostic:
        lines = workspace.lines(path)
        at = problem.position
        line = lines[at.line - 1] if at.line <= len(lines) else ""
        rest = line[at.column - 1 :]
        end = at.column + max(1, len(rest.partition("  #")[0].rstrip()))
        return lsp.Diagnostic(
            range=self.range(lines, (at.line, at.column), (at.line, end)),
            message=f"{problem.message}\n{problem.hint}" if problem.hint else problem.message,
            severity=_SEVERITIES[problem.severity],
            code=problem.code,
            source="coalition",
            related_information=[self.second_place(workspace, problem.related)] if problem.related else None,
        )

    def second_place(self, workspace: Workspace, at: Position) -> lsp.DiagnosticRelatedInformation:
        """The second place that a problem is about."""
        here = self.place(workspace.lines(at.path), at.line, at.column)
        location = lsp.Location(_uri(workspace, at.path), lsp.Range(here, here))
        return lsp.DiagnosticRelatedInformation(location, "it stands here")

    def place(self, lines: tuple[str, ...], line: int, column: int) -> lsp.Position:
        """A place of ours as the editor counts: from 0, in its own units."""
        text = lines[line - 1] if line <= len(lines) else ""
        return lsp.Position(line - 1, self.workspace.position_codec.client_num_units(text[: column - 1]))

    def range(self, lines: tuple[str, ...], start: tuple[int, int], end: tuple[int, int]) -> lsp.Range:
        return lsp.Range(self.place(lines, *start), self.place(lines, *end))

    def our_place(self, lines: tuple[str, ...], at: lsp.Position) -> tuple[int, int]:
        """A place of the editor's as we count."""
        text = lines[at.line] if at.line < len(lines) else ""
        units = self.workspace.position_codec.client_num_units
        column = next((number for number in range(len(text)) if units(text[:number]) >= at.character), len(text))
        return at.line + 1, column + 1

    def asked(
        self, params: lsp.CompletionParams | lsp.HoverParams | lsp.DefinitionParams
    ) -> tuple[Workspace, str, int, int] | None:
        """The file and the place in it, as we count, that a question is about; None for a file of no coalition."""
        found = self.open.find(params.text_document.uri)
        if found is None:
            return None
        workspace, path = found
        return workspace, path, *self.our_place(workspace.lines(path), params.position)

    def edit(self, workspace: Workspace, path: str, fixes: list[TextFix]) -> lsp.WorkspaceEdit:
        lines = workspace.lines(path)
        edits = [lsp.TextEdit(self.range(lines, (fix.line, fix.column), fix.end), fix.new) for fix in fixes]
        return lsp.WorkspaceEdit(changes={_uri(workspace, path): edits})


def _uri(workspace: Workspace, path: str) -> str:
    return from_fs_path(str((workspace.project / path).absolute())) or ""


def serve_editor(today: Callable[[], date]) -> int:
    """Serves one editor from beginning to end and gives the exit code; `today` says the day dates are held against."""
    said = logging.StreamHandler()
    said.setFormatter(_Sentence())
    logging.getLogger("pygls").addHandler(said)
    return _language_server(today).serve()


class _Sentence(logging.Formatter):
    """What went wrong in one line, without a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        return f"{record.getMessage()}: {error}" if error is not None else record.getMessage()


def _language_server(today: Callable[[], date]) -> _Server:
    """The server with all it answers."""
    server = _Server(today)

    def typed(uri: str) -> None:
        found = server.open.find(uri)
        if found is not None:
            workspace, path = found
            workspace.type(path, server.workspace.get_text_document(uri).source)
            server.tell(workspace)

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        typed(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        typed(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        found = server.open.find(params.text_document.uri)
        if found is not None:
            found[0].saved()
            server.tell(found[0])

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        found = server.open.find(params.text_document.uri)
        if found is not None:
            found[0].close(found[1])
            server.tell(found[0])

    _add_questions(server)
    _add_actions(server)
    return server


def _add_questions(server: _Server) -> None:
    """Completion, hover and definition."""

    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=[" ", "-", "{", "."]))
    def complete(params: lsp.CompletionParams) -> lsp.CompletionList:
        asked = server.asked(params)
        if asked is None:
            return lsp.CompletionList(is_incomplete=False, items=[])
        workspace, path, line, column = asked
        lines = workspace.lines(path)
        cursor, offered = offers(workspace, path, line, column)
        end = cursor.begin + len(cursor.typed)
        items = [
            lsp.CompletionItem(
                label=offer.label,
                detail=offer.what,
                documentation=lsp.MarkupContent(lsp.MarkupKind.Markdown, offer.more) if offer.more else None,
                filter_text=offer.label,
                sort_text=f"{number:04}",
                text_edit=lsp.TextEdit(server.range(lines, (line, cursor.begin), (line, end)), offer.written),
            )
            for number, offer in enumerate(offered)
        ]
        return lsp.CompletionList(is_incomplete=False, items=items)

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        asked = server.asked(params)
        said = meaning(*asked) if asked is not None else ""
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, said)) if said else None

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def define(params: lsp.DefinitionParams) -> lsp.Location | None:
        asked = server.asked(params)
        at = definition(*asked) if asked is not None else None
        return _location(server, asked[0], at) if asked is not None and at is not None else None


def _location(server: _Server, workspace: Workspace, at: Position) -> lsp.Location:
    place = server.place(workspace.lines(at.path), at.line, at.column)
    return lsp.Location(_uri(workspace, at.path), lsp.Range(place, place))


def _add_actions(server: _Server) -> None:
    """Quick fixes of single problems, and all that is beyond doubt in one file."""
    kinds = [lsp.CodeActionKind.QuickFix, _FIX_ALL]

    @server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=kinds))
    def act(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        found = server.open.find(params.text_document.uri)
        if found is None:
            return []
        workspace, path = found
        first, last = params.range.start.line + 1, params.range.end.line + 1
        actions, safe = [], list[TextFix]()
        for problem in workspace.problems().get(path, ()):
            fix = workspace.text_fix(problem)
            if fix is None:
                continue
            if fix.safe and not any(_overlap(fix, other) for other in safe):
                safe.append(fix)
            if first <= problem.position.line <= last:
                actions.append(_quick_fix(server, workspace, path, problem, fix))
        if safe:
            title = "Mend all that is beyond doubt in this file"
            actions.append(lsp.CodeAction(title, kind=_FIX_ALL, edit=server.edit(workspace, path, safe)))
        return actions


def _overlap(one: TextFix, other: TextFix) -> bool:
    return (one.line, one.column) <= other.end and (other.line, other.column) <= one.end


def _quick_fix(server: _Server, workspace: Workspace, path: str, problem: Problem, fix: TextFix) -> lsp.CodeAction:
    return lsp.CodeAction(
        problem.hint[:1].upper() + problem.hint[1:],
        kind=lsp.CodeActionKind.QuickFix,
        diagnostics=[server.diagnostic(workspace, path, problem)],
        is_preferred=fix.safe,
        edit=server.edit(workspace, path, [fix]),
    )
