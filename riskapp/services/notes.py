"""Writing a note on a risk: kept as typed, and never changed or deleted."""

from sqlmodel import Session

from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError
from riskapp.domain.happenings import Happening
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.notes import WENT_INTO_ANOTHER, AddNote
from riskapp.domain.permissions import Actor
from riskapp.models import RiskNote
from riskapp.services.deeds import begin_deed


def add_note(session: Session, actor: Actor, reference: str, draft: AddNote) -> RiskNote:
    """Write a note on a risk, open or closed; FieldError for no words or a merged risk."""
    deed = begin_deed(session, actor, reference, Action.ADD_NOTE)
    if deed.case.says.status is RiskStatus.MERGED:
        raise FieldError("words", WENT_INTO_ANOTHER)
    words = draft.words.strip()
    if not words:
        raise FieldError("words", "Write the note.")
    note = RiskNote(
        organisation_id=actor.organisation_id,
        risk_id=deed.case.risk.id,
        words=words,
        entered_on=actor.today,
        by_id=actor.person_id,
    )
    session.add(note)
    deed.note(Happening.NOTE_ADDED, note.id, words={"note": words})
    session.flush()
    return note
