"""What the deed of a job is given: who asks, what for, and a way to say how far it is."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event
from time import monotonic
from typing import Any, Final

import sqlalchemy as sa
from sqlmodel import Session

from riskapp.domain.jobs import Outcome, Progress
from riskapp.domain.permissions import Actor
from riskapp.models.database import open_session
from riskapp.services.jobs import TakenAwayError
from riskapp.settings import Settings

ASIDE_EVERY: Final = 1.0
"""Seconds between what is put aside of how far a job is."""


class StoppingError(Exception):
    """The worker is told to stop: the job is put back and begun anew by another."""


@dataclass
class Work:
    """One attempt at a job.

    It may be a second attempt at what an earlier one did in part: a deed is written so that doing
    it twice is doing it once. What must happen exactly once is given to `at_end`, which is saved in
    the transaction that ends the job.
    """

    engine: sa.Engine
    settings: Settings
    actor: Actor
    arguments: Mapping[str, Any]
    stop: Event
    progress: Progress = field(default_factory=Progress)
    taken_away: bool = False
    last_deed: Callable[[Session], object] | None = None
    aside: Callable[[Progress], object] = lambda _progress: None
    aside_from: float = 0.0

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Open a session of the deed's own."""
        with open_session(self.engine) as session:
            yield session

    def tell(self, done: int, total: int, words: str) -> None:
        """Say how far it is: "4 of 20", and what it is at; never what a risk says.

        Cheap, and safe within a transaction: it is put aside once a second at most, and another
        thread writes it to the job's row. A deed that tells between its steps ends here when the
        worker is to stop.
        """
        self.show(Progress(done, total, words))
        if self.taken_away:
            raise TakenAwayError
        if self.stop.is_set():
            raise StoppingError

    def show(self, progress: Progress) -> None:
        """Let it be seen how far it is: at once where it is at something else, else in a moment."""
        now, anew = monotonic(), progress.words != self.progress.words
        self.progress = progress
        if anew or now >= self.aside_from:
            self.aside_from = now + ASIDE_EVERY
            self.aside(progress)

    def at_end(self, deed: Callable[[Session], object]) -> None:
        """Do something in the transaction that ends the job: with it, or not at all."""
        self.last_deed = deed


Deed = Callable[[Work], Outcome]
