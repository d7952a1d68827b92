"""The rows of a sheet that are risks, and what every other row is; each row is told once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from riskapp.domain.import_plans import FilePlan
from riskapp.intake.action_sets import ACTED
from riskapp.intake.book import Sheet
from riskapp.intake.header_rows import width_of
from riskapp.intake.row_kinds import Kind, Layout, kind_of, layout_of, names_risk, wraps
from riskapp.intake.row_signs import begins_key, is_as_above, may_be_as_above
from riskapp.intake.sections import Sections, section_columns
from riskapp.intake.torn import Torn, torn_rows

Row = tuple[int, tuple[str, ...]]
"""A row's own number in the file, from 1, and its cells."""
ELSEWHERE: Final = "in another table of the sheet"
NOT_SAID: Final = "-"
"""What stands in a joined cell for a row that left it blank, so that lines stay side by side."""


class Repeated(NamedTuple):
    """A cell that only says that it is as above: its row and column, and the row above it."""

    row: int
    column: int
    printed: str
    above: int


@dataclass(frozen=True, slots=True)
class SheetRows:
    """Every row of a sheet, once: a risk, or passed over in the words of what it is instead.

    `sections` are the words of rows that say what the rows below them belong to; `repeated` are the
    cells that only say that they are as above. `torn` are the risks, by their numbers in the file,
    whose cells cannot be told apart for certain.
    """

    risks: tuple[Row, ...]
    passed: tuple[tuple[int, str], ...]
    sections: tuple[str, ...]
    repeated: tuple[Repeated, ...] = ()
    torn: Mapping[int, Torn] = field(default_factory=dict)


def sheet_rows(sheet: Sheet, plan: FilePlan) -> SheetRows:
    """Return the rows of a sheet that are risks, what is said once filled in, and the others."""
    layout, virtual = layout_of(sheet, plan), section_columns(plan, width_of(sheet))
    lacking = max((column.index + 1 for column in plan.columns), default=0) - width_of(sheet)
    torn = torn_rows(sheet, plan)
    reader = _Reader(
        layout, sheet, _aligned(plan), max(0, lacking), virtual, Sections(layout.groups), torn
    )
    for at in range(len(sheet.rows)):
        reader.read(at)
    return reader.told()


