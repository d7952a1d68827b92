"""Recording that a risk has happened: it stays open, and how likely it is now is asked again."""

from datetime import date

from sqlmodel import Session

from riskapp.domain.actions import Action
from riskapp.domain.decisions import DecisionKind
from riskapp.domain.errors import FieldError
from riskapp.domain.happenings import Happening
from riskapp.domain.life_drafts import RecordOccurrence
from riskapp.domain.lifecycle import Turn, status_after
from riskapp.domain.permissions import Actor
from riskapp.domain.wording import date_words
from riskapp.models import Occurrence
from riskapp.services.deeds import Deed, begin_deed
from riskapp.services.escalation import get_standing


def record_occurrence(
    session: Session, actor: Actor, reference: str, draft: RecordOccurrence
) -> Occurrence:
    """Record that the risk has happened, and ask for a new score unless that is asked already."""
    deed = begin_deed(session, actor, reference, Action.RECORD_OCCURRENCE)
    status_after(deed.case.says.status, Turn.HAPPEN)
    _refuse_unfit(draft, actor.today)
    occurrence = Occurrence(
        organisation_id=actor.organisation_id,
        risk_id=deed.case.risk.id,
        happened_on=draft.happened_on,
        words=draft.words.strip(),
        incident_reference=draft.incident_reference.strip(),
        entered_on=actor.today,
        by_id=actor.person_id,
    )
    session.add(occurrence)
    on, told = date_words(draft.happened_on), Happening.HAPPENED
    words = {"what followed": occurrence.words, "incident": occurrence.incident_reference}
    deed.note(told, occurrence.id, facts={"on": on}, words=words)
    _ask_again(deed)
    session.flush()
    return occurrence


def _ask_again(deed: Deed) -> None:
    if get_standing(deed).open(DecisionKind.RESCORE) is None:
        asked = deed.open_decision(DecisionKind.RESCORE)
        deed.note(Happening.RESCORE_ASKED, asked.id)


def _refuse_unfit(draft: RecordOccurrence, today: date) -> None:
    if draft.happened_on > today:
        raise FieldError("happened_on", "A day that has not come cannot be when it happened.")
    if not draft.words.strip():
        raise FieldError("words", "Say what followed.")
