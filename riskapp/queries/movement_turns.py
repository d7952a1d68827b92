"""What became of risks between two days: new, closed, accepted, and the like; a new owner."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.actions import Action
from riskapp.domain.happenings import Happening
from riskapp.domain.lifecycle import ON_REGISTER
from riskapp.domain.milestones import NOBODY
from riskapp.domain.movement import MoveKind
from riskapp.domain.permissions import may
from riskapp.domain.references import risk_reference
from riskapp.domain.wording import NO_POST
from riskapp.models import History, HistoryText, Person, Risk, RiskVersion
from riskapp.queries.history_lines import HIDDEN
from riskapp.queries.joins import points_at
from riskapp.queries.movement_scope import Looked, named, reason_of, risk_of
from riskapp.queries.names import list_post_names
from riskapp.queries.scope import Condition, number_if_known
from riskapp.readmodels.movement import Moved

TURNS: Mapping[Happening, MoveKind] = {
    Happening.RISK_RAISED: MoveKind.NEW,
    Happening.RISK_OPENED: MoveKind.NEW,
    Happening.APPROVED: MoveKind.NEW,
    Happening.RISK_CLOSED: MoveKind.CLOSED,
    Happening.MERGED: MoveKind.MERGED,
    Happening.REJECTED: MoveKind.REJECTED,
    Happening.RISK_WITHDRAWN: MoveKind.WITHDRAWN,
    Happening.ACCEPTED: MoveKind.ACCEPTED,
    Happening.ACCEPTANCE_ENDED: MoveKind.ACCEPTANCE_ENDED,
    Happening.REOPENED: MoveKind.REOPENED,
    Happening.RISK_EDITED: MoveKind.OWNER,
}
"""The entries of the history that tell of such a change; of an edit only a new owner is one."""

_ON_THEIR_DAY = tuple(kind for kind in TURNS if kind is not Happening.RISK_RAISED)
_BECOMES_NEW = (Happening.RISK_OPENED, Happening.APPROVED)
_OWNER = "owner_post_id"

Scores = Mapping[UUID, int]


def list_turns(session: Session, looked: Looked, scores: Scores) -> list[Moved]:
    """Return what became of risks, with the scores that new ones had at the second look."""
    rows = session.connection().execute(_query(looked)).all()
    told = [(row, json.loads(row.entry)["facts"]) for row in rows]
    owners = any(row.kind is Happening.RISK_EDITED for row in rows)
    posts = dict(list_post_names(session, looked.actor)) if owners else {}
    shows_edits = may(looked.actor, Action.VIEW_HISTORY)
    return [
        _owner(row, facts, posts, shows_edits=shows_edits)
        if row.kind is Happening.RISK_EDITED
        else _turn(row, facts, scores)
        for row, facts in told
        if row.kind is not Happening.RISK_RAISED or facts["status"] in ON_REGISTER
    ]


def new_ids(looked: Looked) -> tuple[sa.Select[*tuple[Any, ...]], ...]:
    """Return the statements that find the risks that came to the register between the looks."""
    ids: sa.Select[*tuple[Any, ...]] = sa.select(col(History.risk_id).label("id"))
    raised = ids.join(Risk, points_at(History.risk_id, Risk)).where(*_raised(looked))
    return raised, ids.where(*_entered(looked, _BECOMES_NEW))


def _query(looked: Looked) -> sa.CompoundSelect[Any]:
    told = _columns(looked).where(*looked.lets())
    entered = told.where(*_entered(looked, _ON_THEIR_DAY), _gives_an_owner())
    return sa.union_all(told.where(*_raised(looked)), entered).order_by("number")


def _columns(looked: Looked) -> sa.Select[*tuple[Any, ...]]:
    risk, says = risk_of(History.risk_id)
    query: sa.Select[*tuple[Any, ...]] = (
        sa.select(
            *looked.names(),
            *(col(History.number).label("number"), col(History.kind), col(History.entered_on)),
            *(col(History.entry), col(Risk.opened_on), col(Person.name).label("by")),
            *(col(HistoryText.number).label("typed"), col(HistoryText.words).label("why")),
            number_if_known(looked.actor, col(History.subject_id)).label("other"),
        )
        .select_from(History)
        .join(Risk, risk)
        .join(RiskVersion, says)
        .join(Person, col(Person.id) == col(History.by_id))
        .outerjoin(HistoryText, reason_of())
    )
    return query


def _raised(looked: Looked) -> tuple[Condition, ...]:
    """Keep the risks raised: one counts from the day on which it was opened."""
    return (
        col(History.organisation_id) == looked.actor.organisation_id,
        col(History.kind) == Happening.RISK_RAISED,
        looked.within(col(Risk.opened_on)),
        col(History.entered_on) <= looked.recorded_by,
    )


def _entered(looked: Looked, kinds: tuple[Happening, ...]) -> tuple[Condition, ...]:
    """Keep what counts from the day on which it was entered."""
    return (
        col(History.organisation_id) == looked.actor.organisation_id,
        col(History.kind).in_(kinds),
        looked.within(col(History.entered_on)),
        col(History.entered_on) <= looked.recorded_by,
    )


def _gives_an_owner() -> Condition:
    edited = col(History.kind) == Happening.RISK_EDITED
    return sa.or_(sa.not_(edited), col(History.entry).contains(f'"{_OWNER} to"'))


def _turn(row: Any, facts: Mapping[str, str], scores: Scores) -> Moved:
    kind = TURNS[row.kind]
    return Moved(
        kind=kind,
        on=row.opened_on if row.kind is Happening.RISK_RAISED else row.entered_on,
        entered_on=row.entered_on,
        risks=(named(row),),
        after=_after(row, kind, facts, scores),
        by=row.by,
        why=typed(row),
    )


def _after(row: Any, kind: MoveKind, facts: Mapping[str, str], scores: Scores) -> str:
    """Return what the sentence of such a change says beside its kind."""
    if kind is MoveKind.NEW:
        score = scores.get(row.risk_id)
        return f"with a score of {score}" if score else "not scored"
    if kind is MoveKind.MERGED:
        return risk_reference(row.other) if row.other else HIDDEN
    if kind is MoveKind.ACCEPTED:
        return f"up to a score of {facts['score']} until {facts['until']}"
    return facts.get("why", "")


def _owner(
    row: Any, facts: Mapping[str, str], posts: Mapping[UUID, str], *, shows_edits: bool
) -> Moved:
    """Return a change of owner; who made it and why is the history's to tell."""
    before, after = (_post(facts.get(f"{_OWNER} {end}", ""), posts) for end in ("from", "to"))
    return Moved(
        kind=MoveKind.OWNER,
        on=row.entered_on,
        entered_on=row.entered_on,
        risks=(named(row),),
        before=before,
        after=after,
        by=row.by if shows_edits else "",
        why=typed(row) if shows_edits else "",
    )


def _post(told: str, posts: Mapping[UUID, str]) -> str:
    return NOBODY if told in {"", "None"} else posts.get(UUID(told), NO_POST)


def typed(row: Any) -> str | None:
    """Return the reason that was typed: "" where none was, None where it was redacted."""
    return "" if row.typed is None else row.why
