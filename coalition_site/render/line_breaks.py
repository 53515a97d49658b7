"""Line breaks: texts as HTML with places where lines may break."""

from markupsafe import Markup

from coalition_site.render.direction import isolated


def with_breaks(text: str, direction: str) -> Markup:
    """A text whose line breaks are line breaks on the page too, each line set apart in writing of a direction."""
    return Markup("<br>").join(isolated(line, direction) for line in text.split("\n"))


def breakable_mail(address: str) -> Markup:
    """An e-mail address that may go on in a new line behind its at sign."""
    name, _, place = address.partition("@")
    return Markup("{}@<wbr>{}").format(name, place)
