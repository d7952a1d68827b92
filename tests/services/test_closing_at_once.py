"""Closing a month while others work: what becomes final is of one moment, and nothing is torn."""

from collections.abc import Callable
from threading import Thread
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.assurance import AssuranceResult, Line, RecordAssurance, SourceKind
from riskapp.domain.domains import Domain
from riskapp.domain.drafts import ScoreRisk
from riskapp.domain.happenings import Happening
from riskapp.domain.month_drafts import NoChange
from riskapp.domain.months import CloseMonth, MonthState
from riskapp.domain.permissions import Role
from riskapp.domain.scoring import Consequence, Likelihood, ScoreKind
from riskapp.domain.taking_back import TakeBack
from riskapp.models import FinalContent, History, MonthlyReview
from riskapp.queries.cases import get_case, get_positions
from riskapp.queries.month_content import get_month_content
from riskapp.readmodels.month_content import MonthContent
from riskapp.readmodels.months import Month
from riskapp.services import month_closing
from riskapp.services.assurances import record_assurance
from riskapp.services.month_closing import close_month
from riskapp.services.outcomes import record_outcome
from riskapp.services.scores import score_risk
from riskapp.services.taking_back import take_back
from tests.factories import TODAY, a_risk, a_trust
from tests.month_lists import MONTH, a_month, outcomes, record
from tests.services.test_at_once import FINE, at_once, sound

WHY = "The chair was called away."
RISKS = ("R-0001", "R-0002", "R-0003")
BEFORE, AFTER = 16, 20
LONG_ENOUGH = 0.5
"""Seconds in which a score is saved many times over."""
Deed = Callable[[Session], object]


class Scene:
    """An open month of three risks, each of which stands at 16."""

    def __init__(self, engine: sa.Engine, session: Session) -> None:
        self.engine, self.session, self.trust = engine, session, a_trust(session)
        for _ in RISKS:
            a_risk(session, self.trust, consequence=4, likelihood=4)
        self.month = a_month(session, self.trust, *RISKS)

    def closing(self, role: Role = Role.SECRETARY, seen: frozenset[str] | None = None) -> Deed:
        actor, draft = self.trust.actor(role), CloseMonth(MONTH, WHY, seen=seen)
        return lambda db: close_month(db, actor, draft)

    def scoring(self, reference: str) -> Deed:
        actor = self.trust.actor(Role.RISK_LEAD)
        draft = ScoreRisk(
            ScoreKind.CURRENT,
            {Domain.SAFETY: Consequence(5)},
            Likelihood(4),
            "It rose.",
            seen=self._standing(reference),
        )
        return lambda db: score_risk(db, actor, reference, draft)

    def _standing(self, reference: str) -> UUID:
        case = get_case(self.session, self.trust.actor(), reference)
        return get_positions(self.session, case)[ScoreKind.CURRENT].assessment_id

    def recording(self, reference: str) -> Deed:
        actor, asked = self.trust.actor(Role.SECRETARY), self.month.asks(NoChange())
        return lambda db: record_outcome(db, actor, reference, asked)

    def assuring(self, reference: str) -> Deed:
        actor = self.trust.actor()
        draft = RecordAssurance(
            "Internal audit", SourceKind.INTERNAL_AUDIT, Line.THIRD, AssuranceResult.MIXED, TODAY
        )
        return lambda db: record_assurance(db, actor, reference, draft)

    def go(self, *deeds: Deed) -> dict[str, int]:
        self.session.rollback()
        ended = at_once(self.engine, deeds)
        sound(self.session)
        self.session.expire_all()
        return dict(ended)

    @property
    def review(self) -> MonthlyReview:
        return self.session.exec(select(MonthlyReview)).one()

    @property
    def content(self) -> MonthContent:
        return get_month_content(self.session, self.trust.actor(), self.review)[0]

    def told(self, kind: Happening) -> list[History]:
        return list(self.session.exec(select(History).where(col(History.kind) == kind)))


@pytest.fixture
def scene(engine: sa.Engine, session: Session) -> Scene:
    return Scene(engine, session)


