"""The paper of each kind of pack, gathered and composed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from sqlmodel import Session

from riskapp.domain.packs import MakePack, PackKind
from riskapp.domain.permissions import Actor
from riskapp.papers.unnamed import without_names
from riskapp.queries.audit_pack import get_audit_paper
from riskapp.queries.board_pack import get_board_paper
from riskapp.queries.committee_pack import get_committee_paper
from riskapp.queries.executive_pack import get_executive_paper
from riskapp.queries.looks import get_look
from riskapp.queries.map_pack import get_map_paper
from riskapp.queries.objective_pack import get_objective_paper
from riskapp.queries.pack_names import list_posts_for_names
from riskapp.queries.plan_pack import get_plan_paper
from riskapp.queries.risk_pack import get_risk_paper
from riskapp.readmodels.paper import Paper

_PAPERS: Final[Mapping[PackKind, Callable[[Session, Actor, MakePack], Paper]]] = {
    PackKind.BOARD: get_board_paper,
    PackKind.EXECUTIVE: get_executive_paper,
    PackKind.COMMITTEE: get_committee_paper,
    PackKind.OBJECTIVE: get_objective_paper,
    PackKind.RISK: get_risk_paper,
    PackKind.MILESTONES: get_plan_paper,
    PackKind.ASSURANCE_MAP: get_map_paper,
    PackKind.AUDIT: get_audit_paper,
}
MADE: Final = tuple(kind for kind in PackKind if kind in _PAPERS)
"""The kinds of pack that can be made, in their order."""


def get_paper(session: Session, actor: Actor, asked: MakePack) -> Paper:
    """Return a pack as a paper; a public one holds no restricted risk and names nobody.

    NotAllowedError for someone whose role reaches too little of the organisation, NotFoundError
    where what the pack would be of is not there.
    """
    paper = _PAPERS[asked.kind](session, actor, asked)
    if asked.public:
        paper = without_names(paper, list_posts_for_names(session, actor, asked.as_at))
    return replace(paper, brand=get_look(session, actor).brand)
