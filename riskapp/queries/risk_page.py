"""Everything about risks, for their own pages and for the packs: one risk is a batch of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from riskapp.domain.actions import Action
from riskapp.domain.intervals import FOREVER
from riskapp.domain.matrix import Matrix
from riskapp.domain.permissions import Actor, may
from riskapp.domain.printed_cells import cells_from_json
from riskapp.domain.quality_verdict import Failed
from riskapp.domain.references import risk_number
from riskapp.domain.reviews import DATE_CHANGED
from riskapp.domain.scoring import ScoreKind
from riskapp.domain.wording import label_of, origin_words, post_words
from riskapp.models import (
    MatrixVersion,
    Post,
    Programme,
    Provenance,
    Review,
    Risk,
    RiskVersion,
)
from riskapp.queries.assessments import list_assessments
from riskapp.queries.assurance import list_assurance_of_risks
from riskapp.queries.cases import no_such_risk
from riskapp.queries.decisions import list_decisions
from riskapp.queries.exposure import Kin, list_kin
from riskapp.queries.history import list_last_entries
from riskapp.queries.joins import points_at
from riskapp.queries.life import list_lives_of_risks
from riskapp.queries.matrices import find_matrix
from riskapp.queries.milestones import list_milestones_of_risks
from riskapp.queries.oversight import first_overseer
from riskapp.queries.path import path_shown
from riskapp.queries.quality import list_failed_of_risks
from riskapp.queries.register_columns import join_says, says_on
from riskapp.queries.register_rows import read_rows
from riskapp.queries.scope import Condition, holds, not_withdrawn, same_risk, still, visible
from riskapp.queries.sources import source_of, source_words
from riskapp.readmodels.assurance import RiskAssurance
from riskapp.readmodels.history import HistoryLine
from riskapp.readmodels.life import NO_TURNS, Life
from riskapp.readmodels.plan import MilestoneRow
from riskapp.readmodels.register import RegisterRow
from riskapp.readmodels.risk_page import AssessmentLine, DecisionLine, RiskPage, resting_on


def get_risk_page(
    session: Session, actor: Actor, reference: str, *, on: date | None = None
) -> RiskPage:
    """Return the page of the risk of that reference, as at a day or as it is now.

    NotFoundError when there was none yet, or none that the actor may know of.
    """
    return find_page(session, actor, reference, on)


def find_page(
    session: Session,
    actor: Actor,
    reference: str,
    on: date | None,
    *,
    known_on: date | None = None,
) -> RiskPage:
    """Return the page of a risk as at a day, its history and assurances from another.

    The rest of what was known by that day is for `get_known_page` to tell; nothing is checked.
    """
    which = col(Risk.number) == risk_number(reference)
    pages = _pages(session, actor, which, on, known_on=known_on)
    if not pages:
        raise no_such_risk(reference)
    return pages[0]


def list_risk_pages(
    session: Session, actor: Actor, risk_ids: Sequence[UUID], on: date | None = None
) -> tuple[RiskPage, ...]:
    """Return the pages of those of these risks that the actor may know of, in the order given.

    The number of statements is the same for one risk as for a thousand.
    """
    found = {page.row.id: page for page in _pages(session, actor, col(Risk.id).in_(risk_ids), on)}
    return tuple(found[risk_id] for risk_id in risk_ids if risk_id in found)


@dataclass(frozen=True, slots=True)
class _Batch:
    """The day, the matrix in force, and all that belongs to some risks, each by the risk's id."""

    on: date
    matrix: Matrix
    rows: Mapping[UUID, RegisterRow]
    assessments: Mapping[UUID, tuple[AssessmentLine, ...]]
    decisions: Mapping[UUID, tuple[DecisionLine, ...]]
    milestones: Mapping[UUID, tuple[MilestoneRow, ...]]
    kin: Mapping[UUID, Kin]
    history: Mapping[UUID, tuple[HistoryLine, ...]]
    assurance: Mapping[UUID, RiskAssurance]
    failed: Mapping[UUID, tuple[Failed, ...]]
    lives: Mapping[UUID, Life]


def _pages(
    session: Session,
    actor: Actor,
    which: Condition,
    on: date | None,
    *,
    known_on: date | None = None,
) -> tuple[RiskPage, ...]:
    details = session.connection().execute(_details(actor, which, on)).all()
    if not details:
        return ()
    matrix_id = details[0].matrix_id
    matrix = find_matrix(session, actor.organisation_id, matrix_id)
    ids = [one.id for one in details]
    batch = _read(session, actor, ids, on, matrix, known_on=known_on)
    return tuple(_page(one, batch) for one in details if one.id in batch.rows)


def _read(
    session: Session,
    actor: Actor,
    ids: Sequence[UUID],
    on: date | None,
    matrix: Matrix,
    *,
    known_on: date | None,
) -> _Batch:
    assured = partial(list_assurance_of_risks, known_on=known_on)
    milestones = list_milestones_of_risks(session, actor, ids, on)
    return _Batch(
        on=on or actor.today,
        matrix=matrix,
        rows=read_rows(session, actor, ids, on, matrix),
        assessments=list_assessments(session, actor, ids, on),
        decisions=list_decisions(session, actor, ids, on),
        milestones=milestones,
        kin=list_kin(session, actor, ids, on, matrix),
        history=_entries(session, actor, ids, known_on or on),
        assurance=assured(session, actor, ids, milestones, on),
        failed={} if known_on else list_failed_of_risks(session, actor, ids, on),
        lives=list_lives_of_risks(session, actor, ids, on),
    )


