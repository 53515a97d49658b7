"""Keys of the content format: the models seen as nested keys."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Optional, get_args, get_origin

from coalition_site.fixes import Written
from coalition_site.model.fields import ContentModel

Step = str | int


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one place: those of a block, or nothing but what the entries of a list or map hold (`each`).

    The keys of a map are its writer's own words: ids, labels, languages. Neither they nor texts have a place here.
    """

    model: type[ContentModel] | None = None
    fields: Mapping[str, Optional["Keys"]] | None = None
    each: Optional["Keys"] = None

    def below(self, step: Step) -> Optional["Keys"]:
        """The keys of what stands behind a key of this block, or of an entry of this list or map."""
        return self.fields.get(str(step)) if self.fields is not None else self.each

    def at(self, steps: Sequence[Step]) -> Optional["Keys"]:
        """The keys of the place that the steps lead to; None where the format has none."""
        keys: Keys | None = self
        for step in steps:
            keys = keys.below(step) if keys is not None else None
        return keys

    def order(self, above: tuple[str, ...] = ()) -> dict[tuple[str, ...], tuple[str, ...]]:
        """The keys of each block in the order of the models, by the keys that lead to it."""
        if self.fields is None:
            return self.each.order(above) if self.each is not None else {}
        orders = {above: tuple(self.fields)}
        for name, inner in self.fields.items():
            orders |= inner.order((*above, name)) if inner is not None else {}
        return orders

    def meant(self, written: str) -> str:
        """The key of this block that was written in capital letters; empty where it is right, or none."""
        lower = written.lower()
        return lower if self.fields is not None and written not in self.fields and lower in self.fields else ""


def least(keys: Keys) -> dict[str, Written]:
    """A block with the keys that it must have and no others, each with the first example of its field."""
    fields = keys.model.model_fields if keys.model is not None else {}
    return {
        name: field.examples[0] if field.examples else least_below(keys.below(name))
        for name, field in fields.items()
        if field.is_required()
    }


def least_below(keys: Keys | None) -> Written:
    """What can stand behind a key: a text, a block, or a map with one entry."""
    if keys is None:
        return "…"
    return {"rosa": least(keys.each)} if keys.each is not None else least(keys)


@cache
def keys_of(model: type[ContentModel]) -> Keys:
    """The keys of a model, with what is within them."""
    return Keys(model, {name: _keys(field.annotation) for name, field in model.model_fields.items()})


def list_of(model: type[ContentModel]) -> Keys:
    """The keys of a file that is a list."""
    return Keys(each=keys_of(model))


def _keys(annotation: Any) -> Keys | None:
    """What an annotation holds: a model, a list or map of them, with or without None; None for a text."""
    if isinstance(annotation, type) and issubclass(annotation, ContentModel):
        return keys_of(annotation)
    origin, inside = get_origin(annotation), [arg for arg in get_args(annotation) if arg not in {type(None), ...}]
    if origin is Annotated:
        return _keys(inside[0])
    if origin in {tuple, dict}:
        each = _keys(inside[-1])
        return Keys(each=each) if each is not None else None
    found = [keys for keys in map(_keys, inside) if keys is not None]
    return found[0] if len(found) == 1 else None
