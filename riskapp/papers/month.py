"""A month of the executive team as it became final: its figures, its risks, what was decided."""

from collections.abc import Iterator, Sequence
from typing import Final

from riskapp.domain.matrix import Matrix
from riskapp.domain.months import LISTED_WORDS, OUTCOME_WORDS, STATE_WORDS
from riskapp.domain.wording import (
    counted,
    date_words,
    decision_words,
    label_of,
    month_words,
    short_date_words,
    state_words,
)
from riskapp.papers.making import CellText, band_cell, cell, named, part, said, small, table
from riskapp.papers.sections import ATTENDANCE, DECIDED, MONTH, MONTH_RISKS
from riskapp.papers.summary import moved_words
from riskapp.readmodels.executive_pack import ClosedMonth
from riskapp.readmodels.month_content import (
    FinalDecision,
    FinalMeeting,
    FinalMilestone,
    FinalName,
    FinalOutcome,
    FinalRisk,
    MonthContent,
)
from riskapp.readmodels.months import MonthFigures
from riskapp.readmodels.paper import Block, Cell, Piece, Section, Strong

NOT_LISTED: Final = "not on the last list"
_RISKS: Final = ("Risk", "Score, change", "Target", "Why it is listed", "What came of it")
_RISK_SHARES: Final = (0.24, 0.14, 0.12, 0.2, 0.3)
_MILESTONES: Final = ("Milestone", "Programme, owner", "Due")
_MILESTONE_SHARES: Final = (0.4, 0.25, 0.35)
_TAKEN: Final = ("Risk", "Decided", "By whom, when", "Why")
_TAKEN_SHARES: Final = (0.24, 0.24, 0.22, 0.3)


def month_sections(month: ClosedMonth, matrix: Matrix) -> Iterator[Section]:
    """Yield the sections of a month that is closed."""
    content = month.content
    yield MONTH.of(_month(month))
    yield MONTH_RISKS.of((*_risks(content, matrix), *_of_no_risk(content.milestones)))
    yield DECIDED.of(_decisions(content.decisions))
    yield ATTENDANCE.of(_meetings(content.meetings))


def _month(month: ClosedMonth) -> Iterator[Block]:
    content = month.content
    closed = f" on {date_words(content.closed_on)}" if content.closed_on else ""
    by = f" by {content.closed_by}" if content.closed_by else ""
    yield said(
        f"The review of {month_words(content.month)} was {STATE_WORDS[content.state]}",
        closed,
        by,
        ".",
    )
    if content.why.text != "":
        yield named("Why", content.why)
    yield table("Figures", ("What", "How many"), _figures(content.figures), (0.6, 0.4), (0,))
    if content.compared_with:
        yield small(f"Compared with {month_words(content.compared_with)}, closed before.")
    yield named("SHA-256 of the month's final content", month.digest)


def _figures(figures: MonthFigures) -> Iterator[tuple[str, str]]:
    yield "On the HLRR", str(figures.on_hlrr)
    for band in figures.bands:
        yield f"Of these, {band.name}", str(band.number)
    yield "Others on the list", str(figures.others)
    yield "With something more to say of them", str(figures.exceptions)
    yield "Reviews overdue", str(figures.overdue)
    yield "Left undecided", str(figures.undecided)
    moved = (
        ("New", figures.new),
        ("Gone", figures.gone),
        ("Up", figures.up),
        ("Down", figures.down),
    )
    yield from ((name, str(number)) for name, number in moved if number is not None)


def _risks(content: MonthContent, matrix: Matrix) -> Iterator[Block]:
    if not content.risks:
        yield said("No risk was on the list of the month.")
    else:
        yield said(f"{counted(len(content.risks), 'risk')} on the list, in the order gone through.")
        rows = [_risk(one, matrix) for one in content.risks]
        yield table("Risks of the month", _RISKS, rows, _RISK_SHARES)
    yield part("Gone from the HLRR")
    if not content.gone:
        yield said("No risk has left it since the month before.")
        return
    rows = [
        (cell(*_name(one.about)), label_of(one.status), _then(one.before, one.score))
        for one in content.gone
    ]
    yield table("Gone from the HLRR", ("Risk", "Status", "Score"), rows, (0.5, 0.2, 0.3))


