"""Writes anew what each file comes to: `python -m tests.registers.expect`, run by hand.

Look at every line that changed before you commit it: it is what somebody's register comes to.
"""

import json

from tests.registers.make import FILES, HERE
from tests.registers.told import told


def expect() -> None:
    """Write what each file comes to beside it."""
    for name, made in FILES.items():
        comes_to = {"about": made.about, **told(HERE / name, made.answers)}
        words = json.dumps(comes_to, ensure_ascii=False, indent=1)
        (HERE / f"{name}.json").write_text(f"{words}\n")


if __name__ == "__main__":
    expect()