def is_of_one_moment(scene: Scene) -> None:
    """The final content names the entry just before its own, and that entry's hash."""
    [closed] = scene.told(Happening.MONTH_CLOSED)
    content = scene.content
    last = scene.session.exec(
        select(History).where(
            col(History.organisation_id) == closed.organisation_id,
            col(History.number) == closed.number - 1,
        )
    ).one()
    assert (content.history_number, content.history_head) == (last.number, last.entry_hash)


def test_a_score_given_meanwhile_is_wholly_before_the_closing_or_wholly_after(
    scene: Scene,
) -> None:
    first = {entry.number for entry in scene.told(Happening.SCORED)}
    ended = scene.go(*map(scene.scoring, RISKS), scene.closing())
    assert ended == {FINE: 4}
    is_of_one_moment(scene)
    last = scene.content.history_number
    given = [one for one in scene.told(Happening.SCORED) if one.number not in first]
    scores = {risk.about.risk_id: risk.score for risk in scene.content.risks}
    assert scores == {one.risk_id: AFTER if one.number <= last else BEFORE for one in given}


def test_a_score_given_while_the_content_is_gathered_waits_until_the_month_is_final(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    scoring, reading, scorers = scene.scoring("R-0001"), month_closing.read_month, []

    def read_while_somebody_scores(*about: Any) -> Month:
        scorer = Thread(target=at_once, args=(scene.engine, [scoring]))
        scorers.append(scorer)
        scorer.start()
        scorer.join(LONG_ENOUGH)
        assert scorer.is_alive()
        return reading(*about)

    monkeypatch.setattr(month_closing, "read_month", read_while_somebody_scores)
    assert scene.go(scene.closing()) == {FINE: 1}
    scorers[0].join()
    sound(scene.session)
    is_of_one_moment(scene)
    assert {risk.score for risk in scene.content.risks} == {BEFORE}
    given = max(entry.number for entry in scene.told(Happening.SCORED))
    assert given > scene.content.history_number + 1


def test_what_is_recorded_meanwhile_is_in_the_minutes_or_refused(scene: Scene) -> None:
    ended = scene.go(*map(scene.recording, RISKS), scene.closing())
    recorded = ended[FINE] - 1
    assert ended == {FINE: recorded + 1, **({"UnfitError": 3 - recorded} if recorded < 3 else {})}
    is_of_one_moment(scene)
    assert len(outcomes(scene.session)) == recorded
    assert sum(risk.is_decided for risk in scene.content.risks) == recorded


def test_nothing_is_left_undecided_or_decided_that_was_not_seen(scene: Scene) -> None:
    ended = scene.go(scene.recording("R-0001"), scene.closing(seen=frozenset(RISKS)))
    assert ended[FINE] == 1
    if scene.review.state is MonthState.OPEN:
        assert ended == {FINE: 1, "StaleError": 1}
        assert len(outcomes(scene.session)) == 1
    else:
        assert ended == {FINE: 1, "UnfitError": 1}
        assert outcomes(scene.session) == []


def test_assurance_is_taken_meanwhile_and_nobody_waits_for_ever(scene: Scene) -> None:
    ended = scene.go(*map(scene.assuring, RISKS), scene.closing())
    assert ended == {FINE: 4}
    is_of_one_moment(scene)


def test_what_is_taken_back_meanwhile_is_undecided_or_stays(scene: Scene) -> None:
    made = record(scene.session, scene.trust, scene.month, "R-0001", NoChange())
    draft, actor = TakeBack(MONTH, made.id, "Another risk.", 2), scene.trust.actor(Role.SECRETARY)
    ended = scene.go(lambda db: take_back(db, actor, "R-0001", draft), scene.closing())
    taken = outcomes(scene.session)[0].withdrawn_on is not None
    assert ended == ({FINE: 2} if taken else {FINE: 1, "UnfitError": 1})
    is_of_one_moment(scene)
    assert sum(risk.is_decided for risk in scene.content.risks) == (0 if taken else 1)


def test_of_many_who_close_at_once_one_does_and_the_others_are_told(scene: Scene) -> None:
    roles = (Role.SECRETARY, Role.RISK_MANAGER, Role.SECRETARY)
    ended = scene.go(*map(scene.closing, roles))
    assert ended == {FINE: 1, "FieldError": 2}
    is_of_one_moment(scene)
    assert len(scene.session.exec(select(FinalContent)).all()) == 1
