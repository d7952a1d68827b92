"""A programme risk is handed on from one day, by somebody with the right or by a meeting."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import Session, select

from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError, StaleError
from riskapp.domain.life_drafts import HandOn
from riskapp.domain.permissions import Actor, Role
from riskapp.models import Committee, Decision, Programme
from riskapp.queries.checks.everything import check_everything
from riskapp.queries.committee_page import get_committee_page
from riskapp.queries.oversight import get_overseen_risk
from riskapp.queries.risk_page import get_risk_page
from riskapp.services.handing_on import hand_on
from riskapp.services.sitting import sit
from riskapp.services.transactions import transaction
from tests.factories import TODAY, a_post, a_programme, a_risk, a_trust
from tests.meetings import a_committee, a_meeting
from tests.queries.test_committees import overseen

WHY = "It needs the Board's eye."
LAST_WEEK = TODAY - timedelta(days=7)


class Scene:
    """A trust with a steering group under its executive team, and a risk of a programme."""

    def __init__(self, session: Session) -> None:
        self.session, self.trust = session, a_trust(session)
        self.team = a_committee(session, self.trust)
        self.group = a_committee(session, self.trust, "Steering Group", self.team, takes=True)
        self.audit = a_committee(session, self.trust, "Audit")
        self.programme: Programme = a_programme(session, self.trust)
        self.risk = overseen(
            session, self.trust, None, programme=self.programme.id, today=LAST_WEEK
        )

    def hand(self, actor: Actor | None = None, to: UUID | None = None, **said: object) -> Decision:
        version = get_overseen_risk(self.session, self.trust.actor(), self.risk).version
        asked = {"reason": WHY, "seen_version": version, **said}
        with transaction(self.session):
            draft = HandOn(to or self.audit.id, **asked)  # type: ignore[arg-type]
            return hand_on(self.session, actor or self.trust.actor(), self.risk, draft)

    def queue(self, committee: Committee) -> list[str]:
        self.session.rollback()
        page = get_committee_page(self.session, self.trust.actor(), committee.id)
        return [row.reference for row in page.waiting]


@pytest.fixture
def scene(session: Session) -> Scene:
    return Scene(session)


def test_it_leaves_the_queue_and_is_led_by_the_other_from_today(scene: Scene) -> None:
    assert scene.queue(scene.group) == [scene.risk]
    scene.hand(scene.trust.actor(Role.EXECUTIVE))
    assert scene.queue(scene.group) == []
    session, actor = scene.session, scene.trust.actor()
    page = get_risk_page(session, actor, scene.risk)
    assert (page.row.committee, page.first_overseer) == ("Audit", "")
    (told,) = page.decisions
    assert (told.kind, told.state, told.decided_by) == (
        DecisionKind.HAND_ON, DecisionState.AGREED, "The executive",
    )  # fmt: skip
    assert told.terms is not None
    assert told.terms.committee == "Audit"
    assert page.history[0].sentence == (
        "The executive handed R-0001 on from the Steering Group to the Audit."
    )
    assert page.history[0].words["reason"] == WHY
    then = get_risk_page(session, actor, scene.risk, on=LAST_WEEK)
    assert (then.first_overseer, then.decisions) == ("Steering Group", ())
    assert list(check_everything(session)) == []


def test_a_meeting_of_the_group_or_above_it_hands_on(scene: Scene) -> None:
    session, trust = scene.session, scene.trust
    secretary, post = trust.actor(Role.SECRETARY), a_post(session, trust, "Director").id
    with pytest.raises(NotAllowedError):
        scene.hand(secretary)
    for committee, to in ((scene.group, scene.audit), (scene.audit, scene.team)):
        meeting = a_meeting(session, trust, committee, on=LAST_WEEK)
        scene.hand(sit(session, secretary, meeting.id, proposed_by_post_id=post), to.id)
    session.rollback()
    (last, first) = get_risk_page(session, trust.actor(), scene.risk).decisions
    assert first.decided_by == "the Steering Group on 23 June 2018, recorded by The secretary"
    assert (first.proposer, last.decided_by[:9]) == ("Director", "the Audit")


def test_a_meeting_of_another_committee_does_not(scene: Scene) -> None:
    session, trust = scene.session, scene.trust
    meeting = a_meeting(session, trust, scene.audit)
    with pytest.raises(FieldError, match="a meeting of the Steering Group") as refused:
        scene.hand(sit(session, trust.actor(Role.SECRETARY), meeting.id))
    assert refused.value.field == "meeting"
    above = a_meeting(session, trust, scene.team)
    scene.hand(sit(session, trust.actor(Role.SECRETARY), above.id))


@pytest.mark.parametrize(
    ("said", "field"), [({"reason": " "}, "reason"), ({"to": UUID(int=3)}, "to_committee")]
)
def test_what_is_missing_is_said_at_its_field(
    scene: Scene, said: dict[str, object], field: str
) -> None:
    with pytest.raises(FieldError) as refused:
        scene.hand(**said)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_it_is_not_handed_to_who_has_it_or_without_a_programme(scene: Scene) -> None:
    with pytest.raises(FieldError, match="already"):
        scene.hand(to=scene.group.id)
    scene.risk = a_risk(scene.session, scene.trust)
    with pytest.raises(FieldError, match="Only the risk of a programme"):
        scene.hand()


def test_who_comes_second_is_told_and_who_may_not_know_of_it_is_not(scene: Scene) -> None:
    with pytest.raises(StaleError):
        scene.hand(seen_version=0)
    other = a_trust(scene.session, "other")
    draft = HandOn(scene.audit.id, WHY, 1)
    with pytest.raises(NotFoundError), transaction(scene.session):
        hand_on(scene.session, other.actor(), scene.risk, draft)
    with pytest.raises(NotAllowedError, match=r"hand a risk on"):
        scene.hand(scene.trust.actor(Role.RISK_LEAD))
    assert scene.session.exec(select(Decision)).all() == []
