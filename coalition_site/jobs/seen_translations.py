"""Digests of translations and of their originals, kept when a build or the editor has seen a translation change.

They tell later that an original was changed after its translation, where git does not know that translation as it is.
"""

from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from coalition_site.edit.whole_files import replace_file
from coalition_site.read.content import Content
from coalition_site.read.earlier_originals import SEEN, earlier_originals, kept_digests
from coalition_site.read.translated_files import seen_now, translated_files
from coalition_site.read.translation_states import SeenTogether, as_kept, text_digest

_States = Mapping[str, tuple[SeenTogether, ...]]


def keep_seen(project: Path, content: Content, changed: Collection[str] | None = None) -> None:
    """Keeps what stands beside each translation that is another than it was, and what is known of those it was before.

    `changed` are the paths of files that were written since it was called last; None where nobody knows. The content
    knows from then on what was kept. Without room on the disk nothing is kept, and nothing is raised.
    """
    kept = kept_digests(project)
    seen = dict(kept)
    files = list(translated_files(content))
    for file in files:
        if changed is None or file.path in changed or file.path not in kept:
            last = seen.get(file.path, ())[:1]
            if not last or last[0].translation != text_digest(file.translation.lines):
                seen[file.path] = (seen_now(file), *last)
    _keep(project, kept, {file.path: seen[file.path] for file in files})
    if files:
        content.earlier_originals = earlier_originals(project, content)


def keep_as_before(project: Path, content: Content, paths: Collection[str]) -> bool:
    """Keeps of translations that were put back as they were what was known of them then; whether there are any."""
    kept = kept_digests(project)
    now = {file.path: text_digest(file.translation.lines) for file in translated_files(content) if file.path in paths}
    before = {path: kept.get(path, ())[1:] for path in now}
    back = {path: states for path, states in before.items() if states and states[0].translation == now[path]}
    _keep(project, kept, {**kept, **back})
    return bool(back)


def _keep(project: Path, before: _States, now: _States) -> None:
    if now == before:
        return
    file = project / SEEN
    # Without room on the disk less is known, which stops nobody.
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, as_kept(now))