@dataclass(slots=True)
class _Reader:
    """The rows as they are read from top to bottom."""

    layout: Layout
    sheet: Sheet
    aligned: frozenset[int]
    lacking: int
    virtual: Sequence[tuple[int, str]]
    sections: Sections
    torn: Mapping[int, Torn]
    risks: list[tuple[int, list[Sequence[str]]]] = field(default_factory=list)
    passed: list[tuple[int, str]] = field(default_factory=list)
    repeated: list[Repeated] = field(default_factory=list)
    before: Kind = Kind.ABOVE
    in_key: bool = False

    def read(self, at: int) -> None:
        """Read one row, and keep what it says for the rows below it."""
        cells = self.sheet.rows[at]
        if at in self.sheet.elsewhere:
            self.passed.append((at + 1, ELSEWHERE))
            return
        after_risk = self.before in {Kind.RISK, Kind.GOES_ON}
        kind = kind_of(self.layout, at, cells, after_risk=after_risk)
        kind = self._settled(at, self._below_key(kind, cells), after_risk=after_risk)
        if kind is Kind.RISK:
            self.risks.append((at + 1, [self._filled_in(at, cells)]))
        elif kind is Kind.GOES_ON:
            number, rows = self.risks[-1]
            rows.append(cells)
            self.passed.append((at + 1, f"goes on with the risk in row {number}"))
        else:
            self._pass(at, cells, kind)
        if not self._lies_between(at, kind):
            self.before = kind

    def told(self) -> SheetRows:
        """Return every row, once all are read; a section with no risk below it is a note."""
        last = self.risks[-1][0] if self.risks else 0
        passed = [
            (number, Kind.NOTE.value if words == Kind.SECTION and number > last else words)
            for number, words in self.passed
        ]
        risks = tuple((number, self._joined(rows)) for number, rows in self.risks)
        sections = tuple(words for number, words in self.sections.said if number < last)
        told = {number for number, _ in risks}
        torn = {at + 1: torn for at, torn in self.torn.items() if at + 1 in told}
        return SheetRows(risks, tuple(passed), sections, tuple(self.repeated), torn)

    def _below_key(self, kind: Kind, cells: Sequence[str]) -> Kind:
        """Return what a row is; below a key or matrix, only what clearly names a risk is one."""
        says_key = kind in (Kind.NOTE, Kind.SECTION)
        if not self.in_key and not says_key:
            return kind
        filled = [cell for cell in cells if cell.strip()]
        if says_key and begins_key(filled[0]):
            self.in_key = True
            return Kind.NOTE
        if not self.in_key or kind in {Kind.BLANK, Kind.AGAIN, Kind.TOTAL, Kind.NOTE}:
            return kind
        self.in_key = len(filled) <= _PAIR or not names_risk(self.layout, cells)
        return Kind.NOTE if self.in_key else kind

    def _settled(self, at: int, kind: Kind, *, after_risk: bool) -> Kind:
        """Return what a row is beside the risk above it, and by how it is cut."""
        if at in self.torn and kind not in _NEVER_TORN:
            return Kind.RISK
        if kind is not Kind.RISK or not after_risk:
            return kind
        [above, *_] = self.risks[-1][1]
        return Kind.GOES_ON if wraps(self.layout, self.sheet.rows[at], above) else kind

    def _pass(self, at: int, cells: Sequence[str], kind: Kind) -> None:
        self.passed.append((at + 1, kind.value))
        if kind is Kind.SECTION:
            self.sections.begin(at + 1, cells)

    def _filled_in(self, at: int, cells: Sequence[str]) -> list[str]:
        """Return the cells of a risk with what merged cells and the section above say of it."""
        told = [*cells, *[""] * self.lacking]
        for place in self.layout.merged.down:
            begins = self.layout.merged.begins(at, place)
            if begins is not None and begins >= self.layout.starts and not cells[place].strip():
                told[place] = self.sheet.rows[begins][place]
        self.sections.fill(told, self.virtual)
        if self.risks and may_be_as_above(cells):
            self._repeat(at + 1, told)
        return told

    def _repeat(self, number: int, told: list[str]) -> None:
        """Fill in what the risk above says where a cell only says that it is as above."""
        above, [first, *_] = self.risks[-1]
        for place, words in enumerate(told):
            if is_as_above(words) and self._may_repeat(place, words) and first[place].strip():
                self.repeated.append(Repeated(number, place, words, above))
                told[place] = first[place]

    def _may_repeat(self, place: int, words: str) -> bool:
        """Tell whether a column may say so; a sign alone may be all of a title, odd as it is."""
        if place in self.layout.references:
            return False
        return place not in self.layout.names or any(map(str.isalpha, words))

    def _lies_between(self, at: int, kind: Kind) -> bool:
        """Tell whether a row only interrupts, as headings do that a print repeats."""
        return kind is Kind.AGAIN or (kind is Kind.BLANK and self._is_merged(at + 1))

    def _is_merged(self, at: int) -> bool:
        merged, identity = self.layout.merged, self.layout.identity
        return any(merged.begins(at, place) is not None for place in identity)

    def _joined(self, rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
        """Return the cells of a risk and of the rows it goes on in, a line for each."""
        first, *more = rows
        if not more:
            return tuple(first)
        acted = [
            row for row in rows if any(row[at].strip() for at in self.aligned if at < len(row))
        ]
        return tuple(
            _beside([row[at] for row in acted])
            if at in self.aligned and at < len(rows[-1])
            else "\n".join(row[at] for row in rows if at < len(row) and row[at].strip())
            for at in range(len(first))
        )


def _beside(cells: Sequence[str]) -> str:
    """Return cells of actions one below the other, a dash where one has nothing to say."""
    said = [cell if cell.strip() else NOT_SAID for cell in cells]
    return "\n".join(said) if any(map(str.strip, cells)) else ""


def _aligned(plan: FilePlan) -> frozenset[int]:
    """The columns of actions, whose lines belong to one another."""
    return frozenset(column.index for column in plan.holding(*ACTED))


_PAIR: Final = 2
"""Cells of a line of a key: a mark, and what it means."""
_NEVER_TORN: Final = frozenset(
    {Kind.BLANK, Kind.ABOVE, Kind.HEADINGS, Kind.AGAIN, Kind.TOTAL, Kind.NOTE}
)
