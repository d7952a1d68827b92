"""Handing a programme risk on to another committee, by a person or for a meeting."""

from uuid import UUID

from flask import Response

from forms.fields import options_of
from forms.handing_on import HandOnForm
from riskapp.api.answers import changed, seen_version
from riskapp.api.judging import judged, typed
from riskapp.api.problems import Fault, SentError
from riskapp.api.resource import Resource
from riskapp.api.resources.decision_shapes import SittingIn
from riskapp.api.resources.naming import OfRisk
from riskapp.api.resources.risk_shapes import RiskOut
from riskapp.domain.actions import Action
from riskapp.domain.permissions import may, require
from riskapp.queries.risk_choices import list_committees
from riskapp.services.handing_on import hand_on
from riskapp.web.session import current_actor, get_session
from riskapp.web.sitting import acting, offer_meetings

resource = Resource("handing-on", "Handing on", "Which committee leads on a programme risk.")

NAMES = {
    "to_committee": "to_committee_id",
    "meeting": "meeting_id",
    "proposed_by": "proposed_by_id",
}
"""What the API calls the fields of the forms."""
NO_MEETING = "There is no meeting for which you may record."


class HandOnIn(SittingIn):
    """The committee that is to oversee a risk, decided by whom, and why."""

    to_committee_id: UUID


@resource.changes("/risks/<reference>/handing-on", Action.VIEW_REGISTER, RiskOut, method="post")
def hand(path: OfRisk, body: HandOnIn) -> Response:
    """Hand a programme risk on; If-Match is the risk's ETag.

    It takes the right to, or a meeting of the committee that oversees the risk.
    """
    session, actor = get_session(), current_actor()
    if not may(actor, Action.RECORD_FOR_MEETING):
        require(actor, Action.HAND_ON)
    version = seen_version("risks.risk", reference=path.reference)
    sent = {form: getattr(body, named) for form, named in NAMES.items()}
    form = HandOnForm(typed({**sent, "reason": body.reason, "seen_version": version}))
    form.to_committee.options = options_of(list_committees(session, actor))
    offer_meetings(form)
    unknown = [name for name in sent if sent[name] and name not in form]
    if unknown:
        raise SentError([Fault(NAMES[name], NO_MEETING) for name in unknown])
    form = judged(form, NAMES)
    return changed(
        lambda db: hand_on(db, acting(db, form), path.reference, form.draft()),
        "risks.risk",
        reference=path.reference,
    )
