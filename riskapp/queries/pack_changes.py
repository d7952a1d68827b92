"""Which pack came before another of its kind, and what changed since."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.packs import MakePack
from riskapp.domain.permissions import Actor
from riskapp.domain.reviews import months_after
from riskapp.domain.scoring import ScoreKind
from riskapp.models import Pack, Placement, Position
from riskapp.queries.movement import get_movement, in_order
from riskapp.queries.movement_milestones import list_milestone_moves
from riskapp.queries.movement_scope import Looked, Risks
from riskapp.queries.pack_subjects import get_subject
from riskapp.queries.scope import holds
from riskapp.readmodels.pack_changes import Changes, Since
from riskapp.readmodels.risk_page import RiskPage

MONTHS_BACK: Final = 3
"""So long back a pack looks that has none before it."""


def find_since(session: Session, actor: Actor, asked: MakePack) -> Since:
    """Return with which day a pack is compared.

    That of the last pack that was issued of the same kind and subject, for the same committee and
    the same readers, unless it was withdrawn; where there is none, a day three months before.
    """
    row = session.connection().execute(_last(session, actor, asked)).first()
    if row is None:
        return Since(months_after(asked.as_at, -MONTHS_BACK))
    return Since(row.as_at, row.number)


def get_changes(
    session: Session, reader: Actor, asked: MakePack, since: Since, risks: Risks = None
) -> Changes:
    """Return what changed of some risks, or of all, between that day and the pack's own."""
    found = get_movement(session, reader, since.on, asked.as_at, risks=risks)
    return Changes(since, found)


def get_changes_of(
    session: Session,
    reader: Actor,
    asked: MakePack,
    since: Since,
    *,
    risks: Risks,
    pages: Iterable[RiskPage],
) -> Changes:
    """Return the same with the scores that the risks on these pages had that day."""
    before = list_scores_then(session, reader, [page.row.id for page in pages], since)
    return replace(get_changes(session, reader, asked, since, risks), before=before)


def get_register_changes(session: Session, reader: Actor, asked: MakePack, since: Since) -> Changes:
    """Return what changed of the risks that were on a register since, and of the programmes."""
    found = get_changes(session, reader, asked, since, placed_since(reader, asked, since))
    looked = Looked(reader, found.movement.period)
    others = [move for move in list_milestone_moves(session, looked) if not move.risks]
    moves = in_order((*found.movement.moves, *others))
    return replace(found, movement=replace(found.movement, moves=moves))


def list_scores_then(
    session: Session, reader: Actor, risk_ids: Collection[UUID], since: Since
) -> Mapping[UUID, int]:
    """Return the current scores that these risks, which the reader may know of, had that day."""
    query = sa.select(col(Position.risk_id), col(Position.score)).where(
        col(Position.organisation_id) == reader.organisation_id,
        col(Position.kind) == ScoreKind.CURRENT,
        col(Position.risk_id).in_(risk_ids),
        col(Position.score) > 0,
        holds(Position, since.on),
    )
    return {row.risk_id: row.score for row in session.connection().execute(query)}


def placed_since(reader: Actor, asked: MakePack, since: Since) -> sa.Select[Any]:
    """Return the statement for the risks that were on a register at some time since that day."""
    return sa.select(col(Placement.risk_id)).where(
        col(Placement.organisation_id) == reader.organisation_id,
        col(Placement.from_on) <= asked.as_at,
        col(Placement.until_on) > since.on,
    )


def _last(session: Session, actor: Actor, asked: MakePack) -> sa.Select[*tuple[Any, ...]]:
    subject = get_subject(session, actor, asked)
    query: sa.Select[*tuple[Any, ...]] = sa.select(col(Pack.number), col(Pack.as_at))
    return (
        query.where(
            col(Pack.organisation_id) == actor.organisation_id,
            col(Pack.kind) == asked.kind,
            col(Pack.public).is_(asked.public),
            col(Pack.subject_id).is_not_distinct_from(subject.id),
            col(Pack.committee_id).is_not_distinct_from(subject.committee_id),
            col(Pack.withdrawn_on).is_(None),
            col(Pack.as_at) < asked.as_at,
        )
        .order_by(col(Pack.as_at).desc(), col(Pack.issued_at).desc(), col(Pack.id).desc())
        .limit(1)
    )
