"""Whether the process is alive, and whether it can serve."""

import logging

import sqlalchemy as sa
from flask import Blueprint
from sqlalchemy.exc import SQLAlchemyError

from riskapp.models.migrating import is_current
from riskapp.models.triggers import find_triggers, trigger_names
from riskapp.web.guard import open_to_all
from riskapp.web.session import get_engine

pages = Blueprint("health", __name__)
log = logging.getLogger("riskapp")

PLAIN = {"Content-Type": "text/plain; charset=utf-8"}


@pages.get("/healthz")
@open_to_all
def alive() -> tuple[str, int, dict[str, str]]:
    """Say that the process answers."""
    return "alive\n", 200, PLAIN


@pages.get("/readyz")
@open_to_all
def ready() -> tuple[str, int, dict[str, str]]:
    """Say whether the database can be reached, with this version's schema and its triggers."""
    try:
        with get_engine().connect() as connection:
            wrong = _find_fault(connection)
    except SQLAlchemyError as error:
        log.warning("database not reached", extra={"error": type(error).__name__})
        wrong = "the database cannot be reached"
    return (f"not ready: {wrong}\n", 503, PLAIN) if wrong else ("ready\n", 200, PLAIN)


def _find_fault(connection: sa.Connection) -> str:
    if not is_current(connection):
        return "the database's schema is not this version's: run `riskapp database upgrade`"
    missing = trigger_names() - find_triggers(connection)
    return f"triggers are missing: {', '.join(sorted(missing))}" if missing else ""
