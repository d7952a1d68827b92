"""Meetings of committees, who was there and what was decided."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskapp.domain.meetings import Attended, MeetingState, meeting_words, sat_words
from riskapp.domain.months import MonthState
from riskapp.readmodels.history import HistoryLine
from riskapp.readmodels.plan import RiskName


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting; `month` is that of the review which it shares, `present` how many were there."""

    id: UUID
    committee_id: UUID
    committee: str
    held_on: date
    title: str
    state: MeetingState
    version: int
    present: int = 0
    cancelled_why: str = ""
    monthly_review_id: UUID | None = None
    month: date | None = None
    month_state: MonthState | None = None

    @property
    def day(self) -> str:
        """The day, with the title where it has one: "extraordinary meeting, 27 June 2018"."""
        return meeting_words("", self.held_on, self.title)

    @property
    def name(self) -> str:
        """The meeting as people name it: "Executive Team, 27 June 2018"."""
        return meeting_words(self.committee, self.held_on, self.title)

    @property
    def sat(self) -> str:
        """Who decides at it, and when: "the Executive Team on 27 June 2018"."""
        return sat_words(self.committee, self.held_on)

    @property
    def is_final(self) -> bool:
        """Tell whether it belongs to a month that is closed, so that nothing of it changes."""
        return self.month_state not in {None, MonthState.OPEN}


@dataclass(frozen=True, slots=True)
class AttendanceLine:
    """Somebody at a meeting: by post or by name, and how they took part."""

    who: str
    attended: Attended
    post_id: UUID | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """Something decided about a risk at a meeting: what, why, at whose word, and who wrote it.

    `action` says what was asked for, where that is what was decided.
    """

    risk: RiskName
    what: str
    why: str
    proposer: str
    recorded_by: str
    action: str = ""


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """One meeting with who was there, what was decided and what happened to it."""

    row: MeetingRow
    attendance: tuple[AttendanceLine, ...]
    decided: tuple[DecidedLine, ...]
    history: tuple[HistoryLine, ...] = ()

    def of(self, attended: Attended) -> tuple[AttendanceLine, ...]:
        """Return those who took part in one way."""
        return tuple(line for line in self.attendance if line.attended is attended)
