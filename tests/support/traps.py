"""Traps: repositories whose settings run a program wherever git lets them, which then leaves a mark."""

from pathlib import Path

from tests.support.repositories import Repository


def _hostile_settings(command: str) -> dict[str, str]:
    names = (
        *("core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.gitProxy", "core.askPass"),
        *("core.alternateRefsCommand", "diff.external", "diff.evil.command", "diff.evil.textconv"),
        *("filter.evil.smudge", "filter.evil.clean", "filter.evil.process", "gpg.program", "pager.rev-list"),
        *("pager.ls-tree", "pager.cat-file", "pager.diff-tree", "credential.helper", "uploadpack.packObjectsHook"),
    )
    commands = dict.fromkeys(names, command)
    others = {
        "alias.rev-list": f"!{command}",
        "alias.cat-file": f"!{command}",
        "alias.diff-tree": f"!{command}",
        "log.showSignature": "true",
        "core.attributesFile": ".gitattributes",
        "core.hooksPath": "hooks",
        "remote.origin.url": f"ext::{command}",
        "remote.origin.promisor": "true",
        "remote.origin.partialclonefilter": "blob:none",
        "protocol.ext.allow": "always",
        "protocol.allow": "always",
    }
    return commands | others


def hostile_repository(made: Repository, trap: Path) -> Path:
    """Sets every setting that runs a program to one that leaves a mark; returns the mark's place."""
    mark = trap / "mark"
    program = trap / "program"
    program.write_text(f"#!/bin/sh\ntouch '{mark}'\ncat\n", encoding="utf-8")
    program.chmod(0o755)
    for name in ("post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc"):
        made.write({f"hooks/{name}": f"#!/bin/sh\ntouch '{mark}'\n"})
        (made.folder / "hooks" / name).chmod(0o755)
    for name, value in _hostile_settings(str(program)).items():
        made.git("config", name, value)
    return mark
