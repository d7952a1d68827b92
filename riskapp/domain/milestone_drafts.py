"""What people ask for about a milestone, beyond its date and its status."""

from dataclasses import dataclass
from uuid import UUID

from riskapp.domain.scoring import Score


@dataclass(frozen=True, slots=True)
class GiveMilestone:
    """Another post to own a milestone, None for none, with the reason."""

    owner_post_id: UUID | None
    reason: str
    seen_version: int


@dataclass(frozen=True, slots=True)
class NoteProgress:
    """How a milestone is getting on, and where the evidence is, if there is any."""

    words: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class UnlinkMilestone:
    """That a milestone mitigates a risk no longer, with the reason.

    `seen_gaps` are the open gaps of the risk that it was to close when somebody looked.
    """

    reason: str
    seen_version: int
    seen_gaps: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class ExpectEffect:
    """The score to which a milestone should bring a risk, None where nobody expects one.

    `seen` is what was expected when the change was asked for.
    """

    expected: Score | None
    reason: str
    seen: Score | None = None
