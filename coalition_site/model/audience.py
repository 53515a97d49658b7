"""Audiences: who may see a value, public, partner or team, each within the next."""

from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic.fields import FieldInfo

T = TypeVar("T")


class Audience(StrEnum):
    """Public: everybody. Partner: that one partner, in its letter. Team: the coalition's own people."""

    PUBLIC = "public"
    PARTNER = "partner"
    TEAM = "team"


Public = Annotated[T, Audience.PUBLIC]
Partner = Annotated[T, Audience.PARTNER]
Team = Annotated[T, Audience.TEAM]


def field_audience(field: FieldInfo) -> Audience:
    """The audience a model field declares; a field that declares none is the team's (private by default)."""
    return next((mark for mark in field.metadata if isinstance(mark, Audience)), Audience.TEAM)
