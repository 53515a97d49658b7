"""Endpoints of the editor: which address is answered by what, and what is shown where that cannot be done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from werkzeug import Response
from werkzeug.routing import Map, Rule

View = Callable[..., Response]


class Unfit(Exception):
    """What was sent cannot be used as it is; the text says what to do instead."""


@dataclass(frozen=True, slots=True, eq=False)
class Endpoint:
    """An address below edit/ and the function that answers it, which gets the desk, the request, and what is `known`.

    It gets the parts of the address by their names too. Where it raises Unfit or Refused, `page` answers: a
    function called like it, with `wrong`, the reason, and `status` besides. Without one the reason is all that is said.
    """

    address: str
    view: View
    method: str = "GET"
    page: View | None = None
    known: Mapping[str, str] = field(default_factory=dict)


def routes(endpoints: Sequence[Endpoint]) -> Map:
    """What finds the endpoint of an address and a method, with the parts of the address."""
    return Map(
        [
            Rule(endpoint.address, endpoint=endpoint, methods=[endpoint.method], defaults=dict(endpoint.known))
            for endpoint in endpoints
        ]
    )
