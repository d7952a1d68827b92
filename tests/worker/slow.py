"""A worker whose Board pack takes as long as a test wants, run as a process of its own.

It adds a person at the end, who can be counted; while there is no file `go` it works on.
"""

import sys
import time
from pathlib import Path

from sqlmodel import Session

from riskapp.cli import main
from riskapp.clock import uuid7
from riskapp.domain.jobs import JobKind, Outcome, ResultFile
from riskapp.models import Person
from riskapp.worker import shop
from riskapp.worker.work import Work

GO = Path(sys.argv[1])


def slow(work: Work) -> Outcome:
    """Work until told to go on."""
    work.at_end(add_person)
    while not GO.exists():
        work.tell(1, 2, "Half way")
        time.sleep(0.05)
    return Outcome("All of it.", file=ResultFile("a.txt", "text/plain", [b"content"]))


def add_person(session: Session) -> None:
    """Do what must be done once."""
    session.add(Person(email=f"{uuid7()}@job.example", name="Added by a job"))


if __name__ == "__main__":
    shop.KINDS = dict.fromkeys(JobKind, slow)  # type: ignore[misc]
    sys.exit(main(sys.argv[2:]))
