"""Computed styles that documents have in common, each worked out once in a process.

WeasyPrint works out what the style sheets say of every element anew in each document, though a hundred letters are
written with the same few rules. An element has the same style as another one, in whatever document, if their parents
have, if the same rules of the same sheets hold for them, and if their attributes `style` and `lang` are alike:

    records: the sheets ──> <html lang="en"> under rule 3 ──> <body> under rules 4 and 7 ──> …
    style of an element = a copy of what its record knows; what is asked for later is worked out, and then known too

Each document still has styles of its own, since layout changes some of them. What the engine warns of has to be warned
of in each document: after a warning everything is forgotten, and so it is when a style asks for the size of a page,
which is the document's own. A tenth of the processor's time of all documents of 60 partners.
"""

import logging
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import weasyprint.css as engine_css
from weasyprint.css import AnonymousStyle, ComputedStyle, InitialStyle, StyleFor
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.functions import check_math
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

_MOST_RECORDS = 5000
_ATTRIBUTES = ("style", "lang")
_MORE_ATTRIBUTES = {"a": ("name",), "{http://www.w3.org/2000/svg}svg": ("width", "height")}
_PLAIN_ID = re.compile(r"[\w-]+")  # becomes the anchor as it is, and is no matter of the style
_OF_ATTRIBUTES = (float("inf"), (0, 0, 0))
_SIMPLE = frozenset((str, int, float))
_NO_COPIES = ("first-line", "first-letter")  # the engine lays what is known of them over other styles
_compute, _compute_anonymous = ComputedStyle.__missing__, AnonymousStyle.__missing__
_style_elements_plainly, _set_styles = StyleFor.__init__, StyleFor.set_computed_styles


def _is_plain(name: str) -> bool:
    """Whether a property that no rule names is inherited, or has its initial value, and nothing else."""
    return name not in {"page", "position", "float", "display"} and not name.startswith("text_decoration_")


_INHERITED = frozenset(name for name in INHERITED if _is_plain(name) and name not in PHYSICAL_FUNCTIONS)
_INITIAL = {
    name: value
    for name, value in INITIAL_VALUES.items()
    if _is_plain(name) and name not in INHERITED and name not in INITIAL_NOT_COMPUTED and not check_math(value)
}
# The names by which rules may say the same: `margin-inline-start` for `margin-left`.
_LOGICAL = {
    name: tuple({logical(block="ttb", inline=direction) for direction in ("ltr", "rtl")})
    for name, logical in PHYSICAL_FUNCTIONS.items()
}


class Record:
    """What is known of a style: of itself, of the anonymous boxes in it, and of the styles below it."""

    def __init__(self, cascaded: dict[str, Any]) -> None:
        self.cascaded = cascaded
        self.specified: dict[str, Any] = {}
        self.known: dict[str, Any] = {}
        self.facts: dict[object, Any] = {}
        self.anonymous: dict[str, Any] = {}
        self.anonymous_facts: dict[object, Any] = {}
        self.below: dict[object, Record] = {}


