"""What was read of the last file stays at hand: who looks one through mostly loads it next."""

from collections.abc import Callable
from datetime import date
from threading import Lock
from typing import Final, NamedTuple

from riskapp.services.importing.reading import ReadFile

MOST_ROWS: Final = 20_000
"""Rows of a file that stay at hand: what is read of as many takes some 100 MB."""


class Reading(NamedTuple):
    """All that decides what a file says: its content, the plan, what was put right, and the day."""

    sha256: str
    plan: str
    corrections: str
    today: date


class LastRead:
    """The file that was read last, by whichever thread of the process.

    What a file says follows from its reading alone, so that it is the same for every organisation.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: tuple[Reading, ReadFile] | None = None

    def get(self, reading: Reading, read: Callable[[], ReadFile]) -> ReadFile:
        """Return what a file says, read now unless it is the one that was read last."""
        with self._lock:
            held = self._held
        if held is not None and held[0] == reading:
            return held[1]
        self.forget()
        fresh = read()
        if len(fresh.rows) <= MOST_ROWS:
            with self._lock:
                self._held = reading, fresh
        return fresh

    def forget(self) -> None:
        """Let go of it."""
        with self._lock:
            self._held = None


LAST_READ: Final = LastRead()
"""What this process has at hand."""
