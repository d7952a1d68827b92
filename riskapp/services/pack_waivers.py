"""Waiving a warning of the quality gate until a day, and ending that earlier."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, NotFoundError, StaleError
from riskapp.domain.happenings import Happening
from riskapp.domain.pack_drafts import WaiveWarning
from riskapp.domain.pack_gate import CHECK_TITLES, title_of
from riskapp.domain.permissions import Actor, require
from riskapp.models import PackWaiver
from riskapp.services.history import note
from riskapp.services.transactions import hold_settings

LONGEST: Final = timedelta(days=366)
NO_REASON: Final = "Say why: private packs print the reason beside the warning."
NOT_AHEAD: Final = "Choose a day that lies ahead, within a year."
HELD: Final = "This warning is waived already. End that first."
ENDED: Final = "This waiver has ended already."


def waive_warning(session: Session, actor: Actor, draft: WaiveWarning) -> PackWaiver:
    """Waive a warning in packs from today until a day."""
    require(actor, Action.WAIVE_WARNING)
    hold_settings(session, actor.organisation_id)
    _refuse_unfit(session, actor, draft)
    waiver = PackWaiver(
        organisation_id=actor.organisation_id,
        check_key=draft.check_key,
        from_on=actor.today,
        until_on=draft.until_on,
        why=draft.reason.strip(),
        by_id=actor.person_id,
    )
    session.add(waiver)
    facts = {"check": CHECK_TITLES[waiver.check_key], "until": waiver.until_on.isoformat()}
    words = {"reason": waiver.why}
    note(session, actor, Happening.WAIVER_SET, subject_id=waiver.id, facts=facts, words=words)
    session.flush()
    return waiver


def end_waiver(session: Session, actor: Actor, waiver_id: UUID) -> None:
    """Let a warning count again from today; StaleError where its waiver has ended already."""
    require(actor, Action.WAIVE_WARNING)
    hold_settings(session, actor.organisation_id)
    waiver = session.get(PackWaiver, (actor.organisation_id, waiver_id))
    if waiver is None:
        raise NotFoundError("There is no such waiver.")
    session.refresh(waiver)
    if waiver.ended_on is not None or waiver.until_on < actor.today:
        raise StaleError(ENDED)
    waiver.ended_on, waiver.ended_by_id = actor.today, actor.person_id
    session.add(waiver)
    facts = {"check": title_of(waiver.check_key)}
    note(session, actor, Happening.WAIVER_ENDED, subject_id=waiver.id, facts=facts)
    session.flush()


def _refuse_unfit(session: Session, actor: Actor, draft: WaiveWarning) -> None:
    if draft.check_key not in CHECK_TITLES:
        raise NotFoundError("There is no such check.")
    if not actor.today <= draft.until_on <= actor.today + LONGEST:
        raise FieldError("until_on", NOT_AHEAD)
    if not draft.reason.strip():
        raise FieldError("reason", NO_REASON)
    if _find_held(session, actor, draft.check_key) is not None:
        raise FieldError("check", HELD)


def _find_held(session: Session, actor: Actor, check_key: str) -> PackWaiver | None:
    query = select(PackWaiver).where(
        col(PackWaiver.organisation_id) == actor.organisation_id,
        col(PackWaiver.check_key) == check_key,
        col(PackWaiver.until_on) >= actor.today,
        col(PackWaiver.ended_on).is_(None),
    )
    return session.exec(query).first()