class _Records(logging.Handler):
    """All records, by the sheets that they come from, which are kept so that no others get their ids."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._by_sheets: dict[object, tuple[object, Record]] = {}
        self._count = 0

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002  whatever it is
        """Forget everything: the engine warns of something."""
        self.forget()

    def forget(self) -> None:
        self._by_sheets.clear()
        self._count = 0

    def of_sheets(self, style_for: Any, base_url: str) -> Record:
        """The record above that of the root element."""
        if self._count > _MOST_RECORDS:
            self.forget()
        kept = (style_for.font_config, *(sheet for sheet, _, _ in style_for._sheets))  # noqa: SLF001
        _, record = self._by_sheets.setdefault((base_url, *map(id, kept)), (kept, Record({})))
        return record

    def add(self, above: Record, key: object, cascaded: dict[str, Any]) -> Record:
        self._count += 1
        return above.below.setdefault(key, Record(cascaded))


RECORDS = _Records()


class _PageSizes(dict[str, Any]):
    """The sizes of a document's first page: what depends on them is no other document's."""

    def __getitem__(self, name: str) -> Any:
        RECORDS.forget()
        return super().__getitem__(name)


class _One(list[Any]):
    """An element that is looked at without those in it."""

    def iter(self) -> Iterator[Any]:
        return iter(self)


def _cascade(style: dict[str, Any], declarations: Any, origin: str, order: tuple[float, Any]) -> None:
    for name, values, importance in declarations:
        weight = (engine_css.declaration_precedence(origin, importance), *order)
        old = style.get(name)
        if old is None or old[1] <= weight:
            style[name] = values, weight


def _cascaded(sheets: Any, matches: list[Any], html: Any = None, element: Any = None) -> dict[str, Any]:
    """What the attributes of an element and the rules that match say, the strongest of each property."""
    style: dict[str, Any] = {}
    if element is not None:
        for specificity, _, declared, url in engine_css.find_style_attributes(_One([element]), False, html.base_url):  # noqa: FBT003
            declarations = engine_css.preprocess_declarations(url, tuple(declared))
            _cascade(style, declarations, "author", (float("inf"), specificity))
    for number, (specificity, _, _, (declarations, layer)) in matches:
        sheet, origin, of_sheet = sheets[number]
        order = float("inf") if layer is None else sheet.layers.index(layer)
        _cascade(style, declarations, origin, (order, of_sheet or specificity))
    return style


def _know(style: Any, record: Record) -> Any:
    style.record, style.specified, style.facts = record, record.specified, record.facts
    style.update(record.known)
    return style


def _own(element: Any) -> tuple[Any, ...]:
    """The attributes that have a say in the style of an element; nothing where none has one."""
    if not element.attrib:
        return ()
    own = [element.get(name) for name in (*_ATTRIBUTES, *_MORE_ATTRIBUTES.get(element.tag, ()))]
    anchor = element.get("id")
    own.append(anchor and not _PLAIN_ID.fullmatch(anchor) and anchor)
    return (element.tag, *own) if any(own) else ()


class _Elements:
    """The elements of a document while their styles are made, and those of what stands before and after them."""

    def __init__(self, style_for: Any, html: Any, targets: Any) -> None:
        self._html, self._targets = html, targets
        self._sheets, self._styles = style_for._sheets, style_for._computed_styles  # noqa: SLF001
        self._shared_by_all = (html.base_url, style_for.font_config, style_for.initial_page_sizes)
        self._root_style = InitialStyle(style_for.font_config)
        self._beyond = RECORDS.of_sheets(style_for, html.base_url)
        self._records: dict[Any, Record] = {}
        self._shared: dict[tuple[int, int], Any] = {}
        self._pseudo: list[tuple[Any, str, list[Any]]] = []

    def style(self, wrapper: Any) -> None:
        """Style an element, whose parent has a style."""
        element, above = wrapper.etree_element, wrapper.parent and wrapper.parent.etree_element
        matches: dict[str | None, list[Any]] = {None: []}
        for number, (sheet, _, _) in enumerate(self._sheets):
            for match in sheet.matcher.match(wrapper):
                matches.setdefault(match[2], []).append((number, match))
        own = _own(element)
        record = self._records[element] = self._record(above, element, own, matches.pop(None))
        self._pseudo += [(element, kind, matched) for kind, matched in matches.items() if kind]
        parent = None if above is None else self._styles[above, None]
        if own or "id" in element.attrib:
            self._new(element, parent, record)
        elif (style := self._shared.get((id(parent), id(record)))) is None:
            # As the engine does: elements without such attributes share a style.
            self._shared[id(parent), id(record)] = self._new(element, parent, record)
        else:
            self._styles[element, None] = style
        if above is None:
            self._root_style = self._styles[element, None]

    def style_pseudo(self) -> None:
        """Style what stands before and after the elements."""
        for element, kind, matches in self._pseudo:
            above, key = self._records[element], (kind, *[(number, match[1]) for number, match in matches])
            record = above.below.get(key) or RECORDS.add(above, key, _cascaded(self._sheets, matches))
            self._new(element, self._styles[element, None], record, kind)

    def _record(self, above: Any, element: Any, own: tuple[Any, ...], matches: list[Any]) -> Record:
        record_above = self._beyond if above is None else self._records[above]
        key = (own, *[(number, match[1]) for number, match in matches])
        record = record_above.below.get(key)
        if record is None:
            cascaded = _cascaded(self._sheets, matches, self._html, element)
            if _PLAIN_ID.fullmatch(element.get("id", "")) and cascaded["anchor"][1][1:] == _OF_ATTRIBUTES:
                del cascaded["anchor"]
            record = RECORDS.add(record_above, key, cascaded)
        return record

    def _new(self, element: Any, parent: Any, record: Record, kind: str | None = None) -> Any:
        arguments = (parent, record.cascaded, kind, self._root_style, *self._shared_by_all)
        style = self._styles[element, kind] = ComputedStyle(*arguments)
        if kind not in _NO_COPIES:
            _know(style, record)
        anchor = "" if kind else element.get("id", "")
        if "anchor" not in record.cascaded and _PLAIN_ID.fullmatch(anchor):
            style["anchor"] = anchor
        if self._targets and style["anchor"]:
            self._targets.collect_anchor(style["anchor"])
        return style


def _style_elements(self: Any, html: Any, sheets: Any, hints: bool, fonts: Any, targets: Any) -> None:
    """`StyleFor.__init__`."""
    if hints:
        _style_elements_plainly(self, html, sheets, hints, fonts, targets)
        return
    self._cascaded_styles, self._computed_styles = {}, {}
    self._sheets, self.font_config = sheets, fonts
    self.initial_page_sizes = _PageSizes(box=None, area=None)
    elements = _Elements(self, html, targets)
    for wrapper in html.wrapper_element.iter_subtree():
        elements.style(wrapper)
    elements.style_pseudo()


def _style_page(self: Any, element: Any, parent: Any, **rest: Any) -> None:
    """`StyleFor.set_computed_styles`, which only pages and their margins come to: by what the rules say of them."""
    _set_styles(self, element, parent, **rest)
    style = self._computed_styles[element, rest.get("pseudo_type")]
    above = self._computed_styles[parent, None].record
    if above is not None:
        said = [(name, id(value), weight[0], *weight[2]) for name, (value, weight) in style.cascaded.items()]
        key = ("@page", style.pseudo_type, *said)
        _know(style, above.below.get(key) or RECORDS.add(above, key, style.cascaded))


def _value(style: Any, name: str) -> Any:
    """`ComputedStyle.__missing__`, the short way where no rule names the property, as is so four times in five."""
    cascaded, parent, value = style.cascaded, style.parent_style, _compute
    if name not in cascaded:
        if name in _INHERITED:
            if parent is not None and ((above := parent[name]).__class__ in _SIMPLE or not check_math(above)):
                value = style[name] = above
        elif name in _INITIAL and cascaded.keys().isdisjoint(_LOGICAL.get(name, ())):
            value = style[name] = _INITIAL[name]
    if value is _compute:
        value = _compute(style, name)
    if style.record is not None:
        style.record.known[name] = value
    return value


def _anonymous_value(style: Any, name: str) -> Any:
    """`AnonymousStyle.__missing__`."""
    value = _compute_anonymous(style, name)
    if style.record is not None:
        style.record.anonymous[name] = value
    return value


def _anonymous_style(style: Any) -> Any:
    """`Style.anonymous_style`."""
    anonymous, record = AnonymousStyle(style), style.record
    if record is not None and isinstance(style, ComputedStyle):
        anonymous.record, anonymous.facts = record, record.anonymous_facts
        anonymous.update(record.anonymous)
    return anonymous


engine_css.Style.record = engine_css.Style.facts = None
_anonymous = cached_property(_anonymous_style)
_anonymous.__set_name__(engine_css.Style, "anonymous_style")
REPLACED: list[tuple[Any, str, Any]] = [
    (StyleFor, "__init__", _style_elements),
    (StyleFor, "set_computed_styles", _style_page),
    (ComputedStyle, "__missing__", _value),
    (AnonymousStyle, "__missing__", _anonymous_value),
    (engine_css.Style, "anonymous_style", _anonymous),
]
