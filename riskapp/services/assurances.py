"""Recording assurances, settling what they recommended, withdrawing mistakes, and ratings."""

from dataclasses import asdict
from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.assurance import (
    INDEPENDENT_LINES,
    LINE_SHORT,
    SOURCE_FROM,
    AssuranceResult,
    Line,
    RateAssurance,
    RecordAssurance,
    SettleAssurance,
    WithdrawAssurance,
)
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError, StaleError
from riskapp.domain.evidence import REFUSAL, is_evidence
from riskapp.domain.happenings import Happening
from riskapp.domain.permissions import Actor, Role, may
from riskapp.models import Assurance, AssuranceRating, Committee
from riskapp.services.controls import get_standing_control, refuse_no_reason
from riskapp.services.deeds import Deed, begin_deed
from riskapp.services.telling import tell_assurance

AUDITORS = "An auditor records only third-line and external assurance."
STALE = "Someone else changed this assurance while you were looking at it."


def record_assurance(
    session: Session, actor: Actor, reference: str, draft: RecordAssurance
) -> Assurance:
    """Record an assurance that was received, on a control or on the whole risk."""
    deed = begin_deed(session, actor, reference, Action.RECORD_ASSURANCE)
    deed.refuse_closed()
    _refuse_unfit(actor, draft)
    if draft.control_id is not None:
        get_standing_control(deed, draft.control_id)
    if draft.committee_id is not None:
        _get_committee(deed, draft.committee_id)
    assurance = Assurance(
        organisation_id=actor.organisation_id,
        risk_id=deed.case.risk.id,
        entered_on=actor.today,
        by_id=actor.person_id,
        **asdict(draft),
    )
    session.add(assurance)
    facts, words = tell_assurance(draft)
    deed.note(Happening.ASSURANCE_RECORDED, assurance.id, facts=facts, words=words)
    session.flush()
    return assurance


def settle_assurance(
    session: Session, actor: Actor, reference: str, assurance_id: UUID, draft: SettleAssurance
) -> None:
    """Record that what an assurance recommended is verified as done.

    A negative then stands no more. StaleError if it was changed since it was looked at.
    """
    deed = begin_deed(session, actor, reference, Action.SETTLE_ASSURANCE)
    deed.refuse_closed()
    assurance = _get(deed, assurance_id, draft.seen_version)
    if not may_record(actor, assurance.line):
        raise NotAllowedError(AUDITORS)
    refuse_no_reason(draft.reason)
    if assurance.result is AssuranceResult.POSITIVE:
        raise FieldError("", "A positive assurance leaves nothing to be settled.")
    if assurance.settled_on is not None:
        raise FieldError("", "What it recommended is verified as done already.")
    assurance.settled_on, assurance.settled_by_id = actor.today, actor.person_id
    assurance.settled_why = draft.reason
    _tell(deed, assurance, Happening.ASSURANCE_SETTLED, draft.reason)


def withdraw_assurance(
    session: Session, actor: Actor, reference: str, assurance_id: UUID, draft: WithdrawAssurance
) -> None:
    """Withdraw an assurance that was entered by mistake: it is kept, but never counted.

    Whoever recorded it may, or who may verify that recommendations are done.
    """
    deed = begin_deed(session, actor, reference, Action.RECORD_ASSURANCE)
    deed.refuse_closed()
    assurance = _get(deed, assurance_id, draft.seen_version)
    if not may_withdraw(actor, assurance.by_id, assurance.line):
        message = "It takes the person who recorded it, an executive or a risk manager."
        raise NotAllowedError(f"You may not withdraw this assurance. {message}")
    refuse_no_reason(draft.reason)
    assurance.withdrawn_on, assurance.withdrawn_by_id = actor.today, actor.person_id
    assurance.withdrawn_why = draft.reason
    _tell(deed, assurance, Happening.ASSURANCE_WITHDRAWN, draft.reason)


