"""What could not be made is said once for each cause and place, with everything that it keeps from being made."""

from pathlib import PurePosixPath

from coalition_site.problems import Position
from coalition_site.publish.failures import Failure, failure_of, problems_of

PARTNER, OTHER = Position("content/partners/library.md"), Position("content/partners/school.md")
INVITE = Position("content/invites.yml", 12)


def failure(path: str, cause: str = "", *places: Position) -> Failure:
    return Failure(PurePosixPath(path), cause, places)


def said(*failures: Failure) -> list[tuple[str, str]]:
    return [(str(problem.position), problem.message) for problem in problems_of(failures)]


def test_a_letter_is_named_at_its_invite_and_what_hangs_on_it_is_not() -> None:
    assert said(
        failure("workbook/letters/dana.pdf", "the PDF engine crashed on it", INVITE),
        failure("workbook/letters/dana.eml", "", INVITE),
        failure("workbook/letters.pdf"),
    ) == [("content/invites.yml:12:1", "workbook/letters/dana.pdf is left out: the PDF engine crashed on it")]


def test_one_cause_in_many_documents_is_said_at_the_one_place_that_is_known() -> None:
    cause = "the document's parts are nested too deeply: flatten it"
    assert said(
        failure("workbook/partners.pdf", cause, OTHER, PARTNER),
        failure("site/partners/library.pdf", cause, PARTNER),
        failure("site/partners.pdf", cause),
    ) == [
        (
            "content/partners/library.md:1:1",
            f"site/partners.pdf, site/partners/library.pdf and workbook/partners.pdf are left out: {cause}",
        )
    ]


def test_two_places_with_one_cause_are_two_problems() -> None:
    cause = "it is too long"
    assert said(failure("site/a.pdf", cause, PARTNER), failure("site/b.pdf", cause, OTHER)) == [
        ("content/partners/library.md:1:1", f"site/a.pdf is left out: {cause}"),
        ("content/partners/school.md:1:1", f"site/b.pdf is left out: {cause}"),
    ]


def test_where_only_some_places_are_known_all_are_named() -> None:
    assert said(failure("workbook/partners.pdf", "it is too long", PARTNER, OTHER)) == [
        (
            "content/partners/library.md:1:1",
            "workbook/partners.pdf is left out: it is too long (in one of library.md, school.md)",
        )
    ]


def test_what_comes_from_everything_stands_at_the_settings() -> None:
    ((place, _),) = said(failure("workbook/worksheet.pdf", "it is too long"))
    assert place == "content/coalition.yml:1:1"


def test_a_picture_is_named_as_the_place_whatever_shows_it() -> None:
    cause = "the picture images/old%20logo.svg cannot be drawn: export it again, as a PNG"
    files = [failure(f"workbook/letters/{number}.pdf", cause, INVITE) for number in "1"]
    files += [failure(f"workbook/letters/{number}.pdf", cause) for number in range(2, 8)]
    ((place, message),) = said(*files)
    assert place == "content/images/old logo.svg:1:1"
    assert message.startswith(
        "workbook/letters/1.pdf, workbook/letters/2.pdf, workbook/letters/3.pdf, workbook/letters/4.pdf and 3 more are "
    )


def test_an_error_without_words_is_named_by_its_kind() -> None:
    assert failure_of(KeyError()) == "making it failed with KeyError"
    assert failure_of(ValueError("a\nb")) == "making it failed with ValueError: a b"
