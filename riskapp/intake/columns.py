"""What each column of a sheet is proposed to hold, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from riskapp.domain.heading_days import when_of
from riskapp.domain.import_plans import ColumnPlan
from riskapp.domain.imports import LISTED, SCORED, Holds
from riskapp.domain.scoring import ScoreKind
from riskapp.intake.action_headings import GAP, beside_actions, one_of_several
from riskapp.intake.action_sets import sets_of
from riskapp.intake.by_content import by_content, by_product
from riskapp.intake.contents import is_kind, is_number, is_pair, is_score, share
from riskapp.intake.dated_headings import dated_scores
from riskapp.intake.header_rows import Header
from riskapp.intake.headings import Heard, folded, hear, hear_words
from riskapp.intake.own_lists import worked_out
from riskapp.intake.references import reference_column
from riskapp.intake.score_sets import ScoreColumn, with_kinds, with_roles

Cells = Sequence[Sequence[str]]
"""Of each column, the cells that are not blank."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a column is proposed to hold, and why, as a page says it."""

    column: ColumnPlan
    why: str


def propose_columns(header: Header, cells: Cells) -> tuple[Proposal, ...]:
    """Return what each column under these headings is proposed to hold."""
    heard = [_heard(each, cells[at]) for at, each in enumerate(header.headings)]
    heard = beside_actions(header.headings, _in_context(header, heard, cells))
    heard = dated_scores(header.headings, heard, cells)
    plans = {at: _left_out(header, at) for at in worked_out(header.headings)}
    heard = [None if at in plans else one for at, one in enumerate(heard)]
    for at, plan in _scores(header, heard, cells):
        plans[at] = Proposal(plan, BY_HEADING if plan.score else OTHER_SCORE)
    for at, each in enumerate(heard):
        if at not in plans and each:
            plans[at] = Proposal(_plan(header, at, each), BY_HEADING)
    plans = _each_once(plans, heard, cells)
    for at, heading in enumerate(header.headings):
        if at not in plans:
            held = {one.column.holds for one in plans.values()}
            holds, why = by_product(at, cells, held) or by_content(at, heading, cells[at], held)
            score = ScoreKind.CURRENT if holds is Holds.SCORE else None
            plans[at] = Proposal(ColumnPlan(at, heading, holds, score), why)
    return tuple(plans[at] for at in sorted(plans))


def _left_out(header: Header, at: int) -> Proposal:
    return Proposal(ColumnPlan(at, header.headings[at], Holds.NOTHING), OF_OURS)


def score_columns(header: Header, cells: Cells) -> list[ScoreColumn]:
    """Return the columns of scores as their headings alone call them."""
    heard = [_heard(each, cells[at]) for at, each in enumerate(header.headings)]
    return list(_score_columns(header, heard, cells))


def _heard(heading: str, cells: Sequence[str]) -> Heard | None:
    """Return what a heading says, unless the cells below it are of another kind."""
    heard = hear(heading)
    if heard is None or not cells:
        return heard
    if heard.holds in SCORED:
        needed = _FEW if heard.sure else _HALF
        return heard if share(cells, is_score) >= needed else hear_words(heading)
    if heard.holds in _WORDED and share(cells, is_number) == 1:
        return Heard(Holds.AS_PRINTED)
    if heard.holds is Holds.KIND and share(cells, is_kind) < _HALF:
        return Heard(Holds.AS_PRINTED)
    return heard


def _in_context(header: Header, heard: Sequence[Heard | None], cells: Cells) -> list[Heard | None]:
    """Return what headings say beside the others: what "Risk" and "Target date" mean."""
    titled = any(one and one.holds is Holds.TITLE for one in heard)
    told = list(heard)
    for at, one in enumerate(heard):
        if one is None:
            continue
        if one.holds is Holds.DESCRIPTION and not titled and one.rank > 1 and _is_short(cells[at]):
            told[at], titled = replace(one, holds=Holds.TITLE), True
        if folded(header.headings[at]) == "target date" and _after_target(heard, at):
            told[at] = replace(one, holds=Holds.TARGET_ON)
        if one.number or folded(header.headings[at]) in GAP:
            told[at] = one_of_several(header.headings[at], one, heard)
    return told


