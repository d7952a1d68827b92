"""Posts: adding one, handing one over on a day, and leaving one vacant."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, NotFoundError, StaleError
from riskapp.domain.happenings import Happening
from riskapp.domain.intervals import FOREVER
from riskapp.domain.permissions import Actor, require
from riskapp.domain.posts import AddPost, Change, HandOver, Held, Vacate, change_on
from riskapp.domain.wording import NO_POST, date_words
from riskapp.models import Membership, Person, Post, PostHolder
from riskapp.services.history import note

NOBODY = "Nobody holds it on that day: it is vacant already."
ONE_OF_TWO = "Choose a person of the register or type a name, not both."
WHO = "Say who holds it: choose a person of the register, or type a name."


def add_post(session: Session, actor: Actor, draft: AddPost) -> Post:
    """Add a post, vacant until it is handed over; FieldError where there is one of that title."""
    require(actor, Action.CHANGE_POST)
    title = " ".join(draft.title.split())
    if not title:
        raise FieldError("title", "Give the post a title.")
    query = select(Post.title).where(col(Post.organisation_id) == actor.organisation_id)
    if title.casefold() in {(one or "").casefold() for one in session.exec(query)}:
        raise FieldError("title", "There is a post of that title already.")
    post = Post(organisation_id=actor.organisation_id, title=title)
    session.add(post)
    session.flush()
    _note(session, actor, post, Happening.POST_ADDED, words={"reason": draft.reason.strip()})
    return post


def hand_over_post(session: Session, actor: Actor, post_id: UUID, draft: HandOver) -> PostHolder:
    """Let somebody hold a post from a day; whoever held it then holds it until that day."""
    post, holders = _begin(session, actor, post_id, draft)
    name = _name(session, actor, draft)
    change = _make_room(session, holders, draft.from_on)
    holder = PostHolder(
        organisation_id=actor.organisation_id,
        post_id=post.id,
        person_id=draft.person_id,
        name=name,
        from_on=draft.from_on,
        until_on=change.until_on,
    )
    session.add(holder)
    words = {"holder": name, "reason": draft.reason.strip()}
    _note(session, actor, post, Happening.POST_FILLED, from_on=draft.from_on, words=words)
    session.flush()
    return holder


def vacate_post(session: Session, actor: Actor, post_id: UUID, draft: Vacate) -> None:
    """Leave a post vacant from a day, until whoever is known to come."""
    post, holders = _begin(session, actor, post_id, draft)
    if not _make_room(session, holders, draft.from_on).changes:
        raise FieldError("from_on", NOBODY)
    words = {"reason": draft.reason.strip()}
    _note(session, actor, post, Happening.POST_VACATED, from_on=draft.from_on, words=words)
    session.flush()


def _begin(
    session: Session, actor: Actor, post_id: UUID, draft: HandOver | Vacate
) -> tuple[Post, Mapping[UUID, PostHolder]]:
    """Fetch and lock a post with its holders; StaleError if they were changed since looked at."""
    require(actor, Action.CHANGE_POST)
    if draft.from_on >= FOREVER:
        raise FieldError("from_on", "Choose an earlier day.")
    if not draft.reason.strip():
        raise FieldError("reason", "Say why: the reason is kept with the change.")
    here = col(Post.organisation_id) == actor.organisation_id
    query = select(Post).where(here, col(Post.id) == post_id).with_for_update()
    post = session.exec(query.execution_options(populate_existing=True)).one_or_none()
    if post is None:
        raise NotFoundError("There is no such post in this organisation.")
    if post.version != draft.seen_version:
        raise StaleError("Someone else changed who holds this post while you were looking at it.")
    post.version += 1
    of_post = select(PostHolder).where(
        col(PostHolder.organisation_id) == actor.organisation_id,
        col(PostHolder.post_id) == post_id,
    )
    found = session.exec(of_post.execution_options(populate_existing=True))
    return post, {holder.id: holder for holder in found}


def _make_room(session: Session, holders: Mapping[UUID, PostHolder], on: date) -> Change:
    """Let nobody hold a post from a day, until whoever comes later."""
    held = [Held(one.id, one.name, one.from_on, one.until_on) for one in holders.values()]
    change = change_on(held, on)
    for key in change.ended:
        holders[key].until_on = on
    for key in change.dropped:
        session.delete(holders[key])
    session.flush()
    return change


def _name(session: Session, actor: Actor, draft: HandOver) -> str:
    """Return the name under which somebody holds a post."""
    typed = " ".join(draft.name.split())
    if draft.person_id is None:
        if not typed:
            raise FieldError("person", WHO)
        return typed
    if typed:
        raise FieldError("name", ONE_OF_TWO)
    query = (
        select(Person.name)
        .join(Membership, col(Membership.person_id) == col(Person.id))
        .where(
            col(Membership.organisation_id) == actor.organisation_id,
            col(Person.id) == draft.person_id,
        )
    )
    name = session.exec(query).one_or_none()
    if name is None:
        raise FieldError("person", "Choose one of those listed.")
    return name


def _note(
    session: Session,
    actor: Actor,
    post: Post,
    kind: Happening,
    *,
    words: Mapping[str, str],
    from_on: date | None = None,
) -> None:
    facts: dict[str, object] = {"post": post.title or NO_POST}
    if from_on is not None:
        facts |= {"from": date_words(from_on), "effective": from_on.isoformat()}
    note(session, actor, kind, subject_id=post.id, facts=facts, words=words)
