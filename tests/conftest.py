"""What every test may use."""

import gc

pytest_plugins = ["tests.engines", "tests.databases", "tests.browser"]


def pytest_collection_finish() -> None:
    """Leave what lives to the end of the run out of every later search for what is not used."""
    gc.collect()
    gc.freeze()
