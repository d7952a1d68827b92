"""Inspecting a pack before it is issued: what it says beside what its readers may know."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.filters import Flag
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.months import MonthState, month_of
from riskapp.domain.pack_gate import Gate, Inspected, Waiver, judge_pack
from riskapp.domain.packs import MakePack, PackKind
from riskapp.domain.permissions import Actor, Role
from riskapp.domain.references import RISK, risk_reference
from riskapp.models import PackWaiver, Person, Risk, RiskVersion
from riskapp.queries.months import find_review
from riskapp.queries.quality import gate as look_at_risks
from riskapp.queries.quality_settings import list_settings
from riskapp.queries.register_flags import Then, is_so
from riskapp.queries.scope import Condition, same_risk, still, visible
from riskapp.readmodels.finals import Words
from riskapp.readmodels.paper import Paper
from riskapp.readmodels.paper_words import pieces_of, risks_of, said_beside
from riskapp.readmodels.quality import switched_off

SHORTEST: Final = 12
"""Shorter words are found anywhere: they give nothing away."""
NOT_YOURS: Final = "one that you may not see"
_SAYS: Final = ("title", "cause", "event", "effect")


def public_eyes(actor: Actor) -> Actor:
    """Return whose eyes a public pack is seen with: those of somebody who holds no post."""
    return replace(actor, role=Role.VIEWER, posts=frozenset(), units=None)


def inspect_pack(
    session: Session, actor: Actor, asked: MakePack, paper: Paper, not_seen: int = 0
) -> Gate:
    """Return what stands in the way of issuing a paper, and what warns.

    `not_seen` is how many risks belong in it that the actor may not see.
    """
    reader = public_eyes(actor) if asked.public else actor
    told = _told(session, actor, risks_of(paper))
    risk_ids = sorted(told, key=told.__getitem__)
    on = asked.as_at
    inspected = Inspected(
        public=asked.public,
        verdict=look_at_risks(session, reader, risk_ids, on),
        exposed=_exposed(session, actor, paper) if asked.public else (),
        counts=paper.counts,
        overdue=_overdue(session, reader, risk_ids, on),
        off=tuple(one.title for one in switched_off(list_settings(session, actor, on))),
        open_month=_open_month(session, actor, asked),
        not_seen=not_seen,
    )
    return judge_pack(inspected, list_waivers(session, actor))


def list_waivers(session: Session, actor: Actor) -> tuple[Waiver, ...]:
    """Return the waivers that hold on the actor's day."""
    held = (
        col(PackWaiver.from_on) <= actor.today,
        col(PackWaiver.until_on) >= actor.today,
        col(PackWaiver.ended_on).is_(None),
    )
    query = (
        sa.select(
            *(col(PackWaiver.check_key), col(PackWaiver.until_on), col(PackWaiver.why)),
            col(Person.name),
        )
        .join(Person, col(Person.id) == col(PackWaiver.by_id))
        .where(col(PackWaiver.organisation_id) == actor.organisation_id, *held)
        .order_by(col(PackWaiver.check_key), col(PackWaiver.recorded_at), col(PackWaiver.id))
    )
    return tuple(Waiver(*row) for row in session.connection().execute(query))


def list_named(session: Session, actor: Actor, paper: Paper) -> frozenset[UUID]:
    """Return the restricted risks that a paper names, if only by their references."""
    hidden = _hidden(session, actor)
    if not hidden:
        return frozenset()
    ours = " ".join(said for said in pieces_of(paper.sections) if not isinstance(said, Words))
    named = {int(number) for number in RISK.findall(ours)}
    return frozenset(risk_id for risk_id, row in hidden.items() if row.number in named)


def _told(session: Session, actor: Actor, risk_ids: Set[UUID]) -> Mapping[UUID, int]:
    """Return the numbers of the risks that a paper tells of."""
    query = sa.select(col(Risk.id), col(Risk.number)).where(
        col(Risk.organisation_id) == actor.organisation_id, col(Risk.id).in_(sorted(risk_ids))
    )
    return {row.id: row.number for row in session.connection().execute(query)}


def _exposed(session: Session, actor: Actor, paper: Paper) -> tuple[str, ...]:
    """Return the restricted risks of which a paper says more than their public wording.

    What was typed about a risk that everybody may know of is let through; all else is searched for
    what a restricted risk says.
    """
    hidden, mine = _hidden(session, actor), _seen_by(session, actor)
    typed = [said for said in pieces_of(paper) if isinstance(said, Words) and said.text]
    open_risks = risks_of(paper) - hidden.keys()
    beside = "\n".join(said_beside(paper, open_risks))
    return tuple(
        risk_reference(row.number) if risk_id in mine else NOT_YOURS
        for risk_id, row in hidden.items()
        if _says_of(typed, risk_id, row.public_words) or _is_within(row, beside)
    )


def _seen_by(session: Session, actor: Actor) -> frozenset[UUID]:
    """Return the restricted risks that the actor may know of: no other is named to them."""
    query = (
        sa.select(col(Risk.id))
        .join(RiskVersion, same_risk())
        .where(
            visible(actor),
            still(RiskVersion),
            col(RiskVersion.visibility) == Visibility.RESTRICTED,
        )
    )
    return frozenset(session.connection().execute(query).scalars())


def _says_of(typed: Iterable[Words], risk_id: UUID, public_words: str) -> bool:
    return any(said.risk_id == risk_id and said.text != public_words for said in typed)


def _is_within(row: sa.Row[tuple[object, ...]], text: str) -> bool:
    words = (getattr(row, name) for name in _SAYS)
    return any(len(one) >= SHORTEST and one != row.public_words and one in text for one in words)


def _hidden(session: Session, actor: Actor) -> dict[UUID, sa.Row[tuple[object, ...]]]:
    """Return what the restricted risks of the organisation say, the lowest number first."""
    query = (
        sa.select(
            *(col(Risk.id), col(Risk.number), col(RiskVersion.public_words)),
            *(col(getattr(RiskVersion, name)) for name in _SAYS),
        )
        .join(RiskVersion, same_risk())
        .where(
            col(Risk.organisation_id) == actor.organisation_id,
            still(RiskVersion),
            col(RiskVersion.visibility) == Visibility.RESTRICTED,
        )
        .order_by(col(Risk.number))
    )
    return {row.id: row for row in session.connection().execute(query)}


def _overdue(
    session: Session, reader: Actor, risk_ids: Iterable[UUID], on: date
) -> tuple[str, ...]:
    """Return the risks whose review was overdue that day, the lowest number first."""
    which: tuple[Condition, ...] = (
        visible(reader), still(RiskVersion), col(Risk.id).in_(list(risk_ids)),
        is_so(Flag.REVIEW, Then(on, on)),
    )  # fmt: skip
    query = (
        sa.select(col(Risk.number))
        .join(RiskVersion, same_risk())
        .where(*which)
        .order_by(col(Risk.number))
    )
    return tuple(map(risk_reference, session.connection().execute(query).scalars()))


def _open_month(session: Session, actor: Actor, asked: MakePack) -> date | None:
    """Return the month of an executive pack, where it is not closed."""
    if asked.kind is not PackKind.EXECUTIVE:
        return None
    month = month_of(asked.as_at)
    review = find_review(session, actor, month)
    is_closed = review is not None and review.state is not MonthState.OPEN
    return None if is_closed else month
