"""Line breaks: texts as HTML with places where lines may break."""

from markupsafe import Markup


def with_breaks(text: str) -> Markup:
    """A text whose line breaks are line breaks on the page too."""
    return Markup("<br>").join(text.split("\n"))


def breakable_mail(address: str) -> Markup:
    """An e-mail address that may go on in a new line behind its at sign."""
    name, _, place = address.partition("@")
    return Markup("{}@<wbr>{}").format(name, place)
