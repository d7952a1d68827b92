"""Keeping a view of the register, and forgetting it: it is about no risk, so no history tells."""

from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, NotFoundError
from riskapp.domain.permissions import Actor, require
from riskapp.domain.views import LONGEST_ASKED, LONGEST_NAME, MOST_VIEWS, KeepView
from riskapp.models import Person, SavedView


def keep_view(session: Session, actor: Actor, draft: KeepView) -> SavedView:
    """Keep a view under a name that the actor has given to no other of theirs."""
    require(actor, Action.KEEP_VIEW)
    if draft.shared:
        require(actor, Action.SHARE_VIEW)
    name = " ".join(draft.name.split())
    _refuse_unfit(name, draft.asks)
    _lock_person(session, actor)
    _refuse_taken(session, actor, name)
    view = SavedView(
        organisation_id=actor.organisation_id,
        person_id=actor.person_id,
        name=name,
        asks=draft.asks,
        shared=draft.shared,
    )
    session.add(view)
    session.flush()
    return view


def forget_view(session: Session, actor: Actor, view_id: UUID) -> None:
    """Forget a view of the actor's own; NotFoundError for any other."""
    require(actor, Action.KEEP_VIEW)
    view = session.get(SavedView, (actor.organisation_id, view_id))
    if view is None or view.person_id != actor.person_id:
        raise NotFoundError("There is no such view of yours.")
    session.delete(view)
    session.flush()


def _lock_person(session: Session, actor: Actor) -> None:
    """Let this person keep one view at a time: two of one name may be sent at the same moment."""
    query = select(col(Person.id)).where(col(Person.id) == actor.person_id)
    session.exec(query.with_for_update(key_share=True)).one()


def _refuse_unfit(name: str, asks: str) -> None:
    if not name:
        raise FieldError("name", "Give the view a name.")
    if len(name) > LONGEST_NAME:
        raise FieldError("name", f"Use {LONGEST_NAME} characters or fewer.")
    if len(asks) > LONGEST_ASKED:
        raise FieldError("name", "This view asks for more than can be kept: clear some filters.")


def _refuse_taken(session: Session, actor: Actor, name: str) -> None:
    """Refuse a name that the actor gave already, and one view too many."""
    query = select(col(SavedView.name)).where(
        col(SavedView.organisation_id) == actor.organisation_id,
        col(SavedView.person_id) == actor.person_id,
    )
    names = {held.casefold() for held in session.exec(query)}
    if name.casefold() in names:
        raise FieldError("name", "You have a view of that name: choose another, or delete it.")
    if len(names) >= MOST_VIEWS:
        raise FieldError("name", f"You have {MOST_VIEWS} views: delete one first.")
