"""What has changed of the risks of an issued pack since the day that it is as at."""

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from riskapp.domain.errors import UnfitError
from riskapp.domain.packs import MakePack
from riskapp.domain.permissions import Actor
from riskapp.papers.late_changes import late_paper
from riskapp.queries.issued_packs import get_pack_page, list_risks_of_pack
from riskapp.queries.looks import get_look
from riskapp.queries.movement import get_movement, in_order
from riskapp.queries.pack_gate import public_eyes
from riskapp.queries.pack_reader import get_frame
from riskapp.readmodels.issued_packs import PackPage
from riskapp.readmodels.movement import Movement
from riskapp.readmodels.paper import Paper, Stamp

_LONG_AGO = date(1990, 1, 1)
TOO_EARLY = "Choose a day after the one that the pack is as at."


@dataclass(frozen=True, slots=True)
class LateChanges:
    """A pack, and what has changed of its risks since that its readers may know."""

    pack: PackPage
    movement: Movement

    @property
    def stamp(self) -> Stamp:
        """What each page of its sheet bears: the pack's number and code, and its own day."""
        row = self.pack.row
        return Stamp(f"{row.number} late changes", row.code, self.movement.period.until)


def get_late_changes(
    session: Session, actor: Actor, number: str, until: date | None = None
) -> LateChanges:
    """Return what has changed by a day, else by the day of its meeting, or today if that is first.

    What is dated by the day that the pack is as at, but was entered after it was issued, is among
    it: the pack could not know of it.
    NotFoundError where the actor may not read the pack.
    """
    pack = get_pack_page(session, actor, number)
    day = until or min(pack.meeting_on or actor.today, actor.today)
    if until is None:
        day = max(day, pack.row.as_at)
    if day < pack.row.as_at:
        raise UnfitError(TOO_EARLY)
    reader = public_eyes(actor) if pack.row.public else actor
    risks = list_risks_of_pack(session, actor, pack.row.id)
    of = frozenset(risks)
    since = get_movement(session, reader, pack.row.as_at, day, risks=of)
    before = get_movement(session, reader, _LONG_AGO, pack.row.as_at, risks=of)
    late = (move for one in before.moves for move in one.entered_after(pack.row.issued_on))
    return LateChanges(pack, replace(since, moves=in_order((*since.moves, *late))))


def get_late_paper(session: Session, actor: Actor, late: LateChanges) -> Paper:
    """Return what has changed as a paper of its own."""
    row = late.pack.row
    asked = MakePack(row.kind, late.movement.period.until, row.public)
    paper = late_paper(late.pack, get_frame(session, actor, asked), late.movement)
    return replace(paper, brand=get_look(session, actor).brand)
