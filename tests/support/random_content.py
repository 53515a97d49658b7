"""Random coalitions as people might write them: any names and scripts, odd texts, lists, tables, options, pictures.

`coalitions()` draws the files of a content folder. Most pass the check; one that does not is no example.
"""

import json
from collections.abc import Mapping
from io import BytesIO

from hypothesis import strategies as st
from PIL import Image

from coalition_site.validate.vocabulary import shipped_vocabulary

_MARKS = "\u200b\u200c\u200d\u200e\u200f\u00ad\u2060\ufe0f"
_SIGNS = "*_`#[]()<>{}|~^$&%@!?:;,.+-=/\\'\"…\u2013\u2014\u2018\u2019“”«»"
_LISTED = """
王小明 李雷 김민수 たなか さくら Анна Иванова Ελένη Παπαδοπούλου أحمد النجار فاطمه ۱۲۳ רוני כהן Nguyễn Thị Ánh አበበ ሶፋ
កុសល मीरा शर्मा রহিম မမ ธนา Łukasz Żółć O'Brien Zoë Smith-Jones d'Angelo Ngũgĩ Ħal Ünlü Ægir Happy Kids 🎈 👩‍👩‍👧 ❤️ 🇺🇸
½ № ™ Mr. & Mrs. <b>Bold</b> {{member}} {%if%} =?utf-8?q?x?= NULL no 02134 12:30 - # @ a:b
"""
_NAMES = _LISTED.split()
_WORDS = [*_NAMES, *_SIGNS, *_MARKS, "Donaudampfschifffahrtsgesellschaft" * 4, "x" * 300, "مرحبا" * 20, "🎈" * 12]
_SIGN = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp"), exclude_characters="\ufeff\ufffe\uffff")


def _clean(text: str) -> str:
    for first, last in (("\u202a", "\u202e"), ("\u2066", "\u2069"), ("\u0080", "\u009f")):
        text = "".join(sign for sign in text if not first <= sign <= last)
    return text


_word = st.sampled_from(_WORDS) | st.text(_SIGN, min_size=1, max_size=12)


def texts(most: int = 8) -> st.SearchStrategy[str]:
    """One line that is not empty."""
    return st.lists(_word, min_size=1, max_size=most).map(lambda words: f"A{_clean(' '.join(words))}".strip())


