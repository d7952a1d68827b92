"""Who holds posts on a day; it may be known today who leaves later, and who comes."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from riskapp.domain.permissions import Actor
from riskapp.models import PostHolder
from riskapp.queries.scope import Condition, holds


def is_held(actor: Actor, post_id: Any, day: date) -> Condition:
    """Tell whether somebody holds the post that a column names; posts are few, so all are read.

    Never unknown: a column that names no post is not held.
    """
    held = sa.select(col(PostHolder.post_id)).where(
        col(PostHolder.organisation_id) == actor.organisation_id, holds(PostHolder, day)
    )
    return sa.and_(col(post_id).is_not(None), col(post_id).in_(held))


def names_post(says: Any, post_id: UUID) -> Condition:
    """Keep the risks that name a post as their owner, executive or handler."""
    posts = (says.owner_post_id, says.executive_post_id, says.handler_post_id)
    return sa.or_(*(col(post) == post_id for post in posts))
