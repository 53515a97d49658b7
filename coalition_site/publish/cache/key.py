"""Keys: one name for everything that a thing is made of."""

import hashlib


def key_of(*parts: str | bytes) -> str:
    """One key of several parts, in their order; where one part ends and the next begins counts."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(b"%d:" % len(data))
        digest.update(data)
    return digest.hexdigest()