def rate_assurance(
    session: Session, actor: Actor, reference: str, draft: RateAssurance
) -> AssuranceRating:
    """Record how a committee rates the assurance of a risk, in its own word: this is the record."""
    deed = begin_deed(session, actor, reference, Action.RATE_ASSURANCE)
    deed.refuse_closed()
    if not draft.rating.strip():
        raise FieldError("rating", "Enter the committee's own word.")
    if draft.rated_on > actor.today:
        raise FieldError("rated_on", "A committee cannot have rated it on a day to come.")
    committee = _get_committee(deed, draft.committee_id)
    rating = AssuranceRating(
        organisation_id=actor.organisation_id,
        risk_id=deed.case.risk.id,
        entered_on=actor.today,
        by_id=actor.person_id,
        **(asdict(draft) | {"rating": draft.rating.strip()}),
    )
    session.add(rating)
    facts = {"committee": committee.name, "effective": draft.rated_on.isoformat()}
    words = {"rating": rating.rating, "words": draft.words}
    deed.note(Happening.ASSURANCE_RATED, rating.id, facts=facts, words=words)
    session.flush()
    return rating


def may_record(actor: Actor, line: Line) -> bool:
    """Tell whether the actor's role records assurance of a line: an auditor's are independent."""
    allowed = actor.role is not Role.AUDITOR or line in INDEPENDENT_LINES
    return allowed and may(actor, Action.RECORD_ASSURANCE)


def may_withdraw(actor: Actor, recorded_by: UUID, line: Line) -> bool:
    """Tell whether the actor may say that an assurance was recorded by mistake."""
    own = actor.person_id == recorded_by or may(actor, Action.SETTLE_ASSURANCE)
    return own and may_record(actor, line)


def _refuse_unfit(actor: Actor, draft: RecordAssurance) -> None:
    if not may_record(actor, draft.line):
        raise FieldError("line", AUDITORS)
    if not draft.source.strip():
        raise FieldError("source", "Say where it comes from.")
    if not is_evidence(draft.evidence):
        raise FieldError("evidence", REFUSAL)
    _refuse_days(actor, draft)


def _refuse_days(actor: Actor, draft: RecordAssurance) -> None:
    """Refuse days that contradict each other."""
    if draft.received_on > actor.today:
        raise FieldError("received_on", "It cannot have been received on a day to come.")
    if draft.expires_on and draft.expires_on < draft.received_on:
        raise FieldError("expires_on", "It cannot expire before it was received.")
    if draft.period_from and draft.period_to and draft.period_to < draft.period_from:
        raise FieldError("period_to", "The period cannot end before it begins.")


def _get(deed: Deed, assurance_id: UUID, seen_version: int) -> Assurance:
    query = select(Assurance).where(
        col(Assurance.organisation_id) == deed.case.risk.organisation_id,
        col(Assurance.risk_id) == deed.case.risk.id,
        col(Assurance.id) == assurance_id,
    )
    fresh = query.execution_options(populate_existing=True)
    assurance = deed.session.exec(fresh).one_or_none()
    if assurance is None:
        raise NotFoundError("There is no such assurance of this risk.")
    if assurance.version != seen_version or assurance.withdrawn_on is not None:
        raise StaleError(STALE)
    return assurance


def _get_committee(deed: Deed, committee_id: UUID) -> Committee:
    committee = deed.session.get(Committee, (deed.case.risk.organisation_id, committee_id))
    if committee is None:
        raise FieldError("committee", "Choose a committee of this organisation.")
    return committee


def _tell(deed: Deed, assurance: Assurance, kind: Happening, reason: str) -> None:
    """Note what became of an assurance, and count its change."""
    assurance.version += 1
    facts = {
        "source": SOURCE_FROM[assurance.source_kind],
        "line": LINE_SHORT[assurance.line],
    }
    words = {"source": assurance.source, "reason": reason}
    deed.note(kind, assurance.id, facts=facts, words=words)
    deed.session.flush()
