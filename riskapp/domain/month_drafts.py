"""What a meeting decides about a risk of the month, as values."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskapp.domain.drafts import AnswerObjective, Decide, PlaceOnBaf
from riskapp.domain.due_periods import DuePeriod
from riskapp.domain.life_drafts import HandOn, ProposeAcceptance


@dataclass(frozen=True, slots=True)
class NoChange:
    """The risk was reviewed and stays as it is; a reason may be given."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class NoteScore:
    """A score that was given for the meeting: which, and why the meeting stands by it."""

    assessment_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class DecideOpen:
    """What is decided of something that awaits a decision."""

    decision_id: UUID
    draft: Decide


@dataclass(frozen=True, slots=True)
class AnswerOpen:
    """The answer to the objective question that awaits one."""

    decision_id: UUID
    draft: AnswerObjective


@dataclass(frozen=True, slots=True)
class CloseRisk:
    """The risk is over: put to the meeting and agreed in one."""

    reason: str


@dataclass(frozen=True, slots=True)
class AskAction:
    """Something is to be done about the risk: by which post, by when."""

    words: str
    due: DuePeriod
    reason: str
    owner_post_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Defer:
    """Nothing is decided now: the risk comes to a later meeting."""

    meeting_id: UUID
    reason: str


Decided = (
    NoChange
    | NoteScore
    | DecideOpen
    | AnswerOpen
    | PlaceOnBaf
    | ProposeAcceptance
    | CloseRisk
    | AskAction
    | Defer
    | HandOn
)


@dataclass(frozen=True, slots=True)
class RecordOutcome:
    """What a meeting decided about a risk of a month, as somebody records it.

    `form_id` is made with the form, so that a form that is sent twice is recorded once;
    `seen_version` is the version of the month's entry for the risk that was looked at.
    """

    form_id: UUID
    month: date
    meeting_id: UUID
    seen_version: int
    decided: Decided
    proposed_by_post_id: UUID | None = None

    @property
    def reason(self) -> str:
        """Why it was decided so, in the words that were typed."""
        decided = self.decided
        said = decided.draft if isinstance(decided, DecideOpen | AnswerOpen) else decided
        return said.reason.strip()
