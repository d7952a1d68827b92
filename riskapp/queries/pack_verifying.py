"""Telling of a file whether it is a pack that was issued."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Final

from sqlmodel import Session, col

from riskapp.domain.errors import UnfitError
from riskapp.domain.packs import FileForm
from riskapp.domain.permissions import Actor
from riskapp.models import Pack
from riskapp.queries.issued_packs import get_issued_paper, list_last_packs
from riskapp.readmodels.issued_packs import PackRow
from riskapp.readmodels.pack_verdict import Borne, FileRead, Verdict
from riskapp.readmodels.paper import Paper, Stamp, Void

DrawAs = Callable[[FileForm, Paper, Stamp | None, Void | None], bytes]
MOST_COMPARED: Final = 3
"""Packs of which a file that bears several numbers is compared."""
TOO_LONG: Final = (
    "The pack is too long for its twin to be drawn while you wait: riskapp pack verify tells."
)


@dataclass(frozen=True, slots=True)
class Verifier:
    """What a file is verified with: what reads it, what draws packs, and how long a pack may be.

    `most_pages` is None where somebody waits for as long as it takes.
    """

    read: Callable[[bytes], FileRead]
    draw: DrawAs
    most_pages: int | None = None


def verify_file(session: Session, actor: Actor, content: bytes, by: Verifier) -> Verdict:
    """Return what a file is, as far as the actor may know; UnfitError where it cannot be read.

    The PDF of a pack is kept, so that its bytes tell. Its twins are drawn anew from what became
    final of it, as it stood and as it stands.
    """
    verdict = find_issued(session, actor, content)
    if verdict.issued is not None:
        return verdict
    found = by.read(content)
    verdict = replace(find_borne(session, actor, found.borne), form=found.form)
    if found.form is FileForm.PDF:
        return verdict
    for row in verdict.borne[:MOST_COMPARED]:
        if content in _twins(session, actor, row, found.form, by):
            return Verdict(row, form=found.form)
    return verdict


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


def _twins(
    session: Session, actor: Actor, row: PackRow, form: FileForm, by: Verifier
) -> list[bytes]:
    """Return a twin of a pack as it was given while the pack stood, and since it does no more."""
    if by.most_pages is not None and row.pages > by.most_pages:
        raise UnfitError(TOO_LONG)
    paper = get_issued_paper(session, actor, row.number)
    stamp = Stamp(row.number, row.code, row.issued_on)
    return [by.draw(form, paper, stamp, void) for void in dict.fromkeys((None, *row.voids))]
