"""The watch loop by itself: what it reports of each change, and what it asks of the documents' build."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from coalition_site.serve.background_build import BackgroundBuild
from coalition_site.serve.follow import follow
from coalition_site.serve.preview import Preview
from coalition_site.validate.project import Checked
from tests.support.building import TODAY, small_project

PARTNER = "---\nname: Elm Fund\ntype: Nonprofit\nrelationship: existing\n---\nGives.\n"


class _Asked(BackgroundBuild):
    """Notes what it is asked for and builds nothing."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def ask(self) -> None:
        self.words.append("ask")

    def interrupt(self) -> None:
        self.words.append("interrupt")


def test_each_change_is_reported_and_documents_are_asked_for_where_nothing_is_wrong(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project", {"partners/elm-fund.md": PARTNER})
    partner = project / "content/partners/elm-fund.md"
    preview, background = Preview(project, tmp_path / "none", lambda: TODAY), _Asked()
    reported: list[tuple[list[str], list[str]]] = []

    def report(changed: Sequence[str], checked: Checked, seconds: float) -> None:
        assert seconds > 0
        reported.append((list(changed), [problem.code for problem in checked.validated.problems]))
        if len(reported) == 3:
            raise KeyboardInterrupt
        relationship = "exsting" if len(reported) == 1 else "potential"
        partner.write_text(PARTNER.replace("existing", relationship), encoding="utf-8")

    with pytest.raises(KeyboardInterrupt):
        follow(preview, background, report)
    preview.close()
    changed = ["content/partners/elm-fund.md"]
    assert reported == [([], []), (changed, ["value-unknown"]), (changed, [])]
    assert background.words == ["ask", "interrupt", "interrupt"]
