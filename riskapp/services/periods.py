"""Preparing a period of the BAF: its name and days, and the objectives that hold in it."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session, col, func, select

from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, NotFoundError
from riskapp.domain.escalation import Register
from riskapp.domain.happenings import Happening
from riskapp.domain.intervals import FOREVER
from riskapp.domain.periods import AddObjective, PeriodState, PreparePeriod
from riskapp.domain.permissions import Actor, require
from riskapp.domain.wording import date_words
from riskapp.models import BafEntry, BafPeriod, Objective, Placement
from riskapp.models.plan import ObjectiveLevel
from riskapp.queries.scope import still
from riskapp.services.history import note

ONE_AT_A_TIME = "Another period is being prepared: open that one first."


def prepare_period(session: Session, actor: Actor, draft: PreparePeriod) -> BafPeriod:
    """Begin to prepare a period, with an entry for each risk that is on the BAF now."""
    require(actor, Action.OPEN_PERIOD)
    _refuse_unfit(session, actor, draft)
    period = BafPeriod(
        organisation_id=actor.organisation_id,
        name=draft.name.strip(),
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        by_id=actor.person_id,
    )
    session.add(period)
    session.flush()
    list_what_is_there(session, period)
    facts = {"period": period.name}
    note(session, actor, Happening.PERIOD_PREPARED, subject_id=period.id, facts=facts)
    return period


def list_what_is_there(session: Session, period: BafPeriod) -> None:
    """Give an entry to each risk on the BAF that has none yet."""
    here = col(BafEntry.organisation_id) == period.organisation_id
    known = select(col(BafEntry.risk_id)).where(here, col(BafEntry.period_id) == period.id)
    query = select(col(Placement.risk_id)).where(
        col(Placement.organisation_id) == period.organisation_id,
        col(Placement.register_kind) == Register.BAF,
        still(Placement),
        col(Placement.risk_id).not_in(known),
    )
    for risk_id in session.exec(query).all():
        session.add(
            BafEntry(organisation_id=period.organisation_id, period_id=period.id, risk_id=risk_id)
        )
    session.flush()


def add_objective(
    session: Session, actor: Actor, period_id: UUID, draft: AddObjective
) -> Objective:
    """Add an objective that holds in the period; FieldError where its number is taken there."""
    period = begin_preparing(session, actor, period_id)
    _refuse_unfit_objective(session, period, draft)
    objective = Objective(
        organisation_id=actor.organisation_id,
        number=draft.number.strip(),
        level=ObjectiveLevel.OBJECTIVE,
        title=" ".join(draft.title.split()),
        starts_on=period.starts_on,
        ends_on=period.ends_on,
        executive_post_id=draft.executive_post_id,
        lead_committee_id=draft.lead_committee_id,
        position=_next_position(session, actor),
    )
    session.add(objective)
    session.flush()
    facts = {"objective": objective.number, "from": date_words(period.starts_on)}
    note(session, actor, Happening.OBJECTIVE_ADDED, subject_id=objective.id, facts=facts)
    return objective


def end_objective(session: Session, actor: Actor, period_id: UUID, objective_id: UUID) -> None:
    """End an objective with the day before the period: it holds in the old one alone."""
    period = begin_preparing(session, actor, period_id)
    objective = session.get(Objective, (actor.organisation_id, objective_id))
    if objective is None:
        raise NotFoundError("There is no such objective in this organisation.")
    last = period.starts_on - timedelta(days=1)
    if objective.starts_on > last or objective.ends_on <= last:
        raise FieldError("", "That objective does not reach from the old period into the new.")
    objective.ends_on = last
    facts = {"objective": objective.number, "last": date_words(last)}
    note(session, actor, Happening.OBJECTIVE_ENDED, subject_id=objective.id, facts=facts)
    session.flush()


def begin_preparing(session: Session, actor: Actor, period_id: UUID) -> BafPeriod:
    """Fetch and lock a period that is being prepared; FieldError where it is open already."""
    require(actor, Action.OPEN_PERIOD)
    query = select(BafPeriod).where(
        col(BafPeriod.organisation_id) == actor.organisation_id, col(BafPeriod.id) == period_id
    )
    locked = query.with_for_update().execution_options(populate_existing=True)
    period = session.exec(locked).one_or_none()
    if period is None:
        raise NotFoundError("There is no such period.")
    if period.state is PeriodState.OPEN:
        raise FieldError("", f"The period {period.name} is open: it is not changed any more.")
    return period


def _refuse_unfit(session: Session, actor: Actor, draft: PreparePeriod) -> None:
    if not draft.name.strip():
        raise FieldError("name", "Give the period a name, such as 2019-20.")
    if draft.ends_on <= draft.starts_on or draft.ends_on >= FOREVER:
        raise FieldError("ends_on", "Choose a last day that comes after the first.")
    query = select(BafPeriod).where(col(BafPeriod.organisation_id) == actor.organisation_id)
    known = session.exec(query).all()
    if any(one.state is PeriodState.PREPARING for one in known):
        raise FieldError("", ONE_AT_A_TIME)
    last = max(known, key=lambda one: one.starts_on, default=None)
    if last is not None and draft.starts_on <= last.starts_on:
        day = date_words(last.starts_on)
        raise FieldError(
            "starts_on", f"The period {last.name} begins on {day}: choose a later day."
        )


def _refuse_unfit_objective(session: Session, period: BafPeriod, draft: AddObjective) -> None:
    number = draft.number.strip()
    if not number or not draft.title.strip():
        raise FieldError("title" if number else "number", "Give it a number and a title.")
    if number in _numbers_from(session, period):
        raise FieldError("number", "An objective of that period has this number already.")


def _numbers_from(session: Session, period: BafPeriod) -> set[str]:
    """Return the numbers of the objectives that hold on the period's first day."""
    query = select(col(Objective.number)).where(
        col(Objective.organisation_id) == period.organisation_id,
        col(Objective.starts_on) <= period.starts_on,
        col(Objective.ends_on) >= period.starts_on,
    )
    return set(session.exec(query))


def _next_position(session: Session, actor: Actor) -> int:
    query = select(func.max(col(Objective.position))).where(
        col(Objective.organisation_id) == actor.organisation_id
    )
    return (session.exec(query).one() or 0) + 1
