"""What pages of the preview may run: the scripts of the theme, by their hashes, and none that came with a text."""

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from coalition_site.serve.page_policy import page_policy
from tests.support.building import small_project
from tests.support.editing import PARTNER, editing


def test_inline_scripts_and_styles_are_named_by_their_hashes() -> None:
    page = (
        '<style media="print">p{}</style><SCRIPT>run("é")</SCRIPT ><script src="x.js"></script>'
        '<script type="application/ld+json">{"a": 1}</script><script async>\n two \n</script>'
    )
    policy = dict(part.split(" ", 1) for part in page_policy(page).split("; "))
    hashes = [b64encode(sha256(text.encode()).digest()).decode() for text in ('run("é")', "\n two \n", "p{}")]
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == f"'self' 'sha256-{hashes[0]}' 'sha256-{hashes[1]}'"
    assert policy["style-src"] == f"'self' 'sha256-{hashes[2]}'"


def test_pages_hold_no_script_and_none_is_let_run(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project", {"partners/elm-fund.md": PARTNER})
    with editing(project) as desk:
        desk.server._preview.refresh()
        for path in ("site/index.html", "site/partners/elm-fund.html", "workbook/index.html"):
            answer = desk.get(path)
            policy = answer.headers["Content-Security-Policy"]
            assert "unsafe" not in policy, path
            assert "script-src 'self';" in policy, path
            ours = r"<script(?! type=.?application)(?![^>]* src=)[^>]*>"
            assert re.findall(ours, answer.text) == [], path
