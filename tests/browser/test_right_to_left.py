"""A page in Arabic: it begins at the right, and a phone number and an English name keep their own order."""

from playwright.sync_api import Browser

from coalition_site.render.environment import html_environment
from coalition_site.resources import templates_folder

SENTENCE = """{{ _("اتصلوا بالرقم %(number)s واسألوا عن %(name)s من فضلكم", number=number, name=name) }}"""
PAGE = """<!DOCTYPE html><html lang="ar" dir="rtl"><head><title>ع</title><style>{style}</style></head><body><main>
<p id="mixed">{sentence}</p><p><a id="tel" href="tel:5735550142">(573) 555-0142</a></p>
<p id="line">{line}</p><ul><li id="item">عنصر</li></ul></main></body></html>"""
# Where a piece of the text of an element begins on the page, from the left.
LEFT = """([id, piece]) => {
  const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(piece);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + piece.length);
    return range.getBoundingClientRect().left;
  }
}"""


def test_a_mixed_sentence_reads_in_order_on_a_page(browser: Browser) -> None:
    environment = html_environment(None, "ar")
    sentence = environment.from_string(SENTENCE).render(number="(573) 555-0142", name="Dana Reyes")
    line = environment.from_string("{{ line | apart }}").render(line="12 Elm Street (rear)")
    style = (templates_folder() / "theme/assets/coalition/site.css").read_text(encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_content(PAGE.format(style=style, sentence=sentence, line=line))

    def places(element: str, *pieces: str) -> list[float]:
        return [page.evaluate(LEFT, [element, piece]) for piece in pieces]

    mixed = places("mixed", "اتصلوا", "555-0142", "(573)", "واسألوا", "Reyes", "Dana", "فضلكم")
    assert mixed == sorted(mixed, reverse=True)
    for element, pieces in (("tel", ["(573)", "555-0142"]), ("line", ["12", "Elm", "Street", "(rear)"])):
        lefts = places(element, *pieces)
        assert lefts == sorted(lefts)
    assert page.evaluate("getComputedStyle(document.querySelector('ul')).paddingRight") != "0px"
    page.close()
