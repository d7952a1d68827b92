"""Changing many risks at once: all of them, or none; each with an entry of its own."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.clock import utc_now, uuid7
from riskapp.domain.actions import Action
from riskapp.domain.bulk_change import ChangeMany, Line, Part, Plan, plan
from riskapp.domain.errors import FieldError, StaleError
from riskapp.domain.filters import RegisterFilters
from riskapp.domain.happenings import Happening
from riskapp.domain.matrix import Matrix
from riskapp.domain.permissions import Actor, require
from riskapp.domain.reviews import DATE_CHANGED
from riskapp.models import Review, Risk
from riskapp.queries.bulk_change import list_candidates, lock_risks
from riskapp.services.history import note_all, noted_by
from riskapp.services.telling import tell_changed
from riskapp.services.versions import rewrite_many


def preview_change(
    session: Session, actor: Actor, filters: RegisterFilters, matrix: Matrix, draft: ChangeMany
) -> Plan:
    """Return what would become of the risks that the filters fit; FieldError on what cannot be."""
    _refuse_unfit(actor, draft)
    return plan(list_candidates(session, actor, filters, matrix), draft.wanted, actor)


def change_many(
    session: Session, actor: Actor, filters: RegisterFilters, matrix: Matrix, draft: ChangeMany
) -> Plan:
    """Change all that the preview said would change, and return what was done.

    StaleError when anything of it is no longer as the preview said: then nothing is changed.
    """
    seen = preview_change(session, actor, filters, matrix, draft)
    lock_risks(session, actor, [line.candidate.id for line in seen.changed])
    found = preview_change(session, actor, filters, matrix, draft)
    if found.digest != draft.seen:
        raise StaleError("Some of these risks have been changed since this was previewed.")
    if not found.changed:
        raise FieldError(
            "", "There is nothing to change: every one of these risks is left as it is."
        )
    _change(session, actor, found.changed, draft)
    return found


def _refuse_unfit(actor: Actor, draft: ChangeMany) -> None:
    """Ask for the rights of the single change too, and for what each of them asks for."""
    require(actor, Action.CHANGE_IN_BULK)
    require(actor, Action.EDIT_RISK)
    if not draft.wanted:
        raise FieldError("", "Choose what to change.")
    if not draft.reason.strip():
        raise FieldError("reason", "Say why: the reason is kept with each change.")
    if draft.review_on is not None:
        require(actor, Action.REVIEW_RISK)
        if draft.review_on <= actor.today:
            raise FieldError("review_on", "Give a day after today.")
    if draft.unit_id is not None and actor.units is not None and draft.unit_id not in actor.units:
        raise FieldError("unit", "Choose your own unit or one below it.")


def _change(session: Session, actor: Actor, lines: Sequence[Line], draft: ChangeMany) -> None:
    says = {part: new for part, new in draft.wanted.items() if part is not Part.REVIEW}
    ids = [line.candidate.id for line in lines]
    if says:
        rewrite_many(session, actor, ids, {part.value: new for part, new in says.items()})
    if draft.review_on is not None:
        dated = [line.candidate.id for line in lines if Part.REVIEW in line.changes]
        _set_reviews(session, actor, dated, draft)
    ours = (col(Risk.organisation_id) == actor.organisation_id, col(Risk.id).in_(ids))
    counted = sa.update(Risk).where(*ours).values({col(Risk.version): col(Risk.version) + 1})
    session.exec(counted.execution_options(synchronize_session=False))
    note_all(session, [_noted(actor, line, draft.reason.strip()) for line in lines])
    session.expire_all()


def _set_reviews(session: Session, actor: Actor, ids: list[UUID], draft: ChangeMany) -> None:
    """Give risks another day for their next review, without saying that anybody looked."""
    rows = [
        {
            "organisation_id": actor.organisation_id,
            "id": uuid7(),
            "risk_id": risk_id,
            "reviewed_on": actor.today,
            "next_on": draft.review_on,
            "outcome": DATE_CHANGED,
            "note": draft.reason.strip(),
            "by_id": actor.person_id,
            "recorded_at": utc_now(),
        }
        for risk_id in ids
    ]
    if rows:
        session.connection().execute(sa.insert(Review), rows)


def _noted(actor: Actor, line: Line, reason: str) -> Any:
    risk, held = line.candidate, {part.value: old for part, old in line.candidate.held.items()}
    changed = {part.value: new for part, new in line.changes.items()}
    facts, words = tell_changed(held, changed, reason)
    return noted_by(
        actor,
        Happening.RISK_EDITED,
        risk_id=risk.id,
        subject_id=risk.id,
        facts={"risk": risk.reference, **facts},
        words=words,
    )
