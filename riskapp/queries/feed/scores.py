"""Scores by day, stays on registers, and the objectives that risks affect: from when until when."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import col

from riskapp.domain.permissions import Actor
from riskapp.models import (
    Committee,
    Objective,
    Placement,
    Position,
    Post,
    RiskObjective,
)
from riskapp.queries.feed.table import (
    FeedTable,
    When,
    ahead,
    asked_once,
    day,
    number,
    of_risks,
    risk,
    text,
    yes_no,
)
from riskapp.queries.joins import points_at
from riskapp.queries.scope import Condition

_Parent = aliased(Objective)
UNTIL = "The day it ended, which is the first that it does not hold on; empty while it holds."


def _begun(table: Any) -> When:
    """Keep what had begun by the day and held on one at least."""
    lasted = col(table.until_on) > col(table.from_on)
    return lambda _on, day: sa.and_(col(table.from_on) <= day, lasted)


def _given(on: date | None, day: date) -> Condition:
    """Keep the scores that were given: what begins without one begins as none."""
    return sa.and_(_begun(Position)(on, day), col(Position.assessment_id).is_not(None))


def _objectives(query: Any, actor: Actor, on: date | None) -> Any:
    return (
        query.select_from(Objective)
        .outerjoin(_Parent, points_at(Objective.parent_id, _Parent))
        .outerjoin(Post, points_at(Objective.executive_post_id, Post))
        .outerjoin(Committee, points_at(Objective.lead_committee_id, Committee))
        .where(
            col(Objective.organisation_id) == actor.organisation_id,
            col(Objective.starts_on) <= (on or date.max),
        )
        .order_by(col(Objective.position), col(Objective.number), col(Objective.id))
    )


SCORES = asked_once(
    "scores",
    "One row for each score that a risk had, with the days it held from and until.",
    (
        risk(),
        text("kind", Position.kind, "inherent, current or target."),
        day("from_on", Position.from_on, "The first day that it holds on."),
        day("until_on", Position.until_on, UNTIL),
        number("score", Position.score, "Consequence times likelihood, or as printed."),
        number("consequence", Position.consequence, "1 to 5; empty of a printed score."),
        number("likelihood", Position.likelihood, "1 to 5; empty of a printed score."),
        yes_no(
            "is_printed",
            col(Position.consequence).is_(None),
            "Whether it is the score in the old register, without consequence and likelihood.",
        ),
        ahead("target_on", Position.target_on, "Of a target: by when it is to be reached."),
    ),
    of_risks(Position, _given, Position.kind, Position.from_on),
)
REGISTERS = asked_once(
    "registers",
    "One row for each stay of a risk on the HLRR or the BAF.",
    (
        risk(),
        text("register", Placement.register_kind, "hlrr or baf."),
        text("reference", Placement.reference, "That register's own reference."),
        day("from_on", Placement.from_on, "The first day of the stay."),
        day("until_on", Placement.until_on, UNTIL),
        text("entered", Placement.entered, "threshold, objective, board-decision or as-printed."),
        number("opening_score", Placement.opening_score, "The score with which it came."),
        text("committee", Committee.name, "The committee that led on it there."),
    ),
    of_risks(
        Placement,
        _begun(Placement),
        *(Placement.from_on, Placement.id),
        named={Committee: points_at(Placement.lead_committee_id, Committee)},
    ),
)
OBJECTIVES = asked_once(
    "objectives",
    "One row for each strategic objective.",
    (
        text("objective_id", Objective.id, "By which tables are joined."),
        text("number", Objective.number, "Its number in the plan."),
        text("level", Objective.level, "aim, plan-aim or objective."),
        text("title", Objective.title, "Its title."),
        text("parent_number", _Parent.number, "The number of the one above it."),
        ahead("starts_on", Objective.starts_on, "The first day of its plan."),
        ahead("ends_on", Objective.ends_on, "The last day of its plan."),
        text("executive", Post.title, "The executive post."),
        text("committee", Committee.name, "The lead committee."),
    ),
    _objectives,
)
RISK_OBJECTIVES = asked_once(
    "risk-objectives",
    "One row for each time that a risk affected an objective.",
    (
        risk(),
        text("objective_id", Objective.id, "By which tables are joined."),
        text("objective_number", Objective.number, "The objective's number in the plan."),
        day("from_on", RiskObjective.from_on, "The first day that it affected it."),
        day("until_on", RiskObjective.until_on, UNTIL),
    ),
    of_risks(
        RiskObjective,
        _begun(RiskObjective),
        *(RiskObjective.from_on, Objective.id),
        named={Objective: points_at(RiskObjective.objective_id, Objective)},
    ),
)
TABLES: tuple[FeedTable, ...] = (SCORES, REGISTERS, OBJECTIVES, RISK_OBJECTIVES)
