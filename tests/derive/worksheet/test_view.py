"""The worksheet word for word: typed here from the worksheet itself, not taken from the program's data."""

from datetime import date
from pathlib import Path

import pytest

from coalition_site.derive.worksheet.view import Table, Worksheet, blank_worksheet, filled_worksheet
from coalition_site.model.coalition import Coalition
from coalition_site.read.content_folder import read_content, read_wording
from coalition_site.resources import wording_folder
from coalition_site.validate.coalition import validate
from tests.support.labels import ASSETS, GROUPS, PARTS, PILLARS, QUESTIONS, TABLES
from tests.support.making import make_coalition, make_invite, make_needs, make_partner, make_settings

FOREST_CITY = Path(__file__).parents[3]

TYPES = [
    "Local government",
    "Tribal government",
    "State or federal agency",
    "School district",
    "Anchor institution",
    "Nonprofit",
    "Community-led group",
    "Resident",
    "Faith-based organization",
    "Business",
    "Chamber or business association",
    "Labor organization",
    "Philanthropy",
    "Advocacy organization",
    "Research or data organization",
    "Health provider",
    "Courts and public safety",
    "Media",
    "Other",
]
EXAMPLES = [
    [
        (
            "Forest City Asset Builders",
            "Nonprofit",
            "Young people, residents with low incomes, people of color",
            "Financial security, housing stability",
            "Strong data-sharing capabilities; experience conducting deep and meaningful community engagement",
        )
    ],
    [
        (
            "Forest City Community College",
            "Anchor institution",
            "Residents with low incomes, English-language learners",
            "Employment opportunities, opportunities for income",
            "Convening power, research and analytic capacity, political clout",
        )
    ],
    [
        (
            "Forest City Asset Builders",
            "Wealth-Building for All campaign",
            "They want to expand their wealth-building programming to a wider audience in the city.",
            "Forest City AB director as champion; Forest City AB data analyst as data team lead",
            "They have a long history of work in this space that we can learn a lot from. "
            "However, they may be skeptical of people for whom this work is a newfound interest.",
        ),
        (
            "Forest City Chamber of Commerce",
            "Forest City Small Business Loan Program",
            "They want to increase their contacts with key stakeholders in the city.",
            "Forest City Chamber of Commerce director as communications lead",
            "They have the ear of the business sector in our city and can help us bring these critical actors into our "
            "strategy. However, they may be reticent to support some of the more progressive policies advocated for by "
            "this group.",
        ),
    ],
    [],
]


def _tables(worksheet: Worksheet) -> list[Table]:
    return [table for part in worksheet.parts for table in part.tables]


def _labels(worksheet: Worksheet, question: int) -> list[str]:
    return [item.label for group in worksheet.parts[0].questions[question].groups for item in group.items]


def _ticked(worksheet: Worksheet) -> dict[str, tuple[str, ...]]:
    groups = [group for question in worksheet.parts[0].questions for group in question.groups]
    return {item.label: item.texts for group in groups for item in group.items if item.ticked}


@pytest.fixture(scope="module", params=["blank", "filled", "without content"])
def worksheet(request: pytest.FixtureRequest, forest_city: Coalition) -> Worksheet:
    if request.param == "blank":
        return blank_worksheet(forest_city)
    return filled_worksheet(forest_city if request.param == "filled" else make_coalition())


@pytest.fixture(scope="module")
def forest_city() -> Coalition:
    content = read_content(FOREST_CITY)
    validated = validate(content, read_wording(wording_folder(), "templates/letters/wording"), date(2026, 11, 23))
    assert validated.coalition is not None, validated.problems
    return validated.coalition


def test_titles(worksheet: Worksheet) -> None:
    assert worksheet.title == "Identifying Potential Coalition Members"
    assert worksheet.toolkit == "Toolkit for Increasing Upward Mobility in Your Community"
    assert worksheet.figure == "Figure 1. Actors to Consider for Your Mobility Coalition"
    assert [part.title for part in worksheet.parts] == list(PARTS)
    assert [part.number for part in worksheet.parts] == [1, 2, 3, 4, 5]
    assert [part.has_figure for part in worksheet.parts] == [False, True, False, False, False]
    assert [question.text for question in worksheet.parts[0].questions] == list(QUESTIONS)


def test_the_boxes(worksheet: Worksheet) -> None:
    assert _labels(worksheet, 0) == list(GROUPS)
    areas = worksheet.parts[0].questions[1].groups
    assert {group.heading: [item.label for item in group.items] for group in areas} == PILLARS
    assert _labels(worksheet, 2) == list(ASSETS)
    assert (len(GROUPS), sum(map(len, PILLARS.values())), len(ASSETS)) == (10, 24, 15)
    fill_ins = [
        item.label
        for question in worksheet.parts[0].questions
        for group in question.groups
        for item in group.items
        if item.fill_in
    ]
    assert fill_ins == ["Specific racial or ethnic group(s)", "Other", "Other"]


def test_the_figure_lists_our_actor_types(worksheet: Worksheet) -> None:
    assert [actor.label for actor in worksheet.actors] == TYPES


