"""What is to be done and decided: milestones, the risks they mitigate, and decisions."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.domain.take_out import CellKind
from riskapp.models import Decision, Risk, RiskVersion
from riskapp.queries.decisions import decisions_query, read_decision
from riskapp.queries.feed.table import FeedTable, of_row, stream
from riskapp.queries.milestone_rows import list_rows
from riskapp.queries.scope import same_risk, still, visible
from riskapp.readmodels.plan import MilestoneRow
from riskapp.readmodels.risk_page import DecisionLine

TEXT, NUMBER, DAY, REFERENCE = CellKind.TEXT, CellKind.NUMBER, CellKind.DAY, CellKind.REFERENCE


@dataclass(frozen=True, slots=True)
class Mitigates:
    """A milestone and a risk that it mitigates."""

    milestone: str
    risk: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as it stood on a day, and the risk that it is about."""

    risk: str
    line: DecisionLine


def _milestones(session: Session, actor: Actor, on: date | None) -> tuple[MilestoneRow, ...]:
    return list_rows(session, actor, on or actor.today, sa.true())


def _mitigated(session: Session, actor: Actor, on: date | None) -> Iterator[Mitigates]:
    for row in _milestones(session, actor, on):
        for risk in row.risks:
            yield Mitigates(row.reference, risk.reference)


def _decisions(session: Session, actor: Actor, on: date | None) -> Iterator[Decided]:
    day = on or actor.today
    query = (
        decisions_query(actor)
        .add_columns(col(Risk.number))
        .join(RiskVersion, same_risk())
        .where(still(RiskVersion), visible(actor), col(Decision.opened_on) <= day)
        .order_by(col(Risk.number), col(Decision.id))
    )
    for row in stream(session, query):
        yield Decided(risk_reference(row.number), _line(row, actor, day))


def _line(row: Any, actor: Actor, day: date) -> DecisionLine:
    return read_decision(row, actor, day)


MILESTONES = FeedTable(
    "milestones",
    "One row for each milestone, as it stood on the day.",
    (
        of_row("milestone", REFERENCE, "reference", "Its reference, by which tables are joined."),
        of_row("words", TEXT, "words", "What is to be done."),
        of_row("programme", TEXT, "programme", "The programme that it belongs to, if to one."),
        of_row("workstream", TEXT, "workstream", "The workstream of the programme."),
        of_row("owner", TEXT, "owner", "The post that owns it."),
        of_row("status", TEXT, "status", "What its owner says of it."),
        of_row("standing", TEXT, "standing.kind", "The same with its date taken into account."),
        of_row("days_late", NUMBER, "standing.days_late", "0 unless it is late."),
        of_row("due", TEXT, "due.printed", "When it is due, as it is printed."),
        of_row("due_on", DAY, "due.due_on", "Its last day; empty where it only starts."),
        of_row("due_set_on", DAY, "due.set_on", "Since when that is so."),
        of_row("slips", NUMBER, "slips", "How often it has been moved."),
        of_row("done_on", DAY, "done_on", "When it was done."),
    ),
    _milestones,
)
MILESTONE_RISKS = FeedTable(
    "milestone-risks",
    "One row for each risk that a milestone mitigated on the day.",
    (
        of_row("milestone", REFERENCE, "milestone", "The milestone's reference."),
        of_row("risk", REFERENCE, "risk", "The risk's reference."),
    ),
    _mitigated,
)
DECISIONS = FeedTable(
    "decisions",
    "One row for each decision, open or taken by the day.",
    (
        of_row("risk", REFERENCE, "risk", "The risk's reference, by which tables are joined."),
        of_row("decision_id", TEXT, "line.id", "Its id."),
        of_row("kind", TEXT, "line.kind", "What is to be decided."),
        of_row("register", TEXT, "line.register", "hlrr or baf, where it is about a register."),
        of_row("state", TEXT, "line.state", "open, or how it was decided."),
        of_row("from_score", NUMBER, "line.from_score", "The score before, where one matters."),
        of_row("to_score", NUMBER, "line.to_score", "The score that it is about."),
        of_row("opened_on", DAY, "line.opened_on", "When it was put."),
        of_row("opened_by", TEXT, "line.opened_by", "Who put it."),
        of_row("opened_why", TEXT, "line.opened_why", "Why."),
        of_row("decided_on", DAY, "line.decided_on", "When it was decided."),
        of_row("decided_by", TEXT, "line.decided_by", "Who decided."),
        of_row("decided_why", TEXT, "line.decided_why", "Why."),
        of_row("answer", TEXT, "line.answer", "The answer, where it was a question."),
    ),
    _decisions,
)
TABLES: tuple[FeedTable, ...] = (MILESTONES, MILESTONE_RISKS, DECISIONS)
