"""Heads that surveys and address books write: `What is the name of your organization?`, `Primary Contact: Email`.

They are compared as heads are: without case, accents and signs, and `org` is organization.
"""

import re
from collections.abc import Mapping
from functools import cache

_WHOSE = r"(?:(?:your|their|the|contacts?|primary|main|lead|key|best|work|office|business|direct|person) )*"
_YOU = r"(?:do|does|did) (?:you|they|it|your organization|the organization)"
_NAMED = r"(?:organization|agency|group|partner|company)"

PATTERNS: Mapping[str, tuple[str, ...]] = {
    "name": (
        rf"(?:what is )?(?:the )?(?:full |legal )?name of (?:your|the) {_NAMED}",
        rf"(?:account|legal) name|(?:your|account|legal) {_NAMED} name",
        rf"(?:which|what) {_NAMED} (?:are you with|do you represent)|como se llama su organizacion",
    ),
    "type": (
        rf"(?:what|which) (?:type|kind) of {_NAMED}(?: are you| is it| do you represent)?",
        r"(?:account|partner|agency) type|que tipo de organizacion es",
    ),
    "serves": (
        rf"(?:which|what|who)(?: (?:populations?|groups?|people|communities))? {_YOU} serve",
        r"a quienes? (?:sirve|atiende)(?: su organizacion)?",
    ),
    "works_on": (
        rf"(?:which|what) (?:(?:issue|focus|priority) )?areas? {_YOU} (?:work|focus) (?:in|on)",
        r"(?:focus|priority) areas?|en que areas trabajan?(?: su organizacion)?",
    ),
    "assets": (
        r"what (?:can|could|would|will|might) (?:you|they|your organization) (?:bring|offer|contribute)(?: to .*)?",
        r"(?:key )?strengths / assets|que puede aportar(?: .*)?",
    ),
    "relationship": (
        r"(?:existing|current) (?:relationship|partnership)",
        r"relationship (?:status|type|with us|with the coalition)",
        r"(?:(?:do|have|did) )?(?:(?:we|you) )?work(?:ed)? (?:w /|w|with) (?:them|us|you)(?: already| before)?",
    ),
    "contact": (
        rf"your (?:full )?name|{_WHOSE}contacts?(?: person)?(?: full)?(?: name)?|{_WHOSE}full name",
        r"name of (?:the |your )?(?:primary |main )?contact(?: person)?|su nombre",
    ),
    "first name": (rf"{_WHOSE}(?:first|given) name|nombre de pila",),
    "last name": (rf"{_WHOSE}(?:last|family) name|surname|apellidos?",),
    "title": (rf"{_WHOSE}(?:job )?(?:title|position)",),
    "email": (rf"{_WHOSE}e ?mail(?: address)?(?: [1-9])?|su correo electronico|direccion de correo(?: electronico)?",),
    "phone": (
        rf"{_WHOSE}(?:(?:cell|mobile) ?)?(?:phone|telephone|mobile|cell)(?: number| no)?(?: [1-9])?|su telefono",
    ),
    "consent": (
        r"(?:may|can|could) we (?:list|name|publish|show) (?:you|your organization|your name)(?: .*)?",
        r"podemos nombrar.*",
    ),
    "notes": (r"(?:is there )?anything else.*",),
}
"""What such heads look like in whole, by the column that they stand for."""


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((column, re.compile("|".join(patterns))) for column, patterns in PATTERNS.items())


def asked(head: str) -> str:
    """The column that a compared head asks for, empty where it is no such head."""
    return next((column for column, pattern in _patterns() if pattern.fullmatch(head)), "")
