"""Telling of a file whether it is a pack that was issued."""

from collections.abc import Sequence
from hashlib import sha256

from sqlmodel import Session, col

from riskapp.domain.permissions import Actor
from riskapp.models import Pack
from riskapp.queries.issued_packs import list_last_packs
from riskapp.readmodels.issued_packs import PackRow
from riskapp.readmodels.pack_verdict import Borne, Verdict


def find_issued(session: Session, actor: Actor, content: bytes) -> Verdict:
    """Return the pack that a file is, byte for byte, if the actor may read it."""
    return Verdict(find_by_digest(session, actor, sha256(content).hexdigest()))


def find_by_digest(session: Session, actor: Actor, digest: str) -> PackRow | None:
    """Return the pack whose PDF has a SHA-256, if the actor may read it."""
    rows = list_last_packs(session, actor, col(Pack.file_digest) == digest)
    return rows[0] if rows else None


def find_borne(session: Session, actor: Actor, borne: Sequence[Borne]) -> Verdict:
    """Return the packs that the pages of a file say they are of, as far as the actor may read."""
    named = sorted({one.number for one in borne})
    rows = list_last_packs(session, actor, col(Pack.number).in_(named))
    codes = {row.number: row.code for row in rows}
    true = {one.number for one in borne if codes.get(one.number) == one.code}
    false = {one.number for one in borne if codes.get(one.number, one.code) != one.code}
    kept = tuple(row for row in rows if row.number in true)
    return Verdict(None, kept, tuple(sorted(false)))
