"""A risk on a page, gathered."""

from sqlmodel import Session

from riskapp.domain.errors import NotFoundError
from riskapp.domain.packs import MakePack
from riskapp.domain.permissions import Actor
from riskapp.domain.reviews import months_after
from riskapp.papers.risk import risk_paper
from riskapp.queries.movement import get_movement
from riskapp.queries.pack_reader import get_frame, get_subject_found, list_pages, reader_of
from riskapp.readmodels.paper import Paper
from riskapp.readmodels.risk_pack import RiskPack

NOT_YET = "There was no such risk on that day, or none that its readers may know of."
MONTHS_BACK = 3


def get_risk_paper(session: Session, actor: Actor, asked: MakePack) -> Paper:
    """Return a risk on a page as a paper."""
    return risk_paper(get_risk_pack(session, actor, asked))


def get_risk_pack(session: Session, actor: Actor, asked: MakePack) -> RiskPack:
    """Return what is known of a risk, as at a day; NotFoundError where its readers may not know.

    Who reads a part of the organisation may make it of the risks of that part.
    """
    reader = reader_of(actor, asked)
    subject_id = get_subject_found(session, actor, asked)
    pages = list_pages(session, reader, asked, [subject_id])
    if not pages:
        raise NotFoundError(NOT_YET)
    since = months_after(asked.as_at, -MONTHS_BACK)
    moves = get_movement(session, reader, since, asked.as_at, risks=[pages[0].row.id])
    return RiskPack(get_frame(session, reader, asked), pages[0], moves)
