"""What is said of a control, or of a whole risk, from the assurances it has on a day.

A prompt for its readers: the record is the lead committee's own rating, in its own word.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from riskapp.domain.assurance import (
    LINE_RANK,
    LINE_SHORT,
    SOURCE_FROM,
    AssuranceResult,
    Line,
    SourceKind,
)
from riskapp.domain.wording import ago_words, date_words


@dataclass(frozen=True, slots=True)
class Report:
    """An assurance, as far as it matters to what is said.

    Its last day is `expires_on`; `settled_on` is when what it recommended was verified as done; a
    withdrawn one was recorded by mistake, so it never counted.
    """

    line: Line
    source_kind: SourceKind
    result: AssuranceResult
    received_on: date
    expires_on: date | None = None
    settled_on: date | None = None
    withdrawn_on: date | None = None

    @property
    def is_negative(self) -> bool:
        """Tell whether it found that the control does not work."""
        return self.result is AssuranceResult.NEGATIVE

    def has_expired(self, on: date) -> bool:
        """Tell whether its last day is past."""
        return self.expires_on is not None and self.expires_on < on

    def is_settled(self, on: date) -> bool:
        """Tell whether what it recommended was verified as done by that day."""
        return self.settled_on is not None and self.settled_on <= on


class Place(StrEnum):
    """Where a line's newest report stands among those of the other lines."""

    STANDS = "stands"
    ANSWERED = "answered"
    SETTLED = "settled"
    EXPIRED = "expired"


class ConfidenceKind(StrEnum):
    """What the assurances come to."""

    NONE = "none"
    EXPIRED = "expired"
    SETTLED = "settled"
    FIRST_LINE_ONLY = "first-line-only"
    POSITIVE = "positive"
    MIXED = "mixed"
    NEGATIVE = "negative"


@dataclass(frozen=True, slots=True)
class Confidence:
    """What is said: its kind, the words that lead, and what else must be named."""

    kind: ConfidenceKind
    words: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """The newest report of a line, and where it stands."""

    report: Report
    place: Place


NONE_YET = Confidence(ConfidenceKind.NONE, "none yet")


def place_by_line(reports: Iterable[Report], on: date) -> tuple[Placed, ...]:
    """Return the newest report of each line by that day, the oldest first, and where it stands.

    The reports are given in the order they were recorded: of two that were received on one day
    the later one is the newer.
    """
    known = [one for one in reports if one.withdrawn_on is None and one.received_on <= on]
    newest: dict[Line, Report] = {}
    for report in sorted(known, key=lambda one: one.received_on):
        newest.pop(report.line, None)
        newest[report.line] = report
    inorder = list(newest.values())
    return tuple(
        Placed(report, _place(report, inorder[number:], on))
        for number, report in enumerate(inorder, 1)
    )


def confidence(reports: Iterable[Report], on: date) -> Confidence:
    """Return what is said on a day of what these reports are about."""
    placed = place_by_line(reports, on)
    if not placed:
        return NONE_YET
    lead = _lead(placed)
    return Confidence(_kind(lead, placed), _lead_words(lead, placed, on), _also(lead, placed, on))


def _place(report: Report, later: Sequence[Report], on: date) -> Place:
    """Return where a line's newest report stands; `later` are those of other lines since.

    A negative never lapses: it stands, however old, until it is answered or settled.
    """
    if report.is_negative and report.is_settled(on):
        return Place.SETTLED
    if report.has_expired(on) and not report.is_negative:
        return Place.EXPIRED
    higher = [one for one in later if LINE_RANK[one.line] > LINE_RANK[report.line]]
    if any(report.is_negative or _counts(one, on) for one in higher):
        return Place.ANSWERED
    return Place.STANDS


def _counts(report: Report, on: date) -> bool:
    """Tell whether a report still says something: neither settled nor, unless negative, expired."""
    if report.is_negative:
        return not report.is_settled(on)
    return not report.has_expired(on)


