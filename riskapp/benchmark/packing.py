"""A Board pack drawn in a process of its own, so that its memory is its own.

Run with an organisation's code; prints its pages, seconds of CPU and peak of memory as JSON.
"""

import json
import sys
from time import process_time

from sqlmodel import Session, col, select

from reports.pdf import draw_pdf
from riskapp.benchmark.counting_pages import count_pages
from riskapp.benchmark.measuring import peak_memory
from riskapp.domain.packs import MakePack, PackKind
from riskapp.models import Organisation
from riskapp.models.database import open_database, open_session
from riskapp.queries.packs import get_paper
from riskapp.readmodels.paper import Paper
from riskapp.services.people import command_line_actor
from riskapp.services.transactions import transaction
from riskapp.settings import DEMONSTRATION_TODAY, Settings


def get_pack(session: Session, code: str) -> Paper:
    """Return the Board pack of an organisation as a paper."""
    with transaction(session):
        organisation = session.exec(select(Organisation).where(col(Organisation.code) == code))
        actor = command_line_actor(session, organisation.one(), DEMONSTRATION_TODAY)
    draft = MakePack(PackKind.BOARD, DEMONSTRATION_TODAY, public=False)
    return get_paper(session, actor, draft)


def main() -> None:
    """Draw one pack; print what it took."""
    engine = open_database(Settings.for_commands().database_url)
    with open_session(engine) as session:
        began = process_time()
        drawn = draw_pdf(get_pack(session, sys.argv[1]))
        seconds = process_time() - began
    took = {"seconds": seconds, "peak": peak_memory(), "pages": count_pages(drawn)}
    sys.stdout.write(json.dumps(took))


if __name__ == "__main__":
    main()
