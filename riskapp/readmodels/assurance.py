"""The controls of a risk, the assurances that they work, and the gaps in both."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskapp.domain.assurance import AssuranceLevel, AssuranceResult, Line, SourceKind
from riskapp.domain.confidence import NONE_YET, Confidence, Report
from riskapp.domain.controls import ControlType, Effectiveness, Frequency, GapKind
from riskapp.domain.milestones import MilestoneStatus
from riskapp.readmodels.plan import MilestoneRow, RiskName


@dataclass(frozen=True, slots=True)
class AssuranceLine:
    """One assurance, as it stood on the day: of a control, or of the whole risk."""

    id: UUID
    control_id: UUID | None
    source: str
    source_kind: SourceKind
    line: Line
    independent: bool
    result: AssuranceResult
    level: AssuranceLevel | None
    received_on: date
    period_from: date | None
    period_to: date | None
    expires_on: date | None
    committee: str
    evidence: str
    words: str
    by_id: UUID
    version: int
    has_expired: bool
    settled_on: date | None = None
    settled_why: str = ""
    withdrawn_on: date | None = None
    withdrawn_why: str = ""
    entered_on: date | None = None

    @property
    def entered_later(self) -> date | None:
        """Return the day on which it was entered, where that is after it was received."""
        entered = self.entered_on
        return entered if entered is not None and entered > self.received_on else None

    @property
    def report(self) -> Report:
        """The part of it that matters to what is said."""
        return Report(
            self.line,
            self.source_kind,
            self.result,
            self.received_on,
            self.expires_on,
            self.settled_on,
            self.withdrawn_on,
        )


@dataclass(frozen=True, slots=True)
class GapLine:
    """Something missing, and the milestones that are to close it."""

    id: UUID
    control_id: UUID | None
    kind: GapKind
    words: str
    since: date
    milestones: tuple[MilestoneRow, ...] = ()
    closed_on: date | None = None
    closed_why: str = ""
    closed_by: str = ""

    @property
    def all_done(self) -> bool:
        """Tell whether all that was to close it is done."""
        done = [one.status is MilestoneStatus.DONE for one in self.milestones]
        return bool(done) and all(done)


@dataclass(frozen=True, slots=True)
class ControlLine:
    """A control that is in place, with what is said of it and what that rests on."""

    id: UUID
    words: str
    control_type: ControlType | None
    owner_post_id: UUID | None
    owner: str
    effectiveness: Effectiveness
    last_tested_on: date | None
    frequency: Frequency | None
    version: int
    confidence: Confidence = NONE_YET
    assurances: tuple[AssuranceLine, ...] = ()
    gaps: tuple[GapLine, ...] = ()


@dataclass(frozen=True, slots=True)
class RetiredControl:
    """A control that is in place no more: when, by whom and why; words are None where redacted."""

    words: str | None
    retired_on: date
    by: str
    why: str | None


@dataclass(frozen=True, slots=True)
class RatingLine:
    """How a committee rated the assurance of a risk, in its own word."""

    committee: str
    rating: str
    words: str
    rated_on: date


@dataclass(frozen=True, slots=True)
class RiskAssurance:
    """Everything that a risk has of controls, assurances, gaps and ratings.

    `assurances` and `gaps` are of the whole risk; gaps of a control that was retired are among
    them. Ratings are the last first. What was closed or withdrawn stands apart. `controls_added`
    are the days on which controls were added, those that were retired among them.
    """

    controls: tuple[ControlLine, ...] = ()
    assurances: tuple[AssuranceLine, ...] = ()
    gaps: tuple[GapLine, ...] = ()
    ratings: tuple[RatingLine, ...] = ()
    confidence: Confidence = NONE_YET
    closed_gaps: tuple[GapLine, ...] = ()
    withdrawn: tuple[AssuranceLine, ...] = ()
    controls_added: tuple[date, ...] = ()

    @property
    def rating(self) -> RatingLine | None:
        """The last rating, which is the record, or None."""
        return self.ratings[0] if self.ratings else None

    @property
    def all_assurances(self) -> tuple[AssuranceLine, ...]:
        """Every assurance that counts or did: of the risk, then of each control."""
        of_controls = (one for control in self.controls for one in control.assurances)
        return (*self.assurances, *of_controls)

    @property
    def open_gaps(self) -> tuple[GapLine, ...]:
        """Every gap that is open: of the risk, then of each control."""
        return (*self.gaps, *(gap for control in self.controls for gap in control.gaps))


NO_ASSURANCE = RiskAssurance()


@dataclass(frozen=True, slots=True)
class AssurancePage:
    """A risk's controls and assurances on a page of their own.

    `over` says why nothing can be changed any more; it is empty while it can.
    """

    risk: RiskName
    found: RiskAssurance
    milestones: tuple[MilestoneRow, ...]
    over: str = ""

    def control(self, control_id: UUID | None) -> ControlLine | None:
        """Return a control that is in place, or None."""
        return next((one for one in self.found.controls if one.id == control_id), None)

    def assurance(self, assurance_id: UUID) -> AssuranceLine | None:
        """Return an assurance that was not withdrawn, or None."""
        lines = self.found.all_assurances
        return next((one for one in lines if one.id == assurance_id), None)

    def gap(self, gap_id: UUID) -> GapLine | None:
        """Return a gap that is open, or None."""
        return next((one for one in self.found.open_gaps if one.id == gap_id), None)
