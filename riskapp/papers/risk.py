"""A risk on a page: what somebody with five minutes must know of it, then all the rest."""

from collections.abc import Iterator

from riskapp.domain.packs import PackKind
from riskapp.papers.at_a_glance import at_a_glance
from riskapp.papers.framing import framed, slim
from riskapp.papers.making import typed
from riskapp.papers.risk_page import risk_page
from riskapp.readmodels.paper import Block, Heading, OnePage, Paper, Rank, text_of
from riskapp.readmodels.risk_pack import RiskPack


def risk_paper(pack: RiskPack) -> Paper:
    """Return one risk as a paper; the same pack always gives the same one."""
    title = f"Risk {pack.risk.row.reference} on a page"
    page = OnePage(tuple(_blocks(pack)))
    return framed(pack.frame, PackKind.RISK, title, [slim(pack.frame, title, [page])])


def _blocks(pack: RiskPack) -> Iterator[Block]:
    row = pack.risk.row
    yield Heading(Rank.SECTION, text_of(typed(row.title, row.id)), f"risk-{row.id}", row.reference)
    yield from at_a_glance(pack)
    yield from risk_page(pack.risk).blocks[1:]
