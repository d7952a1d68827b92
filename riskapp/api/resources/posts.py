"""Posts: who holds each, adding one, handing one over, and leaving one vacant."""

from datetime import date
from uuid import UUID

from flask import Response
from pydantic import Field

from forms.fields import options_of
from forms.posts import AddPostForm, HandOverForm, VacateForm
from riskapp.api.answers import changed, created, seen_version, shown
from riskapp.api.cursors import listed_whole
from riskapp.api.judging import judged, typed
from riskapp.api.resource import Resource
from riskapp.api.resources.naming import One
from riskapp.api.shapes import AsAt, Day, Line, Listing, Sent, Shape, Walk, Words
from riskapp.domain.actions import Action
from riskapp.domain.intervals import FOREVER
from riskapp.domain.posts import Held
from riskapp.queries.posts import get_post_page, list_members, list_posts
from riskapp.readmodels.posts import PostRow
from riskapp.services.posts import add_post, hand_over_post, vacate_post
from riskapp.web.session import current_actor, get_session

resource = Resource("posts", "Posts", "Who owns, leads and handles risks, and who holds each post.")

HERE = "posts.post"
NAMES = {"person": "person_id"}
"""What the API calls the fields of the forms."""


class HeldOut(Shape):
    """Somebody held, holds or will hold a post from one day until another."""

    name: str
    from_on: date
    until_on: date | None = Field(description="The first day after; null where none is known.")

    @classmethod
    def of_held(cls, one: Held) -> "HeldOut":
        """Return a holder as it is answered with."""
        until = None if one.until_on == FOREVER else one.until_on
        return cls(name=one.name, from_on=one.from_on, until_on=until)


class PostOut(Shape):
    """A post; `owns`, `leads` and `handles` count live risks that the reader may know of."""

    id: UUID
    title: str
    vacant: bool
    held: tuple[HeldOut, ...] = Field(description="The earliest first; those to come too.")
    owns: int
    leads: int
    handles: int
    version: int

    @classmethod
    def of_row(cls, row: PostRow) -> "PostOut":
        """Return a post as it is answered with."""
        counted = {name: getattr(row, name) for name in ("vacant", "owns", "leads", "handles")}
        held = tuple(map(HeldOut.of_held, row.held))
        return cls(id=row.id, title=row.title, held=held, version=row.version, **counted)


class Posts(Listing[PostOut]):
    """A piece of the posts, the vacant ones first."""


class PostsAsked(AsAt, Walk):
    """Asks for the posts as at a day."""


class PostIn(Sent):
    """A new post, which nobody holds yet."""

    title: Line = Field(min_length=1, max_length=200, examples=["Director of Operations"])


class VacancyIn(Sent):
    """From which day nobody holds a post, and why."""

    from_on: Day
    reason: Words = Field(min_length=1, description="Why: the reason is kept with the change.")


class HandOverIn(VacancyIn):
    """Who holds a post from which day, and why: a person of the register, or a name."""

    person_id: UUID | None = Field(None, description="Somebody who signs in to this register.")
    name: Line = Field("", max_length=200, description="Of somebody who does not.")


@resource.lists("/posts", Action.VIEW_REGISTER, Posts)
def posts(query: PostsAsked) -> Response:
    """List the posts."""
    rows = list_posts(get_session(), current_actor(), query.day())
    return listed_whole(Posts, rows, query, lambda it: str(it.id), PostOut.of_row)


@resource.shows("/posts/<uuid:id>", Action.VIEW_REGISTER, PostOut)
def post(path: One, query: AsAt) -> Response:
    """Show a post."""
    row = get_post_page(get_session(), current_actor(), path.id, query.day()).row
    return shown(PostOut.of_row(row), row.version)


@resource.adds("/posts", Action.CHANGE_POST, PostOut)
def add(body: PostIn) -> Response:
    """Add a post, which is vacant until it is handed over."""
    actor, draft = current_actor(), judged(AddPostForm(typed(body.model_dump())), {}).draft()
    return created(lambda db: add_post(db, actor, draft).id, HERE, lambda key: {"id": key})


@resource.changes("/posts/<uuid:id>/handing-over", Action.CHANGE_POST, PostOut, method="post")
def hand_over(path: One, body: HandOverIn) -> Response:
    """Say who holds a post from a day, past, today or to come; If-Match is its ETag."""
    session, actor = get_session(), current_actor()
    given = {**body.model_dump(), "seen_version": seen_version(HERE, id=path.id)}
    form = HandOverForm(typed(given | {"person": body.person_id}))
    form.person.options = options_of(list_members(session, actor))
    draft = judged(form, NAMES).draft()
    return changed(lambda db: hand_over_post(db, actor, path.id, draft), HERE, id=path.id)


@resource.changes("/posts/<uuid:id>/vacancy", Action.CHANGE_POST, PostOut, method="post")
def vacate(path: One, body: VacancyIn) -> Response:
    """Say from which day nobody holds a post; If-Match is its ETag."""
    given = {**body.model_dump(), "seen_version": seen_version(HERE, id=path.id)}
    actor, draft = current_actor(), judged(VacateForm(typed(given)), {}).draft()
    return changed(lambda db: vacate_post(db, actor, path.id, draft), HERE, id=path.id)
