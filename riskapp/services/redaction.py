"""Redaction: words that should not be there are proposed by one person and taken out by another."""

from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.decisions import DecisionState
from riskapp.domain.drafts import Decide
from riskapp.domain.errors import FieldError, NotFoundError, StaleError
from riskapp.domain.happenings import Happening
from riskapp.domain.permissions import Actor, require_second_person
from riskapp.domain.redaction import (
    Found,
    ProposeRedaction,
    Redacted,
    holds_words,
    phrase_of,
    places_words,
)
from riskapp.models import Redaction
from riskapp.queries.typed_words import Whose, find_places
from riskapp.services.deeds import Deed, begin_deed
from riskapp.services.erasing import erase

NOT_IN_REASON = "Give the reason without the words that are to go: the reason is kept."
TWICE = "Redacting these words has been proposed already."
GONE = "This has been decided since you looked at it."


def propose_redaction(
    session: Session, actor: Actor, reference: str, draft: ProposeRedaction
) -> Redaction:
    """Propose that words be taken out of everything that belongs to a risk; another decides."""
    deed = begin_deed(session, actor, reference, Action.PROPOSE_REDACTION)
    phrase = phrase_of(draft.phrase)
    _refuse_reason(draft.reason, phrase)
    find_places(session, Whose(actor.organisation_id, deed.case.risk.id), phrase)
    for other in _list_open(deed):
        if holds_words(other.phrase, phrase) and holds_words(phrase, other.phrase or ""):
            raise FieldError("phrase", TWICE)
    redaction = Redaction(
        organisation_id=actor.organisation_id,
        risk_id=deed.case.risk.id,
        phrase=phrase,
        opened_on=actor.today,
        opened_by_id=actor.person_id,
        opened_why=draft.reason.strip(),
    )
    session.add(redaction)
    deed.note(Happening.REDACTION_PROPOSED, redaction.id, words={"reason": redaction.opened_why})
    session.flush()
    return redaction


def decide_redaction(
    session: Session, actor: Actor, reference: str, redaction_id: UUID, draft: Decide
) -> Redacted | None:
    """Take the words out of everywhere, or decline to; it takes someone other than who proposed.

    Either way they are forgotten. Returns what was touched, None when nothing was.
    """
    deed = begin_deed(session, actor, reference, Action.AGREE_REDACTION)
    redaction = _get_open(deed, redaction_id)
    require_second_person(actor, redaction.opened_by_id, "decide on a redaction that you proposed")
    phrase = redaction.phrase or ""
    _refuse_reason(draft.reason, phrase)
    _close(deed, redaction, draft)
    session.flush()
    words = {"reason": redaction.decided_why}
    if not draft.agree:
        deed.note(Happening.REDACTION_DECLINED, redaction.id, words=words)
        return None
    redacted = erase(deed, phrase)
    redaction.places = redacted.found.total
    facts = {"places": places_words(redacted.found), **_counts(redacted.found)}
    deed.note(Happening.REDACTED, redaction.id, facts=facts, words=words)
    session.flush()
    return redacted


def _counts(found: Found) -> dict[str, object]:
    return {place.value: number for place, number in found.places.items()}


def _close(deed: Deed, redaction: Redaction, draft: Decide) -> None:
    redaction.phrase = None
    redaction.state = DecisionState.AGREED if draft.agree else DecisionState.DECLINED
    redaction.decided_on = deed.actor.today
    redaction.decided_by_id = deed.actor.person_id
    redaction.decided_why = draft.reason.strip()


def _refuse_reason(reason: str, phrase: str) -> None:
    if not reason.strip():
        raise FieldError("reason", "Say why: the reason is kept with the decision.")
    if holds_words(reason, phrase):
        raise FieldError("reason", NOT_IN_REASON)


def _list_open(deed: Deed) -> list[Redaction]:
    query = select(Redaction).where(
        col(Redaction.organisation_id) == deed.actor.organisation_id,
        col(Redaction.risk_id) == deed.case.risk.id,
        col(Redaction.state) == DecisionState.OPEN,
    )
    return list(deed.session.exec(query))


def _get_open(deed: Deed, redaction_id: UUID) -> Redaction:
    query = (
        select(Redaction)
        .where(
            col(Redaction.organisation_id) == deed.actor.organisation_id,
            col(Redaction.risk_id) == deed.case.risk.id,
            col(Redaction.id) == redaction_id,
        )
        .execution_options(populate_existing=True)
    )
    redaction = deed.session.exec(query).one_or_none()
    if redaction is None:
        raise NotFoundError("There is no such redaction of this risk.")
    if redaction.state is not DecisionState.OPEN:
        raise StaleError(GONE)
    return redaction
