"""A worker that waits to be woken, until it is told to stop."""

import fcntl
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from huey.consumer import Consumer

from riskapp.domain.errors import RegisterError
from riskapp.settings import Settings
from riskapp.worker.bell import open_bell
from riskapp.worker.running import hand_back_unfinished, run_all
from riskapp.worker.shop import Shop
from riskapp.worker.sweeping import sweep

LOCK = "worker.lock"
SECONDS_TO_FINISH = 8
LOOKS_EVERY_SECONDS = 1.0


class AlreadyWorkingError(RegisterError):
    """A worker of this folder runs already: a second would only get in its way."""


class Waiting(Consumer):  # type: ignore[misc]
    """A consumer of the queue that finishes what it is at, whichever way it is told to stop."""

    def __init__(self, shop: Shop, queue: Any) -> None:
        super().__init__(
            queue,
            max_delay=LOOKS_EVERY_SECONDS,
            shutdown_timeout=SECONDS_TO_FINISH,
        )
        self.shop = shop
        self._signal_actions = dict.fromkeys((signal.SIGINT, signal.SIGTERM), (False, True))

    def stop(self, graceful: bool = False) -> None:  # noqa: FBT001, FBT002 - as the consumer has it
        """Let a deed that asks know that it is to end here, then wait for it."""
        self.shop.stop.set()
        super().stop(graceful=graceful)


def work_until_stopped(shop: Shop) -> None:
    """Wait for work and do it until told to stop; AlreadyWorkingError where another does."""
    with _only_one(shop.settings):
        bell = open_bell(shop.settings, lambda: run_all(shop), lambda: _look(shop))
        Waiting(shop, bell.queue).run()
        hand_back_unfinished(shop)


def _look(shop: Shop) -> None:
    sweep(shop)
    run_all(shop)


@contextmanager
def _only_one(settings: Settings) -> Iterator[None]:
    """Hold the lock of the folder; the system lets go of it however the process ends."""
    settings.data.mkdir(parents=True, exist_ok=True)
    with Path(settings.data / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = f"A worker is at work for {settings.data} already."
            raise AlreadyWorkingError(message) from None
        yield
