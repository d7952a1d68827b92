"""Placing operational risks under the strategic risks of the BAF, and taking them out again."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, NotFoundError
from riskapp.domain.escalation import Register
from riskapp.domain.exposure import EndExposure, LinkExposure
from riskapp.domain.happenings import Happening
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.models import Organisation, Placement, Risk, RiskExposure, RiskVersion
from riskapp.queries.exposure import stands_above
from riskapp.queries.joins import points_at
from riskapp.queries.names import get_risk_name
from riskapp.queries.scope import same_risk, still, visible
from riskapp.readmodels.plan import RiskName
from riskapp.services.deeds import Deed, begin_deed
from riskapp.services.history import note


def link_exposure(session: Session, actor: Actor, reference: str, draft: LinkExposure) -> None:
    """Place an operational risk under the risk of that reference, which is on the BAF."""
    above = get_risk_name(session, actor, reference)
    deed = _begin(session, actor, draft.operational)
    deed.refuse_closed()
    if above.id == deed.case.risk.id:
        raise FieldError("operational", "A risk cannot be placed under itself.")
    if not draft.reason.strip():
        raise FieldError("reason", "Say why it is exposure under this risk.")
    expose(deed, above.id, draft.reason)


def end_exposure(session: Session, actor: Actor, reference: str, draft: EndExposure) -> None:
    """Take an operational risk out from under the risk of that reference, with the reason."""
    above = get_risk_name(session, actor, reference)
    deed = _begin(session, actor, draft.operational)
    if not draft.reason.strip():
        raise FieldError("reason", "Say why it is no longer exposure under this risk.")
    held = _find(deed, above.id)
    if held is None:
        message = f"{deed.case.reference} is not under {above.reference}."
        raise FieldError("operational", message)
    if held.from_on >= actor.today:
        session.delete(held)
    else:
        held.until_on = actor.today
    kinds = Happening.RISK_UNLINKED, Happening.EXPOSURE_UNLINKED
    _note_both(deed, above, kinds, draft.reason)
    session.flush()


def expose(deed: Deed, baf_risk_id: UUID, reason: str = "") -> None:
    """Place the risk under one on the BAF, as its exposure; to do it twice changes nothing."""
    one_at_a_time(deed)
    above = _get_on_baf(deed, baf_risk_id)
    if _find(deed, above.id) is not None:
        return
    risk = deed.case.risk
    if stands_above(deed.session, risk.organisation_id, risk.id, other_id=above.id):
        message = f"{deed.case.reference} stands above {above.reference} already."
        raise FieldError("baf_risk", message)
    deed.session.add(
        RiskExposure(
            organisation_id=risk.organisation_id,
            strategic_id=above.id,
            operational_id=risk.id,
            from_on=deed.actor.today,
        )
    )
    _note_both(deed, above, (Happening.RISK_LINKED, Happening.EXPOSURE_LINKED), reason)
    deed.session.flush()


def one_at_a_time(deed: Deed) -> None:
    """Wait for whoever else links risks of the organisation: two links could make a ring."""
    here = col(Organisation.id) == deed.actor.organisation_id
    deed.session.exec(select(Organisation.id).where(here).with_for_update(key_share=True)).one()


def _begin(session: Session, actor: Actor, operational: str) -> Deed:
    """Begin a deed on an operational risk; FieldError where the actor knows of no such risk."""
    try:
        return begin_deed(session, actor, operational, Action.LINK_EXPOSURE)
    except NotFoundError as error:
        raise FieldError("operational", str(error)) from None


def _note_both(
    deed: Deed, above: RiskName, kinds: tuple[Happening, Happening], reason: str
) -> None:
    """Note it in the history of both risks: each entry names the other."""
    words = {"reason": reason}
    deed.note(kinds[0], above.id, facts={"strategic": above.reference}, words=words)
    note(
        deed.session,
        deed.actor,
        kinds[1],
        risk_id=above.id,
        subject_id=deed.case.risk.id,
        facts={"risk": above.reference, "operational": deed.case.reference},
        words=words,
    )


def _get_on_baf(deed: Deed, risk_id: UUID) -> RiskName:
    """Return another risk on the BAF that the actor may know of."""
    on_baf = sa.and_(
        points_at(Placement.risk_id, Risk),
        col(Placement.register_kind) == Register.BAF,
        still(Placement),
    )
    query = (
        select(Risk.number, RiskVersion.title)
        .select_from(Risk)
        .join(RiskVersion, same_risk())
        .join(Placement, on_baf)
        .where(
            visible(deed.actor),
            still(RiskVersion),
            col(Risk.id) == risk_id,
            col(Risk.id) != deed.case.risk.id,
        )
    )
    found = deed.session.exec(query).one_or_none()
    if found is None:
        raise FieldError("baf_risk", "Choose another risk that is on the BAF.")
    return RiskName(risk_id, risk_reference(found[0]), found[1])


def _find(deed: Deed, strategic_id: UUID) -> RiskExposure | None:
    """Return the link to a strategic risk that holds, or None."""
    query = select(RiskExposure).where(
        col(RiskExposure.organisation_id) == deed.case.risk.organisation_id,
        col(RiskExposure.strategic_id) == strategic_id,
        col(RiskExposure.operational_id) == deed.case.risk.id,
        still(RiskExposure),
    )
    return deed.session.exec(query).one_or_none()