def _after_target(heard: Sequence[Heard | None], at: int) -> bool:
    """Tell whether a date is of the target score: it follows one, or nothing has actions."""
    if not any(one and one.holds is Holds.ACTIONS for one in heard):
        return True
    before = [one for one in heard[max(0, at - 1) : at] if one]
    return any(one.score is ScoreKind.TARGET for one in before)


def _is_short(cells: Sequence[str]) -> bool:
    return sum(map(len, cells)) <= _TITLE * len(cells)


def _score_columns(
    header: Header, heard: Sequence[Heard | None], cells: Cells
) -> Iterator[ScoreColumn]:
    for at, one in enumerate(heard):
        if one and one.holds in SCORED:
            yield ScoreColumn(
                at,
                one.holds,
                one.score,
                one.point,
                residual="residual" in folded(header.headings[at]).split(),
                pairs=share(cells[at], is_pair) >= _HALF,
                figures=share(cells[at], _has_figures),
                filled=bool(cells[at]),
                when=when_of(ColumnPlan(at, header.headings[at], point=one.point)),
            )


def _scores(
    header: Header, heard: Sequence[Heard | None], cells: Cells
) -> Iterator[tuple[int, ColumnPlan]]:
    for one in with_roles(with_kinds(list(_score_columns(header, heard, cells)))):
        heading = header.headings[one.index]
        yield one.index, ColumnPlan(one.index, heading, one.holds, one.score, one.point)


def _has_figures(cell: str) -> bool:
    return any(sign.isdigit() for sign in cell)


def _plan(header: Header, at: int, one: Heard) -> ColumnPlan:
    heading = header.headings[at]
    return ColumnPlan(at, heading, one.holds, line=one.line, result=one.result)


def _each_once(
    plans: Mapping[int, Proposal], heard: Sequence[Heard | None], cells: Cells
) -> dict[int, Proposal]:
    """Return the plans with the best column for what only one can hold, the others as printed."""
    sets = sets_of(plan.column for plan in plans.values())
    best: dict[tuple[Holds, int], int] = {}
    order = sorted(plans, key=lambda at: (not cells[at], one.rank if (one := heard[at]) else 0, at))
    reference = reference_column(
        [at for at in order if _holds(plans, at) is Holds.REFERENCE], cells
    )
    if reference is not None:
        best[Holds.REFERENCE, 0] = reference
    for at in order:
        if (holds := _holds(plans, at)) not in SEVERAL:
            best.setdefault((holds, sets.get(at, 0)), at)
    return {
        at: plan
        if best.get((_holds(plans, at), sets.get(at, 0)), at) == at
        else _second(plan, best)
        for at, plan in plans.items()
    }


def _holds(plans: Mapping[int, Proposal], at: int) -> Holds:
    return plans[at].column.holds


def _second(plan: Proposal, best: dict[tuple[Holds, int], int]) -> Proposal:
    """What a column holds when another holds the same more surely."""
    column = plan.column
    assessed = column.holds is Holds.OPENED and "assess" in folded(column.heading)
    if assessed and best.setdefault((Holds.SCORED_ON, 0), column.index) == column.index:
        return Proposal(replace(column, holds=Holds.SCORED_ON), BY_HEADING)
    return Proposal(replace(column, holds=Holds.AS_PRINTED), OTHER_COLUMN)


SEVERAL: Final = LISTED | SCORED | {Holds.NOTE, Holds.OBJECTIVES, Holds.AS_PRINTED, Holds.NOTHING}
"""What several columns of a file may hold."""
_WORDED: Final = LISTED | {Holds.DESCRIPTION, Holds.CAUSE, Holds.EVENT, Holds.EFFECT}
"""What numbers alone never say: "Impact" over figures of another scale is no effect."""
BY_HEADING: Final = "by its heading"
OF_OURS: Final = "left out: this list is our own, and the register works it out anew"
OTHER_COLUMN: Final = "another column holds the same more surely"
OTHER_SCORE: Final = "another column holds this score already"
_HALF: Final = 0.5
_FEW: Final = 0.3
_TITLE: Final = 100
"""Characters that a title has at most, on the whole."""
