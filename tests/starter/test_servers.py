"""The files for web servers: the guide shows them as they are written, and they agree with each other.

`scripts/prove/servers.py` tries them with the real servers, by hand.
"""

import re
from pathlib import Path

import pytest

from tests.support.building import PROJECT
from tests.support.guide_runner import blocks_of

SERVERS = PROJECT / "coalition_site" / "starter" / "project" / "servers"
NAMES = sorted(file.name for file in SERVERS.iterdir())
_HEADER = {
    "nginx.conf": re.compile(r'add_header (\S+) (?:"([^"]*)"|(\S+)) always;'),
    "apache.conf": re.compile(r'Header always set (\S+) "([^"]*)"()'),
}


def _text(name: str) -> str:
    return (SERVERS / name).read_text(encoding="utf-8")


def _headers(name: str) -> dict[str, str]:
    return {found[1]: found[2] or found[3] for found in reversed([*_HEADER[name].finditer(_text(name))])}


def test_the_guide_shows_each_file_as_it_is() -> None:
    shown = {Path(block.title).name: block.text for block in blocks_of(PROJECT / "docs/guides/servers.md")}
    assert shown == {name: _text(name) for name in NAMES}


def test_both_servers_send_the_same_headers_and_the_policy_that_the_pages_are_tried_under() -> None:
    nginx, apache = _headers("nginx.conf"), _headers("apache.conf")
    cache = nginx.pop("Cache-Control"), apache.pop("Cache-Control")
    assert cache == ("$coalition_cache", "no-cache")
    assert nginx == apache
    policy = nginx["Content-Security-Policy"].removesuffix("; frame-ancestors 'self'")
    documented = " ".join((PROJECT / "docs/security.md").read_text(encoding="utf-8").split())
    assert f"`{policy}`" in documented
    tried = (PROJECT / "tests/browser/test_hostile.py").read_text(encoding="utf-8")
    assert policy in re.sub(r'"\s+"', "", tried)


@pytest.mark.parametrize("name", ["nginx.conf", "apache.conf"])
def test_what_is_kept_in_browsers_is_fonts_alone(name: str) -> None:
    assert re.findall(r"public, max-age=\d+", _text(name)) == ["public, max-age=2592000"]
    assert re.search(r'(?:~|FilesMatch ")\\\.woff2\$"? ?.{0,3}\n?.*public, max-age', _text(name))


@pytest.mark.parametrize("name", ["coalition-publish.service", "crontab"])
def test_the_nightly_run_builds_publishes_and_asks_nobody(name: str) -> None:
    (line,) = (line for line in _text(name).splitlines() if "run publish" in line and not line.startswith("#"))
    assert {"--build", "--yes"} <= {*line.split()}
    assert "/srv/www/coalition" in line
    assert "RUN_NO_INSTALL=1" in _text(name)
