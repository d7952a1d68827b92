"""The pack of the monthly review, gathered."""

from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.escalation import Register
from riskapp.domain.months import month_of
from riskapp.domain.packs import MakePack
from riskapp.domain.permissions import Actor
from riskapp.domain.quality_verdict import verdict_of
from riskapp.models import MonthlyReview, Placement
from riskapp.papers.executive import executive_paper
from riskapp.queries.appetite import get_appetite
from riskapp.queries.finals import get_final
from riskapp.queries.framework import high_level
from riskapp.queries.left_out import count_left_out
from riskapp.queries.matrices import get_matrix
from riskapp.queries.month_content import get_month_content
from riskapp.queries.months import find_review
from riskapp.queries.pack_changes import find_since, get_changes_of
from riskapp.queries.pack_reader import get_frame, list_pages, whole_reader
from riskapp.queries.quality_settings import list_settings
from riskapp.queries.scope import holds
from riskapp.readmodels.executive_pack import ClosedMonth, ExecutivePack
from riskapp.readmodels.pack_changes import Since
from riskapp.readmodels.paper import Paper
from riskapp.readmodels.quality import switched_off, warnings_of


def get_executive_paper(session: Session, actor: Actor, asked: MakePack) -> Paper:
    """Return the pack of the monthly review as a paper."""
    return executive_paper(get_executive_pack(session, actor, asked), asked.cover)


def get_executive_pack(session: Session, actor: Actor, asked: MakePack) -> ExecutivePack:
    """Return the month of the day as it became final, or the HLRR where it is not closed.

    NotAllowedError for someone whose role reaches only part of the organisation.
    """
    reader = whole_reader(actor, asked)
    review = find_review(session, reader, month_of(asked.as_at))
    since = find_since(session, actor, asked)
    if review is None or review.content_id is None:
        pack = _as_it_stands(session, reader, asked, since)
    else:
        pack = _closed(session, reader, asked, since, review)
    return replace(pack, scale=get_appetite(session, reader, asked.as_at).scale)


def _closed(
    session: Session, reader: Actor, asked: MakePack, since: Since, review: MonthlyReview
) -> ExecutivePack:
    content, left_out = get_month_content(session, reader, review)
    ids = _on_it(reader, since, asked)
    return ExecutivePack(
        get_frame(session, reader, asked),
        get_matrix(session, reader, asked.as_at),
        get_changes_of(session, reader, asked, since, risks=ids, pages=()),
        ClosedMonth(content, _digest(session, review)),
        left_out=left_out,
    )


def _as_it_stands(session: Session, reader: Actor, asked: MakePack, since: Since) -> ExecutivePack:
    on = asked.as_at
    register = high_level(session, reader, on)
    risks = list_pages(session, reader, asked, [row.id for row in register.rows])
    ids = _on_it(reader, since, asked)
    return ExecutivePack(
        get_frame(session, reader, asked),
        get_matrix(session, reader, on),
        get_changes_of(session, reader, asked, since, risks=ids, pages=risks),
        register=register,
        risks=risks,
        warnings=warnings_of(verdict_of({risk.row.reference: risk.failed for risk in risks})),
        off=switched_off(list_settings(session, reader, on)),
        left_out=count_left_out(session, reader, _placed(reader).where(holds(Placement, on))),
    )


def _on_it(reader: Actor, since: Since, asked: MakePack) -> sa.Select[Any]:
    """Return the statement for the risks that were on the HLRR at some time since that day."""
    return _placed(reader).where(
        col(Placement.from_on) <= asked.as_at, col(Placement.until_on) > since.on
    )


def _placed(reader: Actor) -> sa.Select[Any]:
    return sa.select(col(Placement.risk_id)).where(
        col(Placement.organisation_id) == reader.organisation_id,
        col(Placement.register_kind) == Register.HLRR,
    )


def _digest(session: Session, review: MonthlyReview) -> str:
    """Return the SHA-256 of a closed month's final content."""
    if review.content_id is None:
        message = "What is still open has no final content."
        raise ValueError(message)
    return get_final(session, review.organisation_id, review.content_id).digest
