"""An old register looked through and loaded in a process that does nothing else.

Run with a file and an organisation's code; prints the seconds of each, of CPU, and the peak of
memory as JSON.
"""

import contextlib
import io
import json
import sys
from time import perf_counter, process_time

from riskapp.benchmark.measuring import peak_memory
from riskapp.cli import main as command


def main() -> None:
    """Bring one file in, as the command does; what it says goes nowhere."""
    file, code = sys.argv[1:]
    asked = ["import", file, "--organisation", code]
    busy = process_time()
    with contextlib.redirect_stdout(io.StringIO()):
        looked = _seconds([*asked, "--dry-run"])
        loaded = _seconds(asked)
    cpu = process_time() - busy
    took = {"looked": looked, "loaded": loaded, "cpu": cpu, "peak": peak_memory()}
    sys.stdout.write(json.dumps(took))


def _seconds(asked: list[str]) -> float:
    began = perf_counter()
    if status := command(asked):
        sys.exit(status)
    return perf_counter() - began


if __name__ == "__main__":
    main()
