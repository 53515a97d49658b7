"""Entries for address books: a profile leads to its card where there is one, and residents have none."""

import re

from tests.support.building import forest_city


def test_profiles_lead_to_the_cards_that_are_there() -> None:
    folder = forest_city() / "site" / "partners"
    cards = {file.name for file in folder.glob("*.vcf")}
    pages = {page.stem: page.read_text(encoding="utf-8") for page in folder.glob("*.html")}
    assert {card for html in pages.values() for card in re.findall(r'href="([^"/]*\.vcf)"', html)} == cards
    assert len(cards) == len(pages) - 1 - 2
    assert not {"resident-east-side.vcf", "amina-warsame.vcf"} & cards
