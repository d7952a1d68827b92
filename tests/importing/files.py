"""Files of old registers as tests hand them in: their rows are read already."""

from collections.abc import Sequence
from hashlib import sha256

from sqlmodel import Session, col, select

from riskapp.domain.import_corrections import NO_CORRECTIONS, Corrections, corrections_to_json
from riskapp.domain.import_findings import Findings
from riskapp.domain.import_plans import ColumnPlan, FilePlan, plan_to_json
from riskapp.domain.import_rows import ReadRow
from riskapp.domain.imports import SCORED, Holds
from riskapp.domain.permissions import Actor
from riskapp.domain.scoring import ScoreKind
from riskapp.models import ImportFile, Risk, RiskVersion
from riskapp.queries.scope import same_risk, still
from riskapp.services.importing.loading import load_rows
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
