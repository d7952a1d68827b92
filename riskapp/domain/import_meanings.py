"""What a row of an old register means to this one: its names resolved, the rest kept as printed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from riskapp.domain.controls import GapKind
from riskapp.domain.drafts import RiskDetails, Statement
from riskapp.domain.import_days import Days, days_ahead, days_of
from riskapp.domain.import_names import (
    ALIKE,
    THING_OF,
    THING_WORDS,
    Became,
    FoundName,
    KnownNames,
    Meaning,
    found_names,
    meaning_of,
)
from riskapp.domain.import_plans import FilePlan
from riskapp.domain.import_rows import Problem, ReadRow, Remark, RowName
from riskapp.domain.imports import HOLDS_WORDS, Holds, Verdict
from riskapp.domain.lifecycle import OVER, Visibility
from riskapp.domain.printed_cells import CellFlag, PrintedCell
from riskapp.domain.wording import date_words

_ONE: Final = {
    Holds.UNIT: "unit_id",
    Holds.OWNER: "owner_post_id",
    Holds.HANDLER: "handler_post_id",
    Holds.EXECUTIVE: "executive_post_id",
    Holds.COMMITTEE: "lead_committee_id",
    Holds.PROGRAMME: "programme_id",
}
"""The names of which a risk has one, by the column that holds it."""
KEPT: Final = "This register has no {thing} of that name, so it is kept as printed."
ADDED: Final = "This register has no {thing} of that name: it is added."
AS_BEFORE: Final = "Restricted in the old register too."
"""Why a risk is restricted that comes in as such."""
SECOND: Final = "Another name stands there already, so this one is kept as printed."


@dataclass(frozen=True, slots=True)
class Meant:
    """A row as this register takes it.

    `owners` are the posts of its actions by their printed names; `problems` and `remarks` are the
    row's own and those that its names give.
    """

    row: ReadRow
    days: Days
    details: RiskDetails
    objective_ids: tuple[UUID, ...] = ()
    owners: Mapping[str, UUID] = field(default_factory=dict)
    cells: tuple[PrintedCell, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def is_over(self) -> bool:
        """Tell whether the risk is closed or rejected, so that nothing of it is in force."""
        return self.row.status in OVER


class Meanings:
    """Takes the rows of one file as this register takes them."""

    def __init__(self, plan: FilePlan, known: KnownNames, today: date) -> None:
        self._plan = plan
        self._known = known
        self._today = today
        self._file_day = min(plan.as_at or today, today)
        self._means: dict[tuple[Holds, str], Meaning] = {}
        self._rows: Counter[tuple[Holds, str]] = Counter()

    @property
    def names(self) -> tuple[FoundName, ...]:
        """The names of the rows so far that somebody may say the meaning of."""
        return found_names(self._rows, self._means, self._plan)

    def of(self, row: ReadRow) -> Meant:
        """Return what a row means."""
        named = [(name, self._meaning(name)) for name in row.names]
        known = [(name, means.id) for name, means in named if means.id is not None]
        columns, second = _one_each(known)
        if columns.get("unit_id") == self._known.root_unit_id:
            columns.pop("unit_id", None)
        unknown = [name for name, means in named if means.became is Became.KEPT]
        return Meant(
            row=row,
            days=days_of(row, self._file_day),
            details=_details(row, columns),
            objective_ids=_ids(known, Holds.OBJECTIVES),
            owners={name.name: key for name, key in known if name.holds is Holds.ACTION_OWNER},
            cells=(*row.cells, *_unknown(unknown), *_plain(second), *_set_aside(row)),
            problems=(*row.problems, *self._problems(row, named)),
            remarks=(*row.remarks, *_remarks(named, second)),
        )

    def _meaning(self, name: RowName) -> Meaning:
        key = name.holds, name.name
        self._rows[key] += 1
        if key not in self._means:
            self._means[key] = meaning_of(name, self._plan, self._known)
        return self._means[key]

    def _problems(
        self, row: ReadRow, named: Iterable[tuple[RowName, Meaning]]
    ) -> Iterator[Problem]:
        """Yield what nobody but a person can settle."""
        for name, means in named:
            if means.became in UNSETTLED:
                expected = UNSETTLED[means.became].format(alike=ALIKE[THING_OF[name.holds]])
                yield _problem(name.index, name.column, name.name, expected)
        if not row.title and not row.problems:
            yield _problem(
                None,
                HOLDS_WORDS[Holds.TITLE],
                "",
                "a title or a description, which says what the risk is",
            )
        ahead = next(days_ahead(row, self._today), None)
        if ahead is not None and not row.problems:
            expected = f"a day up to {date_words(self._today)}"
            yield _problem(None, "a date", date_words(ahead), expected)


UNSETTLED: Final[Mapping[Became, str]] = {
    Became.SEVERAL: "one of the several {alike} of that name, or that it is kept as printed",
    Became.GONE: "one of the {alike} that there are, where what was chosen is there no more",
}


def _problem(index: int | None, column: str, value: str, expected: str) -> Problem:
    return Problem(Verdict.NEEDS_YOU, index, column, value, expected)


def _one_each(
    known: Iterable[tuple[RowName, UUID]],
) -> tuple[dict[str, UUID], list[RowName]]:
    """Return the thing of each kind that a risk has one of, and the names that come second."""
    columns: dict[str, UUID] = {}
    second: list[RowName] = []
    for name, key in known:
        column = _ONE.get(name.holds)
        if column and columns.setdefault(column, key) != key:
            second.append(name)
    return columns, second


def _ids(known: Iterable[tuple[RowName, UUID]], holds: Holds) -> tuple[UUID, ...]:
    return tuple(dict.fromkeys(key for name, key in known if name.holds is holds))


def _details(row: ReadRow, columns: Mapping[str, Any]) -> RiskDetails:
    return RiskDetails(
        Statement(row.title, row.cause, row.event, row.effect),
        kind=row.kind,
        origin=row.origin,
        treatment=row.treatment,
        visibility=row.visibility,
        visibility_reason=AS_BEFORE if row.visibility is Visibility.RESTRICTED else "",
        **columns,
    )


def _unknown(names: Iterable[RowName]) -> Iterator[PrintedCell]:
    for name in names:
        yield PrintedCell(name.column, name.name, CellFlag.UNKNOWN_NAME)


def _plain(names: Iterable[RowName]) -> Iterator[PrintedCell]:
    for name in names:
        yield PrintedCell(name.column, name.name)


def _set_aside(row: ReadRow) -> Iterator[PrintedCell]:
    """Yield what would be in force of a risk that is not over, as it is kept of one that is."""
    if row.status not in OVER:
        return
    told = {
        Holds.CONTROLS: row.controls,
        Holds.CONTROL_GAPS: [words for kind, words in row.gaps if kind is GapKind.CONTROL],
        Holds.ASSURANCE_GAPS: [words for kind, words in row.gaps if kind is GapKind.ASSURANCE],
        Holds.ASSURANCES: [assurance.words for assurance in row.assurances],
        Holds.ACTIONS: [action.words for action in row.actions],
    }
    for holds, words in told.items():
        if words:
            yield PrintedCell(HOLDS_WORDS[holds], "\n".join(words))


def _remarks(
    named: Iterable[tuple[RowName, Meaning]], second: Iterable[RowName]
) -> Iterator[Remark]:
    said = {Became.KEPT: KEPT, Became.ADDED: ADDED}
    for name, means in named:
        if means.became in said:
            thing = THING_WORDS[THING_OF[name.holds]].partition(" ")[2]
            words = said[means.became].format(thing=thing)
            yield Remark(name.column, name.name, words)
    for name in second:
        yield Remark(name.column, name.name, SECOND)
