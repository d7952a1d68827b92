"""The Board pack as a paper."""

from collections.abc import Iterator

from riskapp.domain.pack_gate import Count
from riskapp.domain.packs import PACK_NAMES, CoverWords, PackKind
from riskapp.domain.wording import counted
from riskapp.papers.cover import TITLE, cover
from riskapp.papers.heat_map import heat_map
from riskapp.papers.high_level import high_level
from riskapp.papers.making import said
from riskapp.papers.method import method
from riskapp.papers.milestones import milestones
from riskapp.papers.quality import quality_warnings
from riskapp.papers.risk_page import risk_page
from riskapp.papers.sections import RISKS
from riskapp.papers.summary import summary
from riskapp.readmodels.board_pack import BoardPack
from riskapp.readmodels.paper import Block, OnePage, Paper, Section, Start

NAME = PACK_NAMES[PackKind.BOARD]


def board_paper(pack: BoardPack, _words: CoverWords | None = None) -> Paper:
    """Return what the Board reads as a paper; the same pack always gives the same one."""
    return Paper(
        kind=PackKind.BOARD,
        name=NAME,
        title=TITLE,
        organisation=pack.organisation,
        organisation_code=pack.organisation_code,
        fictional=pack.fictional,
        as_at=pack.as_at,
        public=pack.public,
        sections=tuple(_sections(pack)),
        left_out=pack.left_out,
        counts=tuple(_counts(pack)),
    )


def _counts(pack: BoardPack) -> Iterator[Count]:
    """Yield how many risks each place speaks of."""
    heat = pack.current_map
    yield Count("risks", "the summary", len(pack.summary))
    yield Count("risks", "the heat map and beside it", heat.plotted + heat.unplottable)
    yield Count("risks", "the pages of the risks", len(pack.risks))


def _sections(pack: BoardPack) -> Iterator[Section]:
    yield cover(pack, NAME)
    yield summary(pack)
    yield heat_map(pack)
    yield high_level(pack.high_level)
    yield RISKS.of(_risks(pack), Start.NEW_PAGE)
    yield milestones(pack.programmes, pack.milestones)
    yield quality_warnings(pack.warnings, pack.off)
    yield method(pack.matrix)


def _risks(pack: BoardPack) -> Iterator[Block | OnePage]:
    if not pack.risks:
        yield said("No risk is on the Board Assurance Framework.")
        return
    yield said(f"{counted(len(pack.risks), 'risk')}, highest score first.")
    yield from map(risk_page, pack.risks)