def test_the_tables(worksheet: Worksheet) -> None:
    assert {table.title: table.heads for table in _tables(worksheet)} == TABLES
    assert [[table.title[:7] for table in part.tables] for part in worksheet.parts] == [
        [],
        ["Table 1"],
        ["Table 2"],
        ["Table 3"],
        ["Table 4"],
    ]
    assert [list(table.examples) for table in _tables(worksheet)] == EXAMPLES
    assert all(len(row) == len(table.heads) for table in _tables(worksheet) for row in table.rows)


def test_a_blank_worksheet_holds_nothing_of_the_coalition(forest_city: Coalition) -> None:
    worksheet = blank_worksheet(forest_city)
    assert _ticked(worksheet) == {}
    assert {actor.partners for actor in worksheet.actors} == {0}
    assert all(table.rows == () and 6 <= table.blank_rows <= 8 for table in _tables(worksheet))


def test_the_ticks_are_those_of_the_needs() -> None:
    needs = make_needs(
        groups=["youth", "Other: Veterans", {"option": "other: Foster parents", "note": "Ours."}],
        areas=["just-policing"],
        assets=["Convening power"],
    )
    assert _ticked(filled_worksheet(make_coalition(needs=needs))) == {
        "Young people": (),
        "Other": ("Veterans", "Foster parents"),
        "Just policing": (),
        "Convening power": (),
    }


def test_the_ticks_of_forest_city(forest_city: Coalition) -> None:
    ticked = _ticked(filled_worksheet(forest_city))
    assert ticked["Specific racial or ethnic group(s)"] == ("Hmong and Somali families",)
    assert {"Neonatal health", "Just policing", "Housing stability", "Convening power"} <= ticked.keys()
    assert not {"Middle-class residents", "Social capital"} & ticked.keys()


def _in_row(cell: str) -> str:
    """A cell of an example as our own tables write it: strengths and barriers are two sentences, each on its line."""
    return cell.replace(" However, they", "\nThey")


def test_the_worked_examples_are_rows_of_forest_city(forest_city: Coalition) -> None:
    tables = _tables(filled_worksheet(forest_city))
    for row in EXAMPLES[2]:
        assert tuple(_in_row(cell) for cell in row) in tables[2].rows
    assert (
        "Forest City Asset Builders",
        "Nonprofit",
        "Young people; Residents with low incomes; People of color",
        "Financial security; Housing stability",
        "Data sharing and transparency; Experience conducting deep and meaningful community engagement",
    ) in tables[0].rows
    assert (
        "Forest City Community College",
        "Anchor institution",
        "Residents with low incomes; English-language learners",
        "Employment opportunities; Opportunities for income",
        "Convening power; Research and analytical capacity; Political clout",
    ) in tables[1].rows


def test_the_worked_examples_stand_in_the_fields_word_for_word(forest_city: Coalition) -> None:
    written = "".join(
        (FOREST_CITY / "content" / "partners" / f"{name}.md").read_text("utf-8")
        for name in ("forest-city-asset-builders", "forest-city-community-college", "forest-city-chamber-of-commerce")
    )
    assert "Strong data-sharing capabilities" in written
    assert "Research and analytic capacity" in written
    roles = forest_city.partners["forest-city-asset-builders"].outreach.roles
    assert [role.role.in_language("en", "en") for role in roles] == ["Champion", "Data team lead"]


def test_who_stands_in_which_table() -> None:
    partners = [
        make_partner("existing"),
        make_partner("potential", relationship="potential", initiatives=["Fair"], team={"barriers": "Slow."}),
        make_partner("former", relationship="former", team={"strengths": "Many."}),
        make_partner("resident", type="Resident"),
    ]
    statuses = ["idea", "drafted", "sent", "no answer", "accepted", "declined", "keep informed"]
    invites = [make_invite("existing", member=status, status=status) for status in statuses]
    invites += [make_invite("resident", member="Doris"), make_invite(member="Nobody's")]
    one, two, three, four = _tables(filled_worksheet(make_coalition(*partners, invites=invites)))
    assert [row[0] for row in one.rows] == ["existing", "resident"]
    assert [row[0] for row in two.rows] == ["potential"]
    assert three.rows == (("potential", "Fair", "", "", "Slow."),)
    organization = [(row[0], row[1]) for row in four.rows]
    assert organization == [(status, "existing") for status in statuses[:5]] + [("Doris", ""), ("Nobody's", "")]
    assert {row[2] for row in four.rows} == {"Rosa Delgado"}


@pytest.mark.parametrize(("language", "expected"), [("ar", "ar"), ("so", "en"), ("es", "es"), ("es-mx", "es-mx")])
def test_a_worksheet_is_in_one_language_throughout(language: str, expected: str) -> None:
    """Nobody has translated it into Somali."""
    made = make_coalition(settings=make_settings(language=language))
    for worksheet in (filled_worksheet(made), blank_worksheet(made)):
        assert worksheet.language == expected
        labels = {str(actor.label) for actor in worksheet.actors}
        assert ("Nonprofit" in labels) == (expected == "en")


def test_a_worksheet_may_be_asked_for_in_another_language() -> None:
    made = make_coalition(settings=make_settings(language="es"))
    for worksheet in (filled_worksheet(made, "en"), blank_worksheet(made, "en")):
        assert worksheet.language == "en"
        assert "Nonprofit" in {str(actor.label) for actor in worksheet.actors}
