"""A fixed paper of every kind of pack, for tests of how packs look.

A new kind takes its paper here, and the page of it that tells most.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from riskapp.domain.packs import PackKind
from riskapp.papers.audit import audit_paper
from riskapp.papers.board import board_paper
from riskapp.papers.committee import committee_paper
from riskapp.papers.executive import executive_paper
from riskapp.papers.objective import objective_paper
from riskapp.papers.plan import plan_paper
from riskapp.papers.risk import risk_paper
from riskapp.readmodels.committee_pack import CommitteePack
from riskapp.readmodels.committees import CommitteeRow
from riskapp.readmodels.executive_pack import ExecutivePack
from riskapp.readmodels.paper import Paper
from tests.composing import test_assurance_map, test_audit, test_objective, test_plan, test_risk
from tests.reports import packs, test_path_chart

FRAME: Final = test_objective.FRAME
_TYPICAL: Final = packs.typical(4)
_COMMITTEE: Final = CommitteeRow(
    UUID(int=70), "Quality Committee", "committee", None, "Oversees quality.", "", 1,
    takes_programme_risks=False, last_on=date(2018, 6, 1), next_on=date(2018, 7, 20),
    objectives=packs.OBJECTIVES, risks=4, highest=20,
)  # fmt: skip


def _committee() -> Paper:
    risks, changes = _TYPICAL.risks, _TYPICAL.changes
    objectives = (test_objective.ONE, test_objective.UNDER)
    pack = CommitteePack(
        FRAME, _COMMITTEE, packs.MATRIX, objectives, risks, (), changes, _TYPICAL.warnings
    )
    return committee_paper(pack)


def _executive() -> Paper:
    register, risks = _TYPICAL.high_level, _TYPICAL.risks
    return executive_paper(
        ExecutivePack(FRAME, packs.MATRIX, _TYPICAL.changes, register=register, risks=risks)
    )


def _audit() -> Paper:
    decided, risk = test_audit.DECIDED, test_audit.RISK
    return audit_paper(test_audit.a_pack(risks=(risk,), decided=decided))


PAPERS: Final[Mapping[PackKind, Callable[[], Paper]]] = {
    PackKind.BOARD: lambda: board_paper(packs.typical()),
    PackKind.EXECUTIVE: _executive,
    PackKind.COMMITTEE: _committee,
    PackKind.OBJECTIVE: lambda: objective_paper(
        test_objective.a_pack(test_objective.OTHER, test_path_chart.a_risk())
    ),
    PackKind.RISK: lambda: risk_paper(test_risk.a_pack(test_risk.a_move(3))),
    PackKind.MILESTONES: lambda: plan_paper(test_plan.a_pack(*test_plan.ALL)),
    PackKind.ASSURANCE_MAP: lambda: test_assurance_map.PAPER,
    PackKind.AUDIT: _audit,
}
TELLING: Final[Mapping[PackKind, str]] = {
    PackKind.BOARD: "Summary of the risks",
    PackKind.EXECUTIVE: "What changed since",
    PackKind.COMMITTEE: "Summary of the risks",
    PackKind.OBJECTIVE: "R-0001",
    PackKind.RISK: "Risk R-0007",
    PackKind.MILESTONES: "Programmes, milestones",
    PackKind.ASSURANCE_MAP: "Objectives and their risks",
    PackKind.AUDIT: "The year in short",
}
"""How the heading begins of the page of each that tells most of how it looks."""
