"""What a committee oversees: the domains, from today, and whether programme risks come to it."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.domains import Domain, label
from riskapp.domain.errors import FieldError, NotFoundError, StaleError
from riskapp.domain.happenings import Happening
from riskapp.domain.meeting_drafts import SetOversight
from riskapp.domain.meetings import committee_words
from riskapp.domain.permissions import Actor, require
from riskapp.models import Committee, CommitteeDomain
from riskapp.queries.scope import still
from riskapp.services.history import note
from riskapp.services.transactions import hold_settings


def set_oversight(session: Session, actor: Actor, committee_id: UUID, draft: SetOversight) -> None:
    """Set what a committee oversees; StaleError if that was changed since it was looked at."""
    require(actor, Action.CHANGE_COMMITTEE)
    hold_settings(session, actor.organisation_id)
    committee = _get_committee(session, actor, committee_id)
    if committee.version != draft.seen_version:
        raise StaleError("Someone else changed what this committee oversees meanwhile.")
    if not draft.reason.strip():
        raise FieldError("reason", "Say why: the reason is kept with the change.")
    if draft.takes_programme_risks and not committee.takes_programme_risks:
        _refuse_a_second(session, actor)
    changes = [*_set_domains(session, actor, committee, draft.domains), *_taking(committee, draft)]
    if not changes:
        return
    committee.takes_programme_risks = draft.takes_programme_risks
    committee.version += 1
    facts = {"committee": committee_words(committee.name), "changes": "; ".join(changes)}
    words = {"reason": draft.reason.strip()}
    kind = Happening.OVERSIGHT_SET
    note(session, actor, kind, subject_id=committee.id, facts=facts, words=words)
    session.flush()


def _get_committee(session: Session, actor: Actor, committee_id: UUID) -> Committee:
    query = select(Committee).where(
        col(Committee.organisation_id) == actor.organisation_id, col(Committee.id) == committee_id
    )
    locked = query.with_for_update().execution_options(populate_existing=True)
    committee = session.exec(locked).one_or_none()
    if committee is None:
        raise NotFoundError("There is no such committee in this organisation.")
    return committee


def _refuse_a_second(session: Session, actor: Actor) -> None:
    query = select(Committee.name).where(
        col(Committee.organisation_id) == actor.organisation_id,
        col(Committee.takes_programme_risks).is_(True),
    )
    other = session.exec(query).first()
    if other is not None:
        first = f"{committee_words(other)} takes programme risks first."
        raise FieldError("takes", f"{first[0].upper()}{first[1:]} Change that before.")


def _set_domains(
    session: Session, actor: Actor, committee: Committee, wanted: Iterable[Domain]
) -> list[str]:
    """Begin and end the oversight of domains today; return what changed, in words."""
    held, asked = _held(session, committee), set(wanted)
    for domain in held.keys() - asked:
        row = held[domain]
        if row.from_on >= actor.today:
            session.delete(row)
        else:
            row.until_on = actor.today
    for domain in asked - held.keys():
        session.add(
            CommitteeDomain(
                organisation_id=actor.organisation_id,
                committee_id=committee.id,
                domain=domain,
                from_on=actor.today,
            )
        )
    begun = [f"took on {label(one).lower()}" for one in Domain if one in asked - held.keys()]
    return begun + [f"gave up {label(one).lower()}" for one in Domain if one in held.keys() - asked]


def _held(session: Session, committee: Committee) -> Mapping[Domain, CommitteeDomain]:
    query = select(CommitteeDomain).where(
        col(CommitteeDomain.organisation_id) == committee.organisation_id,
        col(CommitteeDomain.committee_id) == committee.id,
        still(CommitteeDomain),
    )
    found = session.exec(query.execution_options(populate_existing=True))
    return {row.domain: row for row in found}


def _taking(committee: Committee, draft: SetOversight) -> list[str]:
    if committee.takes_programme_risks is draft.takes_programme_risks:
        return []
    takes = draft.takes_programme_risks
    return ["takes programme risks first" if takes else "takes programme risks first no longer"]
