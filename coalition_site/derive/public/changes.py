"""Changes of what is public between two states of the content, for whoever reviews a pull request.

Two public views are walked field by field, so that a field which is added tomorrow is covered without anybody thinking
of it. What stands in several places of a view, a partner below a need, counts once, where it is at home.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum

from coalition_site.derive.public.view import PublicView
from coalition_site.derive.words.labels import Label
from coalition_site.model.content_files import AREAS, COALITION, MEETINGS, NEEDS, PAGES, PARTNERS, FileKind
from coalition_site.model.localized import ForeignText

# Where the values of a part of the view are written; a part that is not named here is content of any file.
_FILES = {
    **dict.fromkeys(("coalition", "meeting"), COALITION.path()),
    **dict.fromkeys(("needs_reviewed", "groups", "pillars", "assets"), NEEDS.path()),
}
# What follows from the day and from consents, and is nobody's text.
_FOLLOWS = {"checked", "until"}
_KINDS: Mapping[str, FileKind] = {"partners": PARTNERS, "pages": PAGES, "area_texts": AREAS, "meetings": MEETINGS}
# What people write in each language; all else follows from the same lines.
_TRANSLATED: Mapping[str, Collection[str]] = {
    "coalition": {"name", "community", "summary"},
    "meeting": {"place"},
    "meetings": {"title", "place", "languages", "child_care", "access", "food", "agenda"},
    "partners": {"name", "short_name", "role", "profile", "hours", "cost", "begin"},
    "pages": {"title", "description", "body"},
    "area_texts": {"figure", "source", "goal", "next", "body"},
}

Steps = tuple[str, ...]


class Turn(StrEnum):
    """What happens to a public value."""

    BECOMES = "becomes public"
    CHANGES = "changes"
    STOPS = "stops being public"


@dataclass(frozen=True, slots=True)
class PublicChange:
    """One public value that is otherwise than before: its file, the steps to it in the view, and both texts.

    `whole` says that with it all of its record appears or disappears: a partner, a page, the meeting.
    """

    file: str
    steps: Steps
    before: str
    after: str
    whole: bool

    @property
    def record(self) -> Steps:
        """The steps to the record that the value belongs to."""
        return _record(self.steps)

    @property
    def turn(self) -> Turn:
        """Whether the value is new to the public, other than before, or gone."""
        if not self.before:
            return Turn.BECOMES
        return Turn.CHANGES if self.after else Turn.STOPS


def public_changes(before: Sequence[PublicView], after: Sequence[PublicView]) -> tuple[PublicChange, ...]:
    """Every public value that differs, by file and place. The order of a list is not a difference.

    The views of a state are in the coalition's own language first, then in the others of its site. What people write
    in each language has the language as its last step.
    """
    old, new = _in_all_languages(before), _in_all_languages(after)
    old_records, new_records = ({_record(steps) for steps in values} for values in (old, new))
    changes = [
        PublicChange(
            file=_file(steps),
            steps=steps,
            before=old.get(steps, ""),
            after=new.get(steps, ""),
            whole=(_record(steps) in old_records) != (_record(steps) in new_records),
        )
        for steps in dict.fromkeys((*new, *old))
        if old.get(steps) != new.get(steps) and steps[0] not in _FOLLOWS
    ]
    return tuple(sorted(changes, key=lambda change: (change.file, change.record)))


def _in_all_languages(views: Sequence[PublicView]) -> dict[Steps, str]:
    own, *others = views
    found = dict(_values(own, ()))
    for view in others:
        for steps, text in _values(view, ()):
            is_own = not isinstance(text, ForeignText) and text != found.get(steps)
            if is_own and steps[-1] in _TRANSLATED.get(steps[0], ()):
                found[*steps, view.coalition.language] = text
    return found


def image_changes(
    before: PublicView, after: PublicView, images_before: Mapping[str, str], images_after: Mapping[str, str]
) -> tuple[PublicChange, ...]:
    """The images that are public under the same name as before and are other pictures now.

    `images_before` and `images_after` are digests of the images by their names; they are the texts of a change.
    """
    texts = [" ".join(text for _, text in _values(view, ())) for view in (before, after)]
    return tuple(
        PublicChange(f"content/images/{name}", ("images", name), images_before[name], digest, whole=False)
        for name, digest in sorted(images_after.items())
        if images_before.get(name, digest) != digest and all(name in text for text in texts)
    )


def _record(steps: Steps) -> Steps:
    """The steps to the record that a value belongs to: a partner, a page, a block of coalition.yml."""
    return steps[:2] if steps[0] in _KINDS else steps[:1]


def _file(steps: Steps) -> str:
    if steps[0] in _KINDS:
        key, language = steps[2:3], steps[3:4]
        in_its_own_file = language and (steps[0] == "pages" or key[0] in {"profile", "body", "agenda"})
        return _KINDS[steps[0]].path(steps[1], language[0] if in_its_own_file else "")
    return _FILES.get(steps[0], "content")


def _values(value: object, steps: Steps) -> Iterator[tuple[Steps, str]]:
    """Every value that is there, with the steps to it; what is empty, no, or none is not there."""
    if isinstance(value, tuple):
        for inner in value:
            yield from _item(inner, steps)
    elif isinstance(value, Label) or not is_dataclass(value):
        if value:
            yield steps, "yes" if value is True else value if isinstance(value, str) else str(value)
    else:
        for field in fields(value):
            inner = getattr(value, field.name)
            # What a record is known by is one of the steps to it already; initials follow from the name.
            if field.name == "facts":
                for fact in inner:
                    yield from _values(fact.value, (*steps, fact.path.rpartition(".")[2]))
            elif field.name not in {"label", "id", "occasion", "initials"}:
                yield from _values(inner, (*steps, field.name))


def _item(item: object, steps: Steps) -> Iterator[tuple[Steps, str]]:
    if isinstance(item, Label) or not is_dataclass(item):
        yield (*steps, str(item)), str(item)
        return
    name = getattr(item, "id", None)
    if name is None:
        yield from _values(item, (*steps, str(getattr(item, "label", ""))))
    elif len(steps) == 1:
        yield from _values(item, (*steps, str(name)))
