"""Setting the scale of appetite, and stating or ending appetite for objectives and domains."""

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.appetite import Level
from riskapp.domain.appetite_drafts import EndAppetite, SetScale, StateAppetite, Subject
from riskapp.domain.domains import label
from riskapp.domain.errors import FieldError, NotFoundError, StaleError
from riskapp.domain.happenings import Happening
from riskapp.domain.intervals import FOREVER
from riskapp.domain.permissions import Actor, require
from riskapp.models import AppetiteLevel, AppetiteScale, AppetiteStatement, Objective
from riskapp.services.history import note
from riskapp.services.transactions import hold_settings

LATE_SCALE = "Someone else set the scale of appetite while you were looking at it."
LATE = "Someone else changed this statement of appetite while you were looking at it."


def set_scale(session: Session, actor: Actor, draft: SetScale) -> AppetiteScale:
    """Let a scale hold from today; what is stated keeps the level it was stated at.

    StaleError when another scale was set since the person looked.
    """
    require(actor, Action.SET_APPETITE)
    _refuse_unexplained("reason", draft.reason, "Say why: the reason is kept with the scale.")
    hold_settings(session, actor.organisation_id)
    standing = _find_scale(session, actor)
    if (standing.id if standing else None) != draft.seen:
        raise StaleError(LATE_SCALE)
    if standing is not None:
        _end_scale(session, actor, standing)
    made = _add_scale(session, actor, draft)
    facts = {"scale": made.name, "levels": "; ".join(map(_level_words, draft.scale.levels))}
    words = {"reason": draft.reason}
    note(session, actor, Happening.APPETITE_SCALE_SET, subject_id=made.id, facts=facts, words=words)
    session.flush()
    return made


def state_appetite(session: Session, actor: Actor, draft: StateAppetite) -> AppetiteStatement:
    """State the appetite for an objective or a domain from today, in the place of what was stated.

    StaleError when it, or the scale, was changed since the person looked.
    """
    require(actor, Action.SET_APPETITE)
    _refuse_unexplained("words", draft.words, "Say in words what the appetite is, and why.")
    hold_settings(session, actor.organisation_id)
    level = _get_level(session, actor, draft)
    name = _name_of(session, actor, draft.subject)
    standing = _find_statement(session, actor, draft.subject)
    if (standing.id if standing else None) != draft.seen:
        raise StaleError(LATE)
    if standing is not None:
        _end(session, actor, standing)
    made = _add_statement(session, actor, draft)
    facts = {"subject": name, "level": level.name, "highest": level.highest}
    words = {"words": draft.words}
    note(session, actor, Happening.APPETITE_SET, subject_id=made.id, facts=facts, words=words)
    session.flush()
    return made


def end_appetite(session: Session, actor: Actor, draft: EndAppetite) -> None:
    """End today what is stated for an objective or a domain; nothing takes its place.

    StaleError when it was changed since the person looked.
    """
    require(actor, Action.SET_APPETITE)
    _refuse_unexplained("reason", draft.reason, "Say why this is no longer the appetite.")
    hold_settings(session, actor.organisation_id)
    name = _name_of(session, actor, draft.subject)
    standing = _find_statement(session, actor, draft.subject)
    if standing is None or standing.id != draft.seen:
        raise StaleError(LATE)
    _end(session, actor, standing)
    words = {"reason": draft.reason}
    note(
        session, actor, Happening.APPETITE_ENDED, subject_id=draft.seen, facts={"subject": name},
        words=words,
    )  # fmt: skip
    session.flush()


def _refuse_unexplained(field: str, words: str, message: str) -> None:
    if not words.strip():
        raise FieldError(field, message)


def _find_scale(session: Session, actor: Actor) -> AppetiteScale | None:
    query = select(AppetiteScale).where(
        col(AppetiteScale.organisation_id) == actor.organisation_id,
        col(AppetiteScale.until_on) == FOREVER,
    )
    return session.exec(query).one_or_none()


def _end_scale(session: Session, actor: Actor, standing: AppetiteScale) -> None:
    """End a scale today; one set today never held at a day's end, so it goes."""
    if standing.from_on < actor.today:
        standing.until_on = actor.today
        session.flush()
        return
    _refuse_in_use(session, standing)
    session.exec(sa.delete(AppetiteLevel).where(*_of(standing)))
    session.delete(standing)
    session.flush()


def _of(scale: AppetiteScale) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        col(AppetiteLevel.organisation_id) == scale.organisation_id,
        col(AppetiteLevel.scale_id) == scale.id,
    )


def _refuse_in_use(session: Session, scale: AppetiteScale) -> None:
    query = select(col(AppetiteStatement.id)).where(
        col(AppetiteStatement.organisation_id) == scale.organisation_id,
        col(AppetiteStatement.scale_id) == scale.id,
    )
    if session.exec(query).first() is not None:
        raise FieldError(
            "",
            "The scale was set today, and appetite has been stated on it since. End those"
            " statements first, or set the new scale tomorrow.",
        )


def _add_scale(session: Session, actor: Actor, draft: SetScale) -> AppetiteScale:
    made = AppetiteScale(
        organisation_id=actor.organisation_id,
        name=draft.scale.name,
        from_on=actor.today,
        by_id=actor.person_id,
    )
    session.add(made)
    for position, level in enumerate(draft.scale.levels, 1):
        session.add(
            AppetiteLevel(
                organisation_id=actor.organisation_id,
                scale_id=made.id,
                position=position,
                name=level.name,
                highest=level.highest,
                words=level.words,
            )
        )
    return made


def _level_words(level: Level) -> str:
    return f"{level.name} up to {level.highest}"


def _get_level(session: Session, actor: Actor, draft: StateAppetite) -> AppetiteLevel:
    scale = _find_scale(session, actor)
    if scale is None or scale.id != draft.scale_id:
        raise StaleError(LATE_SCALE)
    level = session.get(AppetiteLevel, (actor.organisation_id, scale.id, draft.level))
    if level is None:
        raise FieldError("level", "Choose one of the levels of the scale.")
    return level


def _name_of(session: Session, actor: Actor, subject: Subject) -> str:
    """Return what appetite is stated for; NotFoundError where there is no such objective."""
    if subject.domain is not None:
        return label(subject.domain)
    objective = session.get(Objective, (actor.organisation_id, subject.objective_id))
    if objective is None:
        raise NotFoundError("There is no such objective in this organisation.")
    return f"objective {objective.number}"


def _find_statement(session: Session, actor: Actor, subject: Subject) -> AppetiteStatement | None:
    query = select(AppetiteStatement).where(
        col(AppetiteStatement.organisation_id) == actor.organisation_id,
        col(AppetiteStatement.objective_id) == subject.objective_id,
        col(AppetiteStatement.domain) == subject.domain,
        col(AppetiteStatement.until_on) == FOREVER,
    )
    return session.exec(query).one_or_none()


def _end(session: Session, actor: Actor, standing: AppetiteStatement) -> None:
    """End a statement today; one made today never held at a day's end, so it goes."""
    if standing.from_on < actor.today:
        standing.until_on = actor.today
    else:
        session.delete(standing)
    session.flush()


def _add_statement(session: Session, actor: Actor, draft: StateAppetite) -> AppetiteStatement:
    made = AppetiteStatement(
        organisation_id=actor.organisation_id,
        objective_id=draft.subject.objective_id,
        domain=draft.subject.domain,
        scale_id=draft.scale_id,
        level=draft.level,
        words=draft.words.strip(),
        from_on=actor.today,
        by_id=actor.person_id,
    )
    session.add(made)
    return made