def _page(one: Any, batch: _Batch) -> RiskPage:
    scores, milestones = batch.assessments.get(one.id, ()), batch.milestones.get(one.id, ())
    return RiskPage(
        row=batch.rows[one.id],
        matrix=batch.matrix,
        inherent=next((s.score for s in scores if s.kind is ScoreKind.INHERENT), None),
        assessments=scores,
        decisions=resting_on(batch.decisions.get(one.id, ()), batch.rows[one.id].current),
        milestones=milestones,
        exposure=batch.kin[one.id].below,
        under=batch.kin[one.id].above,
        history=batch.history.get(one.id, ()),
        assurance=batch.assurance[one.id],
        failed=batch.failed.get(one.id, ()),
        life=batch.lives.get(one.id, NO_TURNS),
        last_reviewed=one.reviewed_on,
        next_review=one.next_on,
        path=path_shown(scores, milestones, batch.assurance[one.id].controls_added, batch.on),
        **_about(one),
    )


def _about(one: Any) -> dict[str, Any]:
    """Return the details in the words of the page, and those that are as they were read."""
    return {
        "origin": origin_words(one.origin) if one.origin else "",
        "treatment": label_of(one.treatment) if one.treatment else "",
        "programme": one.programme or "",
        "first_overseer": one.overseer or "",
        "handler": post_words(one.handler_id, one.handler_title),
        "proximity": label_of(one.proximity) if one.proximity else "",
        "source": source_words(one.document, one.lines),
        "printed": cells_from_json(one.printed_cells),
        **{name: getattr(one, name) for name in _AS_READ},
    }


_AS_READ = (
    "cause",
    "event",
    "effect",
    "opened_on",
    "opened_basis",
    "printed_in",
    "printed_date",
    "version",
    "visibility_reason",
    "visibility_review_on",
    "public_words",
)


_Handler = aliased(Post)

_COLUMNS: Mapping[str, Any] = {
    "id": Risk.id,
    "opened_on": Risk.opened_on,
    "opened_basis": Risk.opened_basis,
    "printed_in": Risk.printed_in,
    "printed_date": Risk.printed_date,
    "printed_cells": Risk.printed_cells,
    "version": Risk.version,
    "programme": Programme.name,
    "handler_id": _Handler.id,
    "handler_title": _Handler.title,
    "document": Provenance.document,
    "lines": Provenance.lines,
    "matrix_id": MatrixVersion.id,
    "next_on": Review.next_on,
}
_SAYS = (
    *("cause", "event", "effect", "origin", "treatment", "proximity"),
    *("visibility_reason", "visibility_review_on", "public_words"),
)


def _details(actor: Actor, which: Condition, on: date | None) -> sa.Select[*tuple[Any, ...]]:
    """Return the statement for what lists do not show; who may know of it is as of now."""
    ours = col(MatrixVersion.organisation_id) == col(Risk.organisation_id)
    says = says_on(on)
    columns = {**_COLUMNS, **{name: getattr(says, name) for name in _SAYS}}
    query: sa.Select[*tuple[Any, ...]] = join_says(
        sa.select(
            *(col(column).label(name) for name, column in columns.items()),
            *(_looked_at(on), first_overseer(says)),
        )
        .select_from(Risk)
        .join(RiskVersion, same_risk()),
        on,
    )
    return (
        query.join(MatrixVersion, sa.and_(ours, holds(MatrixVersion, on or actor.today)))
        .outerjoin(Programme, points_at(says.programme_id, Programme))
        .outerjoin(_Handler, points_at(says.handler_post_id, _Handler))
        .outerjoin(Provenance, source_of(Risk))
        .outerjoin(Review, _last_review(on or FOREVER))
        .where(which, visible(actor), still(RiskVersion))
        .order_by(col(Risk.number))
    )


def _looked_at(on: date | None) -> Any:
    """Return the day on which a risk was last looked at: to move the next day is no look."""
    looked = (points_at(Review.risk_id, Risk), col(Review.outcome) != DATE_CHANGED)
    by_then = col(Review.reviewed_on) <= (on or FOREVER), not_withdrawn(Review)
    return (
        sa.select(sa.func.max(col(Review.reviewed_on)))
        .where(*looked, *by_then)
        .correlate(Risk)
        .scalar_subquery()
        .label("reviewed_on")
    )


def _last_review(on: date) -> Condition:
    """Join the last review of a risk by that day."""
    later = aliased(Review)
    last = (
        sa.select(col(later.id))
        .where(
            points_at(later.risk_id, Risk),
            col(later.reviewed_on) <= on,
            not_withdrawn(later),
        )
        .order_by(col(later.reviewed_on).desc(), col(later.id).desc())
        .limit(1)
        .correlate(Risk)
        .scalar_subquery()
    )
    return sa.and_(col(Review.organisation_id) == col(Risk.organisation_id), col(Review.id) == last)


def _entries(
    session: Session, actor: Actor, ids: Sequence[UUID], on: date | None
) -> Mapping[UUID, tuple[HistoryLine, ...]]:
    """Return the last entries of each risk's history to those who may read it."""
    if not may(actor, Action.VIEW_HISTORY):
        return {}
    return list_last_entries(session, actor, ids, on)
