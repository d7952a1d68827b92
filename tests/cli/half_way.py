"""`riskapp review close` that stops half way: all is written, nothing is committed."""

import sys
import time
from pathlib import Path
from typing import Any

from riskapp.cli import main
from riskapp.services import month_closing


def stop(*_: Any, **__: Any) -> None:
    Path(sys.argv[1]).touch()
    time.sleep(600)


if __name__ == "__main__":
    month_closing.note = stop  # type: ignore[assignment]
    sys.exit(main(sys.argv[2:]))
