"""Maps for Kumu: partners, needs, and the ties between them, as its documented JSON ("blueprint") has them.

Source of the format: docs.kumu.io, guides/import/blueprints: `elements` with `id`, `label`, `type`, `description` and
any other key, `connections` with `from`, `to`, `type` and `direction`. Ids are unique over both.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from coalition_site.derive.public.view import PublicPartner, PublicView
from coalition_site.derive.team.partner import TeamPartner
from coalition_site.derive.team.view import TeamView
from coalition_site.derive.words.catalogue import Catalogue
from coalition_site.derive.words.labels import Label
from coalition_site.derive.words.team_terms import team_terms
from coalition_site.render.markdown import opening

_DIRECTED = "directed"


@dataclass(frozen=True, slots=True)
class _Tie:
    """What partners name, as an element's kind and as the kind of the connection to it."""

    key: str
    element: str
    connection: str


def public_map(view: PublicView, words: Catalogue) -> str:
    """The partners that are named, all they name, and the coalition's needs."""
    ties = _ties(words)
    elements = [_partner(partner, words) for partner in view.partners]
    needed = [[need.label for need in needs if need.needed] for needs in (view.groups, view.areas(), view.assets)]
    return _map(elements, *_needs_and_connections(view.partners, needed, ties, words))


def team_map(view: TeamView) -> str:
    """All partners with where they stand, and all needs. It is the team's."""
    words = view.words
    terms, ties = team_terms(words), _ties(words)
    elements = [
        _partner(
            partner,
            words,
            {
                words.gettext("Relationship"): terms["relationship"][partner.relationship],
                words.gettext("Position"): terms["position"][partner.position] if partner.position else "",
                words.gettext("Influence"): terms["influence"][partner.influence] if partner.influence else "",
            },
        )
        for partner in view.partners
    ]
    needed = [[row.label for group in each.groups for row in group.rows] for each in view.coverage]
    return _map(elements, *_needs_and_connections(view.partners, needed, ties, words))


def _id(partner: PublicPartner | TeamPartner) -> str:
    return f"partner-{partner.id}"


def _partner(
    partner: PublicPartner | TeamPartner, words: Catalogue, more: Mapping[str, str] = MappingProxyType({})
) -> Mapping[str, str]:
    """A partner's element; `more` is what else is known of it."""
    return {
        "id": _id(partner),
        "label": str(partner.name),
        "type": words.gettext("Partner"),
        words.gettext("Kind of partner"): str(partner.type),
        **more,
        "description": opening(partner.profile),
    }


def _ties(words: Catalogue) -> tuple[_Tie, ...]:
    return (
        _Tie("group", words.gettext("Group"), words.pgettext("a partner and a group", "serves")),
        _Tie("area", words.gettext("Area"), words.pgettext("a partner and an area", "works on")),
        _Tie("asset", words.gettext("Asset"), words.pgettext("a partner and an asset", "brings")),
    )


def _needs_and_connections(
    partners: Iterable[PublicPartner | TeamPartner],
    needed: Sequence[Sequence[Label | str]],
    ties: Sequence[_Tie],
    words: Catalogue,
) -> tuple[list[Mapping[str, str]], list[Mapping[str, str]]]:
    """An element for each need and each thing that a partner names, and a connection for each naming."""
    need, is_need, no_need = words.gettext("Need"), words.pgettext("answer", "yes"), words.pgettext("answer", "no")
    found: dict[tuple[str, str], Mapping[str, str]] = {}
    connections: list[Mapping[str, str]] = []

    def element(tie: _Tie, label: str, answer: str) -> str:
        made = found.setdefault(
            (tie.key, label),
            {"id": f"{tie.key}-{len(found) + 1}", "label": label, "type": tie.element, need: answer},
        )
        return made["id"]

    for tie, labels in zip(ties, needed, strict=True):
        for label in labels:
            element(tie, str(label), is_need)
    for partner in partners:
        for tie, labels in zip(ties, (partner.serves, partner.works_on, partner.assets), strict=True):
            for label in labels:
                to = element(tie, str(label), no_need)
                connections.append(
                    {
                        "id": f"tie-{len(connections) + 1}",
                        "from": _id(partner),
                        "to": to,
                        "type": tie.connection,
                        "direction": _DIRECTED,
                    }
                )
    return list(found.values()), connections


def _map(
    partners: Sequence[Mapping[str, str]], needs: Sequence[Mapping[str, str]], connections: Sequence[Mapping[str, str]]
) -> str:
    elements = [{key: text for key, text in each.items() if text} for each in (*partners, *needs)]
    return json.dumps({"elements": elements, "connections": connections}, ensure_ascii=False, indent=2) + "\n"
