"""The Board pack: everything the Board reads, gathered once and frozen."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.escalation import Register
from riskapp.domain.packs import MakePack
from riskapp.domain.permissions import Actor
from riskapp.domain.quality_verdict import verdict_of
from riskapp.domain.scoring import ScoreKind
from riskapp.models import Placement, Position, RiskVersion
from riskapp.models.plan import ObjectiveLevel
from riskapp.papers.board import board_paper
from riskapp.queries.appetite import get_appetite
from riskapp.queries.framework import framework, high_level
from riskapp.queries.joins import of_same_risk
from riskapp.queries.matrices import get_matrix
from riskapp.queries.milestones import count_standings
from riskapp.queries.objectives import in_force, list_objectives
from riskapp.queries.pack_changes import find_since, get_register_changes, list_scores_then
from riskapp.queries.pack_reader import get_frame, list_pages, whole_reader
from riskapp.queries.programmes import list_programmes
from riskapp.queries.quality_settings import list_settings
from riskapp.queries.scope import holds, still, visible
from riskapp.readmodels.board_pack import BoardPack, MonthEnd
from riskapp.readmodels.pack_changes import Changes
from riskapp.readmodels.paper import Paper
from riskapp.readmodels.quality import switched_off, warnings_of
from riskapp.readmodels.register import Framework, RegisterRow

MONTHS_OF_TREND = 12


def get_board_pack(session: Session, actor: Actor, asked: MakePack) -> BoardPack:
    """Return the Board pack as at a day; a public one holds no restricted risk and counts them.

    NotAllowedError for someone whose role reaches only part of the organisation.
    """
    reader = whole_reader(actor, asked)
    pack = _gather(session, reader, asked)
    left_out = _count_left_out(session, reader, asked.as_at)
    return replace(pack, trend=_trend(session, reader, pack), left_out=left_out)


def get_board_paper(session: Session, actor: Actor, asked: MakePack) -> Paper:
    """Return the Board pack as a paper."""
    return board_paper(get_board_pack(session, actor, asked), asked.cover)


def _gather(session: Session, reader: Actor, asked: MakePack) -> BoardPack:
    on = asked.as_at
    matrix = get_matrix(session, reader, on)
    baf = framework(session, reader, on)
    summary = _summary(baf)
    pages = list_pages(session, reader, asked, [row.id for row in summary])
    plan = list_programmes(session, reader, on)
    return BoardPack(
        **asdict(get_frame(session, reader, asked)),
        matrix=matrix,
        objectives=_objectives(session, reader, on),
        summary=summary,
        framework=baf,
        high_level=high_level(session, reader, on),
        risks=pages,
        programmes=plan,
        milestones=count_standings(m for each in plan for m in each.milestones),
        warnings=warnings_of(verdict_of({page.row.reference: page.failed for page in pages})),
        changes=_changes(session, reader, asked, summary),
        off=switched_off(list_settings(session, reader, on)),
        scale=get_appetite(session, reader, on).scale,
    )


def _changes(
    session: Session, reader: Actor, asked: MakePack, summary: Iterable[RegisterRow]
) -> Changes:
    since = find_since(session, reader, asked)
    before = list_scores_then(session, reader, [row.id for row in summary], since)
    return replace(get_register_changes(session, reader, asked, since), before=before)


def _summary(baf: Framework) -> tuple[RegisterRow, ...]:
    """Return each risk of the framework once, highest score first."""
    rows = {row.id: row for group in baf.groups for row in group.rows}
    return tuple(sorted(rows.values(), key=lambda row: (-_value(row), row.reference)))


def _value(row: RegisterRow) -> int:
    return row.current.value if row.current else 0


def _objectives(session: Session, reader: Actor, on: date) -> tuple[tuple[str, str], ...]:
    """Return number and title of the objectives in force that day; aims only head them."""
    rows = (row for row in list_objectives(session, reader, on) if in_force(row, on))
    return tuple((row.number, row.title) for row in rows if row.level != ObjectiveLevel.AIM)


def _count_left_out(session: Session, reader: Actor, on: date) -> int:
    """Count the risks that stood on a register that day and that the reader may not know of."""
    return session.exec(
        select(sa.func.count(sa.distinct(col(Placement.risk_id))))
        .join(RiskVersion, of_same_risk(Placement, RiskVersion))
        .where(
            col(Placement.organisation_id) == reader.organisation_id,
            still(RiskVersion),
            holds(Placement, on),
            ~visible(reader),
        )
    ).one()


def _trend(session: Session, actor: Actor, pack: BoardPack) -> tuple[MonthEnd, ...]:
    """Return how the framework's risks stood at each month's end of the last year."""
    # pandas takes half a second to import, so only those who make a pack wait for it
    from riskapp.analysis.trends import Stay, Stood, band_counts, month_ends  # noqa: PLC0415

    risk_ids = [row.id for row in pack.summary]
    stays = select(col(Placement.risk_id), col(Placement.from_on), col(Placement.until_on)).where(
        col(Placement.organisation_id) == actor.organisation_id,
        col(Placement.register_kind) == Register.BAF,
        col(Placement.risk_id).in_(risk_ids),
    )
    scores = select(
        col(Position.risk_id), col(Position.from_on), col(Position.until_on), col(Position.score)
    ).where(
        col(Position.organisation_id) == actor.organisation_id,
        col(Position.kind) == ScoreKind.CURRENT,
        col(Position.risk_id).in_(risk_ids),
    )
    return band_counts(
        [Stay(*row) for row in session.exec(stays)],
        [Stood(*row) for row in session.exec(scores)],
        month_ends(pack.as_at, MONTHS_OF_TREND),
        pack.matrix,
    )
