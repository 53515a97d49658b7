"""Settings for all tests: property tests try the same examples in every run, so that a failure can be had again."""

import signal

from hypothesis import HealthCheck, settings

settings.register_profile(
    "project", derandomize=True, deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("project")

# A shell that starts the tests in the background switches Ctrl-C off for all that they start, and some of them test it.
signal.signal(signal.SIGINT, signal.default_int_handler)
