"""What changed of a pack's risks, of every kind that a committee asks about."""

from datetime import date
from uuid import UUID

from riskapp.domain.escalation import Register
from riskapp.domain.matrix import Matrix
from riskapp.domain.movement import Crossing, MoveKind, Period
from riskapp.readmodels.movement import MilestoneName, Moved, Movement, Step
from riskapp.readmodels.pack_changes import Changes, Since
from riskapp.readmodels.plan import RiskName

AS_AT = date(2018, 6, 30)
SINCE = date(2018, 5, 31)
MATRIX = Matrix()
ON = date(2018, 6, 12)
RISK = RiskName(UUID(int=1), "R-0001", "Too few community nurses")
OTHER = RiskName(UUID(int=2), "R-0002", "A backlog of repairs")
CROSSED = Crossing(ON, 12, 16, (MATRIX.band(12), MATRIX.band(16)), 15, crosses_threshold=True)


def a_move(kind: MoveKind, risk: RiskName = RISK, **more: object) -> Moved:
    """Return a change of that kind."""
    told = {"by": "Ann Lead", "why": "It was looked at.", **more}
    return Moved(kind, ON, ON, (risk,), **told)  # type: ignore[arg-type]


UP = a_move(
    MoveKind.UP,
    before="12",
    after="16",
    scores=(12, 16),
    why="Two wards closed.",
    steps=(Step(ON, ON, "12", "16", "Ann Lead", "Two wards closed.", CROSSED),),
)
THERE_AND_BACK = a_move(
    MoveKind.BACK,
    OTHER,
    after="12",
    scores=(12, 12),
    steps=(
        Step(ON, ON, "12", "16", "Ann Lead", "Winter."),
        Step(ON, date(2018, 6, 20), "16", "12", "Bob Chief", None),
    ),
)
SLIPPED = a_move(
    MoveKind.SLIPPED,
    before="Mar 2018",
    after="Sep 2018",
    milestone=MilestoneName(UUID(int=5001), "M-001", "Recruit six nurses"),
    why="The bank did not fill.",
)
MOVES = (
    a_move(MoveKind.ESCALATED, register=Register.BAF, after="by the threshold rule"),
    a_move(MoveKind.DE_ESCALATED, OTHER, register=Register.HLRR, why="Low for a month."),
    a_move(MoveKind.NEW, after="with a score of 16"),
    UP,
    a_move(MoveKind.DOWN, OTHER, before="16", after="8", scores=(16, 8)),
    THERE_AND_BACK,
    a_move(MoveKind.CLOSED, OTHER),
    a_move(MoveKind.TARGET, before="8 by 1 April 2018", after="6 by 1 April 2019"),
    SLIPPED,
)


def changed(moves: tuple[Moved, ...] = MOVES, pack: str = "HCT-BAF-2018-05") -> Changes:
    """Return these changes since a pack, or since a day where none is named."""
    before = {RISK.id: 12, OTHER.id: 20}
    return Changes(Since(SINCE, pack), Movement(Period(SINCE, AS_AT), moves), before)
