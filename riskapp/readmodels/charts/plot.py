"""Where the things of a risk's path to target stand on its chart."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from riskapp.domain.milestones import StandingKind
from riskapp.domain.scoring import ScoreKind
from riskapp.readmodels.charts.drawing import Anchor, Ink, Label
from riskapp.readmodels.charts.time_scale import TimeScale, scale_of
from riskapp.readmodels.plan import MilestoneRow
from riskapp.readmodels.risk_page import AssessmentLine, RiskPage

CANCELLED: Final = StandingKind.CANCELLED
HIGHEST: Final = 25
"""The top of the scale, but for scores of an old register that are higher."""
_LETTER: Final = 0.56
"""The width of a letter as a share of its height, near enough to keep words apart."""


@dataclass(frozen=True, slots=True)
class Frame:
    """How large a chart is: its width, its letters, and the room of its plot and beside it."""

    width: float
    letter: float
    left: float
    right: float
    height: float

    @property
    def top(self) -> float:
        """Where the plot begins: two lines of words stand above it."""
        return self.letter * 3.2

    @property
    def foot(self) -> float:
        """Where the plot ends."""
        return self.top + self.height

    @property
    def edge(self) -> float:
        """Where the plot ends on the right."""
        return self.width - self.right

    def cut(self, words: str, room: float) -> str:
        """Return as much of some words as there is room for."""
        most = max(3, int(room / (self.letter * _LETTER)))
        return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"

    def width_of(self, words: str) -> float:
        """Return about how wide some words are."""
        return len(words) * self.letter * _LETTER

    def centred(self, x: float, y: float, words: str, ink: Ink) -> Label:
        """Return words with their middle at a point, or as near as they stay on the chart."""
        half = self.width_of(words) / 2
        at = min(max(x, half), self.width - half)
        return Label(round(at, 1), round(y, 1), words, ink, Anchor.MIDDLE)


WIDE: Final = Frame(width=960, letter=15, left=88, right=110, height=300)
NARROW: Final = Frame(width=343, letter=12.5, left=66, right=82, height=240)


@dataclass(frozen=True, slots=True)
class Plot:
    """What is drawn, and where; of each kind of score those that held at a day's end."""

    frame: Frame
    time: TimeScale
    on: date
    highest: int
    scores: tuple[AssessmentLine, ...]
    inherent: tuple[AssessmentLine, ...]
    targets: tuple[AssessmentLine, ...]
    milestones: tuple[MilestoneRow, ...]
    appetite: int | None = None

    def y(self, value: float) -> float:
        """Return how far down a score stands."""
        return round(self.frame.foot - value / (self.highest + 1) * self.frame.height, 1)

    def x(self, line: AssessmentLine) -> float:
        """Return where the day stands from which a score holds."""
        return self.time.x(day_of(line))

    @property
    def target_on(self) -> date | None:
        """The day by which the target is to be reached."""
        return self.targets[-1].score.target_on if self.targets else None


def plot_of(page: RiskPage, frame: Frame) -> Plot | None:
    """Return the plot of a risk's path, or None while it has no score to draw."""
    scores, inherent, targets = (
        _held(page, kind) for kind in (ScoreKind.CURRENT, ScoreKind.INHERENT, ScoreKind.TARGET)
    )
    if page.path is None or not scores:
        return None
    on, every = page.path.on, (*scores, *inherent, *targets)
    due = tuple(
        row for row in page.milestones if row.due.due_on and row.standing.kind is not CANCELLED
    )
    days = {on, *map(day_of, every), *(row.due.due_on for row in due if row.due.due_on)}
    days |= {line.score.target_on for line in targets[-1:] if line.score.target_on}
    return Plot(
        frame=frame,
        time=scale_of(days, frame.left + frame.letter * 1.2, frame.edge - frame.letter),
        on=on,
        highest=max(HIGHEST, page.row.appetite or 0, *(line.score.value for line in every)),
        scores=scores,
        inherent=inherent,
        targets=targets,
        milestones=due,
        appetite=page.row.appetite,
    )


def day_of(line: AssessmentLine) -> date:
    """Return the day from which a score holds."""
    return line.score.on or line.entered_on


def _held(page: RiskPage, kind: ScoreKind) -> tuple[AssessmentLine, ...]:
    """Return the scores of a kind that held at a day's end, oldest first."""
    lines = [line for line in reversed(page.assessments) if line.kind is kind]
    return tuple({day_of(line): line for line in lines}.values())
