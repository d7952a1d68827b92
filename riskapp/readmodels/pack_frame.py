"""What every pack says of itself: whose it is, as at which day, and for whom."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PackFrame:
    """Whose a pack is, as at which day, and whether everybody may read it."""

    organisation: str
    organisation_code: str
    fictional: bool
    as_at: date
    public: bool
