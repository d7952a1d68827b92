"""Taking everything of an organisation out, which its history tells."""

from sqlmodel import Session

from riskapp.domain.happenings import Happening
from riskapp.domain.permissions import Actor
from riskapp.domain.take_out import WHOLE_WORDS, WholeForm
from riskapp.queries.everything import require_whole
from riskapp.services.history import note


def note_taken_out(session: Session, actor: Actor, form: WholeForm) -> None:
    """Tell the history that the actor takes everything out in a form.

    NotAllowedError for somebody from whom any of it is hidden.
    """
    require_whole(actor)
    note(session, actor, Happening.EXPORTED, facts={"form": WHOLE_WORDS[form]})
