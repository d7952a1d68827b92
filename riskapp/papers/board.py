"""The Board pack as a paper."""

from collections.abc import Iterable, Iterator

from riskapp.domain.pack_gate import Count
from riskapp.domain.packs import PACK_NAMES, CoverWords, PackKind
from riskapp.domain.wording import AWAITING, counted
from riskapp.papers.asked_for import acceptances, decisions_asked
from riskapp.papers.changes import changes
from riskapp.papers.cover import TITLE, cover, touched
from riskapp.papers.framing import framed
from riskapp.papers.heat_map import heat_maps
from riskapp.papers.high_level import high_level
from riskapp.papers.making import small
from riskapp.papers.method import method
from riskapp.papers.milestones import milestones
from riskapp.papers.quality import quality_warnings
from riskapp.papers.risk_page import each_risk
from riskapp.papers.sections import METHOD
from riskapp.papers.summary import by_objective, summary
from riskapp.readmodels.board_pack import BoardPack
from riskapp.readmodels.pack_maps import current_map, target_map
from riskapp.readmodels.paper import Paper, Section

ON_IT = "on the Board Assurance Framework (BAF)"
NAME = PACK_NAMES[PackKind.BOARD]


def board_paper(pack: BoardPack, words: CoverWords | None = None) -> Paper:
    """Return what the Board reads as a paper; the same pack always gives the same one."""
    return framed(
        pack.frame,
        PackKind.BOARD,
        TITLE,
        _sections(pack, words),
        left_out=pack.left_out,
        counts=_counts(pack),
    )


def _counts(pack: BoardPack) -> Iterator[Count]:
    """Yield how many risks each place speaks of."""
    yield Count("risks", "the summary", len(pack.summary))
    yield Count("risks", "the heat map now", current_map(pack.summary, pack.matrix).total)
    yield Count("risks", "the heat map at target", target_map(pack.summary, pack.matrix).total)
    yield Count("risks", "the pages of the risks", len(pack.risks))


def _sections(pack: BoardPack, words: CoverWords | None) -> Iterator[Section]:
    yield _cover(pack, words)
    yield changes(pack.changes)
    more = tuple(by_objective(pack.framework, pack.objectives)) if pack.summary else ()
    yield summary(pack.risks, pack.changes.before, ON_IT, more)
    yield from heat_maps(pack.summary, pack.matrix, pack.trend)
    yield high_level(pack.high_level)
    yield decisions_asked(pack.risks)
    yield acceptances(pack.risks, pack.as_at)
    yield each_risk(pack.risks, ON_IT)
    yield milestones(pack.programmes, pack.milestones)
    yield quality_warnings(pack.warnings, pack.off)
    yield method(pack.matrix, pack.scale)


def _cover(pack: BoardPack, words: CoverWords | None) -> Section:
    note = small(
        "The BAF holds the risks to the strategic objectives; the HLRR holds those that have scored"
        f" {pack.matrix.threshold} or more. {METHOD.title}, at the end, explains every word."
    )
    return cover(
        pack.frame,
        NAME,
        TITLE,
        words=words,
        held=_held(pack),
        objectives=touched(pack.summary),
        left_out=pack.left_out,
        notes=(note,),
    )


def _held(pack: BoardPack) -> Iterable[tuple[str, str]]:
    high, plan = pack.high_level, pack.milestones
    heat = current_map(pack.summary, pack.matrix)
    return [
        (
            "Risks on the Board Assurance Framework (BAF)",
            f"{len(pack.summary)}, of which {pack.framework.awaiting_validation} {AWAITING}",
        ),
        ("Of these, on the heat map", f"{heat.plotted}; {heat.unplottable} cannot be plotted"),
        (
            "Risks on the High Level Risk Register (HLRR)",
            f"{len(high.rows)}, of which {high.awaiting_validation} {AWAITING}",
        ),
        (
            "Milestones",
            f"{plan.total}: {plan.done} done, {plan.late} late, {plan.at_risk} at risk",
        ),
        ("Strategic objectives", str(len(pack.objectives))),
        ("Quality warnings", _warnings_words(pack)),
    ]


def _warnings_words(pack: BoardPack) -> str:
    """Return how many warnings there are, and of how many checks nobody asked."""
    found, off = str(len(pack.warnings)), len(pack.off)
    if not off:
        return found
    return f"{found}; {counted(off, 'check')} {'is' if off == 1 else 'are'} switched off"
