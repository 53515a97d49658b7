"""The Jinja environment of the HTML outputs: everything escaped, nothing undefined, one view for each template."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from html import unescape
from pathlib import Path
from types import CodeType
from typing import cast

from jinja2 import BytecodeCache, ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.bccache import Bucket
from jinja2.ext import InternationalizationExtension
from markupsafe import Markup

from coalition_site.derive.public.contact import ReachedAt
from coalition_site.derive.public.facts import contact_facts
from coalition_site.derive.rules.small_counts import is_exact
from coalition_site.derive.words.catalogue import Catalogue, catalogue
from coalition_site.derive.words.dates import is_latin, language_name, long_date, short_date
from coalition_site.derive.words.direction import direction_of
from coalition_site.derive.words.facts import Fact
from coalition_site.derive.words.plural_forms import plural_examples
from coalition_site.derive.words.shortened import shortened
from coalition_site.derive.words.team_terms import team_terms
from coalition_site.derive.words.terms import comma, in_a_row, not_named
from coalition_site.model.localized import ForeignText
from coalition_site.read.markdown import is_safe_link
from coalition_site.render.charts import meter, qr_code
from coalition_site.render.direction import isolated
from coalition_site.render.elements import linked, wrapped
from coalition_site.render.figure_1 import figure_1
from coalition_site.render.foreign_texts import ForeignTexts, opening_in_its_language
from coalition_site.render.line_breaks import breakable_mail
from coalition_site.render.messages import message_functions
from coalition_site.resources import templates_folder

_WORDS = "words_of_environment"
_PAGE_NUMBER = re.compile(r"\{(pages?)\}")
_NOT_DIALLED = re.compile(r"[\s().\u2010-\u2013-]")
_DIALLED = re.compile(r"\+?[0-9]{3,15}")


def safe_url(address: str) -> str:
    """An address for an `href`: as it is, or empty where it is not http, https, mailto, tel or relative."""
    return address if is_safe_link(address) else ""


def phone_address(number: str) -> str:
    """The `tel:` address of a phone number as people write it; empty where it holds more than one number's signs."""
    digits = _NOT_DIALLED.sub("", number)
    return f"tel:{digits}" if _DIALLED.fullmatch(digits) else ""


def page_numbers(said: str) -> Markup:
    """What is said of pages, with `{page}` and `{pages}` where the numbers go, as a style sheet's `content`."""
    pieces = _PAGE_NUMBER.split(unescape(said))
    counters = [f"counter({piece})" if place % 2 else _css_string(piece) for place, piece in enumerate(pieces) if piece]
    return trusted(" ".join(counters))


def _css_string(text: str) -> str:
    """A text in quotes; whatever could end it, or the style sheet around it, is written by its number."""
    return '"' + "".join(each if each.isalnum() or each in " ,.-" else f"\\{ord(each):x} " for each in text) + '"'


def trusted(html: str) -> Markup:
    """What our own templates and files made, which escape or clean all that people wrote: put into pages as it is."""
    return Markup(html)  # noqa: S704  the one place for what needs no further look


def typed_address(address: str) -> str:
    """An address as people type it, without what browsers put before it."""
    return address.removeprefix("https://").removeprefix("http://").removesuffix("/")


_FILTERS: Mapping[str, Callable[..., object]] = {
    "opening": opening_in_its_language,
    "safe_url": safe_url,
    "phone_address": phone_address,
    "page_numbers": page_numbers,
    "direction": direction_of,
    "isolated": isolated,
    "breakable_mail": breakable_mail,
    "typed_address": typed_address,
    "qr_code": qr_code,
    "shortened": shortened,
    "figure_1": figure_1,
    "meter": meter,
    "linked": linked,
    "wrapped": wrapped,
}


