"""What is written of each request."""

from time import perf_counter

from flask import Flask, Response, g, request

from riskapp.log import log, start_log, told_of


def set_up_logs(app: Flask) -> None:
    """Write one line for each request."""
    start_log()
    app.before_request(_start)
    app.after_request(_finish)


def log_failure(error: BaseException | None) -> None:
    """Write what failed and where, without its message: that may hold a risk's own words."""
    extra = {"request": g.get("request_id"), **told_of(error)}
    log.error("request failed", extra=extra)


def log_busy() -> None:
    """Write that a request gave up waiting for the database."""
    extra = {"request": g.get("request_id"), "endpoint": request.endpoint}
    log.warning("database busy", extra=extra)


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
