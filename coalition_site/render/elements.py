"""Elements of pages that stand only where there is something to say, so that no template has to ask."""

from markupsafe import Markup, escape


def linked(text: object, address: object, label: object = "") -> Markup:
    """A text that leads to an address, or the text alone where there is none; `label` is what is read aloud."""
    if not address:
        return escape(text)
    said = Markup(' aria-label="{}"').format(label) if label else ""
    return Markup('<a href="{}"{}>{}</a>').format(address, said, text)


def wrapped(text: object, kind: str, before: str = "", element: str = "span") -> Markup:
    """A text in an element of a class, after what parts it from the text before; nothing where there is no text."""
    return Markup('{0}<{1} class="{2}">{3}</{1}>').format(before, element, kind, text) if text else Markup("")
