"""The year's evidence, gathered: by whom, in how many days, before which committee, what holds."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.assurance import RateAssurance, SettleAssurance, WithdrawAssurance
from riskapp.domain.decisions import DecisionKind
from riskapp.domain.drafts import Decide, PlaceOnBaf
from riskapp.domain.meetings import MeetingState
from riskapp.domain.packs import MakePack, PackKind
from riskapp.domain.permissions import Actor, Role, Sitting
from riskapp.models import Decision, PostHolder
from riskapp.models.organisation import CommitteeKind
from riskapp.queries.audit_pack import get_audit_pack
from riskapp.readmodels.audit_pack import AuditPack, Decided, Way
from riskapp.services.assurances import rate_assurance, settle_assurance, withdraw_assurance
from riskapp.services.decisions import place_on_baf, validate_score
from riskapp.services.transactions import transaction
from tests.assurances import NEGATIVE, THIRD, an_assurance
from tests.factories import TODAY, Trust, a_post, a_risk, a_trust, an_objective
from tests.meetings import a_committee, a_meeting
from tests.queries.statements import counted

WEEK_AGO = TODAY - timedelta(days=7)
AGREED = Decide(agree=True, reason="It is so.")


def gathered(session: Session, trust: Trust, *, on: date = TODAY) -> AuditPack:
    session.rollback()
    return get_audit_pack(session, trust.actor(), MakePack(PackKind.AUDIT, on, public=False))


def an_open_score(session: Session, trust: Trust) -> tuple[str, UUID]:
    """A risk on the BAF whose score awaits validation for a week."""
    lead = trust.actor(Role.RISK_LEAD, today=WEEK_AGO)
    objective = an_objective(session, trust)
    reference = a_risk(session, trust, consequence=4, likelihood=4, by=lead, objective=objective)
    query = select(Decision.id).where(col(Decision.kind) == DecisionKind.VALIDATE)
    found = session.exec(query).one()
    session.rollback()
    return reference, found


def validations(decided: tuple[Decided, ...]) -> tuple[Decided, ...]:
    return tuple(one for one in decided if one.kind is DecisionKind.VALIDATE)


def holding(session: Session, actor: Actor, title: str, trust: Trust) -> None:
    """Let somebody hold a post of that title since a month ago."""
    post = a_post(session, trust, title)
    with transaction(session):
        session.add(
            PostHolder(
                organisation_id=actor.organisation_id, post_id=post.id,
                person_id=actor.person_id, name=actor.name, from_on=TODAY - timedelta(days=30),
            )
        )  # fmt: skip


def test_a_decision_is_told_by_the_post_and_with_its_days(session: Session) -> None:
    trust = a_trust(session)
    reference, decision = an_open_score(session, trust)
    (waiting,) = gathered(session, trust).waiting
    assert (waiting.kind, waiting.days(TODAY)) == (DecisionKind.VALIDATE, 7)
    manager = trust.actor()
    holding(session, manager, "Director of Governance", trust)
    with transaction(session):
        validate_score(session, manager, reference, decision, AGREED)
    (taken,) = validations(gathered(session, trust).taken)
    assert (taken.by, taken.days(TODAY)) == ("Director of Governance", 7)
    assert manager.name not in repr(gathered(session, trust))


def test_who_holds_no_post_is_told_by_role_and_never_by_name(session: Session) -> None:
    trust = a_trust(session)
    reference, decision = an_open_score(session, trust)
    with transaction(session):
        validate_score(session, trust.actor(), reference, decision, AGREED)
    (taken,) = validations(gathered(session, trust).taken)
    assert taken.by == "risk manager (no post recorded)"


def test_what_was_decided_after_the_year_was_still_open_in_it(session: Session) -> None:
    trust = a_trust(session)
    reference, decision = an_open_score(session, trust)
    with transaction(session):
        validate_score(session, trust.actor(), reference, decision, AGREED)
    yesterday = gathered(session, trust, on=TODAY - timedelta(days=1))
    assert validations(yesterday.taken) == ()
    (waiting,) = validations(yesterday.waiting)
    assert (waiting.risk.reference, waiting.by) == (reference, "")
    assert gathered(session, trust, on=date(2017, 1, 1)).decided == ()


def test_a_risk_is_considered_where_a_meeting_decided_or_a_committee_rated(
    session: Session,
) -> None:
    trust = a_trust(session)
    reference, decision = an_open_score(session, trust)
    board = a_committee(session, trust, "Trust Board")
    with transaction(session):
        session.merge(board).kind = CommitteeKind.BOARD
    meeting = a_meeting(session, trust, board, state=MeetingState.HELD)
    board_id, meeting_id = board.id, meeting.id
    session.rollback()
    sitting = replace(trust.actor(Role.SECRETARY), sitting=Sitting(meeting_id, board_id))
    with transaction(session):
        validate_score(session, sitting, reference, decision, AGREED)
        draft = RateAssurance(board_id, "Limited", TODAY)
        rate_assurance(session, trust.actor(), reference, draft)
    pack = gathered(session, trust)
    (risk,) = pack.risks
    (once,) = risk.by_board
    assert (once.way, once.rating, once.on) == (Way.DECIDED, "Limited", TODAY)
    assert risk.by_lead == risk.by_others == ()
    assert pack.bodies == ("Trust Board",)
    assert [one.committee for one in pack.meetings] == ["Trust Board"]
    assert validations(pack.taken)[0].by == "Trust Board"


def test_internal_audit_is_told_as_it_stood_when_the_year_ended(session: Session) -> None:
    trust = a_trust(session)
    auditor = trust.actor(Role.AUDITOR, today=WEEK_AGO)
    reference = a_risk(session, trust, by=trust.actor(today=WEEK_AGO))
    done, gone = (
        an_assurance(session, auditor, reference, THIRD, NEGATIVE, received_on=WEEK_AGO)
        for _ in range(2)
    )
    with transaction(session):
        manager = trust.actor()
        settle_assurance(session, manager, reference, done, SettleAssurance("Seen.", 1))
        withdraw_assurance(session, manager, reference, gone, WithdrawAssurance("Twice.", 1))
    now, before = gathered(session, trust), gathered(session, trust, on=WEEK_AGO)
    assert {(r.settled_on, r.withdrawn_on) for r in now.reports} == {(TODAY, None), (None, TODAY)}
    assert {(r.settled_on, r.withdrawn_on) for r in before.reports} == {(None, None)}
    assert (now.erased.assurances, before.erased.assurances) == (1, 0)


def test_quality_has_its_figures_then_and_now(session: Session) -> None:
    trust = a_trust(session)
    a_risk(session, trust)
    pack = gathered(session, trust)
    assert pack.looked_at == (0, 1)
    assert {one.title: (one.then, one.now) for one in pack.checks}["Not scored"] == (0, 1)


def test_the_chain_is_read_again_and_a_broken_one_is_named(
    sqlite_session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = sqlite_session
    trust = a_trust(session)
    for _ in range(3):
        a_risk(session, trust)
    sound = gathered(session, trust).chain
    assert (sound.first, sound.broken) == (1, "")
    assert sound.read == sound.number >= 3
    monkeypatch.setattr("riskapp.queries.audit_chain.MOST", 2)
    assert gathered(session, trust).chain.first == sound.number - 1
    session.connection().execute(sa.text("DROP TRIGGER history_unchanged"))
    changed = "UPDATE history SET entry = replace(entry, 'kind', 'kinb') WHERE number = :number"
    session.connection().execute(sa.text(changed), {"number": sound.number})
    session.commit()
    broken = gathered(session, trust).chain.broken
    assert broken == f"entry {sound.number} does not give its own hash"


def test_it_takes_as_many_statements_for_ten_risks_as_for_one(session: Session) -> None:
    trust = a_trust(session)
    taken = []
    for number in (1, 9):
        for _ in range(number):
            reference = a_risk(session, trust, consequence=4, likelihood=4)
            with transaction(session):
                draft = PlaceOnBaf("The Board asked for it.")
                place_on_baf(session, trust.actor(), reference, draft)
        gathered(session, trust)
        session.rollback()
        with counted(session) as sent:
            get_audit_pack(session, trust.actor(), MakePack(PackKind.AUDIT, TODAY, public=False))
        taken.append(len(sent))
    assert taken[0] == taken[1] < 60
