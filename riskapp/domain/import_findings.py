"""What a dry run finds of a file: of every row what becomes of it, and what keeps it from that."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from riskapp.domain.import_corrections import SIDE_WORDS, Side
from riskapp.domain.import_names import Became, FoundName
from riskapp.domain.import_rows import Problem, Remark
from riskapp.domain.imports import Holds, RowOutcome, Verdict
from riskapp.domain.wording import counted

DONE: Final = frozenset({RowOutcome.NEW, RowOutcome.UPDATED, RowOutcome.UNCHANGED})
"""What becomes of rows that a file is loaded with."""
SAME_RISK: Final = "Same risk"
"""Under this an answer is kept, where a row may be a risk that the register has already."""
SHARED: Final = "One risk or two"
"""And under this, where a row and a risk have one of several references in common."""
SHARED_WORDS: Final[Mapping[Side, str]] = {
    Side.FILE: "Two: the row is a risk of its own",
    Side.REGISTER: "One: the row is the risk that is here",
}
_WHICH_RISK: Final = frozenset({SAME_RISK, SHARED})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What a newer file changes of a risk, each in words.

    `to_choose` where the register says something else by now too: then `Corrections.sides` must
    hold the row's answer under `field`. `chosen` is that answer, once it is given.
    """

    field: str
    before: str
    after: str
    to_choose: bool = False
    chosen: str = ""

    @property
    def is_choice(self) -> bool:
        """Tell whether it is for a person to choose, or was."""
        return self.to_choose or bool(self.chosen)

    @property
    def is_question(self) -> bool:
        """Tell whether it asks which risk the row is, rather than whose word holds."""
        return self.field in _WHICH_RISK

    @property
    def side_words(self) -> Mapping[Side, str]:
        """What a person chooses between."""
        return SHARED_WORDS if self.field == SHARED else SIDE_WORDS

    @property
    def is_made(self) -> bool:
        """Tell whether it changes something, unless nobody has chosen yet."""
        return self.chosen != Side.REGISTER and not (self.chosen and self.is_question)


@dataclass(frozen=True, slots=True)
class RowFinding:
    """What becomes of a row; `reference` is ours, once it is known, `printed` the old register's.

    Of a row that is not ready, `outcome` is what would become of it if it were.
    """

    number: int
    verdict: Verdict
    outcome: RowOutcome
    reference: str = ""
    title: str = ""
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Remark, ...] = ()
    changes: tuple[FieldChange, ...] = ()
    printed: str = ""

    @property
    def holds_up(self) -> bool:
        """Tell whether the file cannot be loaded as long as nothing is done about this row."""
        return self.verdict is not Verdict.READY and self.outcome is not RowOutcome.LEFT_OUT

    @property
    def is_loadable(self) -> bool:
        """Tell whether the row is loaded with the file."""
        return self.verdict is Verdict.READY and self.outcome is not RowOutcome.LEFT_OUT


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A row of the file that is no row of a risk, and why: a heading, a total, blank."""

    number: int
    why: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What is found of a whole file.

    `said` is what there is to say of all of it, such as that it was loaded already; `missing` names
    the risks that an earlier file of this register brought in and that this one has not; `names`
    are those that somebody may say the meaning of.
    """

    rows_in_file: int
    rows: tuple[RowFinding, ...]
    passed_over: tuple[PassedOver, ...] = ()
    file: str = ""
    sha256: str = ""
    said: str = ""
    missing: tuple[str, ...] = ()
    names: tuple[FoundName, ...] = ()

    @property
    def holding_up(self) -> tuple[RowFinding, ...]:
        """The rows without which the file could be loaded."""
        return tuple(row for row in self.rows if row.holds_up)

    def having(self, *outcomes: RowOutcome) -> tuple[RowFinding, ...]:
        """Return the rows that are loaded with one of these outcomes, or left out."""
        left = [row for row in self.rows if row.outcome in outcomes]
        return tuple(row for row in left if row.is_loadable or row.outcome not in DONE)


def reconciled(findings: Findings) -> str:
    """Return the sum of a file that is loaded: so many rows in it, and what became of each."""
    counts = {outcome: len(findings.having(outcome)) for outcome in RowOutcome}
    merged = counts[RowOutcome.UPDATED] + counts[RowOutcome.UNCHANGED]
    return (
        f"{counted(findings.rows_in_file, 'row')} in file: {counts[RowOutcome.NEW]} loaded,"
        f" {merged} merged with existing, {counts[RowOutcome.LEFT_OUT]} left out by you."
    )


