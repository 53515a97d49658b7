"""Problems of a letterhead, at the line that names it. It is looked into only where there is one."""

from typing import TYPE_CHECKING

from coalition_site.model.content_files import COALITION
from coalition_site.problems import Problem, kinds

if TYPE_CHECKING:
    from coalition_site.validate.project import Checked


def letterhead_problems(checked: "Checked") -> list[Problem]:
    """Why the letterhead cannot be used; nothing where it can, or where there is none."""
    coalition = checked.validated.coalition
    if coalition is None or coalition.letterhead is None:
        return []
    from coalition_site.publish.letters.letterhead import LetterheadRefused, read_letterhead

    try:
        read_letterhead(coalition.letterhead)
    except LetterheadRefused as error:
        return [letterhead_problem(checked, error)]
    return []


def letterhead_problem(checked: "Checked", error: Exception) -> Problem:
    """A refused letterhead as a problem of the line that names it."""
    place = checked.content.of(COALITION)[""].at("brand", "letterhead")
    return Problem(place, "letterhead-refused", str(error), kinds()["letterhead-refused"].remedy)
