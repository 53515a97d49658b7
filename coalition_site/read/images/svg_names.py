"""Names of what a drawing may be made of. What is not here is in no published SVG.

Elements and attributes are those of DOMPurify 3.4.18 (MPL-2.0 or Apache-2.0; `svg`, `svgFilters` and, for attributes,
`svg`), written small. `use` is ours besides, as it leads to nowhere but the drawing itself; so are attributes of SVG 2
and of CSS as SVG has it that the list leaves out. Everything is compared in small letters: XML is not as lenient, so
that another spelling is a name that no browser knows.
"""

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"

_ELEMENTS = """
    svg a altglyph altglyphdef altglyphitem animatecolor animatemotion animatetransform circle clippath defs desc
    ellipse filter font g glyph glyphref hkern image line lineargradient marker mask mpath path pattern polygon
    polyline radialgradient rect stop style switch symbol text textpath title tref tspan view vkern
    feblend fecolormatrix fecomponenttransfer fecomposite feconvolvematrix fediffuselighting fedisplacementmap
    fedistantlight fedropshadow feflood fefunca fefuncb fefuncg fefuncr fegaussianblur feimage femerge femergenode
    femorphology feoffset fepointlight fespecularlighting fespotlight fetile feturbulence
    use
"""

_ATTRIBUTES = """
    accent-height accumulate additive alignment-baseline amplitude ascent attributename attributetype azimuth
    basefrequency baseline-shift begin bias by class clip clippathunits clip-path clip-rule color color-interpolation
    color-interpolation-filters color-profile color-rendering cx cy d dx dy diffuseconstant direction display divisor
    dominant-baseline dur edgemode elevation end exponent fill fill-opacity fill-rule filter filterunits flood-color
    flood-opacity font-family font-size font-size-adjust font-stretch font-style font-variant font-weight fx fy g1 g2
    glyph-name glyphref gradientunits gradienttransform height href id image-rendering in in2 intercept k k1 k2 k3 k4
    kerning keypoints keysplines keytimes lang lengthadjust letter-spacing kernelmatrix kernelunitlength lighting-color
    local marker-end marker-mid marker-start markerheight markerunits markerwidth maskcontentunits maskunits max mask
    mask-type media method mode min name numoctaves offset operator opacity order orient orientation origin overflow
    paint-order path pathlength patterncontentunits patterntransform patternunits pointer-events points preservealpha
    preserveaspectratio primitiveunits r rx ry radius refx refy repeatcount repeatdur restart result rotate scale seed
    shape-rendering slope specularconstant specularexponent spreadmethod startoffset stddeviation stitchtiles stop-color
    stop-opacity stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity
    stroke stroke-width style surfacescale systemlanguage tabindex tablevalues targetx targety transform
    transform-origin text-anchor text-decoration text-orientation text-rendering textlength type u1 u2 unicode values
    vector-effect viewbox visibility version vert-adv-y vert-origin-x vert-origin-y width word-spacing wrap
    writing-mode xchannelselector ychannelselector x x1 x2 y y1 y2 z zoomandpan
    enable-background fr from glyph-orientation-horizontal glyph-orientation-vertical isolation limitingconeangle
    marker mix-blend-mode pointsatx pointsaty pointsatz requiredextensions requiredfeatures role side spacing
    specularcolor text-overflow to unicode-bidi white-space
"""
ELEMENTS = frozenset(_ELEMENTS.split())
ATTRIBUTES = frozenset(_ATTRIBUTES.split())

ATTRIBUTES_OF_OTHERS = frozenset(
    (f"{{{XLINK}}}href", *(f"{{http://www.w3.org/XML/1998/namespace}}{name}" for name in ("space", "lang")))
)
"""Those that stand in a namespace, as ElementTree spells them; others of that kind are notes of drawing programs."""


def is_known_element(tag: str) -> bool:
    """Whether a tag, as ElementTree spells it, is one that a drawing is made of."""
    space, _, name = tag.rpartition("}")
    return space == f"{{{SVG}" and name.lower() in ELEMENTS


def is_known_attribute(name: str) -> bool:
    """Whether an attribute, as ElementTree spells it, says something that a drawing shows or that is read aloud."""
    return name in ATTRIBUTES_OF_OTHERS or name.lower() in ATTRIBUTES or name.lower().startswith("aria-")
