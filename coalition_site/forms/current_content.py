"""The content as it is on the disk now: read again where files have changed, and looked at once for each request."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import RLock, local

from coalition_site.edit.change import Change
from coalition_site.edit.whole_files import changed_meanwhile
from coalition_site.model.content_files import CONTENT
from coalition_site.read.team_folder import team_folder
from coalition_site.serve.watcher import Snapshot, snapshot
from coalition_site.validate.overrides import COPIED, MKDOCS, TEMPLATES
from coalition_site.validate.project import Checked, check, with_own_files


class _Request(local):
    """The day of the request that this thread answers, None outside of one, and what it has seen of the content."""

    day: date | None = None
    seen: Checked | None = None


@dataclass(slots=True)
class CurrentContent:
    """A project's content and what is wrong with it. Asked from many threads, and written by one at a time."""

    project: Path
    day: Callable[[], date]
    _lock: RLock = field(default_factory=RLock)
    _checked: Checked | None = None
    _files: Snapshot = field(default_factory=dict)
    _day: date = date.min
    _request: _Request = field(default_factory=_Request)

    @property
    def today(self) -> date:
        """The day; within one request it stays the same."""
        return self._request.day or self.day()

    def checked(self) -> Checked:
        """The content as it is now; within one request, as it was when that first asked or last wrote."""
        request = self._request
        if request.seen is not None:
            return request.seen
        with self._lock:
            now, today = self._look(), self.today
            if self._checked is None or (now, today) != (self._files, self._day):
                self._checked, self._files, self._day = check(self.project, today), now, today
            if request.day is not None:
                request.seen = self._checked
            return self._checked

    @contextmanager
    def one_request(self) -> Iterator[None]:
        """Within it this thread looks at the files once, and again where it has written."""
        request = self._request
        request.day, request.seen = self.day(), None
        try:
            yield
        finally:
            request.day = request.seen = None

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else writes meanwhile; who had to wait for that looks at the files anew."""
        with self._lock:
            self._request.seen = None
            yield

    def wrote(self, change: Change, after: Checked) -> None:
        """A change was written since the last look: files now say what `after` does, unless others wrote meanwhile."""
        now = self._look()
        paths = {str(self.project / path) for path in change.files}
        others = [{path: seen for path, seen in each.items() if path not in paths} for each in (self._files, now)]
        is_ours = not any(changed_meanwhile(self.project, change.undone()))
        self.forget()
        if others[0] == others[1] and is_ours:
            self._checked, self._files, self._day = with_own_files(after, self.project), now, self.today

    def forget(self) -> None:
        """The files are others now, and are read when somebody asks."""
        self._checked = self._request.seen = None

    def _look(self) -> Snapshot:
        places = [self.project / name for name in (CONTENT, TEMPLATES, MKDOCS, COPIED)]
        with suppress(OSError):
            own = team_folder(self.project)
            places += [own] if own is not None else []
        return snapshot(places)