def _maybe(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.just("") | strategy


_LOCAL = ["dana", "d.reyes", "o'brien+list", "josé", "邮件", "x" * 60, "1"]
_DOMAINS = ["builders.example", "bücher.example", "例子.example", "пример.example", "i❤.example", "a-b.c.d.example"]
mails = st.builds("{}@{}".format, st.sampled_from(_LOCAL), st.sampled_from(_DOMAINS)).filter(
    lambda address: address == _clean(address)
)
phones = st.sampled_from(["(555) 555-0142", "+49 30 123456", "ext. 12", "٠١٢٣", "call me", "0" * 80])
_lines = texts(4)


@st.composite
def markdown(draw: st.DrawFn) -> str:
    """A body: paragraphs, headings of any level, lists as deep as they come, tables, quotes, code, rules, links."""
    blocks = []
    for _ in range(draw(st.integers(0, 5))):
        text, depth = draw(_lines), draw(st.sampled_from([1, 2, 3, 6, 12, 30, 60]))
        rows = draw(st.sampled_from([1, 3, 40]))
        blocks.append(
            draw(
                st.sampled_from(
                    [
                        text,
                        f"{'#' * min(depth, 6)} {text}",
                        "\n".join(f"{'  ' * level}- {text}" for level in range(depth)),
                        "\n".join(f"{'   ' * level}1. {text}" for level in range(depth)),
                        "\n".join(f"- {text}" for _ in range(rows * 3)),
                        f"{'> ' * depth}{text}",
                        "| a | b |\n|---|---|\n" + "\n".join(f"| {text} | 1 |" for _ in range(rows)),
                        "| a |\n|---|\n| b | c | d |\n",
                        f"{'*' * depth}{text}{'*' * depth}",
                        f"[{text}](https://example.org/{'a' * depth * 5})",
                        "[nowhere](javascript:x) ![a tree](tree.svg)",
                        "![it](photo.png)\n\n![it](photo.jpg) ![it](photo.webp)",
                        f"```\n{text}\n```",
                        f"{text}  \n{text}\\\n{text}",
                        "---",
                        "<div>" * depth,
                        f"{'[' * depth}x{']' * depth}",
                        f"{text} " * rows,
                    ]
                )
            )
        )
    return "\n\n".join(blocks)


def _yaml(key: str, value: object, indent: str = "") -> str:
    return f"{indent}{key}: {json.dumps(value, ensure_ascii=False)}\n" if value else ""


def _svg(inner: str, size: str = 'viewBox="0 0 9 9"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{inner}</svg>'.encode()


def _raster(kind: str, mode: str, size: tuple[int, int] = (12, 8)) -> bytes:
    written = BytesIO()
    Image.new(mode, size).save(written, kind)
    return written.getvalue()


_SVGS = [
    _svg('<path d="M0 0h9v9z"/>'),
    _svg("", 'width="0" height="0"'),
    _svg('<rect width="calc(1px + 2px)" height="3"/>'),
    _svg('<g transform="rotate(a)"><rect width="3" height="3"/></g>'),
    _svg('<rect opacity="half" width="3" height="3"/>', 'width="auto" height="5em"'),
    _svg('<rect opacity="half" width="3" height="3"/>', ""),
    _svg('<symbol id="s" viewBox="q"><rect width="3" height="3"/></symbol><use href="#s" width="z"/>'),
    _svg('<image width="3" height="3"/><text rotate="a">Hi</text>'),
    _svg('<style>:::not(a) {b: c} rect { fill: url(#x) }</style><rect width="3" height="3"/>'),
    _svg('<filter id="f"><feOffset dx="a"/></filter><rect filter="url(#f)" width="9" height="9"/>', 'width="100%"'),
]
_RASTERS = {
    "png": [_raster("PNG", mode) for mode in ("RGB", "RGBA", "LA", "P", "1", "I;16")],
    "jpg": [_raster("JPEG", mode) for mode in ("RGB", "L", "CMYK")],
    "webp": [_raster("WEBP", mode) for mode in ("RGB", "RGBA")],
}


def _labels(name: str) -> st.SearchStrategy[str]:
    options = getattr(shipped_vocabulary(), name).visible()
    plain = st.sampled_from([option.label.by_language["en"] for option in options if not option.fill_in])
    fills = [option.label.by_language["en"] for option in options if option.fill_in]
    filled = st.builds("{}: {}".format, st.sampled_from(fills), texts(3)) if fills else plain
    return plain | filled


def _options(draw: st.DrawFn, name: str, key: str, indent: str = "") -> str:
    return _yaml(key, draw(st.lists(_labels(name), max_size=draw(st.sampled_from([0, 2, 12])), unique=True)), indent)


def _settings(draw: st.DrawFn) -> str:
    # The blank worksheets and the sites' shells hang on the name: a few names, so that they are made a few times.
    name = draw(st.sampled_from(["River Town Coalition", "ائتلاف المدينة", f"A{_clean('*Łódź* & 王 🎈 <i>')}"]))
    sender = _yaml("name", draw(texts(4)), "    ") + _yaml("title", draw(_maybe(_lines)), "    ")
    sender += _yaml("email", draw(_maybe(mails)), "    ") + _yaml("phone", draw(_maybe(phones)), "    ")
    logo, signature = draw(st.sampled_from(["", "tree.svg", "photo.png"])), draw(st.sampled_from(["", "photo.jpg"]))
    return (
        f"schema_version: 1\nlanguage: en\nlanguages: [en, es, ar]\n{_yaml('name', name)}community: River Town\n"
        f"contact:\n  name: Office\n  email: office@river.example\nsenders:\n  jo:\n{sender}"
        f"{_yaml('signature', signature, '    ')}"
        f"{_yaml('summary', draw(_maybe(_lines)))}{_yaml('address', draw(st.lists(_lines, max_size=4)))}"
        f"meeting:\n  place: {json.dumps(draw(_lines), ensure_ascii=False)}\n"
        + (f"brand:\n  logo: {logo}\n" if logo else "")
    )


def _partner(draw: st.DrawFn) -> str:
    consent = draw(st.sampled_from(["", "2026-10-05", "refused"]))
    logo = draw(st.sampled_from(["", "tree.svg", "photo.png", "photo.webp"]))
    person = _yaml("name", draw(_lines), "    - ") + _yaml("email", draw(_maybe(mails)), "      ")
    person += _yaml("phone", draw(_maybe(phones)), "      ")
    said = draw(st.sampled_from(["", "plain", "es"]))
    because: object = draw(_lines) if said == "plain" else {"en": draw(_lines), "es": draw(_lines)} if said else ""
    front = [
        _yaml("name", draw(texts(6))),
        _yaml("short_name", draw(_maybe(texts(2)))),
        _yaml("type", draw(_labels("types"))),
        f"relationship: {draw(st.sampled_from(['existing', 'potential', 'former']))}\n",
        f"logo: {logo}\nlogo_alt: A tree\n" if logo else "",
        _options(draw, "groups", "serves") + _options(draw, "areas", "works_on") + _options(draw, "assets", "assets"),
        _yaml("initiatives", draw(st.lists(_lines, max_size=draw(st.sampled_from([0, 3, 30]))))),
        f"listing:\n  consent: {consent}\n" if consent else "",
        f"outreach:\n{_yaml('because', because, '  ')}" if because else "",
        f"team:\n{_yaml('notes', draw(_maybe(texts(60))), '  ')}  people:\n{person}",
    ]
    return f"---\n{''.join(front)}---\n{_clean(draw(markdown()))}\n"


def _invites(draw: st.DrawFn, partners: list[str]) -> str:
    statuses = ["idea", "drafted", "sent", "no answer", "accepted", "declined", "keep informed"]
    entries = []
    for number in range(draw(st.integers(0, 3))):
        lines = [
            _yaml("member", f"{draw(texts(4))} {number}", "- "),
            _yaml("partner", draw(st.sampled_from(["", *partners])), "  "),
            f"  sender: jo\n  status: {draw(st.sampled_from(statuses))}\n",
            _yaml("email", draw(_maybe(mails)), "  ") + _yaml("phone", draw(_maybe(phones)), "  "),
            _yaml("address", draw(st.lists(_lines, max_size=5)), "  ") + _yaml("ask", draw(_maybe(_lines)), "  "),
            _yaml("language", draw(st.sampled_from(["", "", "es", "ar"])), "  "),
            _yaml("note", draw(_maybe(texts(30))), "  "),
        ]
        entries.append("".join(lines))
    return "".join(entries)


@st.composite
def coalitions(draw: st.DrawFn) -> Mapping[str, bytes]:
    """The files of a content folder, by path within it."""
    files: dict[str, str] = {"coalition.yml": _settings(draw)}
    needs = "".join(_options(draw, name, name) for name in ("groups", "areas", "assets"))
    if needs:
        files["needs.yml"] = needs
    partners = [f"partner-{number}" for number in range(draw(st.integers(0, 3)))]
    files |= {f"partners/{partner}.md": _partner(draw) for partner in partners}
    if invites := _invites(draw, partners):
        files["invites.yml"] = invites
    if draw(st.integers(0, 3)) == 0:
        subject, said = _yaml("subject", draw(_lines).replace("{", "(")), _clean(draw(markdown())).replace("{", "(")
        asked = "{{ member }} {% if partner.because %}{{ partner.because }}{% endif %}"
        files["letters/invitation.md"] = f"---\n{subject}---\n{said}\n\n{asked}\n"
    written = {path: text.encode() for path, text in files.items()}
    written["images/tree.svg"] = draw(st.sampled_from(_SVGS))
    return written | {f"images/photo.{kind}": draw(st.sampled_from(some)) for kind, some in _RASTERS.items()}
