"""What people write above their columns, and which part of the content it stands for."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from types import MappingProxyType

from coalition_site.derive.words.catalogue import catalogue
from coalition_site.derive.words.invite_heads import invite_heads
from coalition_site.derive.words.worksheet_texts import translated
from coalition_site.importers.sources import Row
from coalition_site.importers.understand.profile_heads import asks_for_mission, public_heads, unclear_heads
from coalition_site.importers.understand.question_heads import asked_in
from coalition_site.importers.understand.survey_heads import asked
from coalition_site.model.likeness import KnownTexts
from coalition_site.model.vocabulary import plain
from coalition_site.read.catalogues import ENGLISH, shipped_languages
from coalition_site.validate.shipped import shipped_texts


class Column(StrEnum):
    """What a column holds. The first eleven are columns of the worksheet's tables."""

    NAME = "name"
    TYPE = "type"
    SERVES = "serves"
    WORKS_ON = "works_on"
    ASSETS = "assets"
    INITIATIVES = "initiatives"
    MOTIVATIONS = "motivations"
    ROLES = "roles"
    STRENGTHS = "strengths"
    BARRIERS = "barriers"
    BOTH = "strengths and barriers"
    MEMBER = "member"
    SENDER = "sender"
    SHORT_NAME = "short_name"
    RELATIONSHIP = "relationship"
    WEBSITE = "website"
    PERSON = "contact"
    FIRST_NAME = "first name"
    LAST_NAME = "last name"
    TITLE = "title"
    EMAIL = "email"
    PHONE = "phone"
    STATUS = "status"
    LISTING = "consent"
    NOTES = "notes"
    LETTER = "letter"
    LANGUAGE = "language"
    ADDRESS = "address"
    ASK = "ask"
    SENT = "sent"
    FOLLOW_UP = "follow_up"
    ANSWERED = "answered"
    OVERDUE = "overdue"
    ABOUT = "about"
    STREET = "street"
    CITY = "city"
    STATE = "state"
    ZIP = "zip"
    COUNTRY = "country"
    WISH = "wish"
    TIMESTAMP = "timestamp"
    LEAVE = "leave out"


