"""The pack of one committee, gathered."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from riskapp.domain.packs import MakePack
from riskapp.domain.permissions import Actor
from riskapp.domain.quality_verdict import verdict_of
from riskapp.papers.committee import committee_paper
from riskapp.queries.appetite import get_appetite
from riskapp.queries.committee_page import overseen_ids
from riskapp.queries.committee_work import list_due
from riskapp.queries.committees import get_committee, list_committees
from riskapp.queries.left_out import count_left_out
from riskapp.queries.matrices import get_matrix
from riskapp.queries.objectives import list_objectives
from riskapp.queries.pack_changes import find_since, get_changes_of
from riskapp.queries.pack_reader import (
    everything,
    get_frame,
    get_subject_found,
    list_pages,
    whole_reader,
)
from riskapp.queries.quality_settings import list_settings
from riskapp.readmodels.committee_pack import CommitteePack
from riskapp.readmodels.committees import CommitteeRow
from riskapp.readmodels.paper import Paper
from riskapp.readmodels.plan import ObjectiveRow
from riskapp.readmodels.quality import switched_off, warnings_of
from riskapp.readmodels.risk_page import RiskPage


def get_committee_paper(session: Session, actor: Actor, asked: MakePack) -> Paper:
    """Return the pack of a committee as a paper."""
    return committee_paper(get_committee_pack(session, actor, asked), asked.cover)


def get_committee_pack(session: Session, actor: Actor, asked: MakePack) -> CommitteePack:
    """Return what a committee reads as at a day; NotFoundError where there is no such committee.

    NotAllowedError for someone whose role reaches only part of the organisation.
    """
    reader, on = whole_reader(actor, asked), asked.as_at
    committee_id = get_subject_found(session, actor, asked)
    row = get_committee(list_committees(session, reader, on), committee_id)
    risks = _risks(session, reader, asked, overseen_ids(reader, committee_id, on))
    since = find_since(session, actor, asked)
    then = overseen_ids(reader, committee_id, since.on)
    either = sa.union(overseen_ids(reader, committee_id, on), then)
    return CommitteePack(
        get_frame(session, reader, asked),
        row,
        get_matrix(session, reader, on),
        _objectives(session, reader, asked, row),
        risks,
        list_due(session, reader, committee_id, on),
        get_changes_of(session, reader, asked, since, risks=either, pages=risks),
        warnings_of(verdict_of({risk.row.reference: risk.failed for risk in risks})),
        switched_off(list_settings(session, reader, on)),
        count_left_out(session, reader, overseen_ids(everything(reader), committee_id, on)),
        get_appetite(session, reader, on).scale,
    )


def _risks(
    session: Session, reader: Actor, asked: MakePack, ids: sa.Select[Any]
) -> tuple[RiskPage, ...]:
    """Return the pages of its risks, the highest score first."""
    found = session.connection().execute(ids).scalars().all()
    return tuple(sorted(list_pages(session, reader, asked, found), key=_place))


def _place(risk: RiskPage) -> tuple[int, int, str]:
    row = risk.row
    return -(row.current.value if row.current else 0), len(row.reference), row.reference


def _objectives(
    session: Session, reader: Actor, asked: MakePack, row: CommitteeRow
) -> tuple[ObjectiveRow, ...]:
    """Return the objectives on which the committee leads that day."""
    led = {one.id for one in row.objectives}
    return tuple(one for one in list_objectives(session, reader, asked.as_at) if one.id in led)
