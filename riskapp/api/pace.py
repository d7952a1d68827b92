"""How fast a token may ask: counted in this process, told in the headers of every answer."""

from functools import cache
from time import time
from uuid import UUID

from flask import Flask, Response, g
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from riskapp.api.problems import Problem, ProblemError
from riskapp.web.session import get_settings

TOO_FAST = "This token has asked too often within a minute. `Retry-After` says when to go on."


def set_up_pace(app: Flask) -> None:
    """Tell every answer to a token how much more it may ask for."""
    app.after_request(_tell)


def count(token_id: UUID, *, reading: bool) -> None:
    """Count a request; ProblemError with status 429 where there were too many."""
    limits = get_settings().api
    amount = limits.reads_a_minute if reading else limits.writes_a_minute
    item, name = RateLimitItemPerMinute(amount), "read" if reading else "write"
    allowed = _counter().hit(item, str(token_id), name)
    reset_at, remaining = _counter().get_window_stats(item, str(token_id), name)
    seconds = max(1, round(reset_at - time()))
    g.pace = {
        "RateLimit-Limit": str(amount),
        "RateLimit-Remaining": str(max(0, remaining)),
        "RateLimit-Reset": str(seconds),
    }
    if not allowed:
        raise ProblemError(Problem(429, TOO_FAST, headers={"Retry-After": str(seconds)}))


@cache
def _counter() -> MovingWindowRateLimiter:
    """Return what counts for this process, made when it is first asked."""
    return MovingWindowRateLimiter(MemoryStorage())


def _tell(response: Response) -> Response:
    response.headers.extend(g.get("pace", {}))
    return response
