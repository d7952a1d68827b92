"""Setting how serious the quality checks are to an organisation, or switching one off."""

from typing import Any

from sqlmodel import Session, col, select

from riskapp.clock import utc_now
from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, NotFoundError, StaleError
from riskapp.domain.happenings import Happening
from riskapp.domain.permissions import Actor, require
from riskapp.domain.quality import CHECKS
from riskapp.domain.severity import SetQuality, Severity
from riskapp.models import Organisation, QualitySetting
from riskapp.queries.scope import still
from riskapp.services.history import note

NO_REASON = "Say why: the reason is shown beside the check."
ALREADY = "That is how serious it is already."


def set_quality(session: Session, actor: Actor, draft: SetQuality) -> QualitySetting:
    """Make a check as serious as the draft says from today, or switch it off.

    StaleError if somebody else has set it since it was looked at.
    """
    require(actor, Action.SET_QUALITY)
    if draft.check not in CHECKS:
        raise NotFoundError("There is no such quality check.")
    held = _get_held(session, actor, draft.check)
    if (held.version if held else 0) != draft.seen_version:
        raise StaleError("Somebody else has set this check since you opened the page.")
    before = held.severity if held else CHECKS[draft.check].severity
    if not draft.reason.strip():
        raise FieldError("reason", NO_REASON)
    if draft.severity is before:
        raise FieldError("severity", ALREADY)
    setting = _replace(session, actor, draft, held)
    _note(session, actor, draft, before)
    session.flush()
    return setting


def _get_held(session: Session, actor: Actor, key: str) -> QualitySetting | None:
    """Return how the check is set; whoever sets one waits for whoever is setting another."""
    lock = select(Organisation.id).where(col(Organisation.id) == actor.organisation_id)
    session.exec(lock.with_for_update(key_share=True)).one()
    query = select(QualitySetting).where(
        col(QualitySetting.organisation_id) == actor.organisation_id,
        col(QualitySetting.check_key) == key,
        still(QualitySetting),
    )
    return session.exec(query.execution_options(populate_existing=True)).one_or_none()


def _replace(
    session: Session, actor: Actor, draft: SetQuality, held: QualitySetting | None
) -> QualitySetting:
    """Let the new setting hold from today; one of the same day gives way to it."""
    said: dict[str, Any] = {
        "severity": draft.severity,
        "reason": draft.reason.strip(),
        "by_id": actor.person_id,
        "recorded_at": utc_now(),
        "version": held.version + 1 if held else 1,
    }
    if held and held.from_on >= actor.today:
        held.sqlmodel_update(said)
        return held
    if held:
        held.until_on = actor.today
    setting = QualitySetting(
        organisation_id=actor.organisation_id,
        check_key=draft.check,
        from_on=actor.today,
        **said,
    )
    session.add(setting)
    return setting


def _note(session: Session, actor: Actor, draft: SetQuality, before: Severity) -> None:
    facts = {
        "check": CHECKS[draft.check].title,
        "severity": draft.severity.value,
        "before": before.value,
    }
    note(session, actor, Happening.QUALITY_SET, facts=facts, words={"reason": draft.reason})
