"""How far a job is, kept beside the database: there it is read while the job's own deed writes.

SQLite lets one transaction write at a time, so that nobody else can write to the row of a job whose
deed is one long transaction. The row says the same as soon as it can be written to.
"""

import json
from contextlib import suppress
from typing import Final
from uuid import UUID

from riskapp.domain.jobs import Progress
from riskapp.files import Files, read_on

FOLDER: Final = "progress"


def put_aside(files: Files, job_id: UUID, progress: Progress) -> None:
    """Keep how far a job is; a job goes on without, where there is no room for it."""
    told = [progress.done, progress.total, progress.words]
    with suppress(OSError):
        files.put(_key(job_id), [json.dumps(told).encode()])


def read_aside(files: Files, job_id: UUID) -> Progress | None:
    """Return how far a job is by what is kept aside, None where nothing is."""
    file = files.open(_key(job_id))
    return Progress(*json.loads(b"".join(read_on(file)))) if file is not None else None


def drop_aside(files: Files, job_id: UUID) -> None:
    """Keep it no longer: the attempt is over, and the row tells how it ended."""
    with suppress(OSError):
        files.remove(_key(job_id))


def _key(job_id: UUID) -> str:
    return f"{FOLDER}/{job_id}"
