"""What people see of a job."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from riskapp.domain.jobs import BROKEN_OFF, UNDER_WAY, JobState, Progress


@dataclass(frozen=True, slots=True)
class JobFile:
    """The file that a job made, and until when it is kept."""

    name: str
    media_type: str
    until: datetime


@dataclass(frozen=True, slots=True)
class ShownJob:
    """A job: what it is, how far it is, what came of it."""

    id: UUID
    name: str
    state: JobState
    asked_by: str
    own: bool
    asked_at: datetime
    attempts: int
    progress: Progress
    error: str
    result: str
    link: str
    file: JobFile | None
    file_gone: bool
    ended_at: datetime | None
    kind: str = ""
    counted_in: str = ""

    @property
    def how_far(self) -> str:
        """How much of it is done: "row 4,200 of 10,000", or "4 of 20 done"."""
        far = f"{self.progress.done:,} of {self.progress.total:,}"
        return f"{self.counted_in} {far}" if self.counted_in else f"{far} done"

    @property
    def under_way(self) -> bool:
        """Tell whether there is still something to wait for."""
        return self.state in UNDER_WAY

    @property
    def broken_off(self) -> bool:
        """Tell whether it ended without coming to its end."""
        return self.state in BROKEN_OFF
