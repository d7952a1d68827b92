"""The log: ids and verbs only, one JSON object a line; never what people typed."""

import json
import logging
import sys
import traceback
from time import perf_counter

from flask import Flask, Response, g, request
from typing_extensions import override

log = logging.getLogger("riskapp")

FIELDS = ("request", "method", "endpoint", "status", "ms", "error", "where")


class Line(logging.Formatter):
    """One entry as one line of JSON."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        """Return the entry's time, level, verb and ids."""
        known = {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        at = self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z")
        return json.dumps(
            {"at": at, "level": record.levelname, "did": record.getMessage(), **known}
        )


def set_up_logs(app: Flask) -> None:
    """Write one line for each request."""
    if not log.handlers:
        lines = logging.StreamHandler(sys.stderr)
        lines.setFormatter(Line())
        log.addHandler(lines)
        log.setLevel(logging.INFO)
    app.before_request(_start)
    app.after_request(_finish)


def log_failure(error: BaseException | None) -> None:
    """Write what failed and where, without its message: that may hold a risk's own words."""
    where = [f"{frame.filename}:{frame.lineno}" for frame in _frames(error)]
    extra = {"request": g.get("request_id"), "error": type(error).__name__, "where": where}
    log.error("request failed", extra=extra)


def log_busy() -> None:
    """Write that a request gave up waiting for the database."""
    extra = {"request": g.get("request_id"), "endpoint": request.endpoint}
    log.warning("database busy", extra=extra)


def _frames(error: BaseException | None) -> traceback.StackSummary:
    return traceback.extract_tb(error.__traceback__ if error else None)


def _start() -> None:
    g.started = perf_counter()


def _finish(response: Response) -> Response:
    taken = perf_counter() - g.get("started", perf_counter())
    extra = {
        "request": g.get("request_id"),
        "method": request.method,
        "endpoint": request.endpoint,
        "status": response.status_code,
        "ms": round(taken * 1000, 1),
    }
    log.info("request answered", extra=extra)
    return response