# Words are compared without case, accents, signs and what stands in brackets; several heads are parted by "|". Those of
# profiles stand in profile_heads.py.
_HEADS: Mapping[Column, str] = {
    Column.NAME: "organization name|organization|organisation name|organisation|org|org name|name of organization|"
    "partner|partner name|identified partner|name|who|agency|group name|company|institution|partner organization|"
    "nombre de la organizacion|organizacion|socio|nombre|entidad|socio identificado",
    Column.TYPE: "type of organization|type|organization type|org type|kind|category|sector|type of organisation|"
    "tipo de organizacion|tipo|sector de la organizacion",
    Column.SERVES: "target populations served|target population|populations served|population served|populations|"
    "groups served|who they serve|serves|people served|groups|target communities|communities served|communities|"
    "poblaciones atendidas|poblacion atendida|grupos atendidos|a quien sirve|"
    "poblaciones a las que atiende|poblaciones objetivo atendidas",
    Column.WORKS_ON: "domains of work|domain of work|domains|domain|areas of work|area of work|works on|areas|area|"
    "issue areas|issue area|focus areas|focus area|themes|theme|additional themes|topics|ambitos de trabajo|"
    "ambito de trabajo|"
    "areas de trabajo|area de trabajo",
    Column.ASSETS: "assets|asset|what they bring|what they bring to the table|resources|strengths and assets|"
    "capacity|capacities|recursos|activos|fortalezas y recursos|que aportan",
    Column.INITIATIVES: "aligned initiatives|initiatives|initiative|programs|projects|aligned programs|"
    "iniciativas alineadas|iniciativas|iniciativas afines|programas|proyectos",
    Column.MOTIVATIONS: "motivations for joining|motivations|motivation|why they would join|reasons to join|"
    "motivaciones para unirse|motivaciones|motivos para unirse|motivos",
    Column.ROLES: "roles|role|possible roles|role in coalition|roles in the coalition|ask|papel|funciones|funcion|rol",
    Column.STRENGTHS: "how they're a good partner|how they are a good partner|strengths|good partner because|"
    "fortalezas|por que son un buen socio|por que es un buen socio|en que son un buen socio",
    Column.BARRIERS: "barriers to partnership|barriers|barrier|concerns|risks|challenges|"
    "barreras para la colaboracion|barreras|obstaculos|obstaculos para la alianza|dificultades",
    Column.BOTH: "barriers to partnership / how they're a good partner|barriers and strengths|strengths / barriers|"
    "obstaculos para la alianza / por que es un buen socio|barriers / strengths|strengths and barriers|"
    "barreras / fortalezas|"
    "barreras para la colaboracion / por que son un buen socio",
    Column.MEMBER: "potential coalition member|coalition member|potential member|member|invitee|who to invite|"
    "whom to invite|"
    "person to invite|invite|posible miembro de la coalicion|miembro|persona invitada|invitado|a quien invitar",
    Column.SENDER: "who will send the invitation|who will send the invite|who sends the invitation|who sends|"
    "who invites|"
    "sender|invited by|sent by|inviter|quien enviara la invitacion|quien envia la invitacion|remitente|invita",
    Column.SHORT_NAME: "short name|abbreviation|acronym|known as|aka|nombre corto|sigla|siglas|abreviatura",
    Column.RELATIONSHIP: "relationship|existing or potential|existing / potential|existing|existing partner|"
    "current partner|partnership|partner status|relacion|socio actual|existente",
    Column.WEBSITE: "website|web site|web|url|homepage|site|sitio web|pagina web|sitio",
    Column.PERSON: "contact|contact name|contact person|main contact|primary contact|key contact|"
    "contacto|persona de contacto|nombre del contacto",
    Column.TITLE: "title|job title|contact title|position|cargo|puesto",
    Column.EMAIL: "email|e-mail|email address|e-mail address|mail|contact email|correo electronico|correo",
    Column.PHONE: "phone|phone number|telephone|tel|phone no|contact phone|mobile|cell|telefono|celular|movil",
    Column.STATUS: "status|invitation status|response|rsvp|confirmed|accepted|answer|invited|estado|respuesta|"
    "confirmado",
    Column.LISTING: "consent|consent to be named|ok to list|ok to list publicly|may be named|public listing|"
    "list publicly|"
    "consentimiento|puede nombrarse|permiso de publicacion",
    Column.NOTES: "notes|note|comments|comment|remarks|other notes|notas|nota|comentarios|observaciones",
    Column.LETTER: "letter|carta",
    Column.LANGUAGE: "language|idioma",
    Column.ADDRESS: "address|mailing address|postal address|direccion",
    Column.ASK: "role asked for|papel que se pide",
    Column.SENT: "sent|date sent|sent on|date invited|invited on|invitation sent|date of invitation|enviada",
    Column.FOLLOW_UP: "follow up|follow-up|followup|follow up on|follow up by|follow up date|"
    "next follow up|seguimiento",
    Column.ANSWERED: "answered|date answered|answered on|responded|date of response|respondida",
    Column.OVERDUE: "overdue|atrasada",
    # What the invite list says besides, which invites.yml has in its own way.
    Column.LEAVE: "via|proposed follow-up|last step",
    Column.STREET: "street|street address|address line 1|address 1|calle",
    Column.CITY: "city|town|ciudad",
    Column.STATE: "state|province|state / province|estado provincia",
    Column.ZIP: "zip|zip code|zipcode|postal code|postcode|zip / postal code|codigo postal",
    Column.COUNTRY: "country|pais",
    Column.WISH: "do not mail|do not email|do not call|do not phone|do not contact|email opt out|unsubscribed|"
    "opted out",
    Column.TIMESTAMP: "timestamp|submitted|submitted at|submission date|date submitted|marca temporal",
}


def spoken(column: Column) -> str:
    """A meaning in the words that people answer with."""
    return _SPOKEN.get(column, str(column).replace("_", " "))


_SPOKEN = {Column.ABOUT: "public profile"}
SEVERAL = frozenset({Column.ABOUT, Column.STREET, Column.WISH, Column.LEAVE})
"""What several columns of one table may hold."""
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_SIGNS = re.compile(r"[^\w/&]+")
_NEAR = 0.86
_ORGANIZATION = {"org", "orgs", "organisation", "organisations", "organizations"}
_LONGEST = 120
_LONGEST_QUESTION = 600
_NAMES = {"name", "full name", "nombre"}
_SEARCHED_ROWS = 40
_CLEAR_HEADS = 2
_NAMING = (Column.NAME, Column.MEMBER, Column.PERSON, Column.FIRST_NAME, Column.LAST_NAME)


def compared(text: str) -> str:
    """A head as it is compared: without case, accents and signs."""
    bare = text.casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    if not bare.isascii():
        bare = "".join(sign for sign in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(sign))
    letters = bare.replace("'", "").replace("&", " and ")
    spaced = _SIGNS.sub(" ", letters.replace("_", " ")).replace("/", " / ")
    return " ".join("organization" if word in _ORGANIZATION else word for word in spaced.split())


