"""Which score each column of scores is of, where headings repeat or say it once for a group."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from riskapp.domain.imports import Holds, Point
from riskapp.domain.scoring import ScoreKind

KINDS: Final = (ScoreKind.INHERENT, ScoreKind.CURRENT, ScoreKind.TARGET)
"""In the order in which registers print them, left to right."""
Place = tuple[ScoreKind, Point, object]


@dataclass(frozen=True, slots=True)
class ScoreColumn:
    """A column of scores: what of them it holds, and what its heading says of which and when."""

    index: int
    holds: Holds
    score: ScoreKind | None
    point: Point
    residual: bool = False
    pairs: bool = False
    """Whether its cells hold a consequence and a likelihood together."""
    figures: float = 1.0
    """How many of its cells have figures, from 0 to 1."""
    filled: bool = True
    when: object = None
    """What its heading tells it apart by from others of its point: a year, or a day."""


def bare_sets(columns: Iterable[ScoreColumn]) -> list[list[ScoreColumn]]:
    """Return the columns whose headings do not say which score they are of, set by set."""
    sets: list[list[ScoreColumn]] = []
    for column in columns:
        if column.score is not None or column.point is not Point.NOW:
            continue
        if not sets or column.holds in {one.holds for one in sets[-1]}:
            sets.append([])
        sets[-1].append(column)
    return sets


def is_ambiguous(columns: Sequence[ScoreColumn]) -> bool:
    """Tell whether two sets of scores stand in a file and nothing says which they are."""
    return len(bare_sets(columns)) == len(KINDS) - 1 and not _named(columns)


def with_kinds(columns: Sequence[ScoreColumn]) -> list[ScoreColumn]:
    """Return the columns with the score that each is of; None for one too many."""
    said = _residual_last([_of_now(column) for column in columns])
    sets = bare_sets(columns)
    kinds = _kinds_for(sets, said)
    told = {one.index: kind for each, kind in zip(sets, kinds, strict=True) for one in each}
    return [replace(column, score=told.get(column.index, column.score)) for column in said]


def with_roles(columns: Sequence[ScoreColumn]) -> Iterator[ScoreColumn]:
    """Yield the columns as each is read beside the others of its score; the rest as printed."""
    taken: set[tuple[Place, Holds]] = set()
    paired: set[Place] = set()
    for column in sorted(columns, key=_place_in_line):
        if column.score is None:
            yield _as_printed(column)
            continue
        place = column.score, column.point, column.when
        levels: set[Holds] = {
            holds for at, holds in taken if at == place and holds is not Holds.SCORE
        }
        role = _role(column, levels, beside=place in paired)
        if role is Holds.AS_PRINTED or (place, role) in taken:
            yield _as_printed(column)
        else:
            taken |= {(place, role), (place, column.holds)}
            paired |= {place} if column.pairs else set()
            yield replace(column, holds=role)


def _as_printed(column: ScoreColumn) -> ScoreColumn:
    return replace(column, holds=Holds.AS_PRINTED, score=None, point=Point.NOW)


def _place_in_line(column: ScoreColumn) -> tuple[bool, bool, bool, float]:
    """Levels come before scores, what is filled before what is not, pairs before totals."""
    return column.holds is Holds.SCORE, not column.filled, not column.pairs, -column.figures


def _role(column: ScoreColumn, levels: set[Holds], *, beside: bool) -> Holds:
    """Return what a column is read as; beside pairs, or both levels, a score alone is a total."""
    if column.holds is not Holds.SCORE or column.pairs:
        return column.holds
    if not beside and not levels >= _LEVELS:
        return column.holds
    return Holds.TOTAL if column.figures or not column.filled else Holds.AS_PRINTED


def _of_now(column: ScoreColumn) -> ScoreColumn:
    """A column of a quarter is of the current score unless it says otherwise."""
    if column.score is None and column.point is not Point.NOW:
        return replace(column, score=ScoreKind.CURRENT)
    return column


def _residual_last(columns: list[ScoreColumn]) -> list[ScoreColumn]:
    """Beside a current score and no target, what is called residual is what should be left."""
    current = any(c.score is ScoreKind.CURRENT and not c.residual for c in columns)
    if not current or any(column.score is ScoreKind.TARGET for column in columns):
        return columns
    left = [c.residual and c.point is Point.NOW for c in columns]
    return [
        replace(c, score=ScoreKind.TARGET) if is_left else c
        for c, is_left in zip(columns, left, strict=True)
    ]


def _named(columns: Sequence[ScoreColumn]) -> set[ScoreKind]:
    """The scores that headings name, unless nothing stands below them and something elsewhere."""
    some = any(one.filled for one in columns)
    named = [one for one in columns if one.point is Point.NOW and (one.filled or not some)]
    return {one.score for one in named if one.score}


def _kinds_for(
    sets: Sequence[Sequence[ScoreColumn]], columns: Sequence[ScoreColumn]
) -> list[ScoreKind | None]:
    """Return the score that each set is of, from left to right."""
    lacking = [kind for kind in KINDS if kind not in _named(columns)]
    if len(sets) == 1:
        current = ScoreKind.CURRENT in lacking or _completes(sets[0], columns)
        return [ScoreKind.CURRENT if current else None]
    extra: list[ScoreKind | None] = [None] * max(0, len(sets) - len(lacking))
    return [*lacking[: len(sets)], *extra]


def _completes(bare: Iterable[ScoreColumn], columns: Iterable[ScoreColumn]) -> bool:
    """Tell whether a set without a name lacks what the columns of the current score are."""
    current = {one.holds for one in columns if one.score is ScoreKind.CURRENT}
    return not current & {one.holds for one in bare}


_LEVELS: Final[frozenset[Holds]] = frozenset({Holds.CONSEQUENCE, Holds.LIKELIHOOD})
