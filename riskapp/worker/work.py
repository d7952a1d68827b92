"""What the deed of a job is given: who asks, what for, and a way to say how far it is."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Event
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from riskapp.domain.jobs import Outcome, Progress
from riskapp.domain.permissions import Actor
from riskapp.models.database import open_session
from riskapp.services.jobs import TakenAwayError
from riskapp.settings import Settings


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

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Open a session of the deed's own."""
        with open_session(self.engine) as session:
            yield session

    def tell(self, done: int, total: int, words: str) -> None:
        """Say how far it is: "4 of 20", and what it is at; never what a risk says.

        Cheap, and safe within a transaction: another thread writes it down every two seconds. A
        deed that tells between its steps ends here when the worker is to stop.
        """
        self.progress = Progress(done, total, words)
        if self.taken_away:
            raise TakenAwayError
        if self.stop.is_set():
            raise StoppingError

    def at_end(self, deed: Callable[[Session], object]) -> None:
        """Do something in the transaction that ends the job: with it, or not at all."""
        self.last_deed = deed


Deed = Callable[[Work], Outcome]
