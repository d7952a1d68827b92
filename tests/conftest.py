"""What every test may use."""

import gc

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.engines", "tests.databases", "tests.browser"]

# The same examples each time, however slow the machine: a run fails for what was changed alone.
# Whoever looks for more says --hypothesis-profile=default.
settings.register_profile(
    "steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")


def pytest_collection_finish() -> None:
    """Leave what lives to the end of the run out of every later search for what is not used."""
    gc.collect()
    gc.freeze()
