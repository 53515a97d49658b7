"""`coalition list`: the partners for which something holds."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coalition_site.cli.letter_commands import valid_content
from coalition_site.cli.options import CONTENT_PROBLEMS, JsonOption, Project, Today, day_of, fail, plural, say
from coalition_site.problems import Refused

if TYPE_CHECKING:
    from coalition_site.derive.words.labels import Words
    from coalition_site.model.partner import Partner


def list_partners(
    query: Annotated[str, typer.Argument(metavar="[QUESTION]", help="What must hold; nothing lists everybody.")] = "",
    project: Project = Path(),
    as_json: JsonOption = False,
    today: Today = "",
) -> None:
    """List the partners for which all of a question holds.

    The keys are serves, works on, brings, type and relationship, each with a label of the worksheet. Example:
    coalition list "serves: English-language learners, works on: Housing stability"
    """
    from coalition_site.derive.advice.partner_query import partners_that
    from coalition_site.derive.words.labels import Words

    _, coalition = valid_content(project, day_of(today))
    try:
        found = partners_that(coalition, query)
    except Refused as problem:
        fail(f"Nothing was listed: {problem}", CONTENT_PROBLEMS)
    words = Words.of(coalition)
    if as_json:
        say(json.dumps([_values(each, words) for each in found], ensure_ascii=False, indent=2))
        return
    width = max((len(words.text(each.name)) for each in found), default=0)
    for each in found:
        say(f"{words.text(each.name):<{width}}  {each.relationship:<9}  {coalition.partner_file(each.id, 'name')}")
    say(f"{plural(len(found), 'partner')} of {len(coalition.partners):,}.")


def _values(partner: "Partner", words: "Words") -> dict[str, object]:
    from coalition_site.model.partner import PARTNER_LISTS
    from coalition_site.model.vocabulary import ListName

    return {
        "id": partner.id,
        "name": words.text(partner.name),
        "type": str(words.choice(ListName.TYPES, partner.type)),
        "relationship": str(partner.relationship),
        **{
            key: [str(label) for label in words.choices(name, partner.chosen(name))]
            for key, name in PARTNER_LISTS.items()
        },
    }
