"""Writing the new risks of a file, all that deeds would have written, some hundreds at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.clock import uuid7
from riskapp.domain.drafts import RaiseRisk
from riskapp.domain.escalation import Register
from riskapp.domain.import_days import scores_of
from riskapp.domain.import_meanings import Meant
from riskapp.domain.jobs import Tell, silently
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.permissions import Actor
from riskapp.domain.printed_drafts import PrintedAs, RowOfFile
from riskapp.domain.row_drafts import (
    actions_of,
    assurances_of,
    controls_of,
    gaps_of,
    notes_of,
    review_of,
)
from riskapp.models import MatrixVersion, Objective, Unit
from riskapp.queries.matrices import find_matrix
from riskapp.queries.scope import holds
from riskapp.services.history import seal
from riskapp.services.in_bulk.hanging import (
    add_action,
    add_control,
    print_review,
    raise_gap,
    record_assurance,
    write_note,
)
from riskapp.services.in_bulk.ledger import Ledger, write_rows
from riskapp.services.in_bulk.printed import Coming, House, raise_printed
from riskapp.services.in_bulk.teller import Teller
from riskapp.services.risks import Printed
from riskapp.services.transactions import take_milestone_numbers, take_risk_numbers

BATCH: Final = 500
"""Risks that are written together: memory stays flat however many there are."""
LONGEST_TABLE: Final = 100
LONGEST_DATE: Final = 40


@dataclass(frozen=True, slots=True)
class Source:
    """What a file is called, and the register that it is a print of, None for any other."""

    file: str
    register: Register | None = None


@dataclass(frozen=True, slots=True)
class NewRisk:
    """A risk that a row became."""

    id: UUID
    number: int


def bring_in(
    session: Session, actor: Actor, source: Source, rows: Sequence[Meant], tell: Tell = silently
) -> Mapping[int, NewRisk]:
    """Write a risk for each row of a file; return them by row number."""
    if not rows:
        return {}
    house = _house(session, actor)
    numbers = count(take_risk_numbers(session, actor.organisation_id, len(rows)) + 1)
    actions = sum(len(meant.row.actions) for meant in rows if not meant.is_over)
    milestone = take_milestone_numbers(session, actor.organisation_id, actions)
    made: dict[int, NewRisk] = {}
    for batch in _in_batches(rows):
        tell(len(made), len(rows), "Bringing the risks in")
        ledger = Ledger(milestone_number=milestone)
        for meant in batch:
            new = made[meant.row.number] = NewRisk(uuid7(), next(numbers))
            teller = Teller(ledger, actor.organisation_id, new.id, new.number)
            _bring_in_one(house, teller, source, meant)
        milestone = ledger.milestone_number
        write_rows(session, ledger, actor.organisation_id)
        seal(session)
    return made


def _in_batches(rows: Iterable[Meant]) -> Iterator[list[Meant]]:
    coming = iter(rows)
    while batch := list(islice(coming, BATCH)):
        yield batch


def asked_of(meant: Meant, file: str) -> tuple[RaiseRisk, Printed]:
    """Return what raises the risk of a row, and how the old register prints it."""
    row, days = meant.row, meant.days
    draft = RaiseRisk(
        meant.details, as_draft=row.status is RiskStatus.DRAFT, opened_on=days.opened_on
    )
    return draft, Printed(
        reference=row.reference,
        table=file[:LONGEST_TABLE],
        dated=row.opened_printed[:LONGEST_DATE],
        opened_basis=days.opened_basis,
        cells=meant.cells,
        over=row.status if meant.is_over else None,
        closed_on=days.closed_on,
    )


def seen_by_rule(scores: Iterable[PrintedAs]) -> PrintedAs | None:
    """Return the score that the rule sees, None where it sees none."""
    return next((score for score in scores if not score.past), None)


def _bring_in_one(house: House, teller: Teller, source: Source, meant: Meant) -> None:
    row = RowOfFile(source.file, meant.row.number)
    coming = raise_printed(house, teller, *asked_of(meant, source.file), row)
    coming.link(meant.objective_ids)
    scores = scores_of(meant.row, meant.days, row.reason)
    seen = seen_by_rule(scores)
    if source.register is not None and seen is not None:
        coming.place_as_printed(source.register, seen, meant.row.reference)
    for score in scores:
        coming.score(score)
    coming.hold()
    _hang(coming, meant)


def _hang(coming: Coming, meant: Meant) -> None:
    _hang_in_force(coming, meant)
    review = review_of(meant, coming.reason)
    if review is not None:
        print_review(coming, review)
    for words in notes_of(meant):
        write_note(coming, words)


def _hang_in_force(coming: Coming, meant: Meant) -> None:
    """Let hang on the risk what is in force of it: nothing, where it is over."""
    for details in controls_of(meant):
        add_control(coming, details)
    for gap in gaps_of(meant):
        raise_gap(coming, gap)
    for assurance in assurances_of(meant):
        record_assurance(coming, assurance)
    for action in actions_of(meant, coming.teller.risk_id):
        add_action(coming, action)


def _house(session: Session, actor: Actor) -> House:
    ask = session.connection().execute
    matrix_id = ask(
        sa.select(col(MatrixVersion.id)).where(
            col(MatrixVersion.organisation_id) == actor.organisation_id,
            holds(MatrixVersion, actor.today),
        )
    ).scalar_one()
    root = sa.select(col(Unit.id)).where(
        col(Unit.organisation_id) == actor.organisation_id, col(Unit.parent_id).is_(None)
    )
    numbers = sa.select(col(Objective.id), col(Objective.number)).where(
        col(Objective.organisation_id) == actor.organisation_id
    )
    return House(
        actor=actor,
        matrix=find_matrix(session, actor.organisation_id, matrix_id),
        matrix_id=matrix_id,
        root_unit_id=ask(root).scalar_one(),
        objective_numbers={row.id: row.number for row in ask(numbers)},
    )
