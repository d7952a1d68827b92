"""When the Board and each lead committee considered each risk on the BAF, and when they met."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final
from uuid import UUID

from riskapp.domain.meetings import MeetingState
from riskapp.domain.months import MonthState
from riskapp.domain.wording import NO_COMMITTEE, counted, date_words, label_of, month_words
from riskapp.papers.making import CellText, cell, said, small, table, typed
from riskapp.papers.sections import Named
from riskapp.readmodels.audit_pack import AuditPack, BafRisk, Considered
from riskapp.readmodels.meetings import MeetingRow
from riskapp.readmodels.months import MonthName
from riskapp.readmodels.paper import Block, Piece, Section, Start, Strong

CONSIDERED: Final = Named("considered", "When each BAF risk was considered", "Considered")
MEETINGS: Final = Named("meetings", "Meetings of the Board and its committees", "Meetings")
MONTHLY: Final = Named("monthly", "Monthly reviews", "Monthly reviews")
NEVER: Final = "not recorded"
_HEAD: Final = ("Risk", "The Board", "Lead committee", "Other bodies", "Last review, next")
_SHARES: Final = (0.25, 0.18, 0.22, 0.19, 0.16)
_MOST: Final = 6


def considered(pack: AuditPack) -> Section:
    """Return when each risk on the BAF was before which committee in the year."""
    return CONSIDERED.of(_blocks(pack.risks), Start.FOLLOWS)


def meetings(pack: AuditPack) -> Section:
    """Return which bodies met when, and what was cancelled."""
    return MEETINGS.of(_meetings(pack.meetings, pack.bodies))


def monthly(pack: AuditPack) -> Section:
    """Return what became of each month's review."""
    return MONTHLY.of(_monthly(pack.months))


def _blocks(risks: Sequence[BafRisk]) -> Iterator[Block]:
    if not risks:
        yield said("No risk was on the Board Assurance Framework in the year.")
        return
    yield small(
        "A risk was considered where it is recorded that a meeting decided about it or reviewed it,"
        " that its committee rated its assurance, or that it had a pack which tells of it."
    )
    yield table("BAF risks and committees", _HEAD, map(_row, risks), _SHARES)


def _row(risk: BafRisk) -> Sequence[CellText]:
    row = risk.row
    return (
        cell(Strong(f"{row.reference} "), typed(row.title, row.id)),
        cell(*_days(risk.by_board, row.id)),
        cell(f"{row.committee or NO_COMMITTEE}\n", *_days(risk.by_lead, row.id)),
        cell(*_others(risk)),
        cell(_reviewed(risk)),
    )


def _days(found: Sequence[Considered], risk_id: UUID) -> Iterator[Piece]:
    """Yield the days with how, the last of many only."""
    if not found:
        yield Strong(NEVER)
        return
    left_out = len(found) - _MOST
    if left_out > 0:
        yield f"{counted(left_out, 'day')} before; then\n"
    for number, one in enumerate(found[-_MOST:]):
        yield "\n" if number else ""
        yield f"{date_words(one.on)}: {one.way.value}"
        if one.rating != "":
            yield ", "
            yield typed(one.rating, risk_id)


def _others(risk: BafRisk) -> Iterator[str]:
    by_body: dict[str, int] = defaultdict(int)
    for one in risk.by_others:
        by_body[one.committee] += 1
    yield "\n".join(f"{name}: {counted(number, 'day')}" for name, number in by_body.items()) or (
        "none recorded"
    )


def _reviewed(risk: BafRisk) -> str:
    last, following = risk.dates.reviewed_on, risk.dates.review_on
    words = date_words(last) if last else "never"
    return f"{words}; {date_words(following) if following else 'no next set'}"


def _meetings(found: Iterable[MeetingRow], bodies: Iterable[str]) -> Iterator[Block]:
    by_body: dict[str, list[MeetingRow]] = {name: [] for name in bodies}
    for one in found:
        by_body.setdefault(one.committee, []).append(one)
    if not by_body:
        yield said("No meeting is recorded in the year, and no body is named that should meet.")
        return
    rows = [_body(name, by_body[name]) for name in sorted(by_body)]
    yield table(
        "Meetings by body",
        ("Body", "Held", "When", "Cancelled"),
        rows,
        (0.3, 0.1, 0.46, 0.14),
        (0,),
    )


def _body(name: str, found: Sequence[MeetingRow]) -> Sequence[CellText]:
    held = sorted(one.held_on for one in found if one.state is MeetingState.HELD)
    cancelled = sum(one.state is MeetingState.CANCELLED for one in found)
    return (
        name,
        cell(str(len(held)), number=len(held)),
        cell("; ".join(map(date_words, held)) or "none"),
        cell(str(cancelled or "none"), number=cancelled),
    )


def _monthly(months: Sequence[MonthName]) -> Iterator[Block]:
    if not months:
        yield said("No monthly review was opened in the year.")
        return
    head = ("Month", "What became of it", "Closed on", "Why")
    yield table("Monthly reviews", head, map(_month, months), (0.2, 0.2, 0.2, 0.4), (0,))


def _month(one: MonthName) -> Sequence[CellText]:
    state = "Still open" if one.state is MonthState.OPEN else label_of(one.state)
    closed = date_words(one.closed_on) if one.closed_on else ""
    return month_words(one.month), cell(state), cell(closed), cell(typed(one.why))
