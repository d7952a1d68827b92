"""What a month's final content says beside its list: milestones, decisions, who was there."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from riskapp.domain.answers import answer_words
from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.meetings import meeting_words
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.domain.wording import NO_POST
from riskapp.models import (
    Attendance,
    Committee,
    Decision,
    Meeting,
    Milestone,
    MonthlyReview,
    Person,
    Post,
    Risk,
    RiskMilestone,
    RiskVersion,
)
from riskapp.queries.joins import points_at
from riskapp.queries.milestone_rows import list_rows
from riskapp.queries.scope import named_posts, same_risk, still, visible
from riskapp.readmodels.finals import Words
from riskapp.readmodels.month_content import (
    FinalAttendance,
    FinalDecision,
    FinalMeeting,
    FinalName,
)
from riskapp.readmodels.months import MeetingName
from riskapp.readmodels.plan import MilestoneRow

TAKEN = (
    DecisionState.AGREED,
    DecisionState.DECLINED,
    DecisionState.MODERATED,
    DecisionState.SENT_BACK,
)
OF_REGISTERS = (DecisionKind.REMOVE, DecisionKind.PLACE, DecisionKind.ANSWER_OBJECTIVE)
_Opener = aliased(Person)
_Proposer = aliased(Post)


def list_named(
    session: Session, actor: Actor, ids: Iterable[UUID]
) -> Mapping[UUID, tuple[UUID, ...]]:
    """Return the posts that each restricted risk of these names."""
    query = sa.select(col(RiskVersion.risk_id), *named_posts()).where(
        col(RiskVersion.organisation_id) == actor.organisation_id,
        col(RiskVersion.risk_id).in_(sorted(ids)),
        col(RiskVersion.visibility) == Visibility.RESTRICTED,
        still(RiskVersion),
    )
    return {
        risk_id: tuple(post for post in posts if post)
        for risk_id, *posts in session.connection().execute(query)
    }


def list_known(session: Session, actor: Actor, ids: Iterable[UUID]) -> frozenset[UUID]:
    """Return those of these risks that the actor may know of."""
    query = (
        sa.select(col(Risk.id))
        .join(RiskVersion, same_risk())
        .where(col(Risk.id).in_(sorted(ids)), still(RiskVersion), visible(actor))
    )
    return frozenset(session.connection().execute(query).scalars())


def list_milestones(
    session: Session, actor: Actor, ids: Iterable[UUID]
) -> Mapping[UUID, Sequence[MilestoneRow]]:
    """Return the milestones that mitigate each of these risks, the most overdue first."""
    served = sa.select(col(RiskMilestone.milestone_id)).where(
        col(RiskMilestone.organisation_id) == actor.organisation_id,
        col(RiskMilestone.risk_id).in_(sorted(ids)),
        still(RiskMilestone),
    )
    found: dict[UUID, list[MilestoneRow]] = defaultdict(list)
    for row in list_rows(session, actor, actor.today, col(Milestone.id).in_(served)):
        for risk in row.risks:
            found[risk.id].append(row)
    return found


def list_of_no_risk(session: Session, actor: Actor) -> tuple[MilestoneRow, ...]:
    """Return the milestones that mitigate no risk, the most overdue first."""
    serving = sa.select(col(RiskMilestone.milestone_id)).where(
        col(RiskMilestone.organisation_id) == actor.organisation_id, still(RiskMilestone)
    )
    return list_rows(session, actor, actor.today, col(Milestone.id).not_in(serving))


def list_final_meetings(
    session: Session, review: MonthlyReview, meetings: Sequence[MeetingName]
) -> tuple[FinalMeeting, ...]:
    """Return the meetings of a month, with who was there."""
    there: dict[UUID, list[FinalAttendance]] = defaultdict(list)
    for row in session.connection().execute(_attendance_query(review, meetings)):
        post = (row.title or NO_POST) if row.post_id else ""
        who = ", ".join(filter(None, (row.name, post)))
        there[row.meeting_id].append(FinalAttendance(who, row.attended))
    return tuple(
        FinalMeeting(one.id, one.words, one.held_on, one.state, tuple(there[one.id]))
        for one in meetings
    )


def _attendance_query(review: MonthlyReview, meetings: Iterable[MeetingName]) -> Any:
    return (
        sa.select(
            *(col(Attendance.meeting_id), col(Attendance.attended), col(Attendance.name)),
            col(Attendance.post_id),
            col(Post.title),
        )
        .select_from(Attendance)
        .outerjoin(Post, points_at(Attendance.post_id, Post))
        .where(
            col(Attendance.organisation_id) == review.organisation_id,
            col(Attendance.meeting_id).in_([one.id for one in meetings]),
        )
        .order_by(col(Attendance.position), col(Attendance.id))
    )


def list_taken(
    session: Session, actor: Actor, since: date, ids: Iterable[UUID]
) -> tuple[FinalDecision, ...]:
    """Return the decisions taken since a day about these risks or about registers.

    The oldest come first; what the month before already holds is for the caller to leave out.
    """
    found = session.connection().execute(_taken_query(actor, since, ids)).all()
    restricted = {row.risk_id for row in found if row.visibility is Visibility.RESTRICTED}
    named = list_named(session, actor, restricted) if restricted else {}
    return tuple(_taken(row, named) for row in found)


_COLUMNS: Mapping[str, Any] = {
    "id": Decision.id,
    "risk_id": Decision.risk_id,
    "number": Risk.number,
    "title": RiskVersion.title,
    "visibility": RiskVersion.visibility,
    "kind": Decision.kind,
    "register": Decision.register_kind,
    "state": Decision.state,
    "to_score": Decision.to_score,
    "decided_on": Decision.decided_on,
    "why": Decision.decided_why,
    "answer": Decision.answer,
    "opened_by": _Opener.name,
    "proposer_id": Decision.proposed_by_post_id,
    "proposer": _Proposer.title,
    "decided_by": Person.name,
    "held_on": Meeting.held_on,
    "meeting_title": Meeting.title,
    "committee": Committee.name,
}


def _taken_query(actor: Actor, since: date, ids: Iterable[UUID]) -> Any:
    query: Any = (
        sa.select(*(col(column).label(name) for name, column in _COLUMNS.items()))
        .select_from(Decision)
        .join(Risk, points_at(Decision.risk_id, Risk))
        .join(RiskVersion, same_risk())
        .join(_Opener, col(_Opener.id) == col(Decision.opened_by_id))
        .join(Person, col(Person.id) == col(Decision.decided_by_id))
        .outerjoin(_Proposer, points_at(Decision.proposed_by_post_id, _Proposer))
        .outerjoin(Meeting, points_at(Decision.decided_in_id, Meeting))
        .outerjoin(Committee, points_at(Meeting.committee_id, Committee))
    )
    return query.where(
        col(Decision.organisation_id) == actor.organisation_id,
        col(Decision.state).in_(TAKEN),
        col(Decision.decided_on) >= since,
        sa.or_(col(Decision.risk_id).in_(sorted(ids)), col(Decision.kind).in_(OF_REGISTERS)),
        still(RiskVersion),
        visible(actor),
    ).order_by(col(Decision.decided_on), col(Decision.id))


def _taken(row: Any, named: Mapping[UUID, tuple[UUID, ...]]) -> FinalDecision:
    restricted = row.visibility is Visibility.RESTRICTED
    title = Words(row.title, row.risk_id)
    posts = named.get(row.risk_id, ())
    return FinalDecision(
        id=row.id,
        about=FinalName(row.risk_id, risk_reference(row.number), title, restricted, posts),
        kind=row.kind,
        register=row.register,
        state=row.state,
        proposed_by=(row.proposer or NO_POST) if row.proposer_id else row.opened_by,
        decided_by=row.decided_by,
        decided_in=meeting_words(row.committee, row.held_on, row.meeting_title)
        if row.committee
        else "",
        decided_on=row.decided_on,
        why=Words(row.why, row.risk_id) if row.why is not None else Words(),
        answer=answer_words(row.answer),
        to_score=row.to_score,
    )