@cache
def _in_list() -> Mapping[str, Column]:
    profiles = dict.fromkeys(map(compared, public_heads() | unclear_heads()), Column.ABOUT)
    return profiles | {compared(head): column for column, heads in _HEADS.items() for head in heads.split("|")}


@cache
def _known_heads() -> KnownTexts:
    return KnownTexts(_in_list())


@cache
def _public_heads() -> frozenset[str]:
    return frozenset(map(compared, public_heads()))


def says_public(head: str) -> bool:
    """Whether the head of a text about a partner says beyond doubt that everybody may read it."""
    said = dict.fromkeys((compared(head), compared(_BRACKETS.sub(" ", head))))
    sides = (side.strip() for each in said for side in each.split(" / "))
    return any(side in _public_heads() for side in sides) or any(map(asks_for_mission, said))


@cache
def _by_head() -> Mapping[str, Column]:
    """What each head stands for: those of the list, and the worksheet's in every language that we have words of."""
    known = dict(_in_list())
    heads = [head for each in shipped_texts().worksheet.tables for head in each.heads]
    for words in map(catalogue, shipped_languages()):
        for head in heads:
            said, column = compared(translated(head, words)), _in_list().get(compared(head))
            if said and column is not None:
                known.setdefault(said, column)
    return known


@cache
def _invite_tables() -> tuple[Mapping[str, Column], ...]:
    """What the heads of our own table of invites stand for, in each language."""
    columns = [_in_list()[compared(head)] for head in invite_heads(catalogue(ENGLISH))]
    said = (map(compared, invite_heads(catalogue(language))) for language in (ENGLISH, *shipped_languages()))
    return tuple(dict(zip(heads, columns, strict=True)) for heads in said)


def own_columns(texts: Sequence[str]) -> Mapping[str, Column]:
    """The columns of our own table of invites by their heads, if these are all there; else none.

    A head of its own may mean something else where people write it: `Respuesta` is a status, and here a day.
    """
    tables = _invite_tables()
    there = set(map(compared, texts)) if len(texts) > len(tables[0]) else set()
    return next((table for table in tables if table.keys() <= there), {})


@lru_cache(maxsize=4096)
def reading_of(head: str) -> tuple[Column | None, str]:
    """The column that a head stands for, and in words how that is known; None where nobody can tell."""
    by_head = _by_head()
    for text in dict.fromkeys((head, _BRACKETS.sub(" ", head))):
        plain_head = compared(text)
        if plain_head in by_head:
            return by_head[plain_head], ""
        if asked_for := asked(plain_head):
            return Column(asked_for), ""
        if (both := _of_both_sides(plain_head)) is not None:
            return both, ""
        if len(plain_head) > len("sector"):
            near = _known_heads().likest(plain_head, _NEAR)
            # `Category 2` is another column than `Category`.
            if near is not None and not any(map(str.isdecimal, plain_head)):
                return _in_list()[near], f'read as "{near}"'
    if asked_for := asked_in(compared(head), question="?" in head):
        return Column(asked_for), "by the words of the question"
    return None, ""


def _of_both_sides(head: str) -> Column | None:
    """What `mission / summary` means where both sides of the slash say the same."""
    sides = {_by_head().get(side.strip()) for side in head.split(" / ")}
    return sides.pop() if len(sides) == 1 and " / " in head else None


def column_of(head: str) -> Column | None:
    """The column that a head stands for; None where nobody can tell."""
    return reading_of(head)[0]


@dataclass(frozen=True, slots=True)
class Heads:
    """The head row of a sheet: where it is among the rows from 0, and its columns, None for those nobody can tell."""

    at: int
    columns: tuple[Column | None, ...]
    texts: tuple[str, ...]

    def has(self, *columns: Column) -> bool:
        """Whether one of the columns is there."""
        return any(column in self.columns for column in columns)


Told = Mapping[str, Column | None]
"""What people said that columns mean, by the head as `told_head` writes it; None: kept in the notes."""


def told_head(head: str) -> str:
    """A head as answers about it are found by: in one line, whatever its case."""
    return plain(head)


def _column_in(cell: str, told: Told = MappingProxyType({})) -> Column | None:
    if told and told_head(cell) in told:
        return told[told_head(cell)]
    longest = _LONGEST_QUESTION if "?" in cell or ":" in cell else _LONGEST
    return column_of(cell.replace("\n", " ")) if 0 < len(cell) <= longest else None


