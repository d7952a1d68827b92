"""A Board pack drawn in a process of its own, so that its memory is its own.

Run with an organisation's code; prints its pages, seconds of CPU and peak of memory as JSON.
"""

import json
import re
import sys
from time import process_time
from typing import Final
from zlib import decompressobj

from sqlmodel import Session, col, select

from reports.pdf import draw_pdf
from riskapp.benchmark.measuring import peak_memory
from riskapp.domain.packs import MakePack, PackKind
from riskapp.models import Organisation
from riskapp.models.database import open_database, open_session
from riskapp.queries.packs import get_paper
from riskapp.services.people import command_line_actor
from riskapp.services.transactions import transaction
from riskapp.settings import DEMONSTRATION_TODAY, Settings

PAGE: Final = re.compile(rb"/Type\s*/Page\b")
PACKED: Final = re.compile(rb"/Type\s*/ObjStm.*?stream\r?\n(.*?)endstream", re.DOTALL)
"""Most objects of a pack are packed together, its pages among them."""


def draw(session: Session, code: str) -> bytes:
    """Return the whole Board pack of an organisation."""
    with transaction(session):
        organisation = session.exec(select(Organisation).where(col(Organisation.code) == code))
        actor = command_line_actor(session, organisation.one(), DEMONSTRATION_TODAY)
    draft = MakePack(PackKind.BOARD, DEMONSTRATION_TODAY, public=False)
    return draw_pdf(get_paper(session, actor, draft))


def count_pages(pdf: bytes) -> int:
    """Return how many pages a pack has, whether or not its objects are packed."""
    packed = (decompressobj().decompress(stream) for stream in PACKED.findall(pdf))
    return sum(len(PAGE.findall(part)) for part in (pdf, *packed))


def main() -> None:
    """Draw one pack; print what it took."""
    engine = open_database(Settings.for_commands().database_url)
    with open_session(engine) as session:
        began = process_time()
        drawn = draw(session, sys.argv[1])
        seconds = process_time() - began
    took = {"seconds": seconds, "peak": peak_memory(), "pages": count_pages(drawn)}
    sys.stdout.write(json.dumps(took))


if __name__ == "__main__":
    main()
