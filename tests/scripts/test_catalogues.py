"""The script that makes the catalogues: it sees the same messages whichever Python runs it."""

from pathlib import Path

import pytest

from scripts.make.catalogues import ROOT, messages_in_formatted_strings

IN_FORMATTED_STRINGS = (
    "f\"because: {gettext('You have')}\"",
    "f\"{words.ngettext('a day', '%(num)d days', days)}\"",
    "f'{_(\"Hours\").upper():>10}'",
    'f"""\n{words.pgettext("consent", "ends")}\n"""',
)
IN_STRINGS_OF_THEIR_OWN = ('hours = _("Hours")\nf"{hours}: {opening}"', 'gettext("f{}")', 'f"{described(text)}"')


@pytest.mark.parametrize("code", IN_FORMATTED_STRINGS)
def test_a_message_inside_a_formatted_string_is_named_with_its_place(code: str, tmp_path: Path) -> None:
    (tmp_path / "rooms").mkdir()
    (tmp_path / "rooms/page.py").write_text(f"# A comment.\n{code}\n")
    (fault,) = messages_in_formatted_strings(tmp_path / "rooms")
    assert fault.startswith("rooms/page.py:2: a message inside an f-string")


@pytest.mark.parametrize("code", IN_STRINGS_OF_THEIR_OWN)
def test_a_message_beside_a_formatted_string_is_no_fault(code: str, tmp_path: Path) -> None:
    (tmp_path / "page.py").write_text(code)
    assert messages_in_formatted_strings(tmp_path) == []


def test_the_program_has_no_message_inside_a_formatted_string() -> None:
    assert messages_in_formatted_strings(ROOT / "coalition_site") == []
