"""Keeping a form half filled in, and throwing it away: private, so no history tells of it."""

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.clock import utc_now
from riskapp.domain.errors import UnfitError
from riskapp.domain.kept import KEPT_FOR, LONGEST_PLACE, MOST_FORMS, TOO_LONG, KeepForm, written
from riskapp.domain.permissions import Actor
from riskapp.models import KeptForm


def keep_form(session: Session, actor: Actor, draft: KeepForm) -> None:
    """Keep a form for the actor in the place of what was kept there; UnfitError if it is too much.

    What is older than a month is forgotten, and the oldest of too many.
    """
    if len(draft.place) > LONGEST_PLACE:
        raise UnfitError(TOO_LONG)
    content, now = written(draft.pairs), utc_now()
    held = session.get(KeptForm, (actor.organisation_id, actor.person_id, draft.place))
    if held is None:
        held = KeptForm(
            organisation_id=actor.organisation_id,
            person_id=actor.person_id,
            place=draft.place,
            content="",
        )
    held.content, held.risk_id, held.kept_at = content, draft.risk_id, now
    session.add(held)
    session.flush()
    _make_room(session, actor)


def throw_away_form(session: Session, actor: Actor, place: str) -> None:
    """Throw away what the actor began at a place, if anything is kept there."""
    session.exec(sa.delete(KeptForm).where(_own(actor), col(KeptForm.place) == place))


def _make_room(session: Session, actor: Actor) -> None:
    """Forget what is too old, whoever kept it, and the actor's oldest of too many."""
    ours = col(KeptForm.organisation_id) == actor.organisation_id
    old = col(KeptForm.kept_at) <= utc_now() - KEPT_FOR
    session.exec(sa.delete(KeptForm).where(ours, old))
    newest = (
        sa.select(col(KeptForm.place))
        .where(_own(actor))
        .order_by(col(KeptForm.kept_at).desc(), col(KeptForm.place))
        .offset(MOST_FORMS)
    )
    places = session.connection().execute(newest.limit(MOST_FORMS)).scalars().all()
    if places:
        session.exec(sa.delete(KeptForm).where(_own(actor), col(KeptForm.place).in_(places)))


def _own(actor: Actor) -> sa.ColumnElement[bool]:
    return sa.and_(
        col(KeptForm.organisation_id) == actor.organisation_id,
        col(KeptForm.person_id) == actor.person_id,
    )
