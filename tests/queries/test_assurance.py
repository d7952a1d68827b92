"""The controls, assurances and gaps of risks, as readers see them on a day."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from riskapp.domain.assurance import RateAssurance, SettleAssurance, WithdrawAssurance
from riskapp.domain.confidence import ConfidenceKind
from riskapp.domain.controls import ChangeControl, CloseGap, ControlDetails, RetireControl
from riskapp.queries.cases import get_case
from riskapp.queries.risk_page import get_risk_page, list_risk_pages
from riskapp.services.assurances import rate_assurance, settle_assurance, withdraw_assurance
from riskapp.services.controls import change_control, retire_control
from riskapp.services.gaps import close_gap
from riskapp.services.transactions import transaction
from tests.assurances import (
    EXTERNAL,
    FIRST,
    MIXED,
    NEGATIVE,
    THIRD,
    a_committee,
    a_control,
    a_gap,
    an_assurance,
)
from tests.factories import TODAY, Trust, a_milestone, a_risk, a_trust
from tests.queries.statements import counted

EARLIER = TODAY - timedelta(days=20)
BETWEEN = TODAY - timedelta(days=10)


def id_of(session: Session, trust: Trust, reference: str) -> UUID:
    found = get_case(session, trust.actor(), reference).risk.id
    session.rollback()
    return found


def a_risk_with_all(session: Session, trust: Trust) -> str:
    """A risk with one of everything: a negative audit, a gap with its action, a rating."""
    earlier = trust.actor(today=EARLIER)
    reference = a_risk(session, trust, by=earlier)
    control = a_control(session, earlier, reference)
    an_assurance(
        session, earlier, reference, THIRD, NEGATIVE, received_on=EARLIER, control_id=control
    )
    an_assurance(session, trust.actor(), reference, FIRST, control_id=control)
    an_assurance(session, trust.actor(), reference, EXTERNAL, MIXED)
    action = a_milestone(session, trust, risk_ids=(id_of(session, trust, reference),))
    a_gap(session, trust.actor(), reference, control_id=control, milestone_ids=(action,))
    a_gap(session, trust.actor(), reference, "No report reaches the Board")
    committee = a_committee(session, trust)
    for word in ("Partial", "Full"):
        with transaction(session):
            rated = RateAssurance(committee, word, TODAY)
            rate_assurance(session, trust.actor(), reference, rated)
    return reference


def test_each_thing_stands_where_it_belongs(session: Session) -> None:
    trust = a_trust(session)
    found = get_risk_page(session, trust.actor(), a_risk_with_all(session, trust)).assurance
    (control,) = found.controls
    assert [line.line for line in control.assurances] == [THIRD, FIRST]
    assert control.confidence.kind is ConfidenceKind.NEGATIVE
    assert [one.reference for one in control.gaps[0].milestones] == ["M-0001"]
    assert [line.line for line in found.assurances] == [EXTERNAL]
    assert found.confidence.kind is ConfidenceKind.MIXED
    assert [gap.words for gap in found.gaps] == ["No report reaches the Board"]
    assert [rating.rating for rating in found.ratings] == ["Full", "Partial"]
    assert len(found.all_assurances) == 3
    assert len(found.open_gaps) == 2


def test_it_takes_one_statement_more_whatever_there_is(session: Session) -> None:
    trust = a_trust(session)
    full = [id_of(session, trust, a_risk_with_all(session, trust)) for _ in range(3)]
    bare = id_of(session, trust, a_risk(session, trust))
    list_risk_pages(session, trust.actor(), [bare])
    with counted(session) as few:
        list_risk_pages(session, trust.actor(), [bare])
    with counted(session) as many:
        pages = list_risk_pages(session, trust.actor(), [*full, bare])
    assert len(few) == len(many)
    assert len([one for one in many if " AS part, " in one]) == 1
    assert [len(page.assurance.controls) for page in pages] == [1, 1, 1, 0]


def test_a_past_day_shows_what_was_so_by_then(session: Session) -> None:
    trust = a_trust(session)
    actor, earlier = trust.actor(), trust.actor(today=EARLIER)
    reference = a_risk(session, trust, by=trust.actor(today=EARLIER - timedelta(days=2)))
    control = a_control(session, earlier, reference)
    audit = an_assurance(
        session, earlier, reference, THIRD, NEGATIVE, received_on=EARLIER, control_id=control
    )
    gap = a_gap(session, earlier, reference, control_id=control)
    change = ChangeControl(ControlDetails("Daily rota review"), "It runs daily.", 1)
    with transaction(session):
        change_control(session, actor, reference, control, change)
        settle_assurance(session, actor, reference, audit, SettleAssurance("It is done.", 1))
        close_gap(session, actor, reference, gap, CloseGap("Bank staff cover it."))
    then = get_risk_page(session, actor, reference, on=BETWEEN).assurance
    assert (then.controls[0].words, len(then.controls[0].gaps)) == ("Weekly rota review", 1)
    assert then.controls[0].confidence.kind is ConfidenceKind.NEGATIVE
    assert then.controls[0].assurances[0].settled_on is None
    now = get_risk_page(session, actor, reference).assurance
    assert (now.controls[0].words, now.controls[0].gaps) == ("Daily rota review", ())
    assert now.controls[0].confidence.kind is ConfidenceKind.SETTLED
    assert now.closed_gaps[0].closed_why == "Bank staff cover it."
    before = get_risk_page(session, actor, reference, on=EARLIER - timedelta(days=1))
    assert before.assurance.controls == ()


def test_what_was_recorded_by_mistake_never_counted(session: Session) -> None:
    trust = a_trust(session)
    actor, earlier = trust.actor(), trust.actor(today=EARLIER)
    reference = a_risk(session, trust, by=earlier)
    found = an_assurance(session, earlier, reference, THIRD, received_on=EARLIER)
    with transaction(session):
        mistake = WithdrawAssurance("It is of another ward.", 1)
        withdraw_assurance(session, actor, reference, found, mistake)
    for day in (BETWEEN, None):
        shown = get_risk_page(session, actor, reference, on=day).assurance
        assert (shown.assurances, shown.confidence.kind) == ((), ConfidenceKind.NONE)
        assert [line.withdrawn_why for line in shown.withdrawn] == ["It is of another ward."]


def test_the_gap_of_a_retired_control_is_left_with_the_risk(session: Session) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust)
    control = a_control(session, trust.actor(), reference)
    an_assurance(session, trust.actor(), reference, THIRD, control_id=control)
    a_gap(session, trust.actor(), reference, control_id=control)
    with transaction(session):
        retire_control(session, trust.actor(), reference, control, RetireControl("Gone.", 1))
    found = get_risk_page(session, trust.actor(), reference).assurance
    assert (found.controls, found.all_assurances, len(found.gaps)) == ((), (), 1)
