"""The record of a risk, read strictly: what the register cannot hold is refused where it stands."""

from dataclasses import dataclass
from datetime import date

from riskapp.domain.actions import Action
from riskapp.domain.drafts import Statement
from riskapp.domain.escalation import Register
from riskapp.domain.lifecycle import Origin, RiskKind, Treatment, Visibility
from riskapp.domain.permissions import GRANTS, Role
from riskapp.services.loading.fields import KEY, Fields, take_source
from riskapp.services.loading.files import Raw
from riskapp.services.loading.records import Record
from riskapp.services.risks import Printed

HIGHEST_PRINTED = 1_000
"""No register prints a score above it: a longer number is a slip of the keyboard."""
TITLE = 300
BASIS = 200


@dataclass(frozen=True, slots=True)
class PrintedScoreRecord:
    """The score in the old register, the day it holds from and why that day."""

    value: int
    on: date
    basis: str


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """Where a risk belongs, by the keys of other files; empty where not said."""

    unit: str
    programme: str
    owner_post: str
    executive_post: str
    lead_committee: str


@dataclass(frozen=True, slots=True)
class NatureRecord:
    """What sort of risk it is, and who may see it."""

    kind: RiskKind
    origin: Origin | None
    treatment: Treatment | None
    visibility: Visibility
    visibility_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRecord(Record):
    """A risk as it stands in the old register, or as it was raised."""

    statement: Statement
    nature: NatureRecord
    place: PlaceRecord
    printed: Printed
    opened: date
    registers: tuple[Register, ...]
    score: PrintedScoreRecord | None
    objectives: tuple[str, ...]
    raised_by: Role | None

    @property
    def is_draft(self) -> bool:
        """Tell whether it was raised by a reporter, and so is nobody's risk yet."""
        return self.raised_by is Role.REPORTER


def read_risk(raw: Raw) -> RiskRecord:
    """Read a risk."""
    fields = Fields(raw, raw.values)
    record = RiskRecord(
        raw=raw,
        key=fields.text("key", KEY),
        source=take_source(fields),
        statement=_statement(fields),
        nature=_nature(fields),
        place=_place(fields),
        printed=_printed(fields),
        opened=fields.day("opened"),
        registers=_registers(fields),
        score=_score(fields),
        objectives=fields.keys("objectives"),
        raised_by=fields.maybe_choice("raised_by", Role),
    )
    fields.all_taken()
    _refuse_unfit(fields, record)
    return record


def _statement(fields: Fields) -> Statement:
    return Statement(
        title=fields.text("title", TITLE),
        cause=fields.maybe_text("cause"),
        event=fields.maybe_text("event"),
        effect=fields.maybe_text("effect"),
    )


def _nature(fields: Fields) -> NatureRecord:
    return NatureRecord(
        kind=fields.choice("kind", RiskKind),
        origin=fields.maybe_choice("origin", Origin),
        treatment=fields.maybe_choice("treatment", Treatment),
        visibility=fields.maybe_choice("visibility", Visibility) or Visibility.INTERNAL,
        visibility_reason=fields.maybe_text("visibility_reason"),
    )


def _place(fields: Fields) -> PlaceRecord:
    return PlaceRecord(
        unit=fields.maybe_text("unit", KEY),
        programme=fields.maybe_text("programme", KEY),
        owner_post=fields.maybe_text("owner_post", KEY),
        executive_post=fields.maybe_text("executive_post", KEY),
        lead_committee=fields.maybe_text("lead_committee", KEY),
    )


def _printed(fields: Fields) -> Printed:
    return Printed(
        reference=fields.maybe_text("printed_reference", 40),
        table=fields.maybe_text("table", 100),
        dated=fields.maybe_text("printed_date", 40),
        opened_basis=fields.maybe_text("opened_basis", BASIS),
    )


def _registers(fields: Fields) -> tuple[Register, ...]:
    named = fields.keys("registers")
    for name in named:
        if name not in list(Register):
            raise fields.refuse("registers", f"expected {' or '.join(Register)}, found {name}")
    return tuple(Register(name) for name in named)


def _score(fields: Fields) -> PrintedScoreRecord | None:
    value = fields.maybe_number("printed_score", 1, HIGHEST_PRINTED)
    on = fields.maybe_day("printed_score_on")
    basis = fields.maybe_text("printed_score_basis", BASIS)
    if value is None:
        if on is not None or basis:
            raise fields.refuse("printed_score_on", "expected a printed_score beside it")
        return None
    if on is None:
        raise fields.refuse("printed_score_on", "expected the day from which the score holds")
    return PrintedScoreRecord(value, on, basis)


def _refuse_unfit(fields: Fields, record: RiskRecord) -> None:
    """Refuse what is readable, but contradicts itself."""
    if record.registers and record.score is None:
        raise fields.refuse("registers", "expected the printed_score of a risk on a register")
    if record.score and record.score.on < record.opened:
        raise fields.refuse("printed_score_on", "expected a day on which the risk was open")
    if record.raised_by and Action.RAISE_RISK not in GRANTS[record.raised_by]:
        raise fields.refuse("raised_by", f"{record.raised_by} may not raise a risk")
    if record.is_draft and record.score:
        raise fields.refuse("printed_score", "what a reporter raised is a draft without a score")
