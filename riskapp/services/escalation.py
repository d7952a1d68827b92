"""Carrying out the escalation rule: risks enter registers, questions are put, removals proposed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.escalation import (
    REGISTER_NAMES,
    Circumstances,
    Entered,
    Register,
    moves_due,
)
from riskapp.domain.happenings import Happening
from riskapp.domain.lifecycle import ON_REGISTER
from riskapp.domain.matrix import EntryRule
from riskapp.models import Decision, Placement
from riskapp.queries.cases import Standing
from riskapp.queries.cases import get_standing as read_standing
from riskapp.services.deeds import Deed
from riskapp.services.telling import tell_placed


@dataclass(frozen=True, slots=True)
class Judged:
    """A current score as the rule takes it: its value, its day, and whether it is validated."""

    value: int
    on: date
    awaiting: bool = False
    basis: str = ""
    assessment_id: UUID | None = None


def get_standing(deed: Deed) -> Standing:
    """Return where the risk stands."""
    return read_standing(deed.session, deed.case)


def follow_rule(deed: Deed, standing: Standing, judged: Judged, *, affects_objective: bool) -> None:
    """Do what the two-step rule demands of the risk with this score; a draft is left alone."""
    if deed.case.says.status not in ON_REGISTER:
        return
    held = {register: placement.entered for register, placement in standing.placements.items()}
    moves = moves_due(
        Circumstances(
            escalates=deed.case.matrix.escalates(judged.value),
            affects_objective=affects_objective,
            objective_asked=standing.objective_asked,
            held=held,
        )
    )
    if not (judged.awaiting and deed.case.matrix.entry is EntryRule.ON_VALIDATION):
        for register, entered in moves.enter.items():
            enter(deed, register, entered, judged)
    if moves.ask_objective:
        _ask_objective(deed, judged)
    _propose_removals(deed, standing, judged, moves.propose_removal)
    _withdraw_removals(deed, standing, still=moves.propose_removal)


def enter(
    deed: Deed,
    register: Register,
    entered: Entered,
    judged: Judged,
    *,
    reference: str = "",
    why: str = "",
) -> Placement:
    """Put the risk on a register from the day its score holds; a decision to do so says why."""
    placement = _placement(deed, register, entered, judged)
    placement.reference = reference
    deed.session.add(placement)
    told = tell_placed(register, entered, judged.value, judged.on, judged.basis)
    deed.note(Happening.PLACED, placement.id, facts=told, words={"reason": why})
    return placement


def _placement(deed: Deed, register: Register, entered: Entered, judged: Judged) -> Placement:
    return Placement(
        organisation_id=deed.case.risk.organisation_id,
        risk_id=deed.case.risk.id,
        register_kind=register,
        from_on=judged.on,
        entered=entered,
        entered_basis=judged.basis,
        opening_score=judged.value,
        lead_committee_id=deed.case.says.lead_committee_id,
    )


def supersede(deed: Deed, decision: Decision) -> None:
    """Close what a later score has overtaken."""
    decision.state = DecisionState.SUPERSEDED
    decision.decided_on = deed.actor.today
    deed.note(Happening.DECISION_SUPERSEDED, decision.id, facts={"kind": decision.kind.value})


def _ask_objective(deed: Deed, judged: Judged) -> None:
    question = deed.open_decision(
        DecisionKind.ANSWER_OBJECTIVE, assessment_id=judged.assessment_id, to_score=judged.value
    )
    deed.note(Happening.OBJECTIVE_ASKED, question.id)


def _propose_removals(
    deed: Deed, standing: Standing, judged: Judged, registers: Iterable[Register]
) -> None:
    for register in sorted(registers):
        proposed = standing.open(DecisionKind.REMOVE, register)
        if proposed is not None:
            _rest_on(proposed, judged)
            continue
        proposal = deed.open_decision(
            DecisionKind.REMOVE,
            register_kind=register,
            assessment_id=judged.assessment_id,
            to_score=judged.value,
        )
        facts = {"register": REGISTER_NAMES[register], "score": judged.value}
        deed.note(Happening.REMOVAL_PROPOSED, proposal.id, facts=facts)


def _rest_on(proposal: Decision, judged: Judged) -> None:
    """Let a proposal rest on the score that stands now: whoever gave that may not decide it."""
    if judged.assessment_id is not None:
        proposal.assessment_id = judged.assessment_id
        proposal.to_score = judged.value


def _withdraw_removals(deed: Deed, standing: Standing, *, still: frozenset[Register]) -> None:
    """Overtake proposals that the score no longer calls for."""
    for register in Register:
        proposal = standing.open(DecisionKind.REMOVE, register)
        if proposal is not None and register not in still:
            supersede(deed, proposal)
