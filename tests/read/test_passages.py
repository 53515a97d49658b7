"""What counts as a change of a text that a translation would have to follow, and which passage it is."""

import pytest

from coalition_site.read.passages import blocks_of, compared, passages_of_text

ELM = "A warm place on Elm St. in town. Children read here!\n\n- Open on Mondays\n- Free\n"


def _changed(before: str, now: str) -> tuple[list[str], list[str]] | None:
    were, are = passages_of_text(before), passages_of_text(now)
    changed = compared([each.words for each in were], [each.words for each in are])
    if changed is None:
        return None
    return [were[number].text for number in changed.removed], [are[number].text for number in changed.added]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("We meet, and eat.", "We meet – and eat!"),
        ("We meet, and eat.", "**We meet** and\n_eat_"),
        ("We meet.\nWe eat.", "We meet. We eat."),
        ("we meet", "We Meet."),
        ("- One\n- Two", "* One\n* Two"),
        ("1. One\n2. Two", "2. Two\n3. One"),
        ("# About", "## About ##"),
        ("One. Two. Three.", "Three. One. Two."),
        ("We’re here.", "We're here."),
        ("Nous venons.\u00a0Bien !", "Nous venons. Bien !"),
        ("One.\n\n---\n\nTwo.", "One.\n\nTwo."),
        ("", " \n"),
    ],
)
def test_signs_spaces_and_order_are_no_change(before: str, now: str) -> None:
    assert _changed(before, now) is None
    assert _changed(now, before) is None


@pytest.mark.parametrize(
    ("before", "now", "removed", "added"),
    [
        (ELM, ELM.replace(" Children read here!", ""), ["Children read here!"], []),
        (ELM, ELM.replace("- Free\n", ""), ["Free"], []),
        (ELM, ELM + "- With lunch\n", [], ["With lunch"]),
        (ELM, ELM.replace("Mondays", "Tuesdays"), ["Open on Mondays"], ["Open on Tuesdays"]),
        ("Rent rose 5%.", "Rent rose 7%.", ["Rent rose 5%."], ["Rent rose 7%."]),
        ("It costs $5.", "It costs €5.", ["It costs $5."], ["It costs €5."]),
        ("Call 555-0181.", "Call 555-0182.", ["Call 555-0181."], ["Call 555-0182."]),
        ("[Ours](https://a.example)", "[Ours](https://b.example)", ["[Ours](https://a.example)"], None),
        ("You may come.", "You may not come.", ["You may come."], ["You may not come."]),
        ("Come. Come.", "Come.", ["Come."], []),
        ("我们见面。我们吃饭。", "我们见面。", ["我们吃饭。"], []),
        ("نلتقي. لماذا؟ لنأكل.", "نلتقي. لنأكل.", ["لماذا؟"], []),
    ],
)
def test_the_changed_passage_is_named(before: str, now: str, removed: list[str], added: list[str] | None) -> None:
    found = _changed(before, now)
    assert found is not None
    assert found[0] == removed
    assert added is None or found[1] == added


def test_an_abbreviation_ends_no_sentence() -> None:
    text = "Dr. Reyes of St. Mary's came at 9 a.m. sharp. She stayed."
    assert [each.text for each in passages_of_text(text)] == [
        "Dr. Reyes of St. Mary's came at 9 a.m. sharp.",
        "She stayed.",
    ]


def test_paragraphs_list_items_and_headings_begin_on_their_lines() -> None:
    assert list(blocks_of("\n# A\nb\nc\n\n- d\n  e\n- f\n")) == [("# A b c", 2), ("- d e", 6), ("- f", 8)]
    assert [each.block for each in passages_of_text("One. Two.\n\nThree.")] == [0, 0, 1]


def test_a_digest_says_the_same_and_not_the_words() -> None:
    one, other, third = (passages_of_text(text)[0] for text in ("Ask Dana Reyes.", "ask dana reyes", "Ask Dana."))
    assert one.digest == other.digest != third.digest
    assert "dana" not in one.digest.lower()
