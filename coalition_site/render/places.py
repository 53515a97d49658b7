"""Link targets on the public site: the pages and anchors of areas, groups, assets and documents."""

from collections.abc import Mapping

from coalition_site.derive.public.view import PublicView

Places = Mapping[str, Mapping[str, str]]
"""By list (`groups`, `areas`, `assets`) and slug: an address from the site's root."""

ON_PAPER: Places = {"groups": {}, "areas": {}, "assets": {}}
"""Paper has no other pages to lead to."""


def profile_document(partner_id: str) -> str:
    """A partner's profile as a document, from the site's root."""
    return f"partners/{partner_id}.pdf"


def public_places(view: PublicView) -> Places:
    """Areas and groups have pages of their own; assets that are needed have a row each on the page of the focus."""
    return {
        "groups": {need.label.slug: f"groups/{need.label.slug}.html" for need in view.groups_with_pages()},
        "areas": {need.label.slug: f"areas/{need.label.slug}.html" for need in view.areas_with_pages()},
        "assets": {need.label.slug: f"focus.html#strength-{need.label.slug}" for need in view.assets},
    }
