"""A new coalition's answers about itself, and how what was typed becomes that."""

import re
import unicodedata
from dataclasses import dataclass

from coalition_site.derive.rules.new_ids import new_id
from coalition_site.model.fields import LANGUAGE_CODE, is_email
from coalition_site.problems import Refused

_CONTACT = re.compile(r"(?P<name>[^<>]*\S)\s*<\s*(?P<email>[^<>]*?)\s*>")
SENDER = "office"
"""A sender's short name where none can be made of a name."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The name of the coalition, its community, whom to ask, and its language as a code."""

    name: str
    community: str
    contact: str
    email: str
    language: str

    @property
    def sender(self) -> str:
        """A short name for the contact as a sender of letters: `jo-park`, or `office`."""
        return new_id(self.contact, (), SENDER)


def one_line(text: str) -> str:
    """A name as it is kept: on one line, single spaces. Raises Refused where nothing that can be seen is left."""
    if any(unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn"} and not sign.isspace() for sign in text):
        raise Refused("this holds an invisible control character; type it again without it")
    line = " ".join(text.split())
    if not line:
        raise Refused("this must not be empty")
    return line


def contact_of(text: str) -> tuple[str, str]:
    """Name and e-mail address of `Jo Park <jo@river.example>`. Raises Refused for anything else."""
    found = _CONTACT.fullmatch(one_line(text))
    if found is None or not is_email(found["email"]):
        raise Refused(f"write a name and an e-mail address, like Jo Park <jo@river.example>, not {text.strip()!r}")
    return found["name"], found["email"]


def language_of(text: str) -> str:
    """A language code in small letters. Raises Refused for what cannot be one."""
    code = text.strip().lower()
    if not LANGUAGE_CODE.fullmatch(code):
        raise Refused(f"write the short code, en for English or es for Spanish, not {text.strip()!r}")
    return code
