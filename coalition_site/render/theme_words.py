"""The words of the theme: what stands around the pages of both sites, whose builder knows no catalogues."""

from collections.abc import Mapping

from markupsafe import escape

from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.terms import in_a_row
from coalition_site.render.environment import trusted


def theme_words(words: Catalogue, site: str, footer: Mapping[str, str]) -> Mapping[str, str]:
    """The words by the names that `templates/theme` has for them, as HTML; `site` and `footer` are as in `SiteTree`."""
    return {
        "comma": in_a_row(["", ""], words),
        "skip": words.gettext("Skip to content"),
        "menu": words.gettext("Menu"),
        "main": words.pgettext("navigation", "Main"),
        "languages": words.gettext("Languages"),
        "search": words.gettext("Search"),
        "dark": words.gettext("Dark colors"),
        "questions": words.gettext("Questions, or something wrong here?"),
        "accessibility": words.gettext("Accessibility"),
        "internal": words.gettext(
            "<strong>Internal workbook.</strong> For the coalition’s team only. It holds names, notes and contacts: "
            "do not publish or forward it."
        ),
        "workbook": words.gettext("Workbook"),
        "workbook_title": words.gettext("%(site)s (internal workbook)", site=escape(site)),
        "lost_title": words.gettext("Page not found"),
        "lost": words.gettext("This page is not here"),
        "lost_why": words.gettext(
            "If you typed the address, look whether it is right. "
            "If you followed a link, the page may have been renamed or taken down."
        ),
        "lost_ways": _ways(words, footer),
    }


def _ways(words: Catalogue, footer: Mapping[str, str]) -> str:
    """Whom to write to or call about a page that is not there, as far as that is known."""
    email, number, call = (footer.get(name, "") for name in ("email", "phone", "call"))
    if not email:
        return words.gettext("Start again from one of these pages:")
    if not number:
        return words.gettext(
            'Write to <a href="mailto:%(email)s">%(email)s</a>, or start again from one of these pages:',
            email=escape(email),
        )
    linked = trusted('<a href="{}">{}</a>').format(call, number) if call else escape(number)
    return words.gettext(
        'Write to <a href="mailto:%(email)s">%(email)s</a> or call %(number)s, or start again from one of these pages:',
        email=escape(email),
        number=linked,
    )