def _heads_in(row: Row, at: int, told: Told = MappingProxyType({})) -> Heads:
    found: list[Column | None] = []
    own = own_columns(row.cells)
    for cell in row.cells:
        # Answers count before what the words say.
        said = told_head(cell) in told
        column = _column_in(cell, told) if said or not own else own.get(compared(cell)) or _column_in(cell, told)
        if column in found and column is not None and column not in SEVERAL:
            if said:
                found[found.index(column)] = None
            else:
                column = None
        found.append(column)
    return Heads(at, tuple(_with_people(found, row.cells)), row.cells)


def _below_groups(heads: Heads, rows: Sequence[Row]) -> Heads:
    """The heads with what stands above several of them: `Primary contact` over `Name` and `Phone`.

    A head that nobody can tell alone, or that is there twice, is looked at together with its group.
    """
    above = rows[heads.at - 1].cells if heads.at else ()
    if sum(map(bool, above)) < _CLEAR_HEADS or rows[heads.at - 1].number + 1 != rows[heads.at].number:
        return heads
    columns, texts, group = list(heads.columns), list(heads.texts), ""
    for at, text in enumerate(heads.texts):
        group = above[at] if at < len(above) and above[at] else group
        if not text or not group or columns[at] is not None:
            continue
        column = _column_in(f"{group} {text}")
        columns[at] = None if column in columns else column
        if columns[at] is not None or heads.texts.count(text) > 1:
            texts[at] = f"{group} {text}"
    return Heads(heads.at, tuple(columns), tuple(texts))


def _with_people(columns: Sequence[Column | None], texts: Sequence[str]) -> list[Column | None]:
    """The columns, where `Name` beside `Organization` is that of a person: of somebody invited, or of the contact."""
    if Column.NAME not in columns:
        return [*columns]
    first = columns.index(Column.NAME)
    again = next((at for at, text in enumerate(texts) if at > first and _column_in(text) is Column.NAME), None)
    if again is None or (compared(texts[first]) in _NAMES) == (compared(texts[again]) in _NAMES):
        return [*columns]
    people_first = compared(texts[first]) in _NAMES
    invites = Column.SENDER in columns or (people_first and Column.STATUS in columns)
    person = Column.MEMBER if invites else Column.PERSON
    if person in columns:
        return [*columns]
    moved = {first: person, again: Column.NAME} if people_first else {again: person}
    return [moved.get(at, column) for at, column in enumerate(columns)]


def _score(heads: Heads) -> int:
    return sum(column is not None for column in heads.columns)


def heads_again(row: Row, at: int) -> Heads | None:
    """The heads of another table further down a sheet: a row of nothing but heads, one of which names somebody."""
    # Asked of every row. One of the first two cells must be a head in its very words, which is answered soonest.
    filled = [cell for cell in row.cells if cell]
    if not any(compared(cell) in _by_head() for cell in filled[:2] if len(cell) <= _LONGEST):
        return None
    if any(_column_in(cell) is None for cell in filled):
        return None
    heads = _heads_in(row, at)
    naming = heads.has(*_NAMING)
    return heads if naming and len(filled) >= _CLEAR_HEADS and _score(heads) == len(filled) else None


def best_head_score(rows: Sequence[Row]) -> int:
    """How many heads the best head row among these has; 0 where there is none."""
    return max((_score(_heads_in(row, at)) for at, row in enumerate(rows[:_SEARCHED_ROWS])), default=0)


def find_heads(rows: Sequence[Row], told: Told = MappingProxyType({})) -> Heads | None:
    """The first row with the most heads that are understood; title rows above it are passed over.

    One head alone counts where it names partners or members and is all its row holds, or stands in the first row of
    several cells above others that are as full: `Who` in a table out of a text document.
    """
    candidates = [_heads_in(row, at, told) for at, row in enumerate(rows[:_SEARCHED_ROWS])]
    naming = [heads for heads in candidates if heads.has(*_NAMING)]
    best = max(naming, key=_score, default=None)
    if best is None:
        return None
    if _score(best) >= _CLEAR_HEADS:
        return _below_groups(best, rows)
    filled = [sum(map(bool, row.cells)) for row in rows[:_SEARCHED_ROWS]]
    if best.at + 1 >= len(rows):
        return None
    first_of_several = next((at for at, count in enumerate(filled) if count > 1), None) == best.at
    if filled[best.at] == 1:
        return best
    return best if first_of_several and max(filled) == filled[best.at] and not stand_in_a_column(rows) else None


def stand_in_a_column(rows: Sequence[Row]) -> bool:
    """Whether the heads stand below each other: a sheet with a column for each partner."""
    first = tuple(row.cells[0] for row in rows[:_SEARCHED_ROWS] if row.cells)
    return find_heads((Row(1, first),)) is not None and len(first) >= _CLEAR_HEADS
