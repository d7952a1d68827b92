"""Issuing a pack, and withdrawing one: what was issued is never altered.

What takes long is done before anything is saved: `prepare_pack` gathers and draws, `issue_pack`
sees that the register still says the same, and saves.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from riskapp.clock import utc_now
from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, StaleError, UnfitError
from riskapp.domain.happenings import Happening
from riskapp.domain.pack_drafts import IssuePack, WithdrawPack
from riskapp.domain.pack_gate import Gate
from riskapp.domain.packs import PackKind, code_of
from riskapp.domain.permissions import Actor, require
from riskapp.models import Pack, PackFile, PackRisk
from riskapp.queries.issued_packs import find_asked, get_pack
from riskapp.queries.pack_gate import list_named
from riskapp.queries.pack_preview import Preview, preview_pack
from riskapp.readmodels.finals import Final
from riskapp.readmodels.issued_packs import Draw, Drawn
from riskapp.readmodels.paper import KIND, LAYOUT, Stamp
from riskapp.readmodels.paper_words import risks_of
from riskapp.services.finals import draft_final, keep_final
from riskapp.services.history import note
from riskapp.services.transactions import hold_settings

LONGEST_TITLE = 200
NOT_READ = "Say that you have read the warnings, or waive them first."
CHANGED = "What the pack says has changed since you looked at it. Look at it again."
ISSUED_MEANWHILE = "{number} was issued since you looked at this. Yours would replace it."
NO_REASON = "Say why it is withdrawn: the reason is shown wherever the pack is."
WITHDRAWN = "This pack has been withdrawn already."


@dataclass(frozen=True, slots=True)
class Prepared:
    """A pack that is ready to be issued: what becomes final of it, and its pages."""

    preview: Preview
    final: Final
    stamp: Stamp
    drawn: Drawn


def prepare_pack(session: Session, actor: Actor, draft: IssuePack, draw: Draw) -> Prepared:
    """Return a pack drawn as it would be issued; UnfitError where the gate does not let it pass.

    StaleError where it is not what was previewed. Nothing is saved.
    """
    preview = preview_pack(session, actor, draft.asked)
    refuse_other(draft, preview)
    _refuse_gate(draft, preview.gate)
    return draw_pack(preview, actor, draw)


def draw_pack(preview: Preview, actor: Actor, draw: Draw) -> Prepared:
    """Return a pack with what becomes final of it and its pages, under its number and code."""
    final = draft_final(KIND, LAYOUT, preview.paper)
    stamp = Stamp(preview.number, code_of(final.digest), actor.today)
    return Prepared(preview, final, stamp, draw(preview.paper, stamp))


def issue_pack(session: Session, actor: Actor, draft: IssuePack, prepared: Prepared) -> Pack:
    """Issue a pack that was prepared: its content is final, its file kept, its number taken.

    The same form sent twice issues one. StaleError where the register, or the number, has moved on
    since it was prepared.
    """
    require(actor, Action.ISSUE_PACK)
    hold_settings(session, actor.organisation_id)
    there = find_asked(session, actor.organisation_id, draft.asked_id)
    if there is not None:
        return there
    now = preview_pack(session, actor, draft.asked)
    if now.seen_number != prepared.preview.seen_number:
        raise StaleError(ISSUED_MEANWHILE.format(number=now.seen_number))
    if now.paper != prepared.preview.paper:
        raise StaleError(CHANGED)
    _refuse_gate(draft, now.gate)
    return keep_pack(session, actor, draft, prepared)


def keep_pack(session: Session, actor: Actor, draft: IssuePack, prepared: Prepared) -> Pack:
    """Save a pack that nothing stands in the way of, with its history."""
    here, preview = actor.organisation_id, prepared.preview
    pack = _row(actor, draft, prepared, keep_final(session, here, prepared.final))
    session.add(pack)
    session.flush()
    session.add(PackFile(organisation_id=here, pack_id=pack.id, content=prepared.drawn.content))
    told = risks_of(preview.paper)
    if not pack.public:
        told |= list_named(session, actor, preview.paper)
    if told:
        rows = [
            {"organisation_id": here, "pack_id": pack.id, "risk_id": one} for one in sorted(told)
        ]
        session.connection().execute(sa.insert(PackRisk), rows)
    _note(session, actor, pack, prepared)
    session.flush()
    return pack


def withdraw_pack(session: Session, actor: Actor, number: str, draft: WithdrawPack) -> Pack:
    """Withdraw a pack: it can be fetched still, and wherever it is shown its reason shows too.

    StaleError where somebody has withdrawn it already.
    """
    require(actor, Action.ISSUE_PACK)
    pack = get_pack(session, actor, number, for_update=True)
    if pack.withdrawn_at is not None:
        raise StaleError(WITHDRAWN)
    if not draft.reason.strip():
        raise FieldError("reason", NO_REASON)
    mark_withdrawn(session, actor, pack, draft.reason.strip())
    session.flush()
    return pack


def mark_withdrawn(session: Session, actor: Actor, pack: Pack, reason: str) -> None:
    """Say of a pack that it is withdrawn, by whom and why, with its history."""
    pack.withdrawn_at, pack.withdrawn_on = utc_now(), actor.today
    pack.withdrawn_by_id, pack.withdrawn_why = actor.person_id, reason
    session.add(pack)
    note(
        session,
        actor,
        Happening.PACK_WITHDRAWN,
        risk_id=risk_of(pack),
        subject_id=pack.id,
        facts={"pack": pack.number},
        words={"reason": reason},
    )


def risk_of(pack: Pack) -> UUID | None:
    """Return the risk that a pack is of: whoever may not know of it reads nothing of the pack."""
    return pack.subject_id if pack.kind is PackKind.RISK else None


def refuse_other(draft: IssuePack, preview: Preview) -> None:
    """Refuse to issue what is not what somebody looked at, by a StaleError."""
    if draft.seen_number is not None and draft.seen_number != preview.seen_number:
        raise StaleError(ISSUED_MEANWHILE.format(number=preview.seen_number))
    if draft.seen_digest is not None and draft.seen_digest != preview.digest:
        raise StaleError(CHANGED)


def _refuse_gate(draft: IssuePack, gate: Gate) -> None:
    if gate.blocking:
        raise UnfitError(" ".join(gate.blocking))
    if gate.standing and not draft.has_read:
        raise FieldError("has_read", NOT_READ)


def _row(actor: Actor, draft: IssuePack, prepared: Prepared, content_id: UUID) -> Pack:
    asked, preview = draft.asked, prepared.preview
    return Pack(
        organisation_id=actor.organisation_id,
        number=preview.number,
        stem=preview.stem,
        edition=preview.edition,
        kind=asked.kind,
        subject_id=preview.subject.id,
        subject=preview.subject.words,
        title=preview.paper.title[:LONGEST_TITLE],
        as_at=asked.as_at,
        public=asked.public,
        committee_id=preview.subject.committee_id,
        meeting_id=asked.meeting_id,
        replaces_id=preview.replaces.id if preview.replaces else None,
        content_id=content_id,
        asked_id=draft.asked_id,
        issued_by_id=actor.person_id,
        why=draft.why.strip(),
        **_drawn(prepared),
    )


def _drawn(prepared: Prepared) -> dict[str, Any]:
    """Return what a pack's row says of its pages."""
    stamp, drawn = prepared.stamp, prepared.drawn
    return {
        "code": stamp.code,
        "issued_on": stamp.issued_on,
        "file_digest": sha256(drawn.content).hexdigest(),
        "drawn_by": drawn.by,
        "pages": drawn.pages,
    }


def _note(session: Session, actor: Actor, pack: Pack, prepared: Prepared) -> None:
    replaces = prepared.preview.replaces
    facts = {"pack": pack.number, "code": pack.code, "digest": prepared.final.digest}
    note(
        session,
        actor,
        Happening.PACK_REISSUED if replaces else Happening.PACK_ISSUED,
        risk_id=risk_of(pack),
        subject_id=pack.id,
        facts=facts | ({"replaced": replaces.number} if replaces else {}),
        words={"reason": pack.why},
    )
