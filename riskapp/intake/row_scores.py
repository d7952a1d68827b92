"""The scores of a row, each from one cell or several: what they say for certain, and no more."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Final

from riskapp.domain.import_rows import RowScore
from riskapp.domain.imports import Holds, QuestionKey, Verdict
from riskapp.domain.printed_cells import CellFlag
from riskapp.domain.printed_scores import (
    ReadScore,
    ScoreFlag,
    ScoreOrder,
    on_other_scale,
    read_level,
    read_score,
)
from riskapp.domain.score_places import LONGEST_SCORE
from riskapp.domain.score_signs import Axis
from riskapp.domain.scoring import Consequence, Likelihood, ScoreKind
from riskapp.intake.row_days import DAYS, day_of
from riskapp.intake.row_moments import Moment
from riskapp.intake.said import (
    NOTHING_SAID,
    Cell,
    Said,
    filled,
    kept,
    only,
    remarked,
    together,
    wrong,
)

SAY_ORDER: Final = (
    "which of two numbers comes first, the consequence or the likelihood, said once for the whole"
    " file"
)
_SEVERAL: Final = "one score, where its cells say different ones"
_OTHER_AXIS: Final = "a {holds}, which the column holds, where the cell names a {says}"
_DISAGREES: Final = (
    "Consequence times likelihood does not give the printed score. All are kept, and the printed"
    " score stands until somebody scores the risk again."
)
_OTHER_SCALE: Final = (
    "On another scale than consequence and likelihood from 1 to 5: kept as printed, never turned"
    " into ours. The risk comes in without this score."
)
_NOT_A_SCORE: Final = "No score in numbers: kept as printed. The risk comes in without this score."
_NOUGHT: Final = "0 is no score: kept as printed."
_UNREAD: Final = "Not read as a score for certain: kept as printed."
_HALF: Final = (
    "Only one of consequence and likelihood is filled: kept as printed. The risk comes in without"
    " this score."
)
_EITHER_WAY: Final = (
    "Nobody knows which number comes first. The score is the same either way, so it comes in alone,"
    " as the score in the old register."
)
_OURS: Final = (
    "consequence and likelihood from 1 to 5, as it was said that the matrix of the file has them"
)
_BEFORE: Final = (
    "It was {before} before: the file does not say until when, so that is kept as printed."
)
_FIGURE: Final = re.compile("[1-9]")
_NO_SCORE: Final = "There is no score to date: kept as printed."
_AXES: Final[Mapping[Holds, Axis]] = {
    Holds.CONSEQUENCE: Axis.CONSEQUENCE,
    Holds.LIKELIHOOD: Axis.LIKELIHOOD,
}

_score_again = lru_cache(maxsize=4096)(read_score)
_level_again = lru_cache(maxsize=4096)(read_level)


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """Which score some columns hold, of which moment, and how the file prints scores.

    `settled` are the questions about the file that somebody has answered.
    """

    kind: ScoreKind
    moment: Moment
    order: ScoreOrder
    five_by_five: bool
    as_of: date
    settled: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Levels:
    """All that the cells of a score say together."""

    consequences: frozenset[int]
    likelihoods: frozenset[int]
    totals: frozenset[int]
    products: frozenset[int]
    flags: frozenset[ScoreFlag]
    numbered: bool


def read_scores(rule: ScoreRule, cells: Sequence[Cell]) -> Said:
    """Return the score that the cells say, dated where the row dates it."""
    dated = [cell for cell in cells if cell.column.holds is Holds.SCORED_ON]
    printed, about = filled(cell for cell in cells if cell.column.holds is not Holds.SCORED_ON)
    noughts = [cell for cell in printed if _is_nought(cell)]
    holding = [cell for cell in printed if cell not in noughts]
    about = together(about, *(kept(cell, remark=_NOUGHT) for cell in noughts))
    if holding and rule.moment.barred is not None:
        return together(about, wrong(rule.moment.barred, holding[0], rule.moment.expected))
    said = _read(rule, holding) if holding else NOTHING_SAID
    return together(about, _on(rule, said, dated))


def _is_nought(cell: Cell) -> bool:
    """Tell whether a cell has what a formula makes of no consequence and no likelihood."""
    return cell.column.holds not in _AXES and cell.words.strip() in {"0", "0.0"}


def _read(rule: ScoreRule, cells: Sequence[Cell]) -> Said:
    reads = [_read_cell(rule, cell) for cell in cells]
    levels = _levels(reads)
    scaled = levels if rule.five_by_five else _levels([on_other_scale(read) for read in reads])
    if not levels.numbered or ScoreFlag.OTHER_SCALE in scaled.flags:
        return _kept_only(rule, cells, levels)
    if ScoreFlag.OTHER_AXIS in levels.flags:
        return _on_other_axis(cells, reads)
    pairs = list(zip(cells, reads, strict=True))
    unread = [cell for cell, read in pairs if ScoreFlag.NOT_READ in read.flags]
    others = [cell for cell in cells if cell not in unread]
    aside = [kept(cell, CellFlag.NOT_A_SCORE, _UNREAD) for cell in unread]
    said = _scored(rule, others, levels)
    told = {cell.heading for cell in said.cells}
    more = [
        kept(cell, remark=_BEFORE.format(before=read.before) if read.before else "")
        for cell, read in pairs
        if read.more and cell.name not in told and said.scores
    ]
    return together(*aside, said, *more)


def _read_cell(rule: ScoreRule, cell: Cell) -> ReadScore:
    axis = _AXES.get(cell.column.holds)
    if len(cell.words) > LONGEST_SCORE:
        return read_level(cell.words, axis) if axis else read_score(cell.words, rule.order)
    return _level_again(cell.words, axis) if axis else _score_again(cell.words, rule.order)


def _levels(reads: Sequence[ReadScore]) -> Levels:
    flags = frozenset(flag for read in reads for flag in read.flags)
    levels = Levels(
        frozenset(read.consequence for read in reads if read.consequence),
        frozenset(read.likelihood for read in reads if read.likelihood),
        frozenset(read.total for read in reads if read.total),
        frozenset(read.numbers[0] * read.numbers[1] for read in reads if read.numbers),
        flags,
        numbered=False,
    )
    said = levels.consequences | levels.likelihoods | levels.totals | levels.products
    return replace(levels, numbered=bool(said or flags & _NUMBERED))


_NUMBERED: Final = frozenset({ScoreFlag.OTHER_SCALE, ScoreFlag.OTHER_AXIS, ScoreFlag.ORDER_UNKNOWN})


def _kept_only(rule: ScoreRule, cells: Sequence[Cell], levels: Levels) -> Said:
    said_ours = rule.five_by_five and QuestionKey.MATRIX in rule.settled
    if levels.numbered and said_ours and any(_FIGURE.search(cell.words) for cell in cells):
        return wrong(Verdict.NEEDS_YOU, cells[0], _OURS)
    flag, remark = CellFlag.NOT_A_SCORE, _NOT_A_SCORE
    if levels.numbered:
        flag, remark = CellFlag.OTHER_SCALE, _OTHER_SCALE
    elif ScoreFlag.NOT_READ in levels.flags:
        remark = _UNREAD
    first, *others = cells
    return together(kept(first, flag, remark), *(kept(cell, flag) for cell in others))


def _on_other_axis(cells: Sequence[Cell], reads: Sequence[ReadScore]) -> Said:
    crossed = zip(cells, reads, strict=True)
    cell = next(cell for cell, read in crossed if ScoreFlag.OTHER_AXIS in read.flags)
    axis = _AXES[cell.column.holds]
    says = Axis.LIKELIHOOD if axis is Axis.CONSEQUENCE else Axis.CONSEQUENCE
    return wrong(Verdict.NEEDS_YOU, cell, _OTHER_AXIS.format(says=says, holds=axis))


def _scored(rule: ScoreRule, cells: Sequence[Cell], levels: Levels) -> Said:
    most = max(map(len, (levels.consequences, levels.likelihoods, levels.totals)))
    if most > 1:
        return wrong(Verdict.NEEDS_YOU, cells[0], _SEVERAL)
    if _disagree(levels):
        return _printed_against(rule, cells, levels)
    whole = levels.consequences and levels.likelihoods
    if ScoreFlag.ORDER_UNKNOWN in levels.flags and not whole:
        return _either_way(rule, cells, levels)
    if whole or levels.totals:
        return Said(scores=(_score(rule, cells, levels),))
    return together(kept(cells[0], remark=_HALF), *(kept(cell) for cell in cells[1:]))


def _either_way(rule: ScoreRule, cells: Sequence[Cell], levels: Levels) -> Said:
    """Ask which number comes first; where nobody knows, the score is the same either way."""
    if QuestionKey.ORDER not in rule.settled:
        return wrong(Verdict.NEEDS_YOU, cells[0], SAY_ORDER)
    score = replace(levels, totals=levels.products)
    return together(Said(scores=(_score(rule, cells, score),)), remarked(cells[0], _EITHER_WAY))


def _disagree(levels: Levels) -> bool:
    """Tell whether the products and totals that the cells print are not all the same."""
    products = set(levels.products | levels.totals)
    for consequence in levels.consequences:
        products |= {consequence * likelihood for likelihood in levels.likelihoods}
    return len(products) > 1


def _printed_against(rule: ScoreRule, cells: Sequence[Cell], levels: Levels) -> Said:
    """Keep the printed score beside levels that give another one."""
    if not levels.totals:
        return wrong(Verdict.NEEDS_YOU, cells[0], _SEVERAL)
    alone = replace(levels, consequences=frozenset(), likelihoods=frozenset())
    first, *others = cells
    return together(
        Said(scores=(_score(rule, cells, alone),)),
        kept(first, CellFlag.TOTAL_DISAGREES, _DISAGREES),
        *(kept(cell, CellFlag.TOTAL_DISAGREES) for cell in others),
    )


def _score(rule: ScoreRule, cells: Sequence[Cell], levels: Levels) -> RowScore:
    whole = bool(levels.consequences and levels.likelihoods)
    return RowScore(
        kind=rule.kind,
        as_printed=_as_printed(cells),
        consequence=Consequence(min(levels.consequences)) if whole else None,
        likelihood=Likelihood(min(levels.likelihoods)) if whole else None,
        printed=None if whole else min(levels.totals),
        on=rule.moment.on,
        basis=rule.moment.basis,
    )


def _as_printed(cells: Sequence[Cell]) -> str:
    """Return the cells exactly as printed, each after its heading where there are several."""
    if len(cells) == 1:
        return cells[0].words
    return "; ".join(f"{cell.name}: {cell.words}" for cell in cells)


def _on(rule: ScoreRule, said: Said, dated: Sequence[Cell]) -> Said:
    """Return a score on the day that the row prints for it."""
    cell, about = only(dated)
    if cell is None:
        return together(said, about)
    if not said.scores:
        return together(said, about, kept(cell, remark=_NO_SCORE))
    day, of_day = day_of(cell, DAYS[Holds.SCORED_ON], rule.as_of)
    if day is None:
        return together(said, about, of_day)
    basis = f"printed as {cell.words.strip()}" if of_day.cells else ""
    scores = tuple(replace(score, on=day, basis=basis) for score in said.scores)
    return together(said._replace(scores=scores), about)
