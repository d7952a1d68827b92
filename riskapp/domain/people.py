"""What is asked of the register about people, and the codes that no organisation may have."""

from dataclasses import dataclass, field
from uuid import UUID

from riskapp.domain.permissions import Role

RESERVED_CODES = frozenset(
    {
        "accessibility",
        "api",
        "healthz",
        "installation",
        "readyz",
        "sign-in",
        "sign-out",
        "static",
    }
)
"""Addresses begin with an organisation's code; these begin the addresses of something else."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """An e-mail address and a password, as typed."""

    email: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AddPerson:
    """A person's role in an organisation; without a password they cannot sign in.

    `unit_id` narrows the role to that unit and those below it.
    """

    email: str
    name: str
    role: Role
    password: str | None = field(default=None, repr=False)
    unit_id: UUID | None = None


def email_key(email: str) -> str:
    """Return the one form of an e-mail address by which people are found."""
    return email.strip().casefold()
