"""What a page says will follow from a score is what then follows, whatever went before."""

from collections.abc import Callable
from contextlib import suppress
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.drafts import AnswerObjective, Decide, PlaceOnBaf
from riskapp.domain.errors import NotAllowedError, RegisterError
from riskapp.domain.escalation import ObjectiveAnswer
from riskapp.domain.matrix import EntryRule
from riskapp.domain.permissions import Actor, Role
from riskapp.domain.preview import outlook
from riskapp.domain.references import risk_number
from riskapp.domain.scoring import Consequence, Likelihood, Score, ScoreKind
from riskapp.models import Decision, MatrixVersion, Risk
from riskapp.models.database import open_session
from riskapp.queries.scoring import get_scoring
from riskapp.services.decisions import (
    answer_objective,
    decide_removal,
    place_on_baf,
    validate_score,
)
from riskapp.services.links import link_objective, unlink_objective
from riskapp.services.transactions import transaction
from tests.factories import Trust, a_risk, a_score, a_trust, an_objective
from tests.services.looks import open_decisions, registers_of

WHY = "Because of what we know."
SCORERS = (Role.RISK_LEAD, Role.RISK_MANAGER, Role.EXECUTIVE)
SCORE = st.tuples(st.sampled_from(SCORERS), st.integers(1, 5), st.integers(1, 5))
OTHER = st.sampled_from(
    ["confirm", "link", "unlink", "say no", "own entry", "take off", "keep on", "place"]
)


class Told:
    """One risk, to which things happen."""

    def __init__(self, session: Session, trust: Trust, objective_id: UUID) -> None:
        self.session = session
        self.trust = trust
        self.objective_id = objective_id
        self.reference = a_risk(session, trust)

    def scored(self, role: Role, consequence: int, likelihood: int) -> None:
        """Score it, and hold what was said beforehand against what then is so."""
        actor = self.trust.actor(role)
        self.session.rollback()
        before = get_scoring(self.session, actor, self.reference).stands
        asked_before = open_decisions(self.session, self.reference)
        waiting_before = self._last_validation()
        score = Score(Consequence(consequence), Likelihood(likelihood))
        said = outlook(before, ScoreKind.CURRENT, score, actor)
        a_score(self.session, actor, self.reference, consequence, likelihood)
        self.session.expire_all()
        held = {k: p.entered for k, p in registers_of(self.session, self.reference).items()}
        asked = open_decisions(self.session, self.reference)
        assert held == before.held | said.enters
        assert (DecisionKind.VALIDATE in asked) == said.awaits_validation
        assert self._was_moderated(waiting_before) == said.moderates
        question = DecisionKind.ANSWER_OBJECTIVE
        assert (question in asked) == (said.asks_objective or question in asked_before)
        self.session.rollback()
        after = get_scoring(self.session, actor, self.reference).stands
        assert after.proposed == (before.proposed | said.proposes) - said.withdraws

    def other(self, what: str) -> None:
        """Let something else happen, where it can."""
        role = Role.SECRETARY if what == "place" else Role.RISK_MANAGER
        deeds: dict[str, Callable[[Actor], None]] = {
            "confirm": self._confirm,
            "link": self._link,
            "unlink": self._unlink,
            "say no": lambda actor: self._answer(actor, ObjectiveAnswer.NEITHER),
            "own entry": lambda actor: self._answer(actor, ObjectiveAnswer.OWN_ENTRY),
            "take off": lambda actor: self._remove(actor, agree=True),
            "keep on": lambda actor: self._remove(actor, agree=False),
            "place": self._place,
        }
        with suppress(RegisterError):
            self._by(deeds[what], role)

    def _by(self, deed: Callable[[Actor], None], role: Role) -> None:
        try:
            deed(self.trust.actor(role))
        except NotAllowedError:
            deed(self.trust.actor(Role.EXECUTIVE))  # the second person

    def _confirm(self, actor: Actor) -> None:
        for decision in self._open(DecisionKind.VALIDATE):
            with transaction(self.session):
                decide = Decide(agree=True, reason=WHY)
                validate_score(self.session, actor, self.reference, decision.id, decide)

    def _link(self, actor: Actor) -> None:
        with transaction(self.session):
            link_objective(self.session, actor, self.reference, self.objective_id)

    def _unlink(self, actor: Actor) -> None:
        with transaction(self.session):
            unlink_objective(self.session, actor, self.reference, self.objective_id, WHY)

    def _answer(self, actor: Actor, answer: ObjectiveAnswer) -> None:
        chosen = (self.objective_id,) if answer is ObjectiveAnswer.OWN_ENTRY else ()
        draft = AnswerObjective(answer, WHY, chosen)
        for decision in self._open(DecisionKind.ANSWER_OBJECTIVE):
            with transaction(self.session):
                answer_objective(self.session, actor, self.reference, decision.id, draft)

    def _remove(self, actor: Actor, *, agree: bool) -> None:
        for decision in self._open(DecisionKind.REMOVE):
            with transaction(self.session):
                decide = Decide(agree=agree, reason=WHY)
                decide_removal(self.session, actor, self.reference, decision.id, decide)

    def _place(self, actor: Actor) -> None:
        with transaction(self.session):
            place_on_baf(self.session, actor, self.reference, PlaceOnBaf(WHY))

    def _open(self, kind: DecisionKind) -> list[Decision]:
        return [
            decision for decision in self._decisions(kind) if decision.state is DecisionState.OPEN
        ]

    def _decisions(self, kind: DecisionKind) -> list[Decision]:
        self.session.rollback()
        query = (
            select(Decision)
            .join(Risk, col(Risk.id) == col(Decision.risk_id))
            .where(col(Risk.number) == risk_number(self.reference), col(Decision.kind) == kind)
            .order_by(col(Decision.id))
            .execution_options(populate_existing=True)
        )
        return list(self.session.exec(query))

    def _last_validation(self) -> UUID | None:
        open_now = self._open(DecisionKind.VALIDATE)
        return open_now[0].id if open_now else None

    def _was_moderated(self, decision_id: UUID | None) -> bool:
        return any(
            decision.id == decision_id and decision.state is DecisionState.MODERATED
            for decision in self._decisions(DecisionKind.VALIDATE)
        )


@pytest.mark.parametrize("entry", EntryRule)
def test_what_is_said_is_what_follows(sqlite_engine: sa.Engine, entry: EntryRule) -> None:
    with open_session(sqlite_engine) as session:
        trust = a_trust(session)
        objective = an_objective(session, trust)
        with transaction(session):
            session.exec(sa.update(MatrixVersion).values(entry=entry))

        @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
        @given(st.lists(st.one_of(SCORE, SCORE, OTHER), min_size=1, max_size=7))
        def told(happenings: list[tuple[Role, int, int] | str]) -> None:
            risk = Told(session, trust, objective.id)
            for happened in happenings:
                if isinstance(happened, str):
                    risk.other(happened)
                else:
                    risk.scored(*happened)

        told()
