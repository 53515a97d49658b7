"""Sheets and forms to proposals: what people meant, in the content's terms, each with the row it comes from."""

from collections.abc import Sequence

from coalition_site.importers.lists import OptionReader
from coalition_site.importers.proposals import Proposals
from coalition_site.importers.sources import Filled, Form
from coalition_site.importers.understand_form import understand_form
from coalition_site.importers.understand_sheet import understand_sheet
from coalition_site.importers.understanding import Understanding
from coalition_site.model.coalition import Coalition
from coalition_site.model.vocabulary import ListName, plain


def understand(filled: Sequence[Filled], coalition: Coalition) -> Proposals:
    """What the files propose to this coalition. Nothing is compared with its partners and invites yet."""
    language = coalition.settings.language
    own = frozenset(
        plain(choice.text) for partner in coalition.partners.values() for choice in partner.assets if not choice.option
    )
    readers = {
        name: OptionReader(coalition.vocabulary.list_of(name), language, free=True, own=own)
        if name is ListName.ASSETS
        else OptionReader(coalition.vocabulary.list_of(name), language)
        for name in ListName
    }
    people = [person.name for partner in coalition.partners.values() for person in partner.team.people]
    names = frozenset(map(plain, [*people, *(invite.member for invite in coalition.invites)]))
    understanding = Understanding(readers, Proposals(), names)
    for each in filled:
        if isinstance(each, Form):
            understand_form(each, understanding)
        else:
            understand_sheet(each, understanding)
    return understanding.proposals
