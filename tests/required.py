"""What a test run must have: what RISKAPP_TEST_REQUIRE names may not be skipped."""

import os
from typing import NoReturn

import pytest


def absent(thing: str, why: str) -> NoReturn:
    """Skip the tests that need this thing, or fail them where the run says it must be there."""
    required = os.environ.get("RISKAPP_TEST_REQUIRE", "").split(",")
    if thing in required:
        pytest.fail(f"{thing} is required (RISKAPP_TEST_REQUIRE): {why}", pytrace=False)
    pytest.skip(f"{thing} is not here: {why}")
