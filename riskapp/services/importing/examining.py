"""The dry run: every row of a file laid beside the register, and nothing written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sqlmodel import Session

from riskapp.domain.actions import Action
from riskapp.domain.import_alike import may_be_one_risk
from riskapp.domain.import_cells import ReadColumns
from riskapp.domain.import_compare import Difference, KnownRisk, differences
from riskapp.domain.import_corrections import Corrections, Side, corrections_from_json
from riskapp.domain.import_findings import (
    SAME_RISK,
    SHARED,
    FieldChange,
    Findings,
    PassedOver,
    RowFinding,
)
from riskapp.domain.import_meanings import Meanings, Meant
from riskapp.domain.import_names import KnownNames
from riskapp.domain.import_plans import FilePlan, plan_from_json
from riskapp.domain.import_rows import Problem, ReadRow, Remark, gravest
from riskapp.domain.import_said import Told, asked_of_plan, said_by_row
from riskapp.domain.import_shared import Sharer
from riskapp.domain.import_words import change_of
from riskapp.domain.imports import HOLDS_WORDS, Holds, RowOutcome, Verdict
from riskapp.domain.lifecycle import OVER, RiskStatus, status_words
from riskapp.domain.like_actions import in_their_order
from riskapp.domain.permissions import Actor, require
from riskapp.domain.references import printed_key, risk_reference
from riskapp.models import ImportFile
from riskapp.queries.import_names import read_names
from riskapp.queries.import_register import KnownRegister, Listed, read_register
from riskapp.queries.loaded_before import find_loaded_before, list_references

CHOOSE: Final = (
    "a choice between the two, for this register was changed as well as the file: it says “{now}”"
)
ALIKE: Final = (
    "a choice, where {reference} has the same title and the row has no reference: the file's brings"
    " it in as another risk, the register's leaves it out"
)
ANOTHER: Final = (
    "the risk that has this reference here, {reference} “{title}”, or another reference, for this"
    " row is called “{row}”"
)
TWICE: Final = "a reference that no other row has, where row {number} has it too"
TURNS: Final = {
    (RiskStatus.DRAFT, RiskStatus.OPEN): "The draft is opened.",
    (RiskStatus.OPEN, RiskStatus.CLOSED): "Closing is proposed: it takes a second person.",
    (RiskStatus.TOLERATED, RiskStatus.CLOSED): "Closing is proposed: it takes a second person.",
}
"""What follows from another status in the file, by what the register has and what the file has."""
NO_TURN: Final = "Another status than in this register, where it stays as it is."
OVER_HERE: Final = "The risk is {status} in this register, so nothing of it is changed."


@dataclass(frozen=True, slots=True)
class Examined:
    """A row that was examined: what it means, the risk that it is, and what it changes of it."""

    meant: Meant
    finding: RowFinding
    known: KnownRisk | None = None
    changes: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Examination:
    """A file that was examined: what is found of it, and of its rows."""

    findings: Findings
    rows: tuple[Examined, ...] = ()
    plan: FilePlan = field(default_factory=FilePlan)


def check(
    session: Session,
    actor: Actor,
    file: ImportFile,
    rows: Sequence[ReadRow],
    passed_over: Iterable[PassedOver] = (),
) -> Findings:
    """Return what becomes of each row of a file if it is loaded now."""
    return examine(session, actor, file, rows, passed_over).findings


def examine(
    session: Session,
    actor: Actor,
    file: ImportFile,
    rows: Sequence[ReadRow],
    passed_over: Iterable[PassedOver] = (),
) -> Examination:
    """Lay every row of a file beside the register."""
    require(actor, Action.IMPORT_RISKS)
    found = Findings(len(rows), (), tuple(passed_over), file.name, file.sha256)
    before = find_loaded_before(session, actor, file)
    if before is not None:
        references = list_references(session, actor, before.id)
        same = tuple(_unchanged(row, references) for row in rows)
        return Examination(replace(found, rows=same, said=before.said))
    plan = plan_from_json(file.plan)
    names = read_names(session, actor)
    known = read_register(session, actor, rows, names.root_unit_id)
    desk = Desk(plan, corrections_from_json(file.corrections), names, known)
    meanings = Meanings(plan, names, actor.today)
    examined = tuple(desk.examine(meanings.of(row)) for row in rows)
    told = tuple(one.finding for one in examined)
    missing = tuple(desk.missing(examined))
    findings = replace(found, rows=told, missing=missing, names=meanings.names)
    return Examination(findings, examined, plan)


class Desk:
    """Where the rows of one file are laid beside the register, one after another."""

    def __init__(
        self, plan: FilePlan, made: Corrections, names: KnownNames, known: KnownRegister
    ) -> None:
        self._made = made
        self._names = names
        self._known = known
        self._asked = asked_of_plan(plan)
        self._columns = ReadColumns.of(plan)
        self._reference = next((one.index for one in plan.holding(Holds.REFERENCE)), None)
        self._rows_by_key: dict[str, int] = {}
        self._rows_by_risk: dict[int, int] = {}

    def examine(self, meant: Meant) -> Examined:
        """Return what becomes of a row."""
        number = meant.row.number
        if number in self._made.left_out:
            finding = _finding(meant, meant.problems, RowOutcome.LEFT_OUT)
            return Examined(meant, finding, self._known.find(meant.row))
        twice = tuple(self._twice(meant.row))
        known = None if twice else self._known.find(meant.row)
        if known is not None:
            return self._beside(meant, known)
        if not twice and (sharers := self._known.sharing(meant.row)):
            return self._sharing(meant, sharers)
        alike = self._known.alike(meant.row)
        return self._alike(meant, alike[0], twice) if alike else _new(meant, twice)

    def _sharing(self, meant: Meant, sharers: Sequence[Sharer]) -> Examined:
        """Lay a row beside the risk that shares a reference with it, or ask whether it is that."""
        risk, row = sharers[0], meant.row
        side = self._made.sides.get(row.number, {}).get(SHARED)
        choice = risk.choice(row, side)
        if side is Side.FILE:
            return _new(meant, (), choice)
        sure = len(sharers) == 1 and risk.is_surely(row)
        taken = self._rows_by_risk.get(risk.known.number, row.number) != row.number or risk.own
        if taken or not (sure or side):
            return replace(_new(meant, (risk.problem(row, side),), choice), known=risk.known)
        self._rows_by_risk[risk.known.number] = row.number
        if side is None:
            meant = replace(meant, remarks=(*meant.remarks, risk.remark(row)))
        found = self._beside(meant, risk.known, is_same=side is not None)
        changes = (*((choice,) if side else ()), *found.finding.changes)
        return replace(found, finding=replace(found.finding, changes=changes))

    def _alike(self, meant: Meant, alike: Listed, twice: tuple[Problem, ...]) -> Examined:
        """Ask whether a row without a reference is the risk that is called the same."""
        side = self._made.sides.get(meant.row.number, {}).get(SAME_RISK)
        reference = risk_reference(alike.number)
        choice = _same(reference, alike.title, meant.row, side)
        if side is Side.REGISTER:
            finding = _finding(meant, (), RowOutcome.UNCHANGED, reference)
            return Examined(meant, replace(finding, changes=(choice,)))
        asked = () if side is Side.FILE else (_may_be(meant.row, reference),)
        return _new(meant, (*twice, *asked), choice)

    def missing(self, rows: Iterable[Examined]) -> Iterator[str]:
        """Name the risks that an earlier file of this register brought in, and this one has not."""
        matched = [one.known for one in rows if one.known is not None]
        files = {known.kept.file_id for known in matched if known.kept is not None}
        there = {known.id for known in matched}
        for one in self._known.listed:
            came_with = self._known.came_with.get(one.id)
            if came_with in files and one.id not in there and not one.over:
                yield f"{risk_reference(one.number)}, {one.title}"

    def _beside(self, meant: Meant, known: KnownRisk, *, is_same: bool = False) -> Examined:
        """Lay a row beside the risk that it is."""
        side = self._made.sides.get(meant.row.number, {}).get(SAME_RISK)
        cells = self._columns.beside(meant.cells, known.saying.one.get(Told.CELLS, ""))
        meant = in_their_order(replace(meant, cells=cells), known.saying)
        found = tuple(differences(said_by_row(meant), known, self._asked))
        if any(map(_renames, found)) and side is not Side.FILE and not is_same:
            return self._perhaps_another(meant, known, left=side is Side.REGISTER)
        if found and known.status in OVER:
            words = OVER_HERE.format(status=status_words(known.status))
            remark = Remark(HOLDS_WORDS[Holds.STATUS], status_words(known.status), words)
            meant = replace(meant, remarks=(*meant.remarks, remark))
            found = ()
        meant, found = _with_turn(meant, known, found)
        sides = self._made.sides.get(meant.row.number, {})
        told = [change_of(one, self._names, sides.get(one.name)) for one in found]
        if side is Side.FILE:
            told = [_same(known.reference, known.title, meant.row, side), *told]
        taken = tuple(
            one for one in found if not one.clashes or sides.get(one.name) is not Side.REGISTER
        )
        problems = (*meant.problems, *(_clash(one) for one in told if one.to_choose))
        outcome = RowOutcome.UPDATED if taken else RowOutcome.UNCHANGED
        finding = _finding(meant, problems, outcome, known.reference)
        return Examined(meant, replace(finding, changes=tuple(told)), known, taken)

    def _perhaps_another(self, meant: Meant, known: KnownRisk, *, left: bool) -> Examined:
        """Ask whether a row is the risk that has its reference, where it is called otherwise."""
        row, reference = meant.row, known.reference
        if left:
            finding = _finding(meant, (), RowOutcome.UNCHANGED, reference)
            choice = _same(reference, known.title, row, Side.REGISTER)
            return Examined(meant, replace(finding, changes=(choice,)))
        expected = ANOTHER.format(reference=reference, title=known.title, row=row.title)
        column = HOLDS_WORDS[Holds.REFERENCE]
        asked = Problem(Verdict.NEEDS_YOU, self._reference, column, row.reference, expected)
        finding = _finding(meant, (*meant.problems, asked), RowOutcome.UPDATED, reference)
        choice = _same(reference, known.title, row, None)
        return Examined(meant, replace(finding, changes=(choice,)), known)

    def _twice(self, row: ReadRow) -> Iterator[Problem]:
        """Yield that an earlier row has the same reference, where one has."""
        key = printed_key(row.reference)
        if not key or any(one.index == self._reference for one in row.problems):
            return
        first = self._rows_by_key.setdefault(key, row.number)
        if first != row.number:
            expected = TWICE.format(number=first)
            column = HOLDS_WORDS[Holds.REFERENCE]
            yield Problem(Verdict.NEEDS_YOU, self._reference, column, row.reference, expected)


def _with_turn(
    meant: Meant, known: KnownRisk, found: tuple[Difference, ...]
) -> tuple[Meant, tuple[Difference, ...]]:
    """Say what follows where the file has another status; what does not follow is left out."""
    if all(one.told is not Told.STATUS for one in found):
        return meant, found
    words = TURNS.get((known.status, meant.row.status))
    if words is None:
        words = NO_TURN
        found = tuple(one for one in found if one.told is not Told.STATUS)
    remark = Remark(HOLDS_WORDS[Holds.STATUS], status_words(meant.row.status), words)
    return replace(meant, remarks=(*meant.remarks, remark)), found


def _finding(
    meant: Meant, problems: Iterable[Problem], outcome: RowOutcome, reference: str = ""
) -> RowFinding:
    row, all_of = meant.row, tuple(problems)
    return RowFinding(
        row.number, gravest(all_of), outcome, reference, row.title, all_of, meant.remarks,
        printed=row.reference,
    )  # fmt: skip


def _renames(one: Difference) -> bool:
    """Tell whether a difference gives a risk the title of quite another one."""
    return one.told is Told.TITLE and not may_be_one_risk(one.before, one.after)


def _new(meant: Meant, more: tuple[Problem, ...], *choices: FieldChange) -> Examined:
    finding = _finding(meant, (*meant.problems, *more), RowOutcome.NEW)
    return Examined(meant, replace(finding, changes=choices))


def _same(reference: str, title: str, row: ReadRow, side: Side | None) -> FieldChange:
    """Return the choice whether a row is a risk that is there."""
    before = f"{reference}, {title}"
    return FieldChange(SAME_RISK, before, row.title, to_choose=side is None, chosen=side or "")


def _may_be(row: ReadRow, reference: str) -> Problem:
    expected = ALIKE.format(reference=reference)
    return Problem(Verdict.NEEDS_YOU, None, SAME_RISK, row.title, expected)


def _clash(one: FieldChange) -> Problem:
    """Return what a row that both changed waits for."""
    expected = CHOOSE.format(now=one.before)
    return Problem(Verdict.NEEDS_YOU, None, one.field, one.after, expected)


def _unchanged(row: ReadRow, references: Mapping[int, str]) -> RowFinding:
    outcome = RowOutcome.UNCHANGED if row.number in references else RowOutcome.LEFT_OUT
    reference = references.get(row.number, "")
    return RowFinding(
        row.number, Verdict.READY, outcome, reference, row.title, printed=row.reference
    )
