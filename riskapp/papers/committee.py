"""The pack of one committee as a paper."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from riskapp.domain.pack_gate import Count
from riskapp.domain.packs import PACK_NAMES, CoverWords, PackKind
from riskapp.domain.wording import NO_POST, counted
from riskapp.papers.asked_for import acceptances, decisions_asked
from riskapp.papers.assurances_due import assurances_due
from riskapp.papers.changes import changes
from riskapp.papers.cover import cover, touched
from riskapp.papers.framing import framed
from riskapp.papers.heat_map import heat_maps
from riskapp.papers.making import CellText, said, table
from riskapp.papers.method import method
from riskapp.papers.quality import quality_warnings
from riskapp.papers.risk_page import each_risk
from riskapp.papers.sections import OBJECTIVES
from riskapp.papers.summary import summary
from riskapp.readmodels.committee_pack import CommitteePack
from riskapp.readmodels.pack_maps import current_map, target_map
from riskapp.readmodels.paper import Block, Paper, Section
from riskapp.readmodels.plan import ObjectiveRow

NAME: Final = PACK_NAMES[PackKind.COMMITTEE]
_OBJECTIVES: Final = ("Objective", "Executive lead", "Risks", "Highest score")
_SHARES: Final = (0.5, 0.22, 0.12, 0.16)


def committee_paper(pack: CommitteePack, words: CoverWords | None = None) -> Paper:
    """Return what a committee reads as a paper; the same pack always gives the same one."""
    return framed(
        pack.frame,
        PackKind.COMMITTEE,
        pack.committee.name,
        _sections(pack, words),
        left_out=pack.left_out,
        counts=_counts(pack),
    )


def _counts(pack: CommitteePack) -> Iterator[Count]:
    yield Count("risks", "the summary", len(pack.risks))
    yield Count("risks", "the heat map now", current_map(pack.rows, pack.matrix).total)
    yield Count("risks", "the heat map at target", target_map(pack.rows, pack.matrix).total)


def _sections(pack: CommitteePack, words: CoverWords | None) -> Iterator[Section]:
    of = "that this committee oversees"
    yield _cover(pack, words)
    yield changes(pack.changes)
    yield summary(pack.risks, pack.changes.before, of)
    yield OBJECTIVES.of(_objectives(pack.objectives))
    yield from heat_maps(pack.rows, pack.matrix)
    yield decisions_asked(pack.risks)
    yield acceptances(pack.risks, pack.frame.as_at)
    yield assurances_due(pack.due)
    yield each_risk(pack.risks, of)
    yield quality_warnings(pack.warnings, pack.off, f"the risks {of}")
    yield method(pack.matrix, pack.scale)


def _cover(pack: CommitteePack, words: CoverWords | None) -> Section:
    return cover(
        pack.frame,
        NAME,
        pack.committee.name,
        words=words,
        held=_held(pack),
        objectives=touched(pack.rows),
        left_out=pack.left_out,
    )


def _held(pack: CommitteePack) -> Iterable[tuple[str, str]]:
    return [
        ("Risks that the committee oversees", str(len(pack.risks))),
        ("Objectives that it leads on", str(len(pack.objectives))),
        ("Assurances expired or about to", str(len(pack.due))),
        ("Quality warnings", str(len(pack.warnings))),
    ]


def _objectives(rows: Sequence[ObjectiveRow]) -> Iterator[Block]:
    if not rows:
        yield said("This committee leads on no objective.")
        return
    yield said(f"{counted(len(rows), 'objective')}, each with all of its risks that you may see.")
    yield table("Objectives", _OBJECTIVES, map(_objective, rows), _SHARES)


def _objective(row: ObjectiveRow) -> Sequence[CellText]:
    highest = str(row.highest) if row.highest else "no score"
    return f"{row.number} {row.title}", row.executive or NO_POST, str(row.risks), highest
