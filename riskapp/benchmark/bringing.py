"""An old register handed in, looked through and loaded, in a process that does nothing else.

Run with a file and an organisation's code; prints the seconds of each, of CPU, and the peak of
memory as JSON. These are the steps of the pages, as their worker takes them.
"""

import json
import sys
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, process_time
from uuid import UUID

from sqlmodel import Session

from riskapp.benchmark.measuring import peak_memory
from riskapp.cli.opening import get_organisation, register, settings_today
from riskapp.domain.import_drafts import HandIn
from riskapp.domain.permissions import Actor
from riskapp.intake.opening import open_book
from riskapp.intake.proposing import propose
from riskapp.services.importing.files import get_open, hand_in
from riskapp.services.importing.loading import check_file, load_file
from riskapp.services.people import command_line_actor
from riskapp.services.transactions import transaction
from riskapp.settings import Settings


def main() -> None:
    """Bring one file in, as a worker does for the pages."""
    file, code = sys.argv[1:]
    settings, took = Settings.for_commands(), dict[str, float]()
    with register(settings) as session:
        with transaction(session):
            there = get_organisation(session, code)
            actor = command_line_actor(session, there, settings_today(settings))
        with _timed(took, "handed_in"), transaction(session):
            key = _hand_in(session, actor, Path(file))
        busy = process_time()
        with _timed(took, "looked"), transaction(session):
            check_file(session, actor, key, _version(session, actor, key))
        with _timed(took, "loaded"), transaction(session):
            load_file(session, actor, key, _version(session, actor, key))
        took["cpu"] = process_time() - busy
    sys.stdout.write(json.dumps(took | {"peak": peak_memory()}))


def _hand_in(session: Session, actor: Actor, file: Path) -> UUID:
    """Hand a file in with the plan that is proposed for it, and no question left."""
    content = file.read_bytes()
    book = open_book(content)
    return hand_in(session, actor, HandIn(file.name, content), book, propose(book)).id


def _version(session: Session, actor: Actor, key: UUID) -> int:
    return get_open(session, actor, key).version


@contextmanager
def _timed(took: MutableMapping[str, float], step: str) -> Iterator[None]:
    began = perf_counter()
    yield
    took[step] = perf_counter() - began


if __name__ == "__main__":
    main()
