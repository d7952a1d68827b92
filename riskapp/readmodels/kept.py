"""Forms half filled in, as the person who began them sees them."""

from dataclasses import dataclass
from datetime import datetime

from riskapp.domain.kept import Pairs


@dataclass(frozen=True, slots=True)
class KeptShown:
    """A form that was kept: where it stands, what is in it, and when it was kept."""

    place: str
    pairs: Pairs
    kept_at: datetime
