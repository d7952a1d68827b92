"""Files as ugly as real ones, each read to what is written beside it."""

import json
from pathlib import Path

import pytest

from tests.registers.make import FILES, HERE, LARGEST
from tests.registers.told import told


def expected_of(name: str) -> Path:
    """Where it is written what a file comes to."""
    return HERE / f"{name}.json"


@pytest.mark.parametrize("name", FILES)
def test_a_register_is_read_to_what_is_written_beside_it(name: str) -> None:
    expected = json.loads(expected_of(name).read_text())
    assert {"about": FILES[name].about, **told(HERE / name, FILES[name].answers)} == expected


def test_there_are_many_and_they_are_small() -> None:
    assert len(FILES) >= 25
    assert all((HERE / name).stat().st_size < LARGEST for name in FILES)
    assert {path.name for path in HERE.glob("*.json")} == {f"{name}.json" for name in FILES}