class _CompiledHere(BytecodeCache):
    """Templates as this process compiled them: an environment of a second language need not do it again."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key, bucket.checksum] = bucket.code


_COMPILED_HERE = _CompiledHere()


def html_environment(
    overrides: Path | None, words: Catalogue | str, compiled: BytecodeCache | None = None
) -> Environment:
    """The environment for pages and documents in one language: that of the words, or that of a code.

    `overrides` is a coalition's own `templates` folder; its files come before the packaged ones of the same name.
    `compiled` keeps compiled templates from run to run; without it, this process keeps them.
    Filters: `markdown` (text to safe HTML), `article` (that and its sections), `opening` (its first sentences, plain),
    `with_lang` and `lang_attribute` (a text marked with its language where that is another than the page's, and the
    mark alone), `day` (a date in words), `short_day`, `language_name`, `safe_url`, `phone_address`, `isolated`,
    `typed_address` (without `https://`), `qr_code` (the picture of an address), `with_breaks` (lines of a text),
    `breakable_mail` (an address that may break behind its at sign), `shortened` (the first so many), `not_named` (how
    many partners are not named), `page_numbers` (what a style sheet says of pages), and what says where drawings stand:
    `figure_1`, `meter`. The test `exact` tells a number of partners who are not
    named that may be said from one that is only "several", `latin` a language in Latin letters from others.
    `separated` are items with commas between them, `term` is a key of the team's pages in words, by the kind of key;
    `comma` stands between items that are links, `plural_examples` has a number for each plural form.
    `linked` leads a text to an address and `wrapped` gives it a class, where there is one.
    `apart` is a name or number, set apart where the language runs the other way; `direction` is that of a language.
    Words come through Jinja's own `_`, `gettext`, `ngettext`, `pgettext`, `npgettext` and `{% trans %}`.
    """
    words = catalogue(words) if isinstance(words, str) else words
    folders = [*([overrides] if overrides is not None and overrides.is_dir() else []), templates_folder()]
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=_COMPILED_HERE if compiled is None else compiled,
        auto_reload=False,
        extensions=[InternationalizationExtension],
    )
    environment.filters.update(_FILTERS)
    environment.globals["line_end"] = Markup("<br>")
    environment.tests["exact"] = is_exact
    environment.tests["latin"] = is_latin
    _speak(environment, words)
    _say_terms(environment, words)
    _say_dates_and_languages(environment, words.language)
    _mark_languages(environment, direction_of(words.language))
    return environment


def language_of(environment: Environment) -> str:
    """The language that an environment's templates speak; empty for one of another kind."""
    words = environment.globals.get(_WORDS)
    return words.language if isinstance(words, Catalogue) else ""


def words_in(environment: Environment) -> Catalogue:
    """The words that an environment's templates speak, so that what Python puts beside them is in the same language."""
    return cast("Catalogue", environment.globals[_WORDS])


def _say_at_run_time(environment: Environment, **filters: Callable[..., object]) -> None:
    """Gives templates filters that speak the language of the environment, which say nothing before a page is made.

    A template is compiled once for all languages, and the engine would compile what a filter says of a constant.
    """

    def late(says: Callable[..., object]) -> Callable[..., object]:
        return pass_context(lambda _context, *values, **more: says(*values, **more))

    environment.filters.update({name: late(says) for name, says in filters.items()})


def _speak(environment: Environment, words: Catalogue) -> None:
    """Gives templates the words."""
    says = words.translations
    environment.globals[_WORDS] = words
    environment.policies["ext.i18n.trimmed"] = True
    # What the extension adds to environments has no type. It tells `trans` that the functions are given the values.
    environment.install_gettext_callables(says.gettext, says.ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.globals.update(message_functions(words))


def _say_terms(environment: Environment, words: Catalogue) -> None:
    """Gives templates the words for keys of the content, and what stands between the items of a list."""
    terms = team_terms(words)

    def term(key: str, kind: str) -> str:
        return terms[kind][key] if key else ""

    def said_not_named(number: int, *, beside: object) -> str:
        return not_named(number, words, beside=bool(beside))

    def separated(items: Iterable[object]) -> str:
        return in_a_row(items, words)

    def contact(reached: ReachedAt) -> tuple[Fact, ...]:
        return contact_facts(reached, words)

    _say_at_run_time(environment, term=term, not_named=said_not_named, separated=separated)
    _say_at_run_time(environment, contact_facts=contact)
    environment.globals["comma"] = comma(words)
    environment.globals["plural_examples"] = plural_examples(words.language)


def _say_dates_and_languages(environment: Environment, language: str) -> None:
    """Gives templates the filters that name days and languages, all in the language of the page."""

    def day(value: date | None) -> str:
        return long_date(value, language) if value is not None else ""

    def short_day(value: date | None) -> str:
        return short_date(value, language) if value is not None else ""

    def name_of_language(code: str) -> str:
        return language_name(code, language)

    _say_at_run_time(environment, day=day, short_day=short_day, language_name=name_of_language)


def _mark_languages(environment: Environment, direction: str) -> None:
    """Gives templates the filters that mark texts of another language or direction than the page's."""
    marks = ForeignTexts(direction)

    def apart(text: object) -> str:
        if isinstance(text, ForeignText):
            return marks.text(text)
        return isolated(text if isinstance(text, str) else str(text), direction)

    def breaks(text: str) -> Markup:
        return marks.lines(text)

    _say_at_run_time(
        environment,
        with_lang=marks.text,
        lang_attribute=marks.attribute,
        markdown=marks.markdown,
        article=marks.article,
        apart=apart,
        with_breaks=breaks,
    )
