"""What people ask for around packs: to issue one, to withdraw it, to waive a warning."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from riskapp.domain.packs import MakePack


@dataclass(frozen=True, slots=True)
class IssuePack:
    """A pack to be issued as it was previewed.

    `asked_id` is the form's own: sent twice, it issues one pack. `seen_number` is the edition that
    the preview would replace, empty for none; `seen_digest` is of what the preview said, None where
    nobody looked. `has_read` says that the warnings were read; `why` why it is issued anew.
    """

    asked: MakePack
    asked_id: UUID
    seen_number: str | None = None
    seen_digest: str | None = None
    has_read: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class WithdrawPack:
    """Why a pack must not be used any more."""

    reason: str


@dataclass(frozen=True, slots=True)
class WaiveWarning:
    """A warning that is to hold no pack up until a day, and why."""

    check_key: str
    until_on: date
    reason: str
