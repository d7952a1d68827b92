"""The pack of the monthly review as a paper: the month that is closed, else the HLRR as it is."""

from collections.abc import Iterable, Iterator
from typing import Final

from riskapp.domain.pack_gate import Count
from riskapp.domain.packs import PACK_NAMES, CoverWords, PackKind
from riskapp.domain.wording import AWAITING, date_words, month_words
from riskapp.papers.asked_for import acceptances, decisions_asked
from riskapp.papers.changes import changes
from riskapp.papers.cover import cover, touched
from riskapp.papers.framing import framed
from riskapp.papers.heat_map import heat_maps
from riskapp.papers.high_level import high_level
from riskapp.papers.making import said
from riskapp.papers.method import method
from riskapp.papers.month import month_sections
from riskapp.papers.quality import quality_warnings
from riskapp.papers.risk_page import each_risk
from riskapp.papers.sections import MONTH
from riskapp.papers.summary import summary
from riskapp.readmodels.executive_pack import ExecutivePack
from riskapp.readmodels.pack_maps import current_map, target_map
from riskapp.readmodels.paper import Block, Paper, Section, Strong

NAME: Final = PACK_NAMES[PackKind.EXECUTIVE]
TITLE: Final = "High Level Risk Register: the monthly review"
ON_IT: Final = "on the High Level Risk Register (HLRR)"


def executive_paper(pack: ExecutivePack, words: CoverWords | None = None) -> Paper:
    """Return what the executive team reads as a paper; the same pack always gives the same one."""
    return framed(
        pack.frame,
        PackKind.EXECUTIVE,
        TITLE,
        (_cover(pack, words), *_sections(pack)),
        left_out=pack.left_out,
        counts=_counts(pack),
    )


def _counts(pack: ExecutivePack) -> Iterator[Count]:
    if pack.month is not None:
        figures = pack.month.content.figures
        yield Count("risks", "the figures", figures.on_hlrr + figures.others)
        yield Count("risks", "the list of the month", len(pack.month.content.risks))
        return
    yield Count("risks", "the register", len(pack.register.rows))
    yield Count("risks", "the summary", len(pack.risks))
    yield Count("risks", "the heat map now", current_map(pack.rows, pack.matrix).total)
    yield Count("risks", "the heat map at target", target_map(pack.rows, pack.matrix).total)


def _sections(pack: ExecutivePack) -> Iterator[Section]:
    yield changes(pack.changes)
    if pack.month is not None:
        yield from month_sections(pack.month, pack.matrix)
    else:
        yield from _as_it_stands(pack)
    yield method(pack.matrix, pack.scale)


def _as_it_stands(pack: ExecutivePack) -> Iterator[Section]:
    """Yield the register as at the day, for want of a month that is closed."""
    yield MONTH.of((_not_closed(pack),))
    yield summary(pack.risks, pack.changes.before, ON_IT)
    yield from heat_maps(pack.rows, pack.matrix)
    yield high_level(pack.register)
    yield decisions_asked(pack.risks)
    yield acceptances(pack.risks, pack.frame.as_at)
    yield each_risk(pack.risks, ON_IT)
    yield quality_warnings(pack.warnings, pack.off, f"the risks {ON_IT}")


def _not_closed(pack: ExecutivePack) -> Block:
    day = pack.frame.as_at
    return said(
        Strong(f"The review of {month_words(day)} is not closed."),
        f" This pack shows the register as it stood on {date_words(day)}: nothing in it is final.",
    )


def _cover(pack: ExecutivePack, words: CoverWords | None) -> Section:
    notes = () if pack.month else (_not_closed(pack),)
    return cover(
        pack.frame,
        NAME,
        TITLE,
        words=words,
        held=_held(pack),
        objectives=touched(pack.rows),
        left_out=pack.left_out,
        notes=notes,
    )


def _held(pack: ExecutivePack) -> Iterable[tuple[str, str]]:
    if pack.month is not None:
        content = pack.month.content
        figures = content.figures
        return [
            ("Risks on the HLRR", str(figures.on_hlrr)),
            ("Other risks of the month", str(figures.others)),
            ("Decisions taken", str(len(content.decisions))),
            ("Left undecided", str(figures.undecided)),
        ]
    register = pack.register
    return [
        (
            "Risks on the HLRR",
            f"{len(pack.risks)}, of which {register.awaiting_validation} {AWAITING}",
        ),
        ("Removals proposed", str(register.removals_proposed)),
        ("Quality warnings", str(len(pack.warnings))),
    ]
