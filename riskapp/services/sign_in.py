"""Signing in and out; every refusal is the same, counted, and told to the installation's history.

The password is judged before anything is written: hashing takes longer than a write may.
"""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.clock import utc_now
from riskapp.domain.happenings import Happening
from riskapp.domain.people import SignIn, email_key
from riskapp.domain.permissions import Actor, Role
from riskapp.models import Organisation, Person, SignInAttempt, SignInSession
from riskapp.queries.people import token_digest
from riskapp.services.history import note
from riskapp.services.passwords import hash_password, is_right, is_weak
from riskapp.services.people import command_line_actor, ensure_installation

MOST_REFUSALS = 5
WINDOW = timedelta(minutes=15)


class Refusal(StrEnum):
    """Why a sign-in is refused, in words that do not tell whose account exists."""

    WRONG = "The e-mail address or the password is not right."
    TOO_MANY = (
        "There were too many attempts with this e-mail address. Wait 15 minutes, then try again."
    )


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found out about a sign-in; `person_id` is None where it is to be refused.

    `new_hash` replaces a hash made by weaker settings.
    """

    email_digest: str
    person_id: UUID | None = None
    name: str = ""
    new_hash: str | None = None


def judge_sign_in(session: Session, asked: SignIn, *, demonstration: bool) -> Verdict:
    """Find out whether this e-mail address and password let somebody in."""
    email = email_key(asked.email)
    digest = sha256(email.encode()).hexdigest()
    if _refusals(session, digest) >= MOST_REFUSALS:
        return Verdict(digest)
    person = session.exec(select(Person).where(col(Person.email) == email)).first()
    kept = person.password_hash if person else None
    right = is_right(kept, asked.password)
    if person is None or kept is None or not right or not person.active:
        return Verdict(digest)
    if person.demonstration and not demonstration:
        return Verdict(digest)
    new_hash = hash_password(asked.password) if is_weak(kept) else None
    return Verdict(digest, person.id, person.name, new_hash)


def sign_in(session: Session, verdict: Verdict, today: date) -> str | Refusal:
    """Write down a judged sign-in; return the token for the browser, or why there is none."""
    if _refusals(session, verdict.email_digest) >= MOST_REFUSALS:
        return Refusal.TOO_MANY
    installation = ensure_installation(session)
    if verdict.person_id is None:
        _refuse(session, verdict.email_digest, installation, today)
        return Refusal.WRONG
    same = col(SignInAttempt.email_digest) == verdict.email_digest
    session.exec(sa.delete(SignInAttempt).where(same))
    if verdict.new_hash:
        who = col(Person.id) == verdict.person_id
        session.exec(sa.update(Person).where(who).values(password_hash=verdict.new_hash))
    actor = _acting(installation, verdict.person_id, verdict.name, today)
    note(session, actor, Happening.SIGNED_IN, subject_id=verdict.person_id)
    return begin_session(session, verdict.person_id)


def begin_session(session: Session, person_id: UUID) -> str:
    """Begin a signed-in session and return its token, of which only a digest is kept."""
    token = secrets.token_urlsafe(32)
    session.add(SignInSession(token_digest=token_digest(token), person_id=person_id))
    session.flush()
    return token


def stay_signed_in(session: Session, token: str) -> None:
    """Note that the person is still there."""
    here = col(SignInSession.token_digest) == token_digest(token)
    session.exec(sa.update(SignInSession).where(here).values(last_seen_at=utc_now()))


def sign_out(session: Session, token: str, today: date) -> None:
    """End a signed-in session; one that has ended stays as it is."""
    query = (
        select(SignInSession, Person.name)
        .join(Person, col(Person.id) == col(SignInSession.person_id))
        .where(
            col(SignInSession.token_digest) == token_digest(token),
            col(SignInSession.ended_at).is_(None),
        )
    )
    found = session.exec(query).first()
    if found is None:
        return
    row, name = found
    row.ended_at = utc_now()
    actor = _acting(ensure_installation(session), row.person_id, name, today)
    note(session, actor, Happening.SIGNED_OUT, subject_id=row.person_id)


def _refuse(session: Session, digest: str, installation: Organisation, today: date) -> None:
    """Count a refusal; what no longer counts is dropped, so the count never grows for ever."""
    old = col(SignInAttempt.at) <= utc_now() - WINDOW
    session.exec(sa.delete(SignInAttempt).where(old))
    session.add(SignInAttempt(email_digest=digest))
    actor = command_line_actor(session, installation, today)
    note(session, actor, Happening.SIGN_IN_REFUSED, facts={"email_digest": digest})


def _refusals(session: Session, digest: str) -> int:
    query = sa.select(sa.func.count()).where(
        col(SignInAttempt.email_digest) == digest, col(SignInAttempt.at) > utc_now() - WINDOW
    )
    return int(session.connection().execute(query).scalar_one())


def _acting(installation: Organisation, person_id: UUID, name: str, today: date) -> Actor:
    """Return a person as the installation's history names them: there they only come and go."""
    return Actor(person_id, name, installation.id, installation.code, Role.VIEWER, today)
