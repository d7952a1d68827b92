"""Files of old registers as tests hand them in: their rows are read already."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.drafts import EditRisk, RiskDetails, Statement
from riskapp.domain.import_corrections import NO_CORRECTIONS, Corrections, corrections_to_json
from riskapp.domain.import_findings import Findings
from riskapp.domain.import_plans import ColumnPlan, FilePlan, plan_to_json
from riskapp.domain.import_rows import ReadRow
from riskapp.domain.imports import SCORED, Holds
from riskapp.domain.permissions import Actor
from riskapp.domain.scoring import ScoreKind
from riskapp.models import ImportFile, Risk, RiskVersion
from riskapp.queries.cases import get_case
from riskapp.queries.scope import same_risk, still
from riskapp.services.importing.loading import load_rows
from riskapp.services.risks import edit_risk
from riskapp.services.transactions import transaction
from tests.factories import Trust

COLUMNS = tuple(
    ColumnPlan(index, holds.value, holds, ScoreKind.CURRENT if holds in SCORED else None)
    for index, holds in enumerate(Holds)
)
PLAN = FilePlan(columns=COLUMNS)
"""How a file is read that says everything."""


def a_file(
    session: Session,
    actor: Actor,
    content: str = "first",
    *,
    plan: FilePlan = PLAN,
    made: Corrections = NO_CORRECTIONS,
) -> ImportFile:
    """Hand a file in."""
    with transaction(session):
        file = ImportFile(
            organisation_id=actor.organisation_id,
            name=f"{content}.xlsx",
            kind="xlsx",
            size=len(content),
            sha256=sha256(content.encode()).hexdigest(),
            content=content.encode(),
            plan=plan_to_json(plan),
            corrections=corrections_to_json(made),
            by_id=actor.person_id,
            entered_on=actor.today,
        )
        session.add(file)
    return file


def load(
    session: Session,
    trust: Trust,
    rows: Sequence[ReadRow],
    content: str = "first",
    *,
    plan: FilePlan = PLAN,
    made: Corrections = NO_CORRECTIONS,
) -> tuple[ImportFile, Findings]:
    """Hand a file in and load it."""
    actor = trust.actor()
    file = a_file(session, actor, content, plan=plan, made=made)
    with transaction(session):
        done = load_rows(session, actor, file, rows)
    return file, done


def titles(session: Session, trust: Trust) -> dict[str, str]:
    """Return what each risk is called, by its key in the old register."""
    query = (
        select(Risk.printed_key, RiskVersion.title)
        .join(RiskVersion, same_risk())
        .where(col(Risk.organisation_id) == trust.organisation.id, still(RiskVersion))
    )
    return dict(session.exec(query).all())


def a_row(number: int, title: str = "", reference: str = "", **said: object) -> ReadRow:
    called = title or f"Risk of row {number}"
    return replace(ReadRow(number, reference=reference, title=called), **said)  # type: ignore[arg-type]


def count(session: Session, trust: Trust, table: type, *which: sa.ColumnElement[bool]) -> int:
    ours = table.organisation_id == trust.organisation.id  # type: ignore[attr-defined]
    query = sa.select(sa.func.count()).select_from(table).where(ours, *which)
    return int(session.connection().execute(query).scalar_one())


def says(session: Session, trust: Trust, reference: str = "R-0001") -> RiskVersion:
    return get_case(session, trust.actor(), reference).says


def edited(session: Session, trust: Trust, title: str, reference: str = "R-0001") -> None:
    case = get_case(session, trust.actor(), reference)
    details = RiskDetails(Statement(title), kind=case.says.kind, unit_id=case.says.unit_id)
    draft = EditRisk(details, "It was unclear.", case.risk.version)
    with transaction(session):
        edit_risk(session, trust.actor(), reference, draft)
