"""The policy of previewed pages, what they may run and load: what the theme put there, and files of this server.

Scripts and styles within a page are named by their hashes. Of a page that is filled into a shell, those of the shell
alone count: one that came in with what people wrote does not run, whatever let it through.
"""

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

_INLINE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_NOT_RUN = re.compile(r"""\bsrc\s*=|\btype\s*=\s*["']?application/""", re.IGNORECASE)
DRAWING = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
"""The policy of a drawing that is opened by itself."""


def page_policy(trusted: str) -> str:
    """The policy of a page; `trusted` is the HTML of which scripts and styles are let run."""
    found = [(kind.lower(), text) for kind, given, text in _INLINE.findall(trusted) if not _NOT_RUN.search(given)]
    scripts, styles = (_sources(text for each, text in found if each == kind) for kind in ("script", "style"))
    return (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src 'self' data:; font-src 'self' data:; "
        "connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'self'"
    )


def _sources(texts: Iterable[str]) -> str:
    hashes = dict.fromkeys(b64encode(sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(["'self'", *(f"'sha256-{hash_}'" for hash_ in hashes)])
