"""New versions of the matrix: what they move, what they leave alone, and who may make them."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.drafts import Decide
from riskapp.domain.errors import FieldError, NotAllowedError, StaleError
from riskapp.domain.escalation import Register
from riskapp.domain.level_words import PUBLISHED
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.matrix import Band, Matrix
from riskapp.domain.matrix_drafts import ChangeMatrix
from riskapp.domain.permissions import Role
from riskapp.models import Assessment, History, MatrixVersion
from riskapp.queries.matrices import get_matrix
from riskapp.queries.matrix_versions import get_what_moves, list_versions
from riskapp.services.decisions import decide_removal
from riskapp.services.matrices import apply_matrix, change_matrix, withdraw_matrix
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_risk, a_score, a_trust, a_unit, an_objective
from tests.matrices import SIXTEEN, TOMORROW, TWELVE, a_version, latest
from tests.services.looks import awaiting_stays, open_decisions, registers_of, the_open
from tests.services.test_at_once import FINE, at_once, sound


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


def told(session: Session, kind: str) -> list[str]:
    query = select(History).order_by(col(History.number))
    return [row.entry for row in session.exec(query) if row.kind.value == kind]


def test_a_lower_threshold_puts_on_the_register_what_it_now_reaches(
    session: Session, trust: Trust
) -> None:
    linked = a_risk(
        session, trust, consequence=4, likelihood=3, objective=an_objective(session, trust)
    )
    other = a_risk(session, trust, consequence=3, likelihood=4)
    below = a_risk(session, trust, consequence=3, likelihood=3)
    above = a_risk(session, trust, consequence=4, likelihood=4)
    before = registers_of(session, above)
    a_version(session, trust.actor(), TWELVE)
    assert registers_of(session, linked).keys() == {Register.HLRR, Register.BAF}
    assert registers_of(session, other).keys() == {Register.HLRR}
    assert DecisionKind.ANSWER_OBJECTIVE in open_decisions(session, other)
    assert registers_of(session, below) == {}
    assert registers_of(session, above).keys() == before.keys()
    held = registers_of(session, other)[Register.HLRR]
    assert (held.from_on, held.opening_score, held.entered_basis) == (
        TODAY, 12, "version 2 of the matrix",
    )  # fmt: skip
    assert not awaiting_stays(session, trust.actor(), other)  # the score did not change
    assert '"moved":"2 risks"' in told(session, "matrix-applied")[0].replace(": ", ":")
    sound(session)


def test_a_higher_threshold_takes_nothing_off_but_proposes_it(
    session: Session, trust: Trust
) -> None:
    fifteen = a_risk(session, trust, consequence=5, likelihood=3)
    twenty = a_risk(session, trust, consequence=5, likelihood=4)
    a_version(session, trust.actor(), SIXTEEN)
    assert registers_of(session, fifteen).keys() == {Register.HLRR}
    assert DecisionKind.REMOVE in open_decisions(session, fifteen)
    assert DecisionKind.REMOVE not in open_decisions(session, twenty)
    assert '"score":"15"' in told(session, "removal-proposed")[0].replace(": ", ":")
    sound(session)


def test_who_made_the_version_does_not_decide_alone_what_it_proposes(
    session: Session, trust: Trust
) -> None:
    risk = a_risk(session, trust, consequence=5, likelihood=3)
    a_version(session, trust.actor(), SIXTEEN)
    proposal = the_open(session, DecisionKind.REMOVE, Register.HLRR).id
    yes = Decide(agree=True, reason="It is below.")
    with pytest.raises(NotAllowedError, match="second person"), transaction(session):
        decide_removal(session, trust.actor(), risk, proposal, yes)
    with transaction(session):
        decide_removal(session, trust.actor(Role.EXECUTIVE), risk, proposal, yes)
    assert registers_of(session, risk) == {}


def test_old_scores_keep_their_version_and_nothing_is_rescaled(
    session: Session, trust: Trust
) -> None:
    risk = a_risk(session, trust, consequence=4, likelihood=3)
    first = latest(session, trust.actor())
    second = a_version(session, trust.actor(), TWELVE)
    a_score(session, trust.actor(), risk, 4, 2)
    made = session.exec(select(Assessment).order_by(col(Assessment.id))).all()
    assert [(one.matrix_id, one.score) for one in made] == [(first, 12), (second, 8)]


def test_a_version_for_a_later_day_counts_from_that_day_on(session: Session, trust: Trust) -> None:
    risk = a_risk(session, trust, consequence=4, likelihood=3)
    actor, then = trust.actor(), trust.actor(today=TOMORROW)
    a_version(session, actor, TWELVE, TOMORROW)
    assert get_matrix(session, actor).version == 1
    assert get_matrix(session, then).version == 2
    assert registers_of(session, risk) == {}
    with transaction(session):
        assert apply_matrix(session, actor) == 0  # the one in force has been applied
    with transaction(session):
        assert apply_matrix(session, then) == 1
    with transaction(session):
        assert apply_matrix(session, then) == 0
    assert registers_of(session, risk)[Register.HLRR].from_on == TOMORROW
    sound(session)


def test_a_score_given_before_a_version_is_applied_follows_it_by_itself(
    session: Session, trust: Trust
) -> None:
    risk = a_risk(session, trust, consequence=3, likelihood=3)
    a_version(session, trust.actor(), TWELVE, TOMORROW)
    then = trust.actor(today=TOMORROW)
    a_score(session, trust.actor(Role.RISK_LEAD, TOMORROW), risk, 4, 3)
    assert registers_of(session, risk).keys() == {Register.HLRR}
    with transaction(session):
        assert apply_matrix(session, then) == 0
    sound(session)


def test_it_reaches_every_unit_and_what_is_restricted(session: Session, trust: Trust) -> None:
    ward = a_unit(session, trust, "Ward 4")
    elsewhere = a_risk(session, trust, consequence=4, likelihood=3)
    hidden = a_risk(
        session, trust, consequence=3, likelihood=4, by=trust.actor(),
        visibility=Visibility.RESTRICTED,
    )  # fmt: skip
    of_ward = replace(trust.actor(), units=frozenset({ward.id}))
    seen = get_what_moves(session, of_ward, Matrix(), TWELVE)
    assert (seen.moved, seen.reaching, seen.unseen) == ((), 2, 2)
    a_version(session, of_ward, TWELVE)
    for risk in (elsewhere, hidden):
        assert registers_of(session, risk).keys() == {Register.HLRR}


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.ADMINISTRATOR, Role.RISK_LEAD])
def test_only_a_risk_manager_makes_a_version(session: Session, trust: Trust, role: Role) -> None:
    seen = latest(session, trust.actor())
    draft = ChangeMatrix(TWELVE, TODAY, "Why not.", seen)
    deeds = (
        lambda db: change_matrix(db, trust.actor(role), draft),
        lambda db: apply_matrix(db, trust.actor(role)),
        lambda db: withdraw_matrix(db, trust.actor(role), seen, "Why not."),
    )
    for deed in deeds:
        with pytest.raises(NotAllowedError, match="a risk manager"):
            deed(session)


def test_a_late_version_is_refused(session: Session, trust: Trust) -> None:
    seen = latest(session, trust.actor())
    a_version(session, trust.actor(), TWELVE)
    later = trust.actor(today=TOMORROW)
    with pytest.raises(StaleError), transaction(session):
        change_matrix(session, later, ChangeMatrix(SIXTEEN, TOMORROW, "Ours.", seen))
    with pytest.raises(StaleError), transaction(session):
        withdraw_matrix(session, later, uuid4(), "Ours.")


FIT = ChangeMatrix(TWELVE, TODAY, "Agreed.", UUID(int=0))
GAP = Matrix(bands=(Band("a", "A", 1, 9, 1), Band("b", "B", 15, 25, 1)))


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (replace(FIT, reason=" "), "reason"),
        (replace(FIT, from_on=TODAY - timedelta(days=1)), "from_on"),
        (replace(FIT, from_on=TODAY + timedelta(days=400)), "from_on"),
        (replace(FIT, matrix=Matrix(threshold=26)), "threshold"),
        (replace(FIT, matrix=GAP), "bands"),
    ],
)
def test_what_cannot_be_used_is_refused_at_its_field(
    session: Session, trust: Trust, draft: ChangeMatrix, field: str
) -> None:
    asked = replace(draft, seen=latest(session, trust.actor()))
    with pytest.raises(FieldError) as refused, transaction(session):
        change_matrix(session, trust.actor(), asked)
    assert refused.value.field == field
    assert len(list_versions(session, trust.actor())) == 1


def test_a_second_version_of_one_day_waits_for_the_next(session: Session, trust: Trust) -> None:
    a_version(session, trust.actor(), TWELVE)
    with pytest.raises(FieldError, match="give a later day"):
        a_version(session, trust.actor(), SIXTEEN)


def test_a_version_to_come_can_be_withdrawn_and_one_in_force_cannot(
    session: Session, trust: Trust
) -> None:
    actor = trust.actor()
    coming = a_version(session, actor, replace(TWELVE, words=replace(
        PUBLISHED, likelihoods=("1", "2", "3", "4", "5"))), TOMORROW)  # fmt: skip
    with transaction(session):
        withdraw_matrix(session, actor, coming, "The Board thought again.")
    assert [line.matrix.version for line in list_versions(session, actor)] == [1]
    assert get_matrix(session, trust.actor(today=TODAY + timedelta(days=99))).version == 1
    with pytest.raises(FieldError, match="in force"), transaction(session):
        withdraw_matrix(session, actor, latest(session, actor), "The Board thought again.")
    assert len(told(session, "matrix-withdrawn")) == 1
    sound(session)


def test_another_organisations_risks_and_matrix_stay_as_they_are(
    session: Session, trust: Trust
) -> None:
    other = a_trust(session, "other")
    a_risk(session, other, consequence=4, likelihood=3)
    assert get_what_moves(session, trust.actor(), Matrix(), TWELVE).total == 0
    a_version(session, trust.actor(), TWELVE)
    assert get_matrix(session, other.actor()) == Matrix()
    theirs = ChangeMatrix(TWELVE, TODAY, "Ours.", latest(session, trust.actor()))
    with pytest.raises(StaleError), transaction(session):
        change_matrix(session, other.actor(), theirs)
    assert len(session.exec(select(MatrixVersion)).all()) == 3


def test_one_of_two_who_change_it_at_once_is_late(engine: sa.Engine, session: Session) -> None:
    trust = a_trust(session)
    a_risk(session, trust, consequence=4, likelihood=3)
    actor = trust.actor()
    seen = latest(session, actor)
    session.rollback()
    draft = ChangeMatrix(TWELVE, TODAY, "Agreed.", seen)
    deeds = [lambda db: change_matrix(db, actor, draft) for _ in range(2)]
    assert at_once(engine, deeds) == {FINE: 1, "StaleError": 1}
    sound(session)