def foreseen(findings: Findings) -> str:
    """Return the sum of a dry run: "214 rows: 209 ready, 5 need you"."""
    counts = dict.fromkeys(Verdict, 0)
    for row in findings.rows:
        counts[row.verdict] += row.outcome is not RowOutcome.LEFT_OUT
    parts = [f"{counts[Verdict.READY]} ready"]
    needing, refused = counts[Verdict.NEEDS_YOU], counts[Verdict.REFUSED]
    parts += [f"{needing} {'needs' if needing == 1 else 'need'} you"] if needing else []
    parts += [f"{refused} refused"] if refused else []
    left = len(findings.having(RowOutcome.LEFT_OUT))
    parts += [f"{left} left out"] if left else []
    return f"{counted(findings.rows_in_file, 'row')}: {', '.join(parts)}"


def findings_to_json(findings: Findings) -> str:
    """Return findings as they are kept until the file is loaded."""
    told: dict[str, Any] = {
        "rows_in_file": findings.rows_in_file,
        "file": findings.file,
        "sha256": findings.sha256,
        "said": findings.said,
        "missing": findings.missing,
        "passed_over": [[one.number, one.why] for one in findings.passed_over],
        "names": [_name_told(one) for one in findings.names],
        "rows": [_row_told(row) for row in findings.rows],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def findings_from_json(kept: str) -> Findings:
    """Return the findings that were kept."""
    told = json.loads(kept)
    return Findings(
        rows_in_file=told["rows_in_file"],
        rows=tuple(_row_from(row) for row in told["rows"]),
        passed_over=tuple(PassedOver(*one) for one in told["passed_over"]),
        file=told["file"],
        sha256=told["sha256"],
        said=told["said"],
        missing=tuple(told["missing"]),
        names=tuple(map(_name_from, told["names"])),
    )


def with_references(findings: Findings, references: Mapping[int, str]) -> Findings:
    """Return findings with our references of the rows that were loaded, by row number."""
    rows = (
        replace(row, reference=references[row.number]) if row.number in references else row
        for row in findings.rows
    )
    return replace(findings, rows=tuple(rows))


def _name_told(one: FoundName) -> list[Any]:
    return [one.holds, one.name, one.rows, one.became, str(one.id or ""), one.settled]


def _name_from(told: list[Any]) -> FoundName:
    holds, name, rows, became, key, settled = told
    return FoundName(Holds(holds), name, rows, Became(became), UUID(key) if key else None, settled)


def _row_told(row: RowFinding) -> list[Any]:
    """Return a row without what it does not say: most rows of a file say little."""
    told: list[Any] = [row.number, row.verdict, row.outcome, row.reference, row.title, row.printed]
    more = {
        "problems": [_plain(one) for one in row.problems],
        "remarks": [_plain(one) for one in row.remarks],
        "changes": [_plain(one) for one in row.changes],
    }
    return [*told, {name: said for name, said in more.items() if said}]


def _row_from(told: list[Any]) -> RowFinding:
    number, verdict, outcome, reference, title, printed, more = told
    return RowFinding(
        number,
        Verdict(verdict),
        RowOutcome(outcome),
        reference,
        title,
        tuple(_problem(*one) for one in more.get("problems", ())),
        tuple(Remark(*one) for one in more.get("remarks", ())),
        tuple(FieldChange(*one) for one in more.get("changes", ())),
        printed,
    )


def _problem(verdict: str, *said: Any) -> Problem:
    return Problem(Verdict(verdict), *said)


def _plain(one: Problem | Remark | FieldChange) -> list[Any]:
    return [getattr(one, name) for name in one.__slots__]


def numbers_of(rows: Iterable[RowFinding]) -> str:
    """Return row numbers as a sentence names them, the first few: "rows 3, 7 and 9"."""
    numbers = [str(row.number) for row in rows]
    return f"{'row' if len(numbers) == 1 else 'rows'} {few_of(numbers)}"


def few_of(names: Sequence[str]) -> str:
    """Return names as a sentence lists them, the first few of many: "3, 7 and 12 more"."""
    shown, more = list(names[:MOST_NAMED]), len(names) - MOST_NAMED
    last = f"{more} more" if more > 0 else shown.pop()
    return f"{', '.join(shown)} and {last}" if shown else last


MOST_NAMED: Final = 10
