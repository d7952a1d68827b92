"""Loading what an organisation is made of and what it means to do: rows without deeds of their own.

Rows may be written in any order: links between them are checked at the end of the transaction.
"""

from typing import Any
from uuid import UUID

from sqlmodel import col, select

from riskapp.models import (
    Committee,
    Objective,
    Post,
    PostHolder,
    Programme,
    ProgrammeObjective,
    Unit,
    Workstream,
)
from riskapp.services.loading.folder import Folder
from riskapp.services.loading.kinds import Kind
from riskapp.services.loading.records import PostRecord
from riskapp.services.loading.stage import Stage


def load_parts(stage: Stage, folder: Folder) -> None:
    """Load units, posts, committees, objectives, programmes and workstreams."""
    _load_units(stage, folder)
    _load_posts(stage, folder)
    _load_committees(stage, folder)
    _load_objectives(stage, folder)
    _load_programmes(stage, folder)
    _load_workstreams(stage, folder)
    stage.session.flush()


def _owned(stage: Stage, kind: Kind, key: str) -> dict[str, Any]:
    """Return the key of a record's row."""
    return {"organisation_id": stage.organisation.id, "id": stage.ledger.get(kind, key)}


def _load_units(stage: Stage, folder: Folder) -> None:
    root = _root(stage)
    for record in stage.ledger.new(Kind.UNIT, folder.units):
        parent = stage.ledger.find(Kind.UNIT, record.parent) or root
        unit = Unit(
            name=record.name,
            kind=record.kind,
            parent_id=parent,
            **_owned(stage, Kind.UNIT, record.key),
        )
        stage.session.add(unit)


def _root(stage: Stage) -> UUID:
    query = select(Unit.id).where(
        col(Unit.organisation_id) == stage.organisation.id, col(Unit.parent_id).is_(None)
    )
    return stage.session.exec(query).one()


def _load_posts(stage: Stage, folder: Folder) -> None:
    for record in stage.ledger.new(Kind.POST, folder.posts):
        post = Post(title=record.title or None, **_owned(stage, Kind.POST, record.key))
        stage.session.add(post)
        if record.holder:
            stage.session.add(_holder(stage, record, post.id))


def _holder(stage: Stage, record: PostRecord, post_id: UUID) -> PostHolder:
    return PostHolder(
        organisation_id=stage.organisation.id,
        post_id=post_id,
        name=record.holder,
        from_on=record.since or stage.record.document_date,
    )


def _load_committees(stage: Stage, folder: Folder) -> None:
    positions = {record.key: at for at, record in enumerate(folder.committees, start=1)}
    for record in stage.ledger.new(Kind.COMMITTEE, folder.committees):
        stage.session.add(
            Committee(
                name=record.name,
                kind=record.kind,
                parent_id=stage.ledger.find(Kind.COMMITTEE, record.parent),
                does=record.does,
                position=positions[record.key],
                takes_programme_risks=record.takes_programme_risks,
                **_owned(stage, Kind.COMMITTEE, record.key),
            )
        )


def _load_objectives(stage: Stage, folder: Folder) -> None:
    positions = {record.key: at for at, record in enumerate(folder.objectives, start=1)}
    ledger = stage.ledger
    for record in ledger.new(Kind.OBJECTIVE, folder.objectives):
        stage.session.add(
            Objective(
                number=record.number,
                level=record.level,
                title=record.title,
                parent_id=ledger.find(Kind.OBJECTIVE, record.parent),
                starts_on=record.starts,
                ends_on=record.ends,
                executive_post_id=ledger.find(Kind.POST, record.executive_post),
                lead_committee_id=ledger.find(Kind.COMMITTEE, record.lead_committee),
                position=positions[record.key],
                **_owned(stage, Kind.OBJECTIVE, record.key),
            )
        )


def _load_programmes(stage: Stage, folder: Folder) -> None:
    positions = {record.key: at for at, record in enumerate(folder.programmes, start=1)}
    for record in stage.ledger.new(Kind.PROGRAMME, folder.programmes):
        programme = Programme(
            name=record.name,
            section=record.section,
            executive_post_id=stage.ledger.find(Kind.POST, record.executive_post),
            position=positions[record.key],
            **_owned(stage, Kind.PROGRAMME, record.key),
        )
        serves = [
            ProgrammeObjective(
                organisation_id=stage.organisation.id,
                programme_id=programme.id,
                objective_id=stage.ledger.get(Kind.OBJECTIVE, key),
            )
            for key in record.objectives
        ]
        stage.session.add_all([programme, *serves])


def _load_workstreams(stage: Stage, folder: Folder) -> None:
    positions = {record.key: at for at, record in enumerate(folder.workstreams, start=1)}
    for record in stage.ledger.new(Kind.WORKSTREAM, folder.workstreams):
        stage.session.add(
            Workstream(
                programme_id=stage.ledger.get(Kind.PROGRAMME, record.programme),
                name=record.name,
                position=positions[record.key],
                **_owned(stage, Kind.WORKSTREAM, record.key),
            )
        )
