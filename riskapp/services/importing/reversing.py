"""Taking the import of a file back: its risks are withdrawn, and nothing is deleted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.decisions import DecisionState
from riskapp.domain.errors import FieldError, StaleError
from riskapp.domain.happenings import Happening
from riskapp.domain.imports import ImportState
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.permissions import Actor
from riskapp.domain.references import milestone_reference, risk_reference
from riskapp.models import (
    Decision,
    ImportFile,
    Milestone,
    Placement,
    Risk,
    RiskMilestone,
    RiskVersion,
)
from riskapp.queries.import_reversal import Reversal, find_reversal
from riskapp.queries.joins import points_at
from riskapp.queries.scope import same_risk, still, still_open
from riskapp.services.history import note, note_all, noted_by
from riskapp.services.importing.files import get_file
from riskapp.services.importing.holding import hold_imports, hold_risks
from riskapp.services.search_index import reindex
from riskapp.services.telling import tell_changed
from riskapp.services.versions import rewrite_many

BATCH: Final = 500
NOT_LOADED: Final = "This file is not loaded, so there is nothing to take back."
ANOTHER_COUNT: Final = "The file brought in {risks} risks, not {seen}: look again."
TAKEN_BACK: Final = "The import with which the risk came was taken back."
SAYS: Final[Mapping[str, Any]] = {"status": RiskStatus.WITHDRAWN, "closed_on": None}


def reverse_import(
    session: Session, actor: Actor, file_id: UUID, reason: str, *, seen: int | None = None
) -> ImportFile:
    """Withdraw the risks that a file brought in, while nothing is built on them.

    `seen` is the number of risks that somebody was shown. Their references in the old register are
    free again, so that a file that was put right can be brought in; ours are never used twice.
    """
    file = get_file(session, actor, file_id)
    if file.state is not ImportState.LOADED:
        raise StaleError(NOT_LOADED)
    if not reason.strip():
        raise FieldError("reason", "Say why: the reason is kept with the file and with its risks.")
    found = _held(session, actor, file)
    if found.blocked:
        raise FieldError("", f"It cannot be taken back. {' '.join(found.blocked)}")
    if seen is not None and seen != found.risks:
        raise StaleError(ANOTHER_COUNT.format(risks=found.risks, seen=seen))
    for ids in _in_batches(found.risk_ids):
        _withdraw(session, actor, file, ids, reason.strip())
    _keep_reversed(session, actor, file, reason.strip(), found.risks)
    return file


def _held(session: Session, actor: Actor, file: ImportFile) -> Reversal:
    """Return what taking a file back comes to, while nobody builds anything on it."""
    hold_imports(session, actor)
    found = find_reversal(session, actor, file)
    if hold_risks(session, actor, found.risk_ids):
        found = find_reversal(session, actor, file)
    return found


def _keep_reversed(
    session: Session, actor: Actor, file: ImportFile, reason: str, risks: int
) -> None:
    file.state, file.reversed_on = ImportState.REVERSED, actor.today
    file.reversed_by_id, file.reversed_why = actor.person_id, reason
    file.version += 1
    facts, words = {"file": file.name, "risks": risks}, {"reason": reason}
    told = Happening.IMPORT_REVERSED
    note(session, actor, told, subject_id=file.id, facts=facts, words=words)
    session.flush()


def _withdraw(
    session: Session, actor: Actor, file: ImportFile, ids: Sequence[UUID], reason: str
) -> None:
    """Withdraw some of the risks: what they say, their registers, what is open, their actions."""
    _note_withdrawn(session, actor, file, ids, reason)
    rewrite_many(session, actor, ids, SAYS)
    _leave_and_end(session, actor, ids)
    _cancel_actions(session, actor, ids, reason)
    freed = {col(Risk.version): col(Risk.version) + 1, col(Risk.printed_key): ""}
    ours = (col(Risk.organisation_id) == actor.organisation_id, col(Risk.id).in_(ids))
    session.connection().execute(sa.update(Risk).where(*ours).values(freed))
    session.expire_all()
    reindex(session, actor.organisation_id, *ids)


def _leave_and_end(session: Session, actor: Actor, ids: Sequence[UUID]) -> None:
    """Take the risks off every register, and end what was to be decided about them."""
    ask = session.connection().execute
    left = sa.update(Placement).where(*_of(Placement, actor, ids), still(Placement))
    ask(left.values(until_on=actor.today))
    ended = sa.update(Decision).where(*_of(Decision, actor, ids), still_open())
    values = {
        "state": DecisionState.SUPERSEDED,
        "decided_on": actor.today,
        "decided_by_id": actor.person_id,
        "decided_why": TAKEN_BACK,
    }
    ask(ended.values(**values))


def _note_withdrawn(
    session: Session, actor: Actor, file: ImportFile, ids: Sequence[UUID], reason: str
) -> None:
    query = (
        sa.select(
            *(col(Risk.id), col(Risk.number)),
            *(col(RiskVersion.status), col(RiskVersion.closed_on)),
        )
        .join(RiskVersion, same_risk())
        .where(*_of(RiskVersion, actor, ids), still(RiskVersion))
        .order_by(col(Risk.number))
    )
    for row in session.connection().execute(query).all():
        says = {"status": row.status, "closed_on": row.closed_on}
        changed = {name: new for name, new in SAYS.items() if says[name] != new}
        facts, words = tell_changed(says, changed, reason)
        facts |= {"risk": risk_reference(row.number), "file": file.name}
        told = Happening.RISK_WITHDRAWN
        noted = noted_by(actor, told, risk_id=row.id, subject_id=row.id, facts=facts, words=words)
        note_all(session, [noted])


def _cancel_actions(session: Session, actor: Actor, ids: Sequence[UUID], reason: str) -> None:
    """Cancel what was to be done for these risks alone, and is not done."""
    for milestone in session.exec(_theirs_alone(actor, ids)).all():
        facts = {
            "milestone": milestone_reference(milestone.number),
            "before": milestone.status.value,
            "status": MilestoneStatus.CANCELLED.value,
        }
        milestone.status, milestone.version = MilestoneStatus.CANCELLED, milestone.version + 1
        words = {"reason": reason}
        told, subject = Happening.MILESTONE_SET, milestone.id
        note(session, actor, told, subject_id=subject, facts=facts, words=words)
    session.flush()


def _theirs_alone(actor: Actor, ids: Sequence[UUID]) -> Any:
    link = points_at(RiskMilestone.milestone_id, Milestone)
    held = sa.exists().where(link, still(RiskMilestone))
    return (
        select(Milestone)
        .where(
            col(Milestone.organisation_id) == actor.organisation_id,
            col(Milestone.programme_id).is_(None),
            col(Milestone.status).not_in([MilestoneStatus.DONE, MilestoneStatus.CANCELLED]),
            held.where(col(RiskMilestone.risk_id).in_(ids)),
            ~held.where(col(RiskMilestone.risk_id).not_in(ids)),
        )
        .order_by(col(Milestone.number))
    )


def _of(table: Any, actor: Actor, ids: Sequence[UUID]) -> tuple[sa.ColumnElement[bool], ...]:
    return col(table.organisation_id) == actor.organisation_id, col(table.risk_id).in_(ids)


def _in_batches(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    left = iter(ids)
    while some := list(islice(left, BATCH)):
        yield some
