"""The heartbeat of a job: another thread says every two seconds that it goes on, and how far."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from sqlalchemy.exc import OperationalError

from riskapp.clock import utc_now
from riskapp.domain.jobs import BEATS_EVERY, LONGEST_RUN
from riskapp.services.jobs import Run, TakenAwayError, beat
from riskapp.services.transactions import transaction
from riskapp.worker.work import Work


@contextmanager
def beating(run: Run, work: Work) -> Iterator[None]:
    """Keep a job alive while its deed is done."""
    ended = Event()
    thread = Thread(target=_beat_on, args=(run, work, ended), name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _beat_on(run: Run, work: Work, ended: Event) -> None:
    """Beat until the deed ends, or has taken so long that it must be hanging."""
    last = utc_now() + LONGEST_RUN
    while not ended.wait(BEATS_EVERY.total_seconds()) and utc_now() < last:
        try:
            with work.session() as session, transaction(session):
                beat(session, run, work.progress, utc_now())
        except OperationalError:
            continue  # the database is busy, perhaps with this very deed: the next beat will do
        except TakenAwayError:
            work.taken_away = True
            return
