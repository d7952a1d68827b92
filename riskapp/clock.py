"""The only reader of the clock."""

import os
import secrets
import struct
import threading
from datetime import UTC, date, datetime
from time import time_ns
from uuid import UUID
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

_lock = threading.Lock()
_last_tick = 0
_DRAWN_AT_ONCE = 512
_tails: list[int] = []
"""What was drawn for keys and not given to one yet: a child process draws its own."""
os.register_at_fork(after_in_child=_tails.clear)


def utc_now() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return today's date in London."""
    return datetime.now(LONDON).date()


def _tick() -> tuple[int, int]:
    """Return a nanosecond count that no other call in this process has had, and 64 random bits."""
    global _last_tick  # noqa: PLW0603 - the last tick is the process's, guarded by the lock
    with _lock:
        _last_tick = max(time_ns(), _last_tick + 256)
        if not _tails:
            _tails.extend(
                struct.unpack(f"{_DRAWN_AT_ONCE}Q", secrets.token_bytes(8 * _DRAWN_AT_ONCE))
            )
        return _last_tick, _tails.pop()


def uuid7() -> UUID:
    """Return a UUIDv7 (RFC 9562): keys of one process sort in the order they were made."""
    tick, drawn = _tick()
    milliseconds, nanoseconds = divmod(tick, 1_000_000)
    fraction = nanoseconds * 4096 // 1_000_000
    return UUID(int=milliseconds << 80 | 7 << 76 | fraction << 64 | 2 << 62 | drawn >> 2)
