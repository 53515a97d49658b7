"""How many examples property tests try: few for every change, many in `./run test --all`.

The same are tried in every run, so that a failure can be had again.
"""

from hypothesis import HealthCheck, settings

QUICK, LONG = "quick", "long"


def choose_examples(*, long: bool) -> None:
    """Sets the number for all property tests, before the first is read."""
    settings.register_profile(
        QUICK, derandomize=True, deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
    )
    settings.register_profile(LONG, settings.get_profile(QUICK))
    settings.load_profile(LONG if long else QUICK)


def examples(quick: int, long: int) -> int:
    """The number for one test, where that for all does not fit it."""
    return long if settings.get_current_profile_name() == LONG else quick