def _of_no_risk(milestones: Sequence[FinalMilestone]) -> Iterator[Block]:
    if not milestones:
        return
    yield part("Milestones of no risk")
    rows = [_milestone(one) for one in milestones]
    yield table("Late or put off, of no risk", _MILESTONES, rows, _MILESTONE_SHARES)


def _milestone(one: FinalMilestone) -> Sequence[CellText]:
    late = f", late by {counted(one.days_late, 'day')}" if one.days_late else ""
    return (
        cell(Strong(one.reference), " ", one.words),
        cell(f"{one.programme or 'no programme'}\n{one.owner or 'no owner'}"),
        cell(f"{one.due}{late}", *_slips(one)),
    )


def _slips(one: FinalMilestone) -> Iterator[Piece]:
    for slip in one.slips:
        yield f"\nslipped from {slip.before} to {slip.due}"
        yield ": " if slip.reason.text != "" else ""
        yield slip.reason


def _then(before: int, score: int) -> str:
    return (
        f"{score or 'not scored'}, {moved_words(score, before or None)}" if score else "not scored"
    )


def _risk(risk: FinalRisk, matrix: Matrix) -> Sequence[CellText]:
    listed = ", ".join(LISTED_WORDS[one] for one in risk.listed)
    return (
        cell(*_name(risk.about), f"\n{risk.unit}; {risk.executive}".rstrip("; ")),
        _score(risk, matrix),
        cell(_target(risk)),
        cell(listed),
        cell(*_outcomes(risk.outcomes)),
    )


def _score(risk: FinalRisk, matrix: Matrix) -> Cell:
    if not risk.score:
        return cell("not scored")
    awaiting = "\nawaiting validation" if risk.awaiting_validation else ""
    moved = moved_words(risk.score, risk.before) if risk.before else NOT_LISTED
    words = f" {risk.band}\n{moved}{awaiting}"
    return band_cell(matrix.band(risk.score), Strong(str(risk.score)), words, number=risk.score)


def _target(risk: FinalRisk) -> str:
    if risk.target is None:
        return "none set"
    return (
        f"{risk.target}\nby {short_date_words(risk.target_on)}"
        if risk.target_on
        else str(risk.target)
    )


def _name(about: FinalName) -> tuple[Piece, ...]:
    return Strong(about.reference), " ", about.title


def _outcomes(outcomes: Sequence[FinalOutcome]) -> Iterator[Piece]:
    if not outcomes:
        yield "Left undecided"
    for number, one in enumerate(outcomes):
        yield "\n" if number else ""
        yield Strong(OUTCOME_WORDS[one.outcome])
        recorded = f"{one.recorded_by}, {date_words(one.decided_on)}"
        yield f" ({one.decided_by or recorded})"
        yield ": " if one.reason.text != "" else ""
        yield one.reason
        if one.action is not None:
            yield f" {one.action.reference} "
            yield one.action.words
            yield f", due {one.action.due}"


def _decisions(decisions: Sequence[FinalDecision]) -> Iterator[Block]:
    if not decisions:
        yield said("No other decision was taken since the review before.")
        return
    yield said(f"{counted(len(decisions), 'decision')} taken since the review before.")
    yield table("Decisions taken", _TAKEN, map(_decision, decisions), _TAKEN_SHARES)


def _decision(one: FinalDecision) -> Sequence[CellText]:
    where = one.decided_in or date_words(one.decided_on)
    return (
        cell(*_name(one.about)),
        cell(Strong(decision_words(one.kind, one.register)), f"\n{state_words(one.state)}"),
        cell(f"{one.decided_by}, {where}"),
        cell(one.why),
    )


def _meetings(meetings: Sequence[FinalMeeting]) -> Iterator[Block]:
    if not meetings:
        yield said("No meeting is recorded for this month.")
    for meeting in meetings:
        yield part(meeting.name)
        if not meeting.attendance:
            yield said("Nobody's attendance was recorded.")
            continue
        rows = [(one.who, label_of(one.attended)) for one in meeting.attendance]
        yield table(f"Attendance, {meeting.name}", ("Who", "How"), rows, (0.6, 0.4))
