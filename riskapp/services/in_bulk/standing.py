"""How a risk of a batch stands: the registers it is on and what is open, moved by the rule."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from riskapp.clock import uuid7
from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.escalation import (
    REGISTER_NAMES,
    Circumstances,
    Entered,
    Moves,
    Register,
    moves_due,
)
from riskapp.domain.happenings import Happening
from riskapp.domain.matrix import EntryRule, Matrix
from riskapp.domain.permissions import Actor
from riskapp.models import Decision, Placement
from riskapp.services.escalation import Judged
from riskapp.services.in_bulk.ledger import Row
from riskapp.services.in_bulk.teller import Teller
from riskapp.services.telling import tell_placed


@dataclass(slots=True)
class Standing:
    """One risk's places on registers and its decisions, each as its row."""

    teller: Teller
    matrix: Matrix
    committee_id: UUID | None
    placements: dict[Register, Row] = field(default_factory=dict)
    decisions: list[Row] = field(default_factory=list)

    def open(self, kind: DecisionKind, register: Register | None = None) -> Row | None:
        """Return what is open of a kind (about a register), or None."""
        for decision in self.decisions:
            same = decision["kind"] is kind and decision["register_kind"] is register
            if same and decision["state"] is DecisionState.OPEN:
                return decision
        return None

    def follow(self, actor: Actor, judged: Judged, *, linked: bool) -> None:
        """Do what the two-step rule demands of the risk with this score."""
        moves = self._moves(judged, linked=linked)
        if not (judged.awaiting and self.matrix.entry is EntryRule.ON_VALIDATION):
            for register, entered in moves.enter.items():
                self.enter(actor, register, entered, judged)
        if moves.ask_objective:
            question = self.ask(actor, DecisionKind.ANSWER_OBJECTIVE, judged)
            self.teller.note(actor, Happening.OBJECTIVE_ASKED, question["id"])
        self._propose(actor, judged, moves.propose_removal)
        self._withdraw(actor, moves.propose_removal)

    def enter(
        self,
        actor: Actor,
        register: Register,
        entered: Entered,
        judged: Judged,
        *,
        reference: str = "",
    ) -> None:
        """Put the risk on a register from the day its score holds."""
        placement = self.teller.keep(
            Placement,
            id=uuid7(),
            register_kind=register,
            reference=reference,
            from_on=judged.on,
            entered=entered,
            entered_basis=judged.basis,
            opening_score=judged.value,
            lead_committee_id=self.committee_id,
            recorded_at=self.teller.ledger.at,
        )
        self.placements[register] = placement
        facts = tell_placed(register, entered, judged.value, judged.on, judged.basis)
        self.teller.note(actor, Happening.PLACED, placement["id"], facts)

    def leave(self, actor: Actor, register: Register, decision: Row) -> None:
        """Take the risk off a register by a decision."""
        placement = self.placements.pop(register)
        placement["until_on"] = actor.today
        placement["left_by_id"] = decision["id"]

    def ask(self, actor: Actor, kind: DecisionKind, judged: Judged | None, **more: Any) -> Row:
        """Put something to be decided."""
        row = {
            "id": uuid7(),
            "kind": kind,
            "assessment_id": judged.assessment_id if judged else None,
            "to_score": judged.value if judged else None,
            "opened_on": actor.today,
            "opened_by_id": actor.person_id,
            "recorded_at": self.teller.ledger.at,
        }
        decision = self.teller.keep(Decision, **(row | more))
        self.decisions.append(decision)
        return decision

    def supersede(self, actor: Actor, decision: Row) -> None:
        """Close what a later score has overtaken."""
        decision |= {"state": DecisionState.SUPERSEDED, "decided_on": actor.today}
        facts = {"kind": decision["kind"].value}
        self.teller.note(actor, Happening.DECISION_SUPERSEDED, decision["id"], facts)

    def _moves(self, judged: Judged, *, linked: bool) -> Moves:
        return moves_due(
            Circumstances(
                escalates=self.matrix.escalates(judged.value),
                affects_objective=linked,
                objective_asked=self._objective_asked(),
                held={register: row["entered"] for register, row in self.placements.items()},
            )
        )

    def _objective_asked(self) -> bool:
        held = self.placements.get(Register.HLRR)
        since = held["from_on"] if held else date.max
        return any(
            decision["kind"] is DecisionKind.ANSWER_OBJECTIVE
            and (decision["state"] is DecisionState.OPEN or decision["opened_on"] >= since)
            for decision in self.decisions
        )

    def _propose(self, actor: Actor, judged: Judged, registers: Iterable[Register]) -> None:
        """Propose removals; one that is proposed already rests on the score that stands now."""
        for register in sorted(registers):
            proposal = self.open(DecisionKind.REMOVE, register)
            if proposal is not None:
                proposal |= {"assessment_id": judged.assessment_id, "to_score": judged.value}
                continue
            made = self.ask(actor, DecisionKind.REMOVE, judged, register_kind=register)
            facts = {"register": REGISTER_NAMES[register], "score": judged.value}
            self.teller.note(actor, Happening.REMOVAL_PROPOSED, made["id"], facts)

    def _withdraw(self, actor: Actor, still: frozenset[Register]) -> None:
        """Overtake proposals that the score no longer calls for."""
        for register in Register:
            proposal = self.open(DecisionKind.REMOVE, register)
            if proposal is not None and register not in still:
                self.supersede(actor, proposal)
