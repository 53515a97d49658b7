"""Shorter ways to what WeasyPrint works out again and again: the same bytes, in three quarters of its time.

Each function here takes the place of one of the engine's while this program runs, and gives what that one gives, as
long as the engine is the version that they were written for. Any other works in its own way: `pdf.weasyprint_engine`
does not load this module then, as it names what another version may lack. That they are taken, and that the bytes are
the same, is tested in tests/publish/pdf/test_weasyprint_shortcuts.py. What styles have in common, most of the gain, is
in `pdf.weasyprint_styles`.
"""

import logging
import re
from collections.abc import Callable
from math import inf
from typing import Any

import tinyhtml5.inputstream
import weasyprint.draw
from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure.boxes import Box, PageBox
from weasyprint.layout import absolute, block, column, grid, inline, page, percent, preferred, table
from weasyprint.layout import float as floats
from weasyprint.pdf import fonts
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi
from weasyprint.text.fonts import FontConfiguration
from weasyprint.text.line_break import Layout

from coalition_site.publish.pdf import weasyprint_styles

_MOST_SPLITS, _MOST_DRAWN = 10_000, 2_000

# What the splitting of a text into lines, and its drawing, ask a style for.
_OF_TEXT = (
    *("font_family", "font_style", "font_stretch", "font_weight", "font_size", "font_kerning", "lang", "direction"),
    *("font_variant_ligatures", "font_variant_position", "font_variant_caps", "font_variant_numeric"),
    *("font_variant_alternates", "font_variant_east_asian", "font_feature_settings", "font_variation_settings"),
    *("font_language_override", "text_decoration_line", "letter_spacing", "word_spacing", "tab_size", "white_space"),
    *("overflow_wrap", "word_break", "hyphens", "hyphenate_character", "hyphenate_limit_chars", "hyphenate_limit_zone"),
)
_HORIZONTAL = ("margin_left", "margin_right", "padding_left", "padding_right", "width", "min_width", "max_width")
_MARGINS = ("margin_top", "margin_bottom", "padding_top", "padding_bottom")
_VERTICAL = ("height", "min_height", "max_height")
_BORDERS = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")
_FLOATS = frozenset(("left", "right", "inline-start", "inline-end", "footnote"))

_split, _draw_text, _strut, _reactivate = (
    line_break.split_first_line,
    weasyprint.draw.draw_text,
    line_break.strut,
    Layout.reactivate,
)
_resolve, _add_font = percent.resolve_percentages, FontConfiguration.add_font_face


class _Texts:
    """Texts that were split or drawn before: names, labels and the wording of letters come again and again."""

    def __init__(self) -> None:
        self.kinds: dict[object, int] = {}
        self.splits: dict[object, tuple[dict[str, Any], tuple[Any, ...]]] = {}
        self.drawn: dict[object, dict[str, Any]] = {}
        self.drawing = False

    def kind(self, style: Any) -> int:
        """A number for all styles that are the same to a text."""
        facts = _facts(style)
        name = ("kind", style["white_space"])
        if name not in facts:
            said = style.font_config, repr([style[each] for each in _OF_TEXT])
            facts[name] = self.kinds.setdefault(said, len(self.kinds))
        kind: int = facts[name]
        return kind

    def forget(self) -> None:
        """Forget everything but the numbers, which styles have noted."""
        self.splits.clear()
        self.drawn.clear()


_texts = _Texts()


def _facts(style: Any) -> Any:
    """What is noted of a style, and of those that have all in common with it."""
    if style.facts is None:
        style.facts = {}
    return style.facts


def _keep(kept: dict[object, Any], key: object, value: Any, most: int) -> None:
    if len(kept) >= most:
        del kept[next(iter(kept))]
    kept[key] = value


def _split_first_line(  # noqa: PLR0913  the engine's
    text: str,
    style: Any,
    context: Any,
    max_width: Any,
    justification_spacing: Any,
    is_line_start: bool = True,
    minimum: bool = False,
) -> Any:
    """`split_first_line`: Pango splits the same text in the same style and width once. Gives 6 in 100."""
    key = (_texts.kind(style), text, max_width, justification_spacing, is_line_start, minimum)
    known = _texts.splits.get(key)
    if known is None:
        layout, *rest = _split(text, style, context, max_width, justification_spacing, is_line_start, minimum)
        _keep(_texts.splits, key, (dict(layout.__dict__), tuple(rest)), _MOST_SPLITS)
        return layout, *rest
    layout = Layout.__new__(Layout)
    layout.__dict__.update(known[0])
    return layout, *known[1]


def _draw(stream: Any, textbox: Any, offset_x: Any, text_overflow: Any, block_ellipsis: Any) -> None:
    """`draw_text`: what is cut off by an ellipsis is drawn plainly, since the text is changed for it."""
    _texts.drawing = text_overflow != "ellipsis" and block_ellipsis == "none"
    try:
        _draw_text(stream, textbox, offset_x, text_overflow, block_ellipsis)
    finally:
        _texts.drawing = False


