"""Deciding, one by one, what becomes of the risks of the BAF in a period that is prepared."""

from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, NotFoundError, StaleError
from riskapp.domain.escalation import Register
from riskapp.domain.happenings import Happening
from riskapp.domain.lifecycle import ON_REGISTER
from riskapp.domain.periods import FATE_WORDS, Fate, SetEntry
from riskapp.domain.permissions import Actor
from riskapp.models import BafEntry, BafEntryObjective, BafPeriod, Objective
from riskapp.queries.cases import read_case
from riskapp.services.deeds import Deed, begin_deed
from riskapp.services.escalation import get_standing
from riskapp.services.periods import begin_preparing

STALE = "Someone else decided about this risk while you were looking at it."


def set_entry(
    session: Session, actor: Actor, period_id: UUID, reference: str, draft: SetEntry
) -> BafEntry:
    """Decide what becomes of a risk; one that is not on the BAF yet can only be new on it."""
    period = begin_preparing(session, actor, period_id)
    deed = begin_deed(session, actor, reference, Action.OPEN_PERIOD)
    entry = _find(deed, period)
    _refuse_unfit(deed, entry, draft)
    if entry is None:
        entry = BafEntry(
            organisation_id=period.organisation_id,
            period_id=period.id,
            risk_id=deed.case.risk.id,
            version=0,
        )
        session.add(entry)
    _write(deed, entry, draft)
    _link(deed, period, entry, draft)
    facts = {"period": period.name, "fate": FATE_WORDS[draft.fate].lower()}
    words = {"reason": draft.reason, "gap": draft.gap}
    deed.note(Happening.PERIOD_ENTRY_SET, period.id, facts=facts, words=words)
    session.flush()
    return entry


def leave_out(session: Session, actor: Actor, period_id: UUID, reference: str) -> None:
    """Take a risk that was to be new on the BAF off what is prepared."""
    period = begin_preparing(session, actor, period_id)
    deed = begin_deed(session, actor, reference, Action.OPEN_PERIOD)
    entry = _find(deed, period)
    if entry is None or entry.fate is not Fate.NEW:
        raise NotFoundError("That risk was not to be new on the BAF.")
    _forget_links(session, entry)
    session.delete(entry)
    facts = {"period": period.name, "fate": "left out again"}
    deed.note(Happening.PERIOD_ENTRY_SET, period.id, facts=facts)
    session.flush()


def _find(deed: Deed, period: BafPeriod) -> BafEntry | None:
    key = (period.organisation_id, period.id, deed.case.risk.id)
    return deed.session.get(BafEntry, key, populate_existing=True)


def _refuse_unfit(deed: Deed, entry: BafEntry | None, draft: SetEntry) -> None:
    if (entry.version if entry else 0) != draft.seen_version:
        raise StaleError(STALE)
    on_baf = Register.BAF in get_standing(deed).placements
    if on_baf is (draft.fate is Fate.NEW):
        now = (
            "is on the BAF already" if on_baf else "is not on the BAF, so it can only be new on it"
        )
        raise FieldError("fate", f"{deed.case.reference} {now}.")
    if deed.case.says.status not in ON_REGISTER:
        raise FieldError("fate", "Only a risk that is open can be on the BAF.")
    if not draft.reason.strip():
        raise FieldError("reason", "Say why: the Board will read it.")
    if draft.fate is Fate.REWORDED and not draft.words.title.strip():
        raise FieldError("title", "Give the risk its new title.")


def _write(deed: Deed, entry: BafEntry, draft: SetEntry) -> None:
    """Write what was decided; words and links that the fate has no use for are not kept."""
    reworded = draft.fate is Fate.REWORDED
    for name in ("title", "cause", "event", "effect"):
        setattr(entry, name, getattr(draft.words, name).strip() if reworded else "")
    entry.fate, entry.reason = draft.fate, draft.reason.strip()
    entry.reference, entry.gap = draft.reference.strip(), draft.gap.strip()
    entry.into_risk_id = _into(deed, draft) if draft.fate is Fate.MERGED else None
    entry.version += 1


def _into(deed: Deed, draft: SetEntry) -> UUID:
    """Return the risk that it is to be merged into: another of the register."""
    try:
        other = read_case(deed.session, deed.actor, draft.into)
    except NotFoundError as missing:
        raise FieldError("into", f"{missing} Write a reference such as R-0042.") from None
    if other.risk.id == deed.case.risk.id:
        raise FieldError("into", "A risk cannot be merged into itself: name another.")
    return other.risk.id


def _link(deed: Deed, period: BafPeriod, entry: BafEntry, draft: SetEntry) -> None:
    """Keep the objectives that the entry will threaten, each of which holds in the period."""
    _forget_links(deed.session, entry)
    known = _in_force(deed.session, period)
    for objective_id in dict.fromkeys(draft.objective_ids):
        if objective_id not in known:
            raise FieldError("objectives", "Choose objectives that hold in the new period.")
        deed.session.add(
            BafEntryObjective(
                organisation_id=entry.organisation_id,
                period_id=entry.period_id,
                risk_id=entry.risk_id,
                objective_id=objective_id,
            )
        )
    deed.session.flush()


def _forget_links(session: Session, entry: BafEntry) -> None:
    session.exec(
        sa.delete(BafEntryObjective).where(
            col(BafEntryObjective.organisation_id) == entry.organisation_id,
            col(BafEntryObjective.period_id) == entry.period_id,
            col(BafEntryObjective.risk_id) == entry.risk_id,
        )
    )


def _in_force(session: Session, period: BafPeriod) -> set[UUID]:
    query = select(col(Objective.id)).where(
        col(Objective.organisation_id) == period.organisation_id,
        col(Objective.starts_on) <= period.starts_on,
        col(Objective.ends_on) >= period.starts_on,
    )
    return set(session.exec(query))
