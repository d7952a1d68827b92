"""How a synthetic risk stands: the registers it is on and what is open, moved by the rule."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from riskapp.clock import utc_now, uuid7
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
from riskapp.domain.intervals import FOREVER
from riskapp.domain.permissions import Actor
from riskapp.models import Decision, Placement
from riskapp.services.telling import tell_placed
from riskapp.synthesis.ledger import Row
from riskapp.synthesis.teller import Teller


@dataclass(frozen=True, slots=True)
class Judged:
    """A current score as the rule takes it."""

    value: int
    assessment_id: UUID


@dataclass(slots=True)
class Standing:
    """One risk's places on registers and its decisions, each as its row."""

    teller: Teller
    committee_id: UUID
    placements: dict[Register, Row] = field(default_factory=dict)
    decisions: list[Row] = field(default_factory=list)

    def open(self, kind: DecisionKind, register: Register | None = None) -> Row | None:
        """Return what is open of a kind (about a register), or None."""
        for decision in self.decisions:
            same = decision["kind"] is kind and decision["register_kind"] is register
            if same and decision["state"] is DecisionState.OPEN:
                return decision
        return None

    def follow(self, actor: Actor, judged: Judged, *, escalates: bool, linked: bool) -> None:
        """Do what the two-step rule demands of the risk with this score."""
        moves = self._moves(escalates=escalates, linked=linked)
        for register, entered in moves.enter.items():
            self.enter(actor, register, entered, judged)
        if moves.ask_objective:
            question = self.ask(actor, DecisionKind.ANSWER_OBJECTIVE, judged)
            self.teller.note(actor, Happening.OBJECTIVE_ASKED, question["id"])
        self._propose(actor, judged, moves.propose_removal)

    def enter(self, actor: Actor, register: Register, entered: Entered, judged: Judged) -> None:
        """Put the risk on a register from the actor's day."""
        placement = self.teller.keep(
            Placement,
            id=uuid7(),
            register_kind=register,
            reference="",
            from_on=actor.today,
            until_on=FOREVER,
            entered=entered,
            entered_basis="",
            opening_score=judged.value,
            lead_committee_id=self.committee_id,
            left_by_id=None,
            recorded_at=utc_now(),
        )
        self.placements[register] = placement
        facts = tell_placed(register, entered, judged.value, actor.today)
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
            "register_kind": None,
            "assessment_id": judged.assessment_id if judged else None,
            "state": DecisionState.OPEN,
            "from_score": None,
            "to_score": judged.value if judged else None,
            "opened_on": actor.today,
            "opened_by_id": actor.person_id,
            "recorded_at": utc_now(),
        }
        decision = self.teller.keep(Decision, **(dict.fromkeys(UNDECIDED) | row | more))
        self.decisions.append(decision)
        return decision

    def supersede(self, actor: Actor, decision: Row) -> None:
        """Close what a later score has overtaken."""
        decision |= {"state": DecisionState.SUPERSEDED, "decided_on": actor.today}
        facts = {"kind": decision["kind"].value}
        self.teller.note(actor, Happening.DECISION_SUPERSEDED, decision["id"], facts)

    def _moves(self, *, escalates: bool, linked: bool) -> Moves:
        return moves_due(
            Circumstances(
                escalates=escalates,
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

    def _propose(self, actor: Actor, judged: Judged, registers: frozenset[Register]) -> None:
        """Propose removals that are not proposed yet; withdraw those no longer called for."""
        for register in Register:
            proposal = self.open(DecisionKind.REMOVE, register)
            if register not in registers:
                if proposal is not None:
                    self.supersede(actor, proposal)
            elif proposal is None:
                made = self.ask(actor, DecisionKind.REMOVE, judged, register_kind=register)
                facts = {"register": REGISTER_NAMES[register], "score": judged.value}
                self.teller.note(actor, Happening.REMOVAL_PROPOSED, made["id"], facts)


UNDECIDED = (
    "opened_why",
    "decided_on",
    "decided_by_id",
    "decided_why",
    "committee_id",
    "answer",
    "baf_risk_id",
)
