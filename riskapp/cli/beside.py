"""A worker beside the server: a process of its own that ends with it."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

SECONDS_TO_END = 12


@contextmanager
def worker_beside(mode: Mapping[str, str]) -> Iterator[None]:
    """Run a worker for as long as the server runs.

    It holds the other end of a pipe: should this process be killed, the worker ends by itself.
    """
    command = [sys.executable, "-m", "riskapp", "worker", "--with-parent"]
    worker = subprocess.Popen(command, stdin=subprocess.PIPE, env=os.environ | mode)  # noqa: S603 - this very program
    try:
        yield
    finally:
        worker.terminate()
        try:
            worker.wait(SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()
        if worker.stdin:
            worker.stdin.close()