_WEIGHT = {
    (Place.STANDS, AssuranceResult.NEGATIVE): 5,
    (Place.STANDS, AssuranceResult.MIXED): 4,
    (Place.STANDS, AssuranceResult.POSITIVE): 3,
    (Place.SETTLED, AssuranceResult.NEGATIVE): 2,
}
"""What leads: the worst that stands, then what was settled, then what has expired."""
_EXPIRED_WEIGHT = 1


def _lead(placed: Sequence[Placed]) -> Placed:
    """Return the report that leads; of equals, that of the highest line."""
    return max(placed, key=_weight)


def _weight(one: Placed) -> tuple[int, int]:
    weight = _WEIGHT.get((one.place, one.report.result), 0)
    if one.place is Place.EXPIRED:
        weight = _EXPIRED_WEIGHT
    return weight, LINE_RANK[one.report.line]


_PLACE_KINDS = {
    Place.SETTLED: ConfidenceKind.SETTLED,
    Place.EXPIRED: ConfidenceKind.EXPIRED,
}


def _kind(lead: Placed, placed: Sequence[Placed]) -> ConfidenceKind:
    if lead.place in _PLACE_KINDS:
        return _PLACE_KINDS[lead.place]
    if lead.report.result is AssuranceResult.POSITIVE and _is_first_only(placed):
        return ConfidenceKind.FIRST_LINE_ONLY
    return ConfidenceKind(lead.report.result.value)


def _is_first_only(placed: Sequence[Placed]) -> bool:
    """Tell whether nothing stands but the first line's own word."""
    return {one.report.line for one in placed if one.place is Place.STANDS} == {Line.FIRST}


def _lead_words(lead: Placed, placed: Sequence[Placed], on: date) -> str:
    if lead.place is Place.STANDS and lead.report.is_negative:
        return _negative_words(lead.report, placed, on)
    if lead.place is Place.STANDS and _is_first_only(placed):
        return f"first line only, {_result_words(lead.report, on)}"
    return _line_words(lead, on)


def _negative_words(report: Report, placed: Sequence[Placed], on: date) -> str:
    """Return that a negative stands, whatever lower lines have said since."""
    words = f"negative from {SOURCE_FROM[report.source_kind]} stands"
    if report.has_expired(on) and report.expires_on:
        words += f", though it expired {ago_words(report.expires_on, on)}"
    reports = [one.report for one in placed]
    later = reports[reports.index(report) + 1 :]
    below = [one for one in later if LINE_RANK[one.line] < LINE_RANK[report.line]]
    if not below:
        return words
    highest = max(below, key=lambda one: LINE_RANK[one.line])
    article = "an" if highest.line is Line.EXTERNAL else "a"
    return f"{words}; {article} later {_adjective(highest.line)} report does not lift it"


def _also(lead: Placed, placed: Sequence[Placed], on: date) -> tuple[str, ...]:
    """Return what else must be named, the highest line first."""
    others = sorted(placed, key=lambda one: LINE_RANK[one.report.line], reverse=True)
    named = (one for one in others if one is not lead and one.place is not Place.ANSWERED)
    return tuple(_line_words(one, on) for one in named)


def _line_words(one: Placed, on: date) -> str:
    """Return what a line's newest report comes to, with the name of the line."""
    line, report = LINE_SHORT[one.report.line], one.report
    if one.place is Place.EXPIRED and report.expires_on:
        return f"{line}, expired {ago_words(report.expires_on, on)}"
    if one.place is Place.SETTLED and report.settled_on:
        done = date_words(report.settled_on)
        return f"{line}, negative, what it recommended verified as done on {done}"
    return f"{line}, {_result_words(report, on)}"


def _result_words(report: Report, on: date) -> str:
    """Return a result with the days it holds: "positive, until 31 March 2019"."""
    day = f"since {date_words(report.received_on)}"
    if report.expires_on and not report.has_expired(on):
        day = f"until {date_words(report.expires_on)}"
    if report.is_settled(on) and report.settled_on:
        day += f", what it recommended verified as done on {date_words(report.settled_on)}"
    return f"{report.result.value}, {day}"


def _adjective(line: Line) -> str:
    return LINE_SHORT[line].replace(" ", "-")
