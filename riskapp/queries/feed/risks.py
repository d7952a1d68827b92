"""The risks themselves: what each says on a day, how it is scored, where it stands."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.escalation import Register
from riskapp.domain.permissions import Actor
from riskapp.domain.scoring import ScoreKind
from riskapp.models import (
    Committee,
    Decision,
    Placement,
    Position,
    Post,
    Programme,
    Risk,
    RiskVersion,
    Unit,
)
from riskapp.queries.feed.table import (
    FeedColumn,
    FeedTable,
    ahead,
    day,
    number,
    risk,
    stream,
    text,
    yes_no,
)
from riskapp.queries.joins import of_same_risk, points_at
from riskapp.queries.register_columns import join_says, position_on, says_on, undecided
from riskapp.queries.register_dates import last_happened, last_review
from riskapp.queries.register_flags import next_review
from riskapp.queries.scope import holds, same_risk, still, visible

_Owner, _Executive, _Handler = (aliased(Post) for _ in range(3))
_Current, _Target, _Inherent = (aliased(Position) for _ in range(3))
_Hlrr, _Baf = (aliased(Placement) for _ in range(2))
_KINDS = (
    (_Current, ScoreKind.CURRENT),
    (_Target, ScoreKind.TARGET),
    (_Inherent, ScoreKind.INHERENT),
)
_STAYS = ((_Hlrr, Register.HLRR), (_Baf, Register.BAF))


def _columns(says: Any, on: date) -> tuple[FeedColumn, ...]:
    """Return the columns, of what was said by a version of each risk."""
    return (
        *_said(says),
        *_named(says),
        day("opened_on", Risk.opened_on, "When it was opened."),
        *_scores(on),
        *_standing(),
        day("last_review", last_review(on), "When somebody last looked at it."),
        ahead("next_review", next_review(on), "When somebody is to look at it again."),
        day("happened_on", last_happened(on), "When it last happened."),
    )


def _said(says: Any) -> tuple[FeedColumn, ...]:
    return (
        risk(),
        text("printed_reference", Risk.printed_reference, "Its reference in the old register."),
        text("title", says.title, "Its title."),
        text("cause", says.cause, "Because of what."),
        text("event", says.event, "What might happen."),
        text("effect", says.effect, "What it would lead to."),
        text("kind", says.kind, "strategic, operational, project or partnership."),
        text("status", says.status, "How far its life is, from draft to closed: all are here."),
        text("visibility", says.visibility, "public, internal or restricted."),
    )


def _named(says: Any) -> tuple[FeedColumn, ...]:
    return (
        text("unit", Unit.name, "The unit that it belongs to."),
        text("owner", _Owner.title, "The post that owns it."),
        text("executive", _Executive.title, "The executive post."),
        text("handler", _Handler.title, "The post that handles it."),
        text("committee", Committee.name, "The lead committee."),
        text("programme", Programme.name, "The programme that it belongs to."),
        text("origin", says.origin, "Where it was first noticed."),
        text("treatment", says.treatment, "What is done about it."),
        text("proximity", says.proximity, "How soon it might happen."),
    )


def _scores(on: date) -> tuple[FeedColumn, ...]:
    waits = undecided(DecisionKind.VALIDATE, on)
    return (
        number("current_score", _value(_Current), "Consequence times likelihood, or as printed."),
        number("current_consequence", _Current.consequence, "1 to 5; empty of a printed score."),
        number("current_likelihood", _Current.likelihood, "1 to 5; empty of a printed score."),
        day("scored_on", _day(_Current), "Since when that score holds."),
        yes_no("awaiting_validation", _waits(waits), "Whether somebody is to confirm the score."),
        number("target_score", _value(_Target), "The score that it should come down to."),
        ahead("target_on", _Target.target_on, "By when it should."),
        number("inherent_score", _value(_Inherent), "The score without any controls."),
    )


def _value(position: Any) -> Any:
    """Return a score, nothing where none was ever given."""
    return sa.case((col(position.assessment_id).is_not(None), col(position.score)), else_=None)


def _day(position: Any) -> Any:
    return sa.case((col(position.assessment_id).is_not(None), col(position.from_on)), else_=None)


def _standing() -> tuple[FeedColumn, ...]:
    return (
        day("hlrr_since", _Hlrr.from_on, "Since when it is on the HLRR, empty where it is not."),
        text("hlrr_reference", _Hlrr.reference, "Its reference there."),
        day("baf_since", _Baf.from_on, "Since when it is on the BAF, empty where it is not."),
        text("baf_reference", _Baf.reference, "Its reference there."),
    )


def _waits(condition: Any) -> Any:
    return sa.exists().where(points_at(Decision.risk_id, Risk), condition).correlate(Risk)


def _read(session: Session, actor: Actor, on: date | None) -> Iterator[Any]:
    says = says_on(on)
    columns = _columns(says, on or actor.today)
    query = sa.select(*(one.expression.label(one.name) for one in columns)).select_from(Risk)
    joined = join_says(query.join(RiskVersion, same_risk()), on)
    return stream(session, _whole(joined, says, actor, on))


def _whole(query: Any, says: Any, actor: Actor, on: date | None) -> Any:
    """Join what is named, scored and stood on, and keep what the actor may know of."""
    named = (
        query.join(Unit, points_at(says.unit_id, Unit))
        .outerjoin(_Owner, points_at(says.owner_post_id, _Owner))
        .outerjoin(_Executive, points_at(says.executive_post_id, _Executive))
        .outerjoin(_Handler, points_at(says.handler_post_id, _Handler))
        .outerjoin(Committee, points_at(says.lead_committee_id, Committee))
        .outerjoin(Programme, points_at(says.programme_id, Programme))
    )
    for score, kind in _KINDS:
        named = named.outerjoin(score, position_on(on, score, kind))
    for stay, register in _STAYS:
        stays = of_same_risk(stay, RiskVersion), col(stay.register_kind) == register
        named = named.outerjoin(stay, sa.and_(*stays, holds(stay, on)))
    here = col(Risk.organisation_id) == actor.organisation_id
    return named.where(here, still(RiskVersion), visible(actor)).order_by(col(Risk.number))


RISKS = FeedTable(
    "risks",
    "One row for each risk, whatever its status, as it stood on the day.",
    _columns(RiskVersion, date.max),
    _read,
)
