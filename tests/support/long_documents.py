"""Long documents in pieces, for tests of binding them."""

import re


def entry(name: str, text: str = "") -> str:
    slug = name.lower().replace(" ", "-")
    return f'<section id="{slug}"><h2>{name}</h2><p>{text or f"{name} helps."}</p><p lang="es">Ayuda.</p></section>'


def directory(*pieces: str, contents: str = "") -> str:
    links = "".join(
        f'<li><a href="piece:{slug}">{slug}<span class="number" data-page-of="{slug}"></span></a></li>'
        for slug in re.findall(r'<section id="([^"]+)"', "".join(pieces))
    )
    return (
        '<!DOCTYPE html><html lang="en"><head><title>Directory</title><style>'
        '@page { size: A4; @bottom-right { content: counter(page) " of " counter(pages) } }</style></head>'
        '<body class="document" data-document="Directory"><main><h1>Directory</h1>'
        f'<nav class="contents"><ol>{links}{contents}</ol></nav>'
        f"<!--piece-->{'<!--piece-->'.join(pieces)}</main></body></html>"
    )
