"""Additions of `coalition add`: planned as a whole, held against the rest of the content, and never over anything."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from coalition_site.edit.change import Change
from coalition_site.edit.judgment import judged, refuse_new_errors
from coalition_site.edit.layout import written_scalar
from coalition_site.edit.whole_files import write_change
from coalition_site.model.coalition import Coalition
from coalition_site.model.vocabulary import ListName
from coalition_site.problems import Position
from coalition_site.resources import starter_folder
from coalition_site.starter.files import filled, text_language
from coalition_site.validate.project import Checked


@dataclass(frozen=True, slots=True)
class Ground:
    """What is added to: a coalition's folder, its content without errors, and the day."""

    project: Path
    checked: Checked
    coalition: Coalition
    today: date

    def template(self, name: str, values: Mapping[str, str]) -> str:
        """A text of the starter in the coalition's language, with its tokens replaced."""
        own = self.coalition.settings.language
        folder = starter_folder() / "additions" / text_language(own)
        days = {
            "today": self.today,
            "in_two_weeks": self.today + timedelta(weeks=2),
            "in_a_year": self.today + timedelta(days=365),
        }
        known = {"language": written_scalar(own)} | {key: day.isoformat() for key, day in days.items()}
        return filled(folder / name, {**known, **values}).decode()

    def an_option(self, name: ListName) -> str:
        """The label of an option: the first of a list that the coalition needs, else the first there is."""
        options = self.coalition.vocabulary.list_of(name)
        plain = [option for option in options.visible() if not option.fill_in]
        needed = [choice.option for choice in self.coalition.needs.chosen(name) if not choice.text]
        found = next((option for option in plain if option.id in needed), plain[0])
        return found.label.in_language(self.coalition.settings.language, "en")


@dataclass(frozen=True, slots=True)
class Addition:
    """What changes, where what was added stands, and the places to fill in next, with what to know about each."""

    change: Change
    at: Position
    blanks: tuple[tuple[Position, str], ...] = ()
    remarks: tuple[str, ...] = ()


def blanks(change: Change, told: Mapping[str, str], first: int = 1) -> tuple[tuple[Position, str], ...]:
    """The places of keys to fill in, commented out or not, from line `first` on; not those with nothing to know."""
    lines = [
        (Position(path, number), line.lstrip(" #-"))
        for path, data in change.written.items()
        for number, line in enumerate(data.decode().splitlines(), start=1)
        if number >= first
    ]
    places = {key: next((place for place, line in lines if line.startswith(f"{key}:")), None) for key in told}
    return tuple((place, f"{key}: {told[key]}") for key, place in places.items() if place is not None and told[key])


def write_addition(ground: Ground, addition: Addition) -> None:
    """Writes what was planned. Raises Refused, also where the content would be wrong with it."""
    after = judged(ground.checked, addition.change, ground.today)
    refuse_new_errors(ground.checked, after, "With this the content would be wrong:")
    write_change(ground.project, addition.change)
