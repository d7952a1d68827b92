"""The heat maps of a pack, made of the very rows that its summary lists: their counts agree."""

from collections.abc import Iterable

from riskapp.domain.matrix import Matrix
from riskapp.readmodels.heat_map import HeatMap, Plotted, heat_map_of
from riskapp.readmodels.register import RegisterRow
from riskapp.readmodels.scores import ShownScore


def current_map(rows: Iterable[RegisterRow], matrix: Matrix) -> HeatMap:
    """Return the heat map of their current scores."""
    return heat_map_of((_plotted(row, row.current) for row in rows), matrix)


def target_map(rows: Iterable[RegisterRow], matrix: Matrix) -> HeatMap:
    """Return the heat map of their target scores."""
    return heat_map_of((_plotted(row, row.target) for row in rows), matrix)


def _plotted(row: RegisterRow, score: ShownScore | None) -> Plotted:
    if score is None:
        return Plotted(row.reference, 0, None, None)
    return Plotted(row.reference, score.value, score.consequence, score.likelihood)
