"""Decisions: what waits, what was decided about a risk, proposing, deciding, withdrawing."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast
from uuid import UUID

from flask import Response
from sqlmodel import Session

from forms.decisions import NO, YES, DecisionForm, ReasonForm
from riskapp.api.answers import changed, created, refuse_unseen, shown
from riskapp.api.cursors import listed, listed_whole, next_address, went_to
from riskapp.api.judging import judged, typed
from riskapp.api.problems import Fault, SentError
from riskapp.api.resource import Resource
from riskapp.api.resources.controls import OfRiskAsked, ReasonIn
from riskapp.api.resources.decision_shapes import (
    AnswerIn,
    DecisionOut,
    Decisions,
    NothingIn,
    ProposalIn,
    WaitingDecisions,
    WaitingOut,
)
from riskapp.api.resources.naming import OfRisk, OneOfRisk, found
from riskapp.api.shapes import Walk
from riskapp.domain.actions import Action
from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.queries.decisions import list_decisions
from riskapp.queries.names import get_risk_name
from riskapp.queries.open_decisions import list_open_decisions
from riskapp.queries.scoring import get_scoring
from riskapp.readmodels.risk_page import DecisionLine
from riskapp.services.acceptances import end_acceptance
from riskapp.services.withdrawals import withdraw_proposal
from riskapp.web.offers import prepared
from riskapp.web.session import current_actor, get_session
from riskapp.web.sitting import acting
from riskapp.web.ways import BEGINNING, DECIDING, Way

if TYPE_CHECKING:
    from riskapp.models import Decision

resource = Resource("decisions", "Decisions", "What waits to be decided, and what was decided.")

NAMES = {
    "committee": "committee_id",
    "meeting": "meeting_id",
    "proposed_by": "proposed_by_id",
    "to_unit": "to_unit_id",
    "objectives": "objective_ids",
    "baf_risk": "baf_risk_id",
    "decision": "id",
}
"""What the API calls the fields of the forms."""
FIELDS = {named: field for field, named in NAMES.items()}
ANOTHERS = "This decision does not take this."
NOT_HERE = "This is not decided here: it is decided by the deed itself."
NOT_ACCEPTED = "This is no acceptance that holds."


class WaitingAsked(Walk):
    """Asks for what waits to be decided."""


@resource.lists("/decisions", Action.VIEW_REGISTER, WaitingDecisions)
def waiting(query: WaitingAsked) -> Response:
    """List what waits to be decided about any risk."""
    after = went_to(query)
    some = list_open_decisions(
        get_session(), current_actor(), after[0] if after else None, query.limit
    )
    items = tuple(map(WaitingOut.of_open, some.rows))
    following = next_address([some.ends] if some.ends else None)
    return listed(WaitingDecisions(items=items, next=following, total=some.total))


@resource.lists("/risks/<reference>/decisions", Action.VIEW_REGISTER, Decisions)
def decisions(path: OfRisk, query: OfRiskAsked) -> Response:
    """List the decisions about a risk."""
    session, actor = get_session(), current_actor()
    risk = get_risk_name(session, actor, path.reference)
    lines = list_decisions(session, actor, [risk.id], query.day()).get(risk.id, ())
    return listed_whole(Decisions, lines, query, lambda it: str(it.id), DecisionOut.of)


@resource.shows("/risks/<reference>/decisions/<uuid:id>", Action.VIEW_REGISTER, DecisionOut)
def decision(path: OneOfRisk) -> Response:
    """Show a decision about a risk."""
    return shown(DecisionOut.of(_find(path)))


@resource.adds("/risks/<reference>/decisions", Action.VIEW_REGISTER, DecisionOut)
def propose(path: OfRisk, body: ProposalIn) -> Response:
    """Propose something about a risk, which somebody else then decides."""
    way = BEGINNING[body.proposal]
    given = body.model_dump(exclude_none=True, exclude={"proposal"})
    form = _form(way, path.reference, given)
    return created(
        lambda db: _id_of(way.does(db, acting(db, form), path.reference, form)),
        "decisions.decision",
        lambda decision_id: {"reference": path.reference, "id": decision_id},
    )


@resource.changes(
    "/risks/<reference>/decisions/<uuid:id>/answer",
    Action.VIEW_REGISTER,
    DecisionOut,
    method="post",
)
def answer(path: OneOfRisk, body: AnswerIn) -> Response:
    """Decide; If-Match is the decision's ETag. It takes the right of that kind of decision."""
    refuse_unseen("decisions.decision", reference=path.reference, id=path.id)
    line = _find(path)
    way = DECIDING.get(line.kind)
    if way is None:
        raise SentError([Fault("", NOT_HERE)])
    given = body.model_dump(exclude_none=True)
    if body.agree is not None:
        given["agree"] = YES if body.agree else NO
    form = _form(way, path.reference, given, line)
    return _changed(path, lambda db: way.does(db, acting(db, form), path.reference, form))


@resource.changes(
    "/risks/<reference>/decisions/<uuid:id>/withdrawal",
    Action.VIEW_REGISTER,
    DecisionOut,
    method="post",
)
def withdraw(path: OneOfRisk, body: NothingIn) -> Response:  # noqa: ARG001 - must be {}
    """Withdraw a proposal of one's own; If-Match is its ETag."""
    refuse_unseen("decisions.decision", reference=path.reference, id=path.id)
    actor = current_actor()
    return _changed(path, lambda db: withdraw_proposal(db, actor, path.reference, path.id))


@resource.changes(
    "/risks/<reference>/decisions/<uuid:id>/ending",
    Action.PROPOSE_ACCEPTANCE,
    DecisionOut,
    method="post",
)
def end(path: OneOfRisk, body: ReasonIn) -> Response:
    """End an acceptance, so that the risk is treated again; If-Match is the decision's ETag."""
    refuse_unseen("decisions.decision", reference=path.reference, id=path.id)
    line, actor = _find(path), current_actor()
    agreed = line.kind is DecisionKind.ACCEPT and line.state is DecisionState.AGREED
    if not agreed or line.terms is None or line.terms.ended_on:
        raise SentError([Fault("", NOT_ACCEPTED)])
    form = judged(ReasonForm(typed({"reason": body.reason})), NAMES)
    return _changed(path, lambda db: end_acceptance(db, actor, path.reference, form.draft()))


def _form(
    way: Way, reference: str, given: dict[str, object], line: DecisionLine | None = None
) -> DecisionForm:
    """Return the valid form of what is decided; SentError for a field that it does not have."""
    sent = {FIELDS.get(name, name): one for name, one in given.items()}
    carried = {"decision": line.id} if line else {}
    scoring = get_scoring(get_session(), current_actor(), reference)
    form = prepared(way.form(typed(sent | carried)), scoring, line)
    unknown = [Fault(NAMES.get(name, name), ANOTHERS) for name in sent if name not in form]
    if unknown:
        raise SentError(unknown)
    return judged(form, NAMES)


def _id_of(made: object) -> UUID:
    return cast("Decision", made).id


def _changed(path: OneOfRisk, deed: Callable[[Session], object]) -> Response:
    return changed(deed, "decisions.decision", reference=path.reference, id=path.id)


def _find(path: OneOfRisk) -> DecisionLine:
    session, actor = get_session(), current_actor()
    risk = get_risk_name(session, actor, path.reference)
    lines = list_decisions(session, actor, [risk.id]).get(risk.id, ())
    return found(next((line for line in lines if line.id == path.id), None), "decision")
