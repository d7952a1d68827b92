"""Every place that words of a risk can live in is one that a redaction reaches."""

import json
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from riskapp.domain.assurance import AssuranceResult, Line, SourceKind
from riskapp.domain.controls import GapKind
from riskapp.domain.decisions import DecisionKind
from riskapp.domain.drafts import Decide
from riskapp.domain.months import Outcome
from riskapp.domain.permissions import Role
from riskapp.domain.redaction import Place, ProposeRedaction, holds_words
from riskapp.models import (
    Assurance,
    AssuranceRating,
    Committee,
    Control,
    ControlVersion,
    Decision,
    DecisionTerms,
    Gap,
    GapMilestone,
    KeptForm,
    MilestoneNote,
    MonthlyOutcome,
    Occurrence,
    Review,
    RiskNote,
)
from riskapp.models.organisation import CommitteeKind
from riskapp.models.triggers import APPEND_ONLY
from riskapp.models.words import TYPED, Erasure
from riskapp.queries.cases import get_case
from riskapp.queries.typed_words import Whose, list_texts
from riskapp.services.decisions import propose_closing
from riskapp.services.redaction import decide_redaction, propose_redaction
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_milestone, a_risk, a_score, a_trust
from tests.months import a_closed_month, an_open_month
from tests.services.looks import everything, the_open

NAME = "Zoë Zebrafinch"
KEPT = "/trust/risks/R-0001/edit"


def one_of_everything(session: Session, trust: Trust) -> tuple[str, UUID]:
    """Add a risk with a row in every table that holds words of a risk."""
    risk = a_risk(session, trust, title=NAME)
    a_score(session, trust.actor(Role.RISK_LEAD), risk, 4, 4, reason=NAME)
    risk_id = get_case(session, trust.actor(), risk).risk.id
    with transaction(session):
        propose_closing(session, trust.actor(), risk, NAME)
    closing = the_open(session, DecisionKind.CLOSE)
    of_gap = a_milestone(session, trust)
    a_milestone(session, trust, risk_ids=(risk_id,))
    with transaction(session):
        session.add_all(rows(trust, risk_id, of_gap, closing))
    review = an_open_month(session, trust)
    with transaction(session):
        session.add(outcome(trust, risk_id, review.id))
    a_closed_month(session, trust, why=f"{NAME} was called away.")
    return risk, risk_id


def outcome(trust: Trust, risk_id: UUID, review_id: UUID) -> MonthlyOutcome:
    return MonthlyOutcome(
        organisation_id=trust.organisation.id,
        monthly_review_id=review_id,
        risk_id=risk_id,
        outcome=Outcome.NO_CHANGE,
        reason=NAME,
        decided_on=TODAY,
        recorded_by_id=trust.people[Role.SECRETARY].id,
    )


def rows(trust: Trust, risk_id: UUID, milestone_id: UUID, closing: Decision) -> list[Any]:
    here = {"organisation_id": trust.organisation.id}
    by = {**here, "by_id": trust.people[Role.RISK_MANAGER].id}
    said = {**by, "risk_id": risk_id}
    gap = Gap(kind=next(iter(GapKind)), words="", from_on=TODAY, **said)
    form = json.dumps({"title": NAME, "more": [{NAME.upper(): "x"}, 3, None]})
    return [
        gap, *assured(said, here),
        GapMilestone(gap_id=gap.id, milestone_id=milestone_id, from_on=TODAY, **here),
        MilestoneNote(milestone_id=milestone_id, words="", entered_on=TODAY, **by),
        Occurrence(happened_on=TODAY, entered_on=TODAY, **said),
        RiskNote(words=NAME, entered_on=TODAY, **said),
        Review(reviewed_on=TODAY, outcome="", **said),
        DecisionTerms(decision_id=closing.id, **here),
        KeptForm(person_id=by["by_id"], place=KEPT, risk_id=risk_id, content=form, **here),
    ]  # fmt: skip


def assured(said: dict[str, Any], here: dict[str, Any]) -> list[Any]:
    control = Control(**said)
    version = {**here, "risk_id": said["risk_id"], "from_on": TODAY, "words": ""}
    board = Committee(name="Board", kind=CommitteeKind.BOARD, **here)
    rated = {**said, "rated_on": TODAY, "entered_on": TODAY}
    kinds: dict[str, Any] = {
        "line": next(iter(Line)), "source_kind": next(iter(SourceKind)),
        "result": next(iter(AssuranceResult)),
    }  # fmt: skip
    return [
        control, board, ControlVersion(control_id=control.id, **version),
        Assurance(source="", received_on=TODAY, entered_on=TODAY, **kinds, **said),
        AssuranceRating(committee_id=board.id, rating="", **rated),
    ]  # fmt: skip


def plant(session: Session) -> None:
    """Write the name into every column of text that may be written over."""
    append_only = {rule.table.name for rule in APPEND_ONLY}
    with transaction(session):
        for one in TYPED:
            replaced = [c for c, how in one.columns.items() if how is Erasure.REPLACED]
            if replaced and one.table.name not in append_only:
                session.exec(sa.update(one.table).values(dict.fromkeys(replaced, NAME)))


def test_words_go_from_every_place_there_is(session: Session) -> None:
    trust = a_trust(session)
    risk, risk_id = one_of_everything(session, trust)
    plant(session)
    texts = list_texts(session, Whose(trust.organisation.id, risk_id))
    reached = {text.typed.place for text in texts if text.holds(NAME)}
    assert reached == set(Place) - {Place.REDACTIONS}
    draft = ProposeRedaction("zoë zebrafinch", "A patient.")
    with transaction(session):
        proposed = propose_redaction(session, trust.actor(), risk, draft).id
    plant(session)
    decision = Decide(agree=True, reason="So it is.")
    with transaction(session):
        done = decide_redaction(session, trust.actor(Role.EXECUTIVE), risk, proposed, decision)
    assert done is not None
    assert done.found.places.keys() == set(Place)
    assert done.found.fixed == 0
    assert len(done.milestone_ids) == 2
    left = [row for row in everything(session) if holds_words(row, NAME) or "ebrafinch" in row]
    assert left == []
