"""Passwords, of which only an argon2 hash is kept."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher()


def hash_password(password: str) -> str:
    """Return what is kept of a password; slow on purpose."""
    return _hasher.hash(password)


def is_right(kept: str | None, password: str) -> bool:
    """Tell whether this is the password; it takes as long where none is kept."""
    try:
        _hasher.verify(kept or _nobodys_hash(), password)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def is_weak(kept: str) -> bool:
    """Tell whether a hash was made by weaker settings than today's."""
    return _hasher.check_needs_rehash(kept)


@cache
def _nobodys_hash() -> str:
    """Return a hash that no password has."""
    return _hasher.hash(secrets.token_urlsafe(32))
