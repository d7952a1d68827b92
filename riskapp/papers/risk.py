"""A risk on a page: what somebody with five minutes must know of it, and no more.

The chart of its path tells its scores; their history with every reason is on the risk's own page,
and so are its controls one by one.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from riskapp.domain.packs import PACK_NAMES, PackKind
from riskapp.papers.at_a_glance import at_a_glance
from riskapp.papers.framing import framed, slim
from riskapp.papers.making import named, typed
from riskapp.papers.milestones import OWN
from riskapp.papers.risk_assurance import controls
from riskapp.papers.risk_page import risk_page
from riskapp.papers.score_history import score_history
from riskapp.readmodels.paper import Block, Facts, Heading, OnePage, Paper, Rank, Table, text_of
from riskapp.readmodels.risk_pack import RiskPack

KEPT: Final = frozenset(
    {
        *("Executive lead", "Risk owner", "Committee", "Objectives", "Programme"),
        *("Last review", "Restricted", "Team risks", "Comes under"),
    }
)
"""What is said of a risk under its name; who found it when, and the like, is left out."""


NAME: Final = PACK_NAMES[PackKind.RISK]
_NONE: Final = named("Decisions to take", "none.")
"""Said at a glance already."""
FEWEST: Final = 1
"""Milestones always shown, however long the page grows."""


def risk_paper(pack: RiskPack) -> Paper:
    """Return one risk as a paper; the same pack always gives the same one."""
    title = f"Risk {pack.risk.row.reference} on a page"
    page = OnePage(tuple(_blocks(pack)))
    return framed(pack.frame, PackKind.RISK, title, [slim(pack.frame, title, [page], NAME)])


def _blocks(pack: RiskPack) -> Iterator[Block]:
    row = pack.risk.row
    yield Heading(Rank.SECTION, text_of(typed(row.title, row.id)), f"risk-{row.id}", row.reference)
    yield from at_a_glance(pack)
    told = (*score_history(pack.risk.assessments, row.id), *controls(pack.risk.assurance, row.id))
    left_out = (*told, _NONE)
    for block in risk_page(pack.risk).blocks[1:]:
        if block not in left_out:
            yield _shorter(block)


def _shorter(block: Block) -> Block:
    """Return a block with what is not needed on the page left out, or giving way to the rest."""
    if isinstance(block, Facts):
        return Facts(tuple(fact for fact in block.facts if fact.name in KEPT))
    if isinstance(block, Table) and block.name == OWN:
        return replace(block, fewest=FEWEST, left_out="milestone")
    return block
