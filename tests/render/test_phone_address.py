"""Phone numbers become links where they can be dialled as they stand."""

import pytest

from coalition_site.render.environment import phone_address


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("(573) 555-0142", "tel:5735550142"),
        ("+1 573.555.0142", "tel:+15735550142"),
        ("573\u2011555\u20110142", "tel:5735550142"),
        ("911", "tel:911"),
        ("(573) 555-0142 ext. 3", ""),
        ("555-0142 or 555-0143", ""),
        ("+1+2 555", ""),
        ("javascript:1", ""),
        ("", ""),
    ],
)
def test_a_number_that_can_be_dialled_has_an_address(written: str, address: str) -> None:
    assert phone_address(written) == address
