"""What a dry run showed beside what would be loaded now: nothing is changed that nobody saw."""

from collections.abc import Iterable

from riskapp.domain.import_findings import Findings, RowFinding, findings_from_json
from riskapp.domain.imports import RowOutcome

Shown = tuple[str, frozenset[tuple[str, str]]]


def otherwise_now(kept: str, now: Findings, *, named: bool) -> tuple[RowFinding, ...]:
    """Return the rows that are another risk by now, or change of it what the dry run did not show.

    `named` where names of the file were added since: then what a row says of them differs anyhow.
    """
    if not kept:
        return ()
    before = _shown(findings_from_json(kept).rows, named=named)
    after = _shown(now.rows, named=named)
    return tuple(row for row in now.rows if before.get(row.number) != after[row.number])


def _shown(rows: Iterable[RowFinding], *, named: bool) -> dict[int, Shown]:
    return {row.number: _of(row, named=named) for row in rows}


def _of(row: RowFinding, *, named: bool) -> Shown:
    if row.outcome not in {RowOutcome.UPDATED, RowOutcome.UNCHANGED}:
        return row.outcome, frozenset()
    changes = () if named else row.changes
    return row.reference, frozenset((one.field, one.before) for one in changes if one.is_made)
