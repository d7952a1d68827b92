"""The bell that wakes a worker: a queue that carries nothing but the news that there is work.

What there is to do stands in the table of jobs alone. A ring that is lost costs a minute: the sweep
finds the job.
"""

import logging
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from huey import Huey, PostgresHuey, SqliteHuey, crontab

from riskapp.log import log
from riskapp.settings import Settings

BELL = "riskapp_bell"
NAME = "riskapp"
FILE = "queue.sqlite3"


@dataclass(frozen=True, slots=True)
class Bell:
    """A queue, and the rope that rings in it."""

    queue: Huey
    rope: Callable[[], Any]

    def close(self) -> None:
        """Let go of the queue."""
        self.queue.storage.close()


def ring(settings: Settings, hung: MutableMapping[str, Any]) -> None:
    """Wake a worker, by the bell that hangs there since the first ring.

    Whoever rings has done what they came for: where ringing fails, the sweep will find the work.
    """
    try:
        if BELL not in hung:
            hung[BELL] = open_bell(settings)
        hung[BELL].rope()
    except Exception as error:
        log.warning("no worker woken", extra={"error": type(error).__name__})


def open_bell(
    settings: Settings,
    answer: Callable[[], object] = lambda: None,
    each_minute: Callable[[], object] = lambda: None,
) -> Bell:
    """Open the queue of an installation; a worker says what it does at a ring and each minute."""
    logging.getLogger("huey").setLevel(logging.WARNING)
    queue = _open_queue(settings)
    rope = queue.task(name="answer")(lambda: _no_result(answer))
    queue.periodic_task(crontab(minute="*"), name="each_minute")(lambda: _no_result(each_minute))
    return Bell(queue, rope)


def _no_result(deed: Callable[[], object]) -> None:
    deed()


def _open_queue(settings: Settings) -> Huey:
    """Open the queue beside the database: in a file of its own, or in PostgreSQL's own tables."""
    address = sa.make_url(settings.database_url)
    if address.get_backend_name() == "sqlite":
        settings.data.mkdir(parents=True, exist_ok=True)
        return SqliteHuey(NAME, results=False, filename=str(settings.data / FILE))
    plain = address.set(drivername="postgresql").render_as_string(hide_password=False)
    return PostgresHuey(NAME, results=False, dsn=plain, create_tables=False)
