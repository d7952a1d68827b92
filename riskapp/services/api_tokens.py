"""Tokens of other systems: making one, revoking one, and what they were answered."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from riskapp.clock import utc_now
from riskapp.domain.actions import Action
from riskapp.domain.api_tokens import LONGEST_LIFE, LONGEST_NAME, MakeToken
from riskapp.domain.errors import FieldError, NotFoundError, StaleError
from riskapp.domain.happenings import Happening
from riskapp.domain.permissions import Actor, require
from riskapp.domain.wording import date_words
from riskapp.models import ApiAnswer, ApiToken, Person
from riskapp.queries.bearers import Bearer
from riskapp.queries.people import token_digest
from riskapp.services.history import note

PREFIX: Final = "rr_"
HINT: Final = 4
KEPT_FOR: Final = timedelta(hours=48)
"""How long what a request was answered is kept, so that it may be sent again."""
AT_ONCE = "The same request is being done at this moment. Send it again to learn what became of it."
NO_TOKEN = "There is no such token."  # noqa: S105 - a sentence


@dataclass(frozen=True, slots=True)
class MadeToken:
    """A new token: its id, and its text, which is told once and kept nowhere."""

    id: UUID
    text: str = field(repr=False)


def make_token(session: Session, actor: Actor, draft: MakeToken) -> MadeToken:
    """Make a token that acts as the actor; FieldError on what cannot be used."""
    require(actor, Action.MAKE_TOKEN)
    name = " ".join(draft.name.split())
    if not 1 <= len(name) <= LONGEST_NAME:
        raise FieldError("name", "Give the token a name by which you will know what uses it.")
    if not 1 <= draft.days <= LONGEST_LIFE.days:
        raise FieldError("days", f"A token holds for 1 to {LONGEST_LIFE.days} days.")
    text = PREFIX + secrets.token_urlsafe(32)
    now = utc_now()
    token = ApiToken(
        organisation_id=actor.organisation_id,
        person_id=actor.person_id,
        name=name,
        digest=token_digest(text),
        hint=text[-HINT:],
        scope=draft.scope,
        created_at=now,
        expires_at=now + timedelta(days=draft.days),
    )
    session.add(token)
    session.flush()
    facts = {"scope": draft.scope.value, "until": date_words(token.expires_at.date())}
    note(session, actor, Happening.TOKEN_MADE, subject_id=token.id, facts=facts)
    return MadeToken(token.id, text)


def revoke_token(session: Session, actor: Actor, token_id: UUID) -> None:
    """End a token at once: one's own, or anybody's by right; NotFoundError for any other."""
    require(actor, Action.MAKE_TOKEN)
    query = (
        select(ApiToken, Person.name)
        .join(Person, col(Person.id) == col(ApiToken.person_id))
        .where(col(ApiToken.organisation_id) == actor.organisation_id, col(ApiToken.id) == token_id)
    )
    found = session.exec(query.with_for_update(of=ApiToken)).one_or_none()
    if found is None:
        raise NotFoundError(NO_TOKEN)
    token, name = found
    if token.person_id != actor.person_id:
        require(actor, Action.REVOKE_TOKEN)
    if token.revoked_at is not None:
        return
    token.revoked_at, token.revoked_by_id = utc_now(), actor.person_id
    facts = {"person": name}
    note(session, actor, Happening.TOKEN_REVOKED, subject_id=token.id, facts=facts)


def use_token(session: Session, bearer: Bearer, now: datetime) -> None:
    """Note that a token was used."""
    which = (
        col(ApiToken.organisation_id) == bearer.organisation_id,
        col(ApiToken.id) == bearer.token_id,
    )
    session.exec(sa.update(ApiToken).where(*which).values(last_used_at=now))


def begin_answer(session: Session, bearer: Bearer, key: str, digest: str) -> ApiAnswer:
    """Claim an idempotency key before its deed is done; StaleError while another does it.

    What was answered long ago is forgotten.
    """
    old = col(ApiAnswer.recorded_at) <= utc_now() - KEPT_FOR
    ours = col(ApiAnswer.organisation_id) == bearer.organisation_id
    session.exec(sa.delete(ApiAnswer).where(ours, old))
    answer = ApiAnswer(
        organisation_id=bearer.organisation_id,
        token_id=bearer.token_id,
        key=key,
        request_digest=digest,
        status=0,
    )
    session.add(answer)
    try:
        session.flush()
    except IntegrityError:
        raise StaleError(AT_ONCE) from None
    return answer


def keep_answer(answer: ApiAnswer, status: int, location: str) -> None:
    """Keep what the deed of an idempotency key was answered."""
    answer.status, answer.location = status, location
