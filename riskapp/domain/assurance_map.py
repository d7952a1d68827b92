"""One line of the assurance map: what each line of assurance says of a risk and its controls."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from riskapp.domain.assurance import Line
from riskapp.domain.confidence import Place, Placed, Report, place_by_line
from riskapp.domain.wording import ago_words, date_words


class CellKind(StrEnum):
    """What a line comes to, for a risk: a hole where it has never said anything.

    Answered is a negative that was settled, or that a higher line has reported since.
    """

    NOTHING = "nothing"
    EXPIRED = "expired"
    ANSWERED = "answered"
    POSITIVE = "positive"
    MIXED = "mixed"
    NEGATIVE = "negative"


@dataclass(frozen=True, slots=True)
class Cell:
    """What one line says, in words; `more` counts what it says of other controls."""

    kind: CellKind
    words: str
    more: int = 0


NOTHING = Cell(CellKind.NOTHING, "nothing")


def map_lines(subjects: Iterable[Sequence[Report]], on: date) -> Mapping[Line, Cell]:
    """Return the cell of each line, from the reports on each control and on the whole risk.

    A negative that stands leads, whatever the same line says of other controls; then the newest.
    """
    found: dict[Line, list[Placed]] = {line: [] for line in Line}
    for reports in subjects:
        for one in place_by_line(reports, on):
            found[one.report.line].append(one)
    return {line: _cell(placed, on) for line, placed in found.items()}


def _cell(placed: Sequence[Placed], on: date) -> Cell:
    if not placed:
        return NOTHING
    lead = max(placed, key=_order)
    return Cell(_kind(lead), _words(lead, on), len(placed) - 1)


def _order(one: Placed) -> tuple[bool, bool, date]:
    """Put a standing negative last, before it what counts, and of equals the newest."""
    stands = one.place is Place.STANDS and one.report.is_negative
    return stands, one.place in {Place.STANDS, Place.ANSWERED}, one.report.received_on


def _kind(one: Placed) -> CellKind:
    if one.place is Place.EXPIRED:
        return CellKind.EXPIRED
    if one.report.is_negative and one.place is not Place.STANDS:
        return CellKind.ANSWERED
    return CellKind(one.report.result.value)


def _words(one: Placed, on: date) -> str:
    """Return the result, its day, and what has become of it since."""
    report = one.report
    said = f"{report.result.value}, {date_words(report.received_on)}"
    return f"{said}, {_since(one, on)}" if _since(one, on) else said


def _since(one: Placed, on: date) -> str:
    report = one.report
    if one.place is Place.SETTLED and report.settled_on:
        return f"what it recommended verified as done on {date_words(report.settled_on)}"
    if report.is_negative:
        answered = one.place is Place.ANSWERED
        return "answered since by a higher line" if answered else "stands"
    if report.expires_on is None:
        return ""
    if report.has_expired(on):
        return f"expired {ago_words(report.expires_on, on)}"
    return f"until {date_words(report.expires_on)}"