def _reactivated(layout: Any, style: Any) -> None:
    """`Layout.reactivate`: Pango shapes a text that is drawn again, in whatever document, once."""
    if not _texts.drawing:
        _reactivate(layout, style)
        return
    key = (_texts.kind(style), layout.text, layout.justification_spacing)
    known = _texts.drawn.get(key)
    if known is None:
        _reactivate(layout, style)
        _keep(_texts.drawn, key, dict(layout.__dict__), _MOST_DRAWN)
    else:
        width = layout.max_width
        layout.__dict__.update(known, style=style, max_width=width)


def _add_font_face(self: Any, *arguments: Any) -> Any:
    """`FontConfiguration.add_font_face`: with another font, texts may look otherwise."""
    _texts.forget()
    weasyprint_styles.RECORDS.forget()
    return _add_font(self, *arguments)


def _strut_of(style: Any) -> Any:
    """`strut`, the height of lines, which was looked up by a text of fourteen values. Gives 2 in 100."""
    facts = _facts(style)
    if "strut" not in facts:
        facts["strut"] = _strut(style)
    return facts["strut"]


def _lengths(style: Any) -> Any:
    """The lengths of a style that hold whatever is around the box, the names of others, and whether boxes are sized."""
    if style["border_collapse"] == "collapse":
        return None
    fixed, others = {name: style[name] for name in _BORDERS}, []
    for name in (*_HORIZONTAL, *_MARGINS, *_VERTICAL):
        value = style[name]
        if value.__class__ is Dimension and value.unit != "%":
            fixed[name] = value.value
        elif value == "auto":
            fixed[name] = 0 if name in {"min_width", "min_height"} else value
        else:
            others.append(name)
    return fixed, others, style["box_sizing"] != "content-box"


def _resolve_percentages(box: Any, containing_block: Any) -> None:
    """`resolve_percentages`: of its 17 lengths hardly any box has one that depends on the box around. 5 in 100."""
    facts = _facts(box.style)
    if "lengths" not in facts:
        facts["lengths"] = _lengths(box.style)
    if facts["lengths"] is None:
        _resolve(box, containing_block)
        return
    fixed, others, sized = facts["lengths"]
    box.__dict__.update(fixed)
    if others:
        around = containing_block
        width, height = (around.width, around.height) if isinstance(around, Box) else around
        refer_to = dict.fromkeys(_HORIZONTAL, width) | dict.fromkeys(_VERTICAL, height)
        refer_to |= dict.fromkeys(_MARGINS, height if isinstance(box, PageBox) else width)
        if height == "auto":
            refer_to |= {"min_height": 0, "max_height": inf}
        for name in others:
            if name == "height" and height == "auto":
                box.height = "auto"
            else:
                percent.resolve_one_percentage(box, name, refer_to[name])
    if sized:
        percent.adjust_box_sizing(box, "width")
        percent.adjust_box_sizing(box, "height")


def _is_in_normal_flow(box: Any) -> bool:
    """`Box.is_in_normal_flow` with one look at the style instead of five. Gives 1 in 100."""
    style = box.style
    position = style["position"]
    outside = style["float"] in _FLOATS or position in {"absolute", "fixed"}
    return not (outside or position[0] in {"running()", "note()"})


class _Arrays:
    """The engine's access to C in `pdf.fonts`: arrays of a length of their own are a declaration each, which is parsed.

    Gives 2 in 100.
    """

    def __getattr__(self, name: str) -> Any:
        return getattr(ffi, name)

    def new(self, kind: str, *values: Any) -> Any:
        """A new array or object, as long as its values."""
        return ffi.new("hb_codepoint_t[]" if kind.startswith("hb_codepoint_t[") else kind, *values)


class _Patterns(dict[tuple[str, bool], re.Pattern[str]]):
    """The patterns of tinyhtml5's `chars_until`, which keeps each under itself and so finds none. Gives 2 in 100."""

    def __missing__(self, key: tuple[Any, bool]) -> re.Pattern[str]:
        characters, opposite = key
        within = "".join(f"\\x{ord(character):02x}" for character in characters)
        pattern = self[key] = re.compile(f"[{'' if opposite else '^'}{within}]+")
        return pattern


_WITH_PERCENTAGES = (absolute, block, column, floats, grid, inline, page, percent, table)
_REPLACED: list[tuple[Any, str, Any]] = [
    *weasyprint_styles.REPLACED,
    *[(module, "resolve_percentages", _resolve_percentages) for module in _WITH_PERCENTAGES],
    *[(module, "split_first_line", _split_first_line) for module in (inline, preferred)],
    (inline, "strut", _strut_of),
    (Layout, "reactivate", _reactivated),
    (weasyprint.draw, "draw_text", _draw),
    (FontConfiguration, "add_font_face", _add_font_face),
    (Box, "is_in_normal_flow", _is_in_normal_flow),
    (fonts, "ffi", _Arrays()),
    (tinyhtml5.inputstream, "characters_until_regex", _Patterns()),
]


def take_shortcuts() -> Callable[[], None]:
    """Replace the engine's functions, and give what puts them back."""
    before = [(owner, name, vars(owner)[name]) for owner, name, _ in _REPLACED]
    for owner, name, shortcut in _REPLACED:
        setattr(owner, name, shortcut)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(weasyprint_styles.RECORDS)

    def put_back() -> None:
        logger.removeHandler(weasyprint_styles.RECORDS)
        weasyprint_styles.RECORDS.forget()
        _texts.forget()
        for owner, name, plain in before:
            setattr(owner, name, plain)

    return put_back
