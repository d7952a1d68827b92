"""A risk of a batch as an old register prints it: raised, scored, and put before the rule."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.drafts import RaiseRisk, RiskDetails
from riskapp.domain.escalation import Entered, Register
from riskapp.domain.happenings import Happening
from riskapp.domain.intervals import FOREVER, lay_out
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.matrix import Matrix
from riskapp.domain.permissions import Actor
from riskapp.domain.printed_cells import cells_to_json
from riskapp.domain.printed_drafts import PrintedAs, RowOfFile
from riskapp.domain.references import printed_key
from riskapp.domain.scoring import ScoreKind
from riskapp.models import Assessment, Position, Risk, RiskObjective, RiskVersion
from riskapp.services.escalation import Judged
from riskapp.services.in_bulk.ledger import Row, begins_with, said_of
from riskapp.services.in_bulk.standing import Standing
from riskapp.services.in_bulk.teller import Teller
from riskapp.services.printing import tell_cells
from riskapp.services.risks import Printed
from riskapp.services.telling import tell_printed, tell_raised
from riskapp.services.versions import open_until


@dataclass(frozen=True, slots=True)
class House:
    """What the risks of a batch refer to, and who brings them in."""

    actor: Actor
    matrix: Matrix
    matrix_id: UUID
    root_unit_id: UUID
    objective_numbers: dict[UUID, str] = field(default_factory=dict)


@dataclass(slots=True)
class Coming:
    """A risk that comes with a batch, and how it stands so far."""

    house: House
    teller: Teller
    opened_on: date
    reason: str
    standing: Standing
    assessments: dict[ScoreKind, list[Row]] = field(default_factory=dict)
    linked: bool = False

    @property
    def actor(self) -> Actor:
        """Whoever brings the batch in."""
        return self.house.actor

    def link(self, objective_ids: Sequence[UUID]) -> None:
        """Link the risk to objectives from today."""
        for key in objective_ids:
            today = self.actor.today
            self.teller.keep(RiskObjective, objective_id=key, from_on=today, until_on=FOREVER)
            facts = {"objective": self.house.objective_numbers[key]}
            self.teller.note(self.actor, Happening.OBJECTIVE_LINKED, key, facts)
            self.linked = True

    def place_as_printed(self, register: Register, score: PrintedAs, reference: str) -> None:
        """Put the risk on the register that prints it."""
        judged = Judged(score.score.value, score.effective_on, basis=score.basis)
        how = Entered.AS_PRINTED
        self.standing.enter(self.actor, register, how, judged, reference=reference)

    def score(self, printed: PrintedAs) -> None:
        """Give the risk a score of the old register; the rule sees it unless it is past."""
        given = self.assessments.setdefault(printed.kind, [])
        before = given[-1]["score"] if given else 0
        assessment = self.teller.keep(
            Assessment,
            **self.teller.entered(self.actor),
            matrix_id=self.house.matrix_id,
            effective_on=printed.effective_on,
            effective_basis=printed.basis,
            target_on=printed.target_on,
            reason=printed.reason,
            **printed.columns,
        )
        given.append(assessment)
        kind, facts, words = tell_printed(printed, before)
        self.teller.note(self.actor, kind, assessment["id"], facts, words)
        if printed.kind is ScoreKind.CURRENT and not printed.past:
            self._follow(printed, assessment["id"])

    def hold(self) -> None:
        """Lay out the positions that the scores make; the current one begins unscored."""
        for kind in ScoreKind:
            given = self.assessments.get(kind, [])
            marked = {str(place): row for place, row in enumerate(given)}
            marks = [(row["effective_on"], mark) for mark, row in marked.items()]
            if kind is ScoreKind.CURRENT:
                marks.insert(0, (self.opened_on, ""))
            for span in lay_out(marks):
                self.teller.keep(
                    Position,
                    kind=kind,
                    from_on=span.from_on,
                    until_on=span.until_on,
                    **_position(marked.get(span.mark)),
                )

    def _follow(self, printed: PrintedAs, assessment_id: UUID) -> None:
        value, matrix = printed.score.value, self.house.matrix
        awaits = matrix.needs_validation(printed.stood, value)
        day, basis = printed.effective_on, printed.entered_basis
        judged = Judged(value, day, awaits, basis=basis, assessment_id=assessment_id)
        if awaits:
            asked = self.standing.ask(
                self.actor, DecisionKind.VALIDATE, judged, from_score=printed.stood
            )
            facts = {"score": value}
            self.teller.note(self.actor, Happening.VALIDATION_ASKED, asked["id"], facts)
        self.standing.follow(self.actor, judged, linked=self.linked)


def raise_printed(
    house: House, teller: Teller, draft: RaiseRisk, printed: Printed, source: RowOfFile
) -> Coming:
    """Raise a risk of a batch, and note it with the row of which it is."""
    opened_on = draft.opened_on or house.actor.today
    teller.ledger.keep(Risk, _risk(house, teller, opened_on, printed))
    says = _write_versions(house, teller, draft, printed)
    facts, words = tell_raised(opened_on, says)
    teller.note(house.actor, Happening.RISK_RAISED, teller.risk_id, facts, words)
    facts, words = tell_cells(source, printed.cells)
    teller.note(house.actor, Happening.CELLS_PRINTED, teller.risk_id, facts, words)
    standing = Standing(teller, house.matrix, draft.details.lead_committee_id)
    return Coming(house, teller, opened_on, source.reason, standing)


def _write_versions(house: House, teller: Teller, draft: RaiseRisk, printed: Printed) -> Row:
    """Keep what a new risk says, and said until it was closed; return what it says now."""
    opened_on = draft.opened_on or house.actor.today
    status = RiskStatus.DRAFT if draft.as_draft else printed.over or RiskStatus.OPEN
    says = begins_with(RiskVersion) | _says(house, draft.details)
    says |= {"status": status, "from_on": opened_on, "closed_on": printed.closed_on}
    if printed.closed_on is not None and opened_on < printed.closed_on:
        teller.keep(RiskVersion, **(says | open_until(printed.closed_on)))
        says["from_on"] = printed.closed_on
    return teller.keep(RiskVersion, **says)


def _risk(house: House, teller: Teller, opened_on: date, printed: Printed) -> Row:
    return {
        "organisation_id": teller.organisation_id,
        "id": teller.risk_id,
        "number": teller.number,
        "printed_reference": printed.reference,
        "printed_key": printed_key(printed.reference),
        "printed_in": printed.table,
        "printed_date": printed.dated,
        "printed_cells": cells_to_json(printed.cells),
        "opened_on": opened_on,
        "opened_basis": printed.opened_basis,
        "raised_by_id": house.actor.person_id,
        "recorded_at": teller.ledger.at,
    }


def _says(house: House, details: RiskDetails) -> Row:
    """Return what a new risk says: its details, in the root unit where none is named."""
    says = said_of(details)
    del says["statement"]
    says |= said_of(details.statement)
    says["unit_id"] = details.unit_id or house.root_unit_id
    return says


def _position(assessment: Row | None) -> Row:
    if assessment is None:
        return {}
    return {
        "consequence": assessment["consequence"],
        "likelihood": assessment["likelihood"],
        "score": assessment["score"],
        "target_on": assessment["target_on"],
        "assessment_id": assessment["id"],
    }
