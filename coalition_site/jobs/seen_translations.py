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
from coalition_site.read.translation_states import SeenTogether, as_kept, kept_under, text_digest

_States = Mapping[str, tuple[SeenTogether, ...]]


def keep_seen(project: Path, content: Content, changed: Collection[str] | None = None) -> None:
    """Keeps what stands beside each translation that is another than it was, and what is known of those it was before.

    `changed` are the paths of files that were written since it was called last; None where nobody knows. The content
    knows from then on what was kept. Without room on the disk nothing is kept, and nothing is raised.
    """
    kept = kept_digests(project)
    files = {kept_under(file.path): file for file in translated_files(content)}
    seen: dict[str, tuple[SeenTogether, ...]] = {}
    for key, file in files.items():
        last = kept.get(key, ())[:1]
        is_as_seen = last and last[0].translation == text_digest(file.translation.lines)
        is_looked_at = changed is None or file.path in changed or not last
        seen[key] = (seen_now(file), *last) if is_looked_at and not is_as_seen else kept[key]
    _keep(project, kept, seen)
    if files:
        content.earlier_originals = earlier_originals(project, content)


def keep_as_before(project: Path, content: Content, paths: Collection[str]) -> bool:
    """Keeps of translations that were put back as they were what was known of them then; whether there are any."""
    kept = kept_digests(project)
    files = {kept_under(file.path): file for file in translated_files(content) if file.path in paths}
    before = {key: kept.get(key, ())[1:] for key in files}
    now = {key: text_digest(file.translation.lines) for key, file in files.items()}
    back = {key: states for key, states in before.items() if states and states[0].translation == now[key]}
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
