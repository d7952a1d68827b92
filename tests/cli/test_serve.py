"""The demonstration as `make run` starts it: a process of its own, and its pages."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from tests.ports import free_port

SECONDS_TO_START = 600
SECONDS_TO_STOP = 60


@contextmanager
def served(data: Path, port: int, *options: str, **more: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "riskapp", "serve", "--port", str(port), *options]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RISKAPP_")}
    process = subprocess.Popen(
        command,
        env=kept | {"RISKAPP_DATA": str(data)} | more,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def wait_for(port: int, process: subprocess.Popen[str]) -> str:
    """Return what /readyz says, once somebody answers."""
    deadline = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:  # refused, broken off, or silent for too long
            time.sleep(0.2)
    raise AssertionError(process.communicate()[0])


def stop(process: subprocess.Popen[str]) -> str:
    """Stop it as Ctrl-C does, and return all it said."""
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=SECONDS_TO_STOP)
    return said


def workers_of(data: Path) -> list[int]:
    """The workers that work for a folder; told by what they were started with."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if b"--with-parent" in (process / "cmdline").read_bytes():
                told = (process / "environ").read_bytes()
                found += [int(process.name)] if f"RISKAPP_DATA={data}\0".encode() in told else []
        except OSError:
            continue  # it has ended meanwhile
    return found


def wait_for_workers(data: Path, number: int) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while len(workers_of(data)) != number:
        assert time.monotonic() < deadline, workers_of(data)
        time.sleep(0.2)


def kill_and_see_its_worker_end(data: Path) -> None:
    with served(data, free_port(), "--demonstration") as process:
        wait_for_workers(data, 1)
        process.kill()
        process.communicate(timeout=SECONDS_TO_STOP)
    wait_for_workers(data, 0)


def test_the_demonstration_starts_from_nothing_and_again_at_once(tmp_path: Path) -> None:
    port = free_port()
    with served(tmp_path, port, "--demonstration") as process:
        assert wait_for(port, process) == "ready\n"
        with served(tmp_path, port, "--demonstration") as second:
            assert f"Port {port} cannot be used" in second.communicate()[0]
            assert second.returncode == 1
        wait_for_workers(tmp_path, 1)
        said = stop(process)
        assert process.returncode == 0
        assert workers_of(tmp_path) == []
    assert "Traceback" not in said
    assert "10 risks, 97 milestones" in said
    assert re.search(r"63 risks, 51 milestones, [0-9]{3} events", said)
    assert "risk-lead@hct.example" in said
    assert f"http://127.0.0.1:{port}/" in said
    began = time.monotonic()
    with served(tmp_path, port, "--demonstration") as process:
        assert wait_for(port, process) == "ready\n"
        took = time.monotonic() - began
        said = stop(process)
    assert said.count("nothing new") == 2
    assert took < SECONDS_TO_START / 4
    kill_and_see_its_worker_end(tmp_path)


def test_elsewhere_a_database_is_neither_made_nor_upgraded(tmp_path: Path) -> None:
    with served(tmp_path, free_port(), RISKAPP_SECRET_KEY="k" * 40) as process:
        said = process.communicate(timeout=SECONDS_TO_START)[0]
    assert process.returncode == 1
    assert "run `riskapp database upgrade` first" in said
