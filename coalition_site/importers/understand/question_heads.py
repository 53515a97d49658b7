"""Heads that are whole questions, as online forms write them: the words in them say what is asked.

Forms head a column with the question as people read it, so no list of heads can hold them all. What counts is which
words come together; the first rule that fits decides, so the more particular ones stand first.
"""

import re
from functools import cache

_BEGINS = re.compile(
    r"(?:what|which|who|whom|whose|how|where|when|why|do|does|did|can|could|may|might|would|will|is|are|"
    r"please|describe|tell|list|name|names|your|our|select|choose|check|briefly|if|the|organization|"
    r"agency|group|primary|main|best|enter|give|provide|in|i|we|permission|consent|mailing|preferred|"
    r"full|legal|first|any|anything|cual|que|quien|quienes|como|donde|por|puede|podemos|su|nombre|"
    r"correo|describa|indique|seleccione)\b"
)
_FEWEST_WORDS = 4
_THEM = r"(?:you|your|they|their|the|this) "
_BODY = (
    r"(?:organization|agency|group|business|company|institution|program|entity|nonprofit|congregation|school"
    r"|department)"
)
# In this order: the first that fits is the one.
_RULES: dict[str, str] = {
    "consent": (
        r"\b(?:may|can|could|permission|consent|comfortable|agree|okay|ok|allow|fine|would you like|do you want)\b.*"
        r"\b(?:list|listed|name|named|publish|published|show|shown|include|included|display|displayed|feature|"
        r"featured|public|publicly"
        r"|web ?site|private)\b"
        r"|\bpodemos (?:nombrar|publicar|mostrar|incluir)"
    ),
    "language": (
        r"\b(?:preferred language|language .*(?:prefer|contact|write|letter|reach)|(?:prefer|"
        r"idioma).*(?:language|prefiere))"
    ),
    "email": r"\be ?mail\b|\bcorreo electronico\b",
    "phone": r"\b(?:phone|telephone|cell|mobile|telefono)\b|\bnumber (?:to|we|where) .*(?:call|text|reach)",
    "website": r"\b(?:web ?site|web ?page|home ?page|url|sitio web|pagina web)\b",
    "zip": r"\b(?:zip|postal) ?code\b",
    "address": r"\b(?:mailing|street|postal|physical|office) address\b|\baddress of\b|\bdireccion postal\b",
    "type": (
        rf"\b(?:type|kind|sort|sector|category) (?:of|best|does|do|describes?|is|are)\b.*|\bbest describes? "
        rf".*{_BODY}|\bque tipo de\b"
    ),
    "contact": (
        r"^(?:what is )?your (?:full |first and last )?name|\bwho (?:is|are|should|can|would) .*(?:contact|reach|"
        r"represent|write)"
        r"|\b(?:contact|reach) person\b|\bname .*\b(?:contact|person|representative|completing|filling)\b|\bsu "
        r"nombre\b"
    ),
    "title": rf"\b(?:job title|{_THEM}(?:role|title|position)\b(?! in the coalition).*|su (?:cargo|puesto))",
    "name": (
        rf"\bname of .*{_BODY}|{_BODY}.{{0,12}}\bname\b|\b(?:which|what) .*{_BODY}.*\b(?:represent|with|behalf|"
        rf"from|work for|belong)"
        rf"|\bname .*{_BODY}|\bnombre de (?:la|su) organizacion|\bcomo se llama .*organizacion"
    ),
    "motivations": (
        r"\bwhy\b.*\b(?:join|interested|involved|part|coalition|partner|care)\b|\bpor que\b.*\b(?:unirse|"
        r"participar|interesa)"
    ),
    "barriers": (
        r"\b(?:barriers?|concerns?|challenges?|obstacles?|worries|hesitations?|prevent|keep you from|hold you "
        r"back|get in the way"
        r"|obstaculos|preocupa)\b"
    ),
    "initiatives": (
        r"\b(?:programs?|projects?|initiatives?|campaigns?|iniciativas|programas|proyectos)\b.*"
        r"\b(?:run|lead|offer|align|aligned|already|current|currently|operate|have|do you|fit|relate|related)\b"
        r"|\b(?:current|existing|aligned|related) (?:programs|projects|initiatives)\b"
    ),
    "assets": (
        r"\b(?:bring|offer|contribute|contribution|share|lend|donate|resources?|assets?|skills|expertise|in kind|"
        r"aportar|ofrecer|recursos)\b"
    ),
    "serves": (
        r"\b(?:serves?|served|serving|populations?|clients|who do you (?:help|support|work with|reach)|"
        r"communities (?:do|does|you)"
        r"|benefit|sirve|atiende|poblacion(?:es)?)\b"
    ),
    "works_on": (
        r"\b(?:(?:issue|focus|priority|program|policy|topic|impact|work) ?areas?|areas? of|issues?|topics?|"
        r"priorities|focus(?:es)? on"
        r"|work (?:on|in|toward)|areas? (?:do|does|are)|en que (?:areas|temas))\b"
    ),
    "roles": (
        r"\broles?\b.*\b(?:coalition|play|take|like|interested)\b|\bhow would you like to (?:help|participate|be "
        r"involved|take part)\b"
    ),
    "about": (
        rf"\b(?:mission|describe|tell us about|about|what does|what do|summary|overview|mision|"
        rf"describa)\b.*(?:{_BODY}|\b(?:work|do|does|you)\b)"
        r"|\bmission\b"
    ),
    "notes": (
        r"\banything else\b|\b(?:questions|comments|thoughts|suggestions) .*\b(?:for us|share|have|coalition|"
        r"add)\b|\balgo mas\b"
    ),
}


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((column, re.compile(rule)) for column, rule in _RULES.items())


def asked_in(head: str, *, question: bool) -> str:
    """The column that a compared head asks for by its words; empty where it is no question or none can tell.

    `question` says that a question mark stands in it.
    """
    words = len(head.split())
    if words < _FEWEST_WORDS - question or not (question or _BEGINS.match(head)):
        return ""
    return next((column for column, rule in _rules() if rule.search(head)), "")
