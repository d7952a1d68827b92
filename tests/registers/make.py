"""Makes the files of this folder anew: `python -m tests.registers.make`, run by hand."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from tests.registers import (
    made_datix,
    made_frameworks,
    made_layouts,
    made_lists,
    made_offices,
    made_readings,
    made_systems,
)
from tests.registers.writers import Made

HERE: Final = Path(__file__).parent
FILES: Final[Mapping[str, Made]] = {
    **made_datix.FILES,
    **made_frameworks.FILES,
    **made_layouts.FILES,
    **made_lists.FILES,
    **made_offices.FILES,
    **made_readings.FILES,
    **made_systems.FILES,
}
LARGEST: Final = 20_000


def make() -> None:
    """Write every file."""
    for name, made in FILES.items():
        content = made.make()
        assert len(content) < LARGEST, f"{name} has {len(content)} bytes"
        (HERE / name).write_bytes(content)


if __name__ == "__main__":
    make()
