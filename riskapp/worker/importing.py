"""Old registers as jobs: a long file takes longer to look through than anybody waits for a page."""

from typing import Any, Final
from uuid import UUID

from riskapp.domain.import_findings import foreseen
from riskapp.domain.jobs import Outcome
from riskapp.services.importing.loading import check_file, load_file
from riskapp.services.transactions import transaction
from riskapp.worker.work import Work

READING: Final = "Reading the file"


def check_import(work: Work) -> Outcome:
    """Look every row of a file through."""
    work.tell(0, 0, READING)
    file_id, seen = _asked(work)
    with work.session() as session, transaction(session):
        findings = check_file(session, work.actor, file_id, seen, work.tell)
    return Outcome(f"{foreseen(findings)}.", link=_page(work))


def load_import(work: Work) -> Outcome:
    """Load a file: it is saved with the end of the job, once, however often it is tried."""
    work.tell(0, 0, READING)
    file_id, seen = _asked(work)
    work.at_end(lambda session: load_file(session, work.actor, file_id, seen, work.tell))
    return Outcome("The file is loaded: see what became of its rows.", link=_page(work))


def _asked(work: Work) -> tuple[UUID, int]:
    asked: dict[str, Any] = dict(work.arguments)
    return UUID(asked["file_id"]), int(asked["seen_version"])


def _page(work: Work) -> str:
    return f"/{work.actor.organisation_code}/imports/{work.arguments['file_id']}"
