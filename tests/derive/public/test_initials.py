"""Initials tell partners without a logo apart."""

import pytest

from coalition_site.derive.public.initials import initials


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Northside Legal Aid", "NL"),
        ("Department of Housing & Neighborhoods", "DH"),
        ("Forest City Public Library", "PL"),
        ("Forest City Public Schools", "PS"),
        ("Forest City", "FC"),
        ("O'Malley Precision Tooling", "OP"),
        ("«Radio Bosque»", "RB"),
        ("Resident, east side", "R"),
        ("211 hotline", "2"),
        ("élan", "é"),
        ("E\u0301lan Vital", "\u00c9V"),
        ("林肯公园社区协会", "林"),
        ("جمعية الحي", "ج"),
        ("Центр семьи «Надежда»", "ЦН"),
        ("***", ""),
    ],
)
def test_initials(name: str, said: str) -> None:
    assert initials(name, "Forest City") == said
