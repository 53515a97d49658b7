"""What this program takes for granted of pydantic: names of findings and their places, which messages are made of."""

from collections.abc import Mapping
from typing import Annotated, Any

import pytest
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from coalition_site.validate.shapes import KEYS_EXPECTED, LIST_EXPECTED


def known(key: str) -> str:
    if key != "en":
        raise PydanticCustomError("coalition", "no", {"code": "language-unknown"})
    return key


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    needed: str


class Outer(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    inner: Inner | None = None
    several: tuple[Inner, ...] = ()
    words: Annotated[tuple[str, ...], Field(min_length=1)] = ("a",)
    texts: Mapping[Annotated[str, AfterValidator(known)], str] = {}


def finding(value: object) -> Any:
    with pytest.raises(ValidationError) as refused:
        Outer.model_validate(value)
    (found,) = refused.value.errors(include_url=False, include_input=True)
    return found


@pytest.mark.parametrize(
    ("value", "kind", "place"),
    [
        ({"inner": {}}, "missing", ("inner", "needed")),
        ({"other": 1}, "extra_forbidden", ("other",)),
        ({"several": [{"needed": "a", "other": 1}]}, "extra_forbidden", ("several", 0, "other")),
        ({"words": []}, "too_short", ("words",)),
        ({"inner": "a"}, "model_type", ("inner",)),
        ("a", "model_type", ()),
        ({"texts": "a"}, "dict_type", ("texts",)),
        ({"several": "a"}, "tuple_type", ("several",)),
    ],
)
def test_findings_have_these_names_and_places(value: object, kind: str, place: tuple[str | int, ...]) -> None:
    found = finding(value)
    assert (found["type"], found["loc"]) == (kind, place)
    assert "input" in found


def test_a_wrong_key_of_a_map_is_marked_as_a_key() -> None:
    found = finding({"texts": {"tlh": "a"}})
    assert found["loc"] == ("texts", "tlh", "[key]")
    assert (found["type"], found["ctx"]) == ("coalition", {"code": "language-unknown"})


def test_names_of_shapes_are_those_that_messages_know() -> None:
    assert {"model_type", "dict_type"} <= KEYS_EXPECTED
    assert {"tuple_type", "list_type"} <= LIST_EXPECTED
