"""Tokens as their page shows them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from riskapp.domain.api_tokens import TokenScope


@dataclass(frozen=True, slots=True)
class TokenRow:
    """A token; `hint` are its last signs, by which its owner knows it."""

    id: UUID
    name: str
    hint: str
    scope: TokenScope
    person: str
    own: bool
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None
    expired: bool

    @property
    def holds(self) -> bool:
        """Tell whether it may still be used."""
        return self.revoked_at is None and not self.expired
