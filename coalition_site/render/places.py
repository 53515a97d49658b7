"""Where on the public site an area, a group or an asset has its place, so that every mention of it can lead there."""

from collections.abc import Mapping

from coalition_site.derive.public import PublicView

Places = Mapping[str, Mapping[str, str]]
"""By list (`groups`, `areas`, `assets`) and slug: an address from the site's root."""

ON_PAPER: Places = {"groups": {}, "areas": {}, "assets": {}}
"""Paper has no other pages to lead to."""


def public_places(view: PublicView) -> Places:
    """Areas and groups have pages of their own; assets that are needed have a row each on the page of the focus."""
    return {
        "groups": {need.label.slug: f"groups/{need.label.slug}.html" for need in view.groups_with_pages()},
        "areas": {need.label.slug: f"areas/{need.label.slug}.html" for need in view.areas_with_pages()},
        "assets": {need.label.slug: f"focus.html#strength-{need.label.slug}" for need in view.assets},
    }
