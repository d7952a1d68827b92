"""The log: ids and verbs only, one JSON object a line; never what people typed."""

import json
import logging
import sys
import traceback

from typing_extensions import override

log = logging.getLogger("riskapp")

FIELDS = (
    *("request", "method", "endpoint", "status", "ms"),
    *("organisation", "job", "kind", "attempt", "state", "number", "error", "where"),
)


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


def start_log() -> None:
    """Write the log to standard error, where nothing else has been arranged."""
    if not log.handlers:
        lines = logging.StreamHandler(sys.stderr)
        lines.setFormatter(Line())
        log.addHandler(lines)
        log.setLevel(logging.INFO)


def told_of(error: BaseException | None) -> dict[str, object]:
    """Return what failed and where, without its message: that may hold a risk's own words."""
    frames = traceback.extract_tb(error.__traceback__ if error else None)
    where = [f"{frame.filename}:{frame.lineno}" for frame in frames]
    return {"error": type(error).__name__, "where": where}
