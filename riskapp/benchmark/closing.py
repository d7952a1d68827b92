"""One monthly review, opened and closed in a process of its own, so that its memory is its own.

Run with an organisation's code; prints its risks, seconds and peak of memory as JSON.
"""

import json
import sys
from time import perf_counter

from sqlmodel import Session, col, select

from riskapp.benchmark.measuring import peak_memory
from riskapp.domain.months import CloseMonth, month_of
from riskapp.models import Organisation
from riskapp.models.database import open_database, open_session
from riskapp.queries.months import get_month
from riskapp.services.month_closing import close_month
from riskapp.services.months import open_month
from riskapp.services.people import command_line_actor
from riskapp.services.transactions import transaction
from riskapp.settings import DEMONSTRATION_TODAY, Settings


def open_and_close(session: Session, code: str) -> dict[str, float]:
    """Open and close the month that is due; return its risks on the HLRR and what each took."""
    with transaction(session):
        organisation = session.exec(select(Organisation).where(col(Organisation.code) == code))
        actor = command_line_actor(session, organisation.one(), DEMONSTRATION_TODAY)
    month, began = month_of(DEMONSTRATION_TODAY), perf_counter()
    with transaction(session):
        open_month(session, actor, month)
    opened = perf_counter()
    found = get_month(session, actor, month)
    looked = perf_counter()
    with transaction(session):
        close_month(session, actor, CloseMonth(month, "There was no time."))
    return {
        "risks": found.figures.on_hlrr,
        "opening": opened - began,
        "list": looked - opened,
        "closing": perf_counter() - looked,
    }


def main() -> None:
    """Open and close one month; print what it took."""
    engine = open_database(Settings.for_commands().database_url)
    with open_session(engine) as session:
        took = open_and_close(session, sys.argv[1])
    sys.stdout.write(json.dumps(took | {"peak": peak_memory()}))


if __name__ == "__main__":
    main()
