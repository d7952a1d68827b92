"""Gaps: raised, given what is to close them, and closed by that or with a reason."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.assurance import RateAssurance, SettleAssurance, WithdrawAssurance
from riskapp.domain.controls import (
    ChangeControl,
    CloseGap,
    ControlDetails,
    GapKind,
    NameMilestones,
    RetireControl,
)
from riskapp.domain.drafts import AddMilestone, SetMilestone
from riskapp.domain.due_periods import parse_due
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError, StaleError
from riskapp.domain.intervals import FOREVER
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.permissions import Role
from riskapp.models import Gap, GapMilestone, RiskMilestone, RiskVersion
from riskapp.queries.cases import get_case
from riskapp.services.assurances import rate_assurance, settle_assurance, withdraw_assurance
from riskapp.services.controls import change_control, retire_control
from riskapp.services.gaps import add_closing_action, close_gap, name_milestones
from riskapp.services.milestones import set_milestone
from riskapp.services.transactions import transaction
from tests.assurances import (
    NEGATIVE,
    THIRD,
    a_committee,
    a_control,
    a_gap,
    an_assurance,
)
from tests.factories import TODAY, Trust, a_milestone, a_risk, a_trust

LATER = TODAY + timedelta(days=10)


def an_action(session: Session, trust: Trust, reference: str) -> UUID:
    risk_id = get_case(session, trust.actor(), reference).risk.id
    session.rollback()
    return a_milestone(session, trust, risk_ids=(risk_id,))


def links(session: Session) -> list[tuple[UUID, bool]]:
    session.rollback()
    rows = session.exec(select(GapMilestone).order_by(col(GapMilestone.milestone_id)))
    return [(row.milestone_id, row.until_on == FOREVER) for row in rows]


def test_a_gap_is_raised_with_what_is_to_close_it(session: Session) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust)
    control = a_control(session, trust.actor(), reference)
    action = an_action(session, trust, reference)
    a_gap(
        session, trust.actor(), reference, kind=GapKind.ASSURANCE, control_id=control,
        milestone_ids=(action,),
    )  # fmt: skip
    kept = session.exec(select(Gap)).one()
    assert (kept.control_id, kept.kind, kept.until_on) == (control, GapKind.ASSURANCE, FOREVER)
    assert links(session) == [(action, True)]


def test_only_what_mitigates_the_risk_can_close_its_gap(session: Session) -> None:
    trust = a_trust(session)
    reference, another = a_risk(session, trust), a_risk(session, trust)
    action = an_action(session, trust, another)
    with pytest.raises(FieldError, match="mitigate"):
        a_gap(session, trust.actor(), reference, milestone_ids=(action,))
    assert session.exec(select(Gap)).all() == []


def test_what_two_people_name_at_once_is_all_kept(session: Session) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust)
    first, second, third = (an_action(session, trust, reference) for _ in range(3))
    gap = a_gap(session, trust.actor(), reference, milestone_ids=(first,))
    mine = NameMilestones((second,), seen_ids=(first,))
    theirs = NameMilestones((first, third), seen_ids=(first,))
    for draft in (theirs, mine):
        with transaction(session):
            name_milestones(session, trust.actor(today=LATER), reference, gap, draft)
    assert links(session) == sorted([(first, False), (second, True), (third, True)])


def test_a_new_action_closes_the_gap_and_mitigates_the_risk(session: Session) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust)
    gap = a_gap(session, trust.actor(), reference)
    risk_id = get_case(session, trust.actor(), reference).risk.id
    session.rollback()
    draft = AddMilestone("Recruit for weekends", parse_due("Sep 2018"), risk_ids=(risk_id,))
    with transaction(session):
        made = add_closing_action(session, trust.actor(Role.RISK_LEAD), reference, gap, draft).id
    assert links(session) == [(made, True)]
    assert session.exec(select(RiskMilestone.milestone_id)).one() == made


def test_a_milestone_closes_a_gap_once_it_is_done(session: Session) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust)
    action = an_action(session, trust, reference)
    gap = a_gap(session, trust.actor(), reference, milestone_ids=(action,))
    closing = CloseGap(milestone_id=action)
    with pytest.raises(FieldError, match="not done yet"), transaction(session):
        close_gap(session, trust.actor(), reference, gap, closing)
    with transaction(session):
        done = SetMilestone(MilestoneStatus.DONE, "All have started.", 1)
        set_milestone(session, trust.actor(), action, done)
    with transaction(session):
        close_gap(session, trust.actor(), reference, gap, closing)
    session.rollback()
    kept = session.exec(select(Gap)).one()
    assert (kept.until_on, kept.closed_milestone_id) == (TODAY, action)


def test_a_gap_is_closed_with_a_reason_and_only_once(session: Session) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust)
    gap = a_gap(session, trust.actor(), reference)
    with pytest.raises(FieldError) as refused, transaction(session):
        close_gap(session, trust.actor(), reference, gap, CloseGap(" "))
    assert refused.value.field == "reason"
    with transaction(session):
        close_gap(session, trust.actor(today=LATER), reference, gap, CloseGap("Bank staff do."))
    with pytest.raises(StaleError), transaction(session):
        close_gap(session, trust.actor(today=LATER), reference, gap, CloseGap("Again."))
    kept = session.exec(select(Gap)).one()
    assert (kept.from_on, kept.until_on, kept.closed_why) == (TODAY, LATER, "Bank staff do.")


def test_a_gap_of_another_risk_is_not_there(session: Session) -> None:
    trust, other = a_trust(session), a_trust(session, "other")
    reference, another = a_risk(session, trust), a_risk(session, trust)
    a_risk(session, other)
    gap = a_gap(session, trust.actor(), reference)
    for actor, asked in ((trust.actor(), another), (other.actor(), "R-0001")):
        with pytest.raises(NotFoundError), transaction(session):
            close_gap(session, actor, asked, gap, CloseGap("Done."))


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REPORTER, Role.AUDITOR])
def test_who_may_not_change_gaps(sqlite_session: Session, role: Role) -> None:
    session, trust = sqlite_session, a_trust(sqlite_session)
    reference = a_risk(session, trust)
    gap = a_gap(session, trust.actor(), reference)
    with pytest.raises(NotAllowedError):
        a_gap(session, trust.actor(role), reference)
    with pytest.raises(NotAllowedError), transaction(session):
        close_gap(session, trust.actor(role), reference, gap, CloseGap("Done."))


Deed = Callable[[], object]


def every_deed(session: Session, trust: Trust, reference: str) -> list[Deed]:
    """Every deed of controls, assurances and gaps, each on something that is there."""
    actor = trust.actor()
    control = a_control(session, actor, reference)
    found = an_assurance(session, actor, reference, THIRD, NEGATIVE)
    gap = a_gap(session, actor, reference)
    committee = a_committee(session, trust)
    details = ControlDetails("Other words")
    here = (session, actor, reference)
    return [
        lambda: a_control(*here),
        lambda: change_control(*here, control, ChangeControl(details, "Why.", 1)),
        lambda: retire_control(*here, control, RetireControl("Why.", 1)),
        lambda: an_assurance(*here),
        lambda: settle_assurance(*here, found, SettleAssurance("Why.", 1)),
        lambda: withdraw_assurance(*here, found, WithdrawAssurance("Why.", 1)),
        lambda: rate_assurance(*here, RateAssurance(committee, "Full", TODAY)),
        lambda: a_gap(*here),
        lambda: name_milestones(*here, gap, NameMilestones(())),
        lambda: close_gap(*here, gap, CloseGap("Why.")),
    ]


@pytest.mark.parametrize("status", [RiskStatus.CLOSED, RiskStatus.MERGED, RiskStatus.REJECTED])
def test_nothing_is_changed_once_the_life_of_a_risk_is_over(
    sqlite_session: Session, status: RiskStatus
) -> None:
    session, trust = sqlite_session, a_trust(sqlite_session)
    reference = a_risk(session, trust)
    deeds = every_deed(session, trust, reference)
    session.connection().execute(sa.update(RiskVersion).values(status=status))
    session.commit()
    for deed in deeds:
        with pytest.raises(FieldError, match=f"This risk is {status.value}"):
            deed()
        session.rollback()
