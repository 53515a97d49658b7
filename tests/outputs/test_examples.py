"""The examples: other toolkits, with not a line of code."""

from pathlib import Path

import pytest

from coalition_site.derive.words.worksheet_texts import worksheet_texts
from coalition_site.model.vocabulary import ListName
from coalition_site.validate.project import check
from tests.support.building import PROJECT, TODAY, build_project, coalition_of

EXAMPLES = sorted(PROJECT.glob("examples/*/content"))
PREVENTION = PROJECT / "examples/drug-free-communities"
SECTORS = [
    *("Youth", "Parent", "Business", "Media", "School", "Youth-serving organization", "Law enforcement"),
    *("Religious or fraternal organization", "Civic or volunteer group", "Health care professional or organization"),
    *("State, local or tribal agency", "Organization reducing substance use"),
]


@pytest.mark.parametrize("content", EXAMPLES, ids=lambda content: content.parent.name)
def test_nothing_is_wrong_with_an_example(content: Path) -> None:
    assert check(content.parent, TODAY).validated.problems == ()
    assert sorted(each.name for each in content.parent.iterdir()) == ["README.md", "content"]


def test_the_twelve_sectors_are_the_types_and_no_others() -> None:
    vocabulary = coalition_of(PREVENTION).vocabulary
    labels = [option.label.in_language("en", "en") for option in vocabulary.types.visible()]
    assert sorted(labels) == sorted(SECTORS)
    for name in ListName:
        for option in vocabulary.list_of(name).visible():
            assert option.label.in_language("es", "") or option.fill_in, f"{option.id} has no Spanish label"


@pytest.mark.slow("builds the site of another toolkit")
def test_the_other_toolkit_is_built_with_its_own_words(tmp_path: Path) -> None:
    built = build_project(PREVENTION, tmp_path / "build", with_pdf=False)
    assert built.named_partners == 6
    worksheet = (tmp_path / "build/workbook/worksheet.html").read_text(encoding="utf-8")
    for own in (
        "Building Our Prevention Coalition",
        "Part 2: Which Sectors Are With Us?",
        "The Twelve Sectors",
        "Whom do we want to reach first?",
        "Our Prevention Coalition",
        *SECTORS,
    ):
        assert own in worksheet, own
    # A part that the example does not reword keeps the worksheet's own title.
    assert "Part 5: Develop Your Invite List" in worksheet
    for hidden in ("Housing stability", "Identifying Potential Coalition Members", "Chamber or business association"):
        assert hidden not in worksheet.rpartition("Not affiliated")[0].rpartition("worksheet")[0], hidden


def test_titles_of_other_languages_follow_the_coalition() -> None:
    english, spanish = (worksheet_texts(coalition_of(PREVENTION), language) for language in ("en", "es"))
    assert spanish.title == "Formar nuestra coalición de prevención"
    assert spanish.parts[4].title == "Parte 5: Prepare su lista de invitados"
    assert english.parts[2].help != ""
