"""The path to target, put together from what a risk's page has read already."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from riskapp.domain.path import Aim, Path, ScoreThen, Step, is_date_moved, path_flags, path_words
from riskapp.domain.scoring import ScoreKind
from riskapp.readmodels.path import DateMoved, PathShown
from riskapp.readmodels.plan import MilestoneRow
from riskapp.readmodels.risk_page import AssessmentLine


def path_shown(
    lines: Sequence[AssessmentLine],
    milestones: Iterable[MilestoneRow],
    controls_added: Iterable[date],
    on: date,
) -> PathShown:
    """Return the path by a day, from the scores by then, newest first, and the milestones."""
    targets = [line for line in reversed(lines) if line.kind is ScoreKind.TARGET]
    path = Path(
        on,
        scores=tuple(_score(line) for line in reversed(lines) if line.kind is ScoreKind.CURRENT),
        aims=tuple(_aim(line) for line in targets),
        steps=tuple(Step(row.status, row.due.due_on, row.done_on) for row in milestones),
        controls_added=tuple(controls_added),
    )
    return PathShown(on, path_words(path), path_flags(path), _moves(targets))


def _moves(targets: Sequence[AssessmentLine]) -> tuple[DateMoved, ...]:
    """Return each change of the target date with who made it and why, oldest first."""
    return tuple(
        DateMoved(
            _day(after), before.score.target_on, after.score.target_on, after.by, after.reason
        )
        for before, after in pairwise(targets)
        if before.score.target_on is not None and is_date_moved(_aim(before), _aim(after))
    )


def _score(line: AssessmentLine) -> ScoreThen:
    return ScoreThen(_day(line), line.score.value, line.score.is_printed)


def _aim(line: AssessmentLine) -> Aim:
    return Aim(_day(line), line.score.value, line.score.target_on)


def _day(line: AssessmentLine) -> date:
    """Return the day from which an assessment holds."""
    return line.score.on or line.entered_on
