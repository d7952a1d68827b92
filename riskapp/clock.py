"""The only reader of the clock."""

import secrets
import threading
from datetime import UTC, date, datetime
from time import time_ns
from uuid import UUID
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")

_lock = threading.Lock()
_last_tick = 0


def utc_now() -> datetime:
    """Return this moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return today's date in London."""
    return datetime.now(LONDON).date()


def _tick() -> int:
    """Return a nanosecond count that no other call in this process has had."""
    global _last_tick  # noqa: PLW0603 - the last tick is the process's, guarded by the lock
    with _lock:
        _last_tick = max(time_ns(), _last_tick + 256)
        return _last_tick


def uuid7() -> UUID:
    """Return a UUIDv7 (RFC 9562): keys of one process sort in the order they were made."""
    milliseconds, nanoseconds = divmod(_tick(), 1_000_000)
    fraction = nanoseconds * 4096 // 1_000_000
    tail = secrets.randbits(62)
    return UUID(int=milliseconds << 80 | 7 << 76 | fraction << 64 | 2 << 62 | tail)
