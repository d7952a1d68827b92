"""What a redaction does to issued packs: they are withdrawn, their files go, and they come anew."""

from collections.abc import Set
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.actions import Action
from riskapp.domain.errors import StaleError, UnfitError
from riskapp.domain.pack_drafts import IssuePack
from riskapp.domain.pack_gate import Gate
from riskapp.domain.packs import MakePack, number_of
from riskapp.domain.permissions import Actor, require
from riskapp.models import Pack, PackFile
from riskapp.queries.issued_packs import (
    find_asked,
    find_last_edition,
    get_pack,
    has_file,
    read_issued,
)
from riskapp.queries.pack_gate import inspect_pack
from riskapp.queries.pack_preview import Preview
from riskapp.queries.pack_subjects import Subject
from riskapp.readmodels.issued_packs import Draw
from riskapp.services.packs import Prepared, draw_pack, keep_pack, mark_withdrawn
from riskapp.services.transactions import hold_settings

REDACTED = "Words were redacted."
ANEW = "Issued without the words that were redacted."
NOT_REDACTED = "Nothing of this pack was redacted since it was issued."
LATER = "A later edition of this pack was issued: it needs none anew."


def withdraw_redacted(session: Session, actor: Actor, content_ids: Set[UUID]) -> None:
    """Withdraw the packs whose words were redacted, and destroy their files."""
    query = (
        select(Pack)
        .where(
            col(Pack.organisation_id) == actor.organisation_id,
            col(Pack.content_id).in_(sorted(content_ids)),
        )
        .order_by(col(Pack.number))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    packs = session.exec(query).all()
    for pack in packs:
        if pack.withdrawn_at is None:
            mark_withdrawn(session, actor, pack, REDACTED)
    session.flush()
    gone = sa.update(PackFile).where(
        col(PackFile.organisation_id) == actor.organisation_id,
        col(PackFile.pack_id).in_([pack.id for pack in packs]),
    )
    session.connection().execute(gone.values(content=None))


def prepare_anew(session: Session, actor: Actor, number: str, draw: Draw) -> Prepared:
    """Return the next edition of a pack that words were redacted of, from what is left of it.

    UnfitError where nothing was redacted, or where it would say what must not be said any more.
    """
    require(actor, Action.ISSUE_PACK)
    pack = get_pack(session, actor, number)
    if has_file(session, pack):
        raise UnfitError(NOT_REDACTED)
    last = find_last_edition(session, actor.organisation_id, pack.stem)
    if last is None or last.id != pack.id:
        raise StaleError(LATER)
    edition = pack.edition + 1
    paper = read_issued(session, pack).numbered(number_of(pack.stem, edition))
    gate = inspect_pack(session, actor, _asked(pack), paper)
    if gate.blocking:
        raise UnfitError(" ".join(gate.blocking))
    subject = Subject(pack.subject_id, "", pack.subject, pack.committee_id)
    return draw_pack(Preview(paper, Gate(), subject, pack.stem, edition, pack), actor, draw)


def issue_anew(
    session: Session, actor: Actor, number: str, asked_id: UUID, prepared: Prepared
) -> Pack:
    """Issue what was prepared anew; the same form sent twice issues one pack.

    StaleError where a later edition was issued meanwhile, or more was redacted.
    """
    require(actor, Action.ISSUE_PACK)
    hold_settings(session, actor.organisation_id)
    there = find_asked(session, actor.organisation_id, asked_id)
    if there is not None:
        return there
    pack = get_pack(session, actor, number)
    last = find_last_edition(session, actor.organisation_id, pack.stem)
    if last is None or last.id != pack.id:
        raise StaleError(LATER)
    said = read_issued(session, pack).numbered(prepared.preview.number)
    if said != prepared.preview.paper:
        raise StaleError("More words were redacted meanwhile. Try it again.")
    draft = IssuePack(_asked(pack), asked_id, why=ANEW)
    return keep_pack(session, actor, draft, prepared)


def _asked(pack: Pack) -> MakePack:
    return MakePack(
        pack.kind, pack.as_at, pack.public, pack.subject_id, pack.committee_id, pack.meeting_id
    )
