"""A synthetic organisation, on both engines: sound, plainly invented and like a register."""

from collections.abc import Iterator
from datetime import date

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.errors import FieldError
from riskapp.domain.escalation import Register
from riskapp.domain.intervals import FOREVER
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.scoring import ScoreKind
from riskapp.models import (
    AppetiteStatement,
    Assessment,
    Assurance,
    AssuranceRating,
    Control,
    ControlVersion,
    Counter,
    Decision,
    Gap,
    GapMilestone,
    History,
    Objective,
    Occurrence,
    Organisation,
    Placement,
    Position,
    Post,
    PostHolder,
    Risk,
    RiskExposure,
    RiskNote,
    RiskVersion,
    Unit,
)
from riskapp.models.database import open_session
from riskapp.queries.checks.everything import check_everything
from riskapp.synthesis.synthesis import Wanted, synthesise
from tests.factories import TODAY, a_trust

RISKS = 400
HUNG = [Control, ControlVersion, Assurance, Gap, GapMilestone, AssuranceRating, RiskNote,
        Occurrence, RiskExposure]  # fmt: skip


def wanted(seed: int = 1, code: str = "synthetic") -> Wanted:
    return Wanted(RISKS, seed, code, TODAY)


@pytest.fixture(scope="module")
def made(lasting_engine: sa.Engine) -> Iterator[Session]:
    """The organisation, for every test that only looks at it."""
    with open_session(lasting_engine) as session:
        synthesise(session, wanted())
        yield session


def count(session: Session, table: type, *which: sa.ColumnElement[bool]) -> int:
    query = sa.select(sa.func.count()).select_from(table).where(*which)
    return int(session.connection().execute(query).scalar_one())


def test_nothing_is_wrong_with_it(made: Session) -> None:
    assert list(check_everything(made)) == []


def test_it_is_like_a_register(made: Session) -> None:
    organisation = made.exec(select(Organisation).where(col(Organisation.code) == "synthetic"))
    assert organisation.one().name == "Synthetic trust (400 risks)"
    assert count(made, Risk) == RISKS
    assert count(made, Unit) == 31
    statuses = set(made.exec(select(RiskVersion.status)))
    assert statuses == {RiskStatus.DRAFT, RiskStatus.OPEN, RiskStatus.CLOSED}
    assert count(made, Decision, col(Decision.decided_on).is_(None)) > 0
    registers = set(made.exec(select(Placement.register_kind)))
    assert registers == {Register.HLRR, Register.BAF}
    high = count(
        made,
        Position,
        col(Position.kind) == ScoreKind.CURRENT,
        col(Position.until_on) == FOREVER,
        col(Position.score) >= 15,
    )
    assert 0.02 < high / RISKS < 0.12


def test_everything_hangs_on_some_of_its_risks(made: Session) -> None:
    assert [table for table in HUNG if not count(made, table)] == []
    gaps = sa.select(col(Gap.risk_id)).join(GapMilestone, col(GapMilestone.gap_id) == col(Gap.id))
    assert count(made, Risk, col(Risk.id).in_(gaps)) > RISKS / 40
    on_baf = sa.select(col(Placement.risk_id)).where(col(Placement.register_kind) == Register.BAF)
    strategic = count(made, Risk, col(Risk.id).in_(on_baf))
    theirs = count(made, Control, col(Control.risk_id).in_(on_baf))
    assert 1.5 < count(made, Control) / RISKS < 2.5 < theirs / strategic


def test_one_post_is_vacant_and_the_appetite_is_stated_for_every_objective(made: Session) -> None:
    assert count(made, Post) == count(made, PostHolder) + 1
    stated = count(made, AppetiteStatement, col(AppetiteStatement.objective_id).is_not(None))
    assert stated == count(made, Objective)


def test_nothing_happens_after_today(made: Session) -> None:
    assert made.exec(select(sa.func.max(Assessment.effective_on))).one() <= TODAY
    assert made.exec(select(sa.func.max(Decision.decided_on))).one() <= TODAY
    assert made.exec(select(sa.func.max(History.entered_on))).one() <= TODAY
    assert made.exec(select(sa.func.max(ControlVersion.from_on))).one() <= TODAY


def test_the_next_numbers_follow(made: Session) -> None:
    counter = made.exec(select(Counter).where(col(Counter.risk_number) > 0)).one()
    assert counter.risk_number == RISKS


def test_a_seed_draws_the_same_risks(session: Session) -> None:
    synthesise(session, wanted())
    synthesise(session, wanted(code="again"))
    synthesise(session, wanted(seed=2, code="other"))

    def said(code: str) -> list[tuple[str, date]]:
        query = (
            select(RiskVersion.title, RiskVersion.from_on)
            .join(Organisation, col(Organisation.id) == col(RiskVersion.organisation_id))
            .where(col(Organisation.code) == code)
        )
        return sorted(session.exec(query))

    assert said("synthetic") == said("again") != said("other")


def test_a_code_that_is_taken_is_refused(session: Session) -> None:
    a_trust(session, "synthetic")
    with pytest.raises(FieldError, match="There is an organisation synthetic already"):
        synthesise(session, wanted())
