"""A plan made ready to read rows by: which cells are read together, and by what."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Final

from riskapp.domain.import_plans import ColumnPlan, FilePlan
from riskapp.domain.imports import SCORED, Holds, Point
from riskapp.domain.scoring import ScoreKind
from riskapp.intake.action_sets import ACTED, sets_of
from riskapp.intake.row_actions import ActionRule, read_actions
from riskapp.intake.row_days import read_field
from riskapp.intake.row_life import read_life
from riskapp.intake.row_lists import read_assurances, read_controls, read_gaps
from riskapp.intake.row_moments import Moment, moment_of
from riskapp.intake.row_names import name_rule, read_name, read_objectives
from riskapp.intake.row_scores import ScoreRule, read_scores
from riskapp.intake.row_texts import read_as_printed, read_notes, read_reference, read_texts
from riskapp.intake.row_words import read_word
from riskapp.intake.said import NOTHING_SAID, Cell, Said, column_name

Read = Callable[[Sequence[Cell]], Said]

MOST_REMEMBERED: Final = 4096
"""Cells of one step whose reading is remembered; a file has more different ones than repeated."""
LONGEST_REMEMBERED: Final = 200
"""Characters; longer cells are texts, hardly met twice."""


@dataclass(frozen=True, slots=True)
class Step:
    """Columns that are read together; what the same cells said before is said again."""

    columns: tuple[tuple[ColumnPlan, str], ...]
    read: Read
    indexes: tuple[int, ...]
    remembered: dict[tuple[str, ...], Said] = field(default_factory=dict)

    def say(self, row: Sequence[str]) -> Said:
        """Return what these cells of a row say; the row is as wide as the plan."""
        words = tuple([row[index] for index in self.indexes])
        if not any(words):
            return NOTHING_SAID
        found = self.remembered.get(words)
        return self._read(words) if found is None else found

    def _read(self, words: tuple[str, ...]) -> Said:
        cells = [Cell(*named, said) for named, said in zip(self.columns, words, strict=True)]
        said = self.read(cells)
        if len("".join(words)) <= LONGEST_REMEMBERED:
            if len(self.remembered) >= MOST_REMEMBERED:
                self.remembered.clear()
            self.remembered[words] = said
        return said


def steps_of(plan: FilePlan, as_of: date) -> tuple[Step, ...]:
    """Return the steps in which the rows of a file are read."""
    found = [*_steps(plan, as_of), *_score_steps(plan, as_of)]
    return tuple(_step(columns, read) for columns, read in found if columns)


def _step(columns: Sequence[ColumnPlan], read: Read) -> Step:
    named = tuple((column, column_name(column)) for column in columns)
    return Step(named, read, tuple(column.index for column in columns))


Columns = Sequence[ColumnPlan]


def _steps(plan: FilePlan, as_of: date) -> Iterator[tuple[Columns, Read]]:
    yield plan.holding(Holds.REFERENCE), read_reference
    yield plan.holding(*_TEXTS), read_texts
    yield plan.holding(*_LIFE), partial(read_life, as_of=as_of)
    for holds in (Holds.KIND, Holds.ORIGIN, Holds.VISIBILITY):
        yield plan.holding(holds), read_word
    for holds in (Holds.REVIEWED, Holds.NEXT_REVIEW, Holds.TARGET_ON):
        yield plan.holding(holds), partial(read_field, as_of=as_of)
    for holds in _NAMES:
        yield plan.holding(holds), partial(read_name, name_rule(plan, holds))
    objectives = name_rule(plan, Holds.OBJECTIVES)
    yield plan.holding(Holds.OBJECTIVES), partial(read_objectives, objectives)
    yield plan.holding(Holds.CONTROLS), read_controls
    yield plan.holding(Holds.CONTROL_GAPS, Holds.ASSURANCE_GAPS), read_gaps
    yield plan.holding(Holds.ASSURANCES), read_assurances
    acted = sets_of(plan.columns)
    actions = ActionRule(name_rule(plan, Holds.ACTION_OWNER), as_of, acted)
    yield plan.holding(*ACTED), partial(read_actions, actions)
    yield plan.holding(Holds.NOTE), read_notes
    yield plan.holding(Holds.AS_PRINTED), read_as_printed


_TEXTS: Final = (Holds.TITLE, Holds.DESCRIPTION, Holds.CAUSE, Holds.EVENT, Holds.EFFECT)
_LIFE: Final = (Holds.STATUS, Holds.TREATMENT, Holds.OPENED, Holds.CLOSED)
_NAMES: Final = (
    *(Holds.UNIT, Holds.OWNER, Holds.HANDLER, Holds.EXECUTIVE),
    *(Holds.COMMITTEE, Holds.PROGRAMME),
)


def _score_steps(plan: FilePlan, as_of: date) -> Iterator[tuple[Columns, Read]]:
    """Give the columns of each score of each moment, in the order in which they come to be."""
    for kind in ScoreKind:
        for moment, columns in _by_moment(plan, kind, as_of):
            rule = ScoreRule(kind, moment, plan.order, plan.five_by_five, as_of, plan.settled)
            yield columns, partial(read_scores, rule)


def _by_moment(plan: FilePlan, kind: ScoreKind, as_of: date) -> Iterable[tuple[Moment, Columns]]:
    """Return the columns of each moment; those that do not say their score are of the current."""
    found = defaultdict[tuple[Point, Moment], list[ColumnPlan]](list)
    for column in plan.holding(*SCORED, Holds.SCORED_ON):
        if (column.score or ScoreKind.CURRENT) is kind:
            found[column.point, moment_of(column, plan.year, as_of)].append(column)
    places = list(Point)
    return [
        (moment, found[point, moment])
        for point, moment in sorted(
            found,
            key=lambda at: (at[0] is Point.NOW, at[1].on or date.max, places.index(at[0])),
        )
    ]
