"""Files of an old register at each stage of their way in, made at once for tests that look."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlmodel import Session, select

from riskapp.domain.drafts import EditRisk, RiskDetails, Statement
from riskapp.domain.import_drafts import PutRight
from riskapp.domain.jobs import AskJob, JobKind
from riskapp.domain.permissions import Actor
from riskapp.models import ImportFile, Organisation, Risk
from riskapp.models.database import open_database, open_session
from riskapp.queries.cases import get_case_by_id
from riskapp.services.importing.files import put_right
from riskapp.services.importing.loading import check_file, load_file
from riskapp.services.jobs import ask_job
from riskapp.services.people import command_line_actor
from riskapp.services.risks import edit_risk
from riskapp.services.transactions import transaction
from riskapp.settings import DEMONSTRATION_TODAY
from riskapp.web.import_jobs import key_of
from tests.imports import handed_in

JUNE: Final = (
    "Ref,Title,Opened,Owner,Action,Action due date\n"
    "K-1,Too few nurses,31/03/2018,,Recruit six nurses,30/09/2018\n"
    "K-2,Old lift,01/02/2018,,,\n"
)
JULY: Final = (
    JUNE.replace("Too few nurses", "Too few staff").replace("Old lift", "Very old lift")
    + "K-3,Leaking roof,31/02/2018,Matron,,\nTotal,3,,,,\n"
)


@dataclass(frozen=True, slots=True)
class Imported:
    """A file that is loaded, a newer one that waits for somebody, and one that a worker is at."""

    loaded: UUID
    open: UUID
    under_way: UUID


def bring_in(folder: Path) -> Imported:
    """Bring files into the demonstration's own trust, and change a risk of theirs here."""
    engine = open_database(f"sqlite:///{folder / 'riskapp.sqlite3'}")
    with open_session(engine) as session:
        trust = session.exec(select(Organisation).where(Organisation.code == "demo")).one()
        with transaction(session):
            actor = command_line_actor(session, trust, DEMONSTRATION_TODAY)
        loaded = _looked_through(session, actor, JUNE, "june.csv")
        with transaction(session):
            load_file(session, actor, loaded.id, loaded.version)
        _change(session, actor)
        waits = _looked_through(session, actor, JULY, "july.csv")
        begun = handed_in(session, actor, JULY.encode() + b"\n", name="august.csv")
        with transaction(session):
            key = key_of(JobKind.LOAD_IMPORT, begun.id, begun.version)
            ask_job(session, actor, AskJob(JobKind.LOAD_IMPORT, key))
        ids = Imported(loaded.id, waits.id, begun.id)
    engine.dispose()
    return ids


def put_right_meanwhile(folder: Path, file_id: UUID) -> None:
    """Let somebody else leave a row out of a file that waits."""
    engine = open_database(f"sqlite:///{folder / 'riskapp.sqlite3'}")
    with open_session(engine) as session:
        file = session.exec(select(ImportFile).where(ImportFile.id == file_id)).one()
        trust = session.get_one(Organisation, file.organisation_id)
        actor = command_line_actor(session, trust, DEMONSTRATION_TODAY)
        with transaction(session):
            rows = frozenset({4})
            put_right(session, actor, file_id, PutRight(file.version, rows, left_out=rows))
    engine.dispose()


def _looked_through(session: Session, actor: Actor, content: str, name: str) -> ImportFile:
    file = handed_in(session, actor, content.encode(), name=name)
    with transaction(session):
        check_file(session, actor, file.id, file.version)
    return file


def _change(session: Session, actor: Actor) -> None:
    risk = session.exec(select(Risk).where(Risk.printed_reference == "K-1")).one()
    says = get_case_by_id(session, actor, risk.id).says
    details = RiskDetails(
        Statement("Too few nurses at night"), kind=says.kind, unit_id=says.unit_id
    )
    with transaction(session):
        draft = EditRisk(details, "It was unclear.", risk.version)
        edit_risk(session, actor, f"R-{risk.number:04}", draft)
