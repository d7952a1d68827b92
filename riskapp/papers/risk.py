"""A risk on a page: what somebody with five minutes must know of it, and no more.

The chart of its path tells its scores; their history with every reason is on the risk's own page.
"""

from collections.abc import Iterator
from typing import Final

from riskapp.domain.packs import PackKind
from riskapp.papers.at_a_glance import at_a_glance
from riskapp.papers.framing import framed, slim
from riskapp.papers.making import typed
from riskapp.papers.risk_page import risk_page
from riskapp.papers.score_history import score_history
from riskapp.readmodels.paper import Block, Facts, Heading, OnePage, Paper, Rank, text_of
from riskapp.readmodels.risk_pack import RiskPack

KEPT: Final = frozenset(
    {
        *("Executive lead", "Risk owner", "Committee", "Objectives", "Programme"),
        *("Last review", "Restricted", "Team risks", "Comes under"),
    }
)
"""What is said of a risk under its name; who found it when, and the like, is left out."""


def risk_paper(pack: RiskPack) -> Paper:
    """Return one risk as a paper; the same pack always gives the same one."""
    title = f"Risk {pack.risk.row.reference} on a page"
    page = OnePage(tuple(_blocks(pack)))
    return framed(pack.frame, PackKind.RISK, title, [slim(pack.frame, title, [page])])


def _blocks(pack: RiskPack) -> Iterator[Block]:
    row = pack.risk.row
    yield Heading(Rank.SECTION, text_of(typed(row.title, row.id)), f"risk-{row.id}", row.reference)
    yield from at_a_glance(pack)
    history = tuple(score_history(pack.risk.assessments, row.id))
    for block in risk_page(pack.risk).blocks[1:]:
        if isinstance(block, Facts):
            yield Facts(tuple(fact for fact in block.facts if fact.name in KEPT))
        elif block not in history:
            yield block
