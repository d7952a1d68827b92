"""Posts: all of them, one with its risks, and changing who holds it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlmodel import Session

from forms.base import DraftForm
from forms.fields import options_of
from forms.posts import AddPostForm, HandOverForm, VacateForm
from riskapp.domain.actions import Action
from riskapp.domain.errors import StaleError
from riskapp.queries.posts import get_post, get_post_page, list_members, list_posts
from riskapp.readmodels.posts import PostRow
from riskapp.services.posts import add_post, hand_over_post, vacate_post
from riskapp.web.asked import asked_day
from riskapp.web.binding import at_first, saved, sent, show_form
from riskapp.web.formats import day
from riskapp.web.guard import needs
from riskapp.web.session import current_actor, get_session

pages = Blueprint("posts", __name__)


@pages.get("/<org>/posts")
@needs(Action.VIEW_REGISTER)
def posts() -> ResponseReturnValue:
    """Show every post with who holds it, the vacant ones first."""
    as_at = asked_day()
    rows = list_posts(get_session(), current_actor(), as_at)
    return render_template("posts/posts.html", posts=rows, as_at=as_at)


@pages.route("/<org>/posts/new", methods=["GET", "POST"])
@needs(Action.CHANGE_POST)
def new() -> ResponseReturnValue:
    """Add a post."""
    actor = current_actor()
    form = AddPostForm(sent())
    added: list[UUID] = []
    if saved(form, lambda db: added.append(add_post(db, actor, form.draft()).id)):
        flash("The post is added. It is vacant until you say who holds it.", "success")
        return redirect(url_for("posts.post", post_id=added[0]), 303)
    return show_form("posts/new.html", form)


@pages.get("/<org>/posts/<uuid:post_id>")
@needs(Action.VIEW_REGISTER)
def post(post_id: UUID) -> ResponseReturnValue:
    """Show one post: who held, holds and will hold it, and the risks that name it."""
    as_at = asked_day()
    page = get_post_page(get_session(), current_actor(), post_id, as_at)
    return render_template("posts/post.html", page=page, row=page.row, as_at=as_at)


@pages.route("/<org>/posts/<uuid:post_id>/hand-over", methods=["GET", "POST"])
@needs(Action.CHANGE_POST)
def hand_over(post_id: UUID) -> ResponseReturnValue:
    """Say who holds a post, and from which day."""
    session, actor = get_session(), current_actor()
    row = get_post(session, actor, post_id)
    form = HandOverForm(sent(), data=_at_first(row))
    form.person.options = options_of(list_members(session, actor))
    return _change(
        "posts/hand_over.html", form, row,
        lambda db: hand_over_post(db, actor, row.id, form.draft()),
    )  # fmt: skip


@pages.route("/<org>/posts/<uuid:post_id>/vacate", methods=["GET", "POST"])
@needs(Action.CHANGE_POST)
def vacate(post_id: UUID) -> ResponseReturnValue:
    """Say from which day nobody holds a post."""
    actor = current_actor()
    row = get_post(get_session(), actor, post_id)
    form = VacateForm(sent(), data=_at_first(row))
    return _change(
        "posts/vacate.html", form, row, lambda db: vacate_post(db, actor, row.id, form.draft())
    )


def _at_first(row: PostRow) -> Any:
    return at_first({"seen_version": str(row.version), "from_on": day(current_actor().today)})


def _change(
    template: str, form: DraftForm, row: PostRow, deed: Callable[[Session], object]
) -> ResponseReturnValue:
    """Show a form about a post, or do its deed; a late save shows who holds it now."""
    try:
        if saved(form, deed):
            flash(f"{row.title} is changed.", "success")
            return redirect(url_for("posts.post", post_id=row.id), 303)
    except StaleError as error:
        now = get_post(get_session(), current_actor(), row.id)
        form["seen_version"].data = str(now.version)
        return render_template(template, form=form, row=now, late=None, stale=str(error)), 409
    return show_form(template, form, row=row, stale="")
