"""Writing a long file of an organisation in a process of its own, with a session of its own."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session

from riskapp.domain.jobs import JobKind, Tell
from riskapp.domain.permissions import Actor
from riskapp.domain.take_out import ListForm, WholeForm
from riskapp.files import PIECE
from riskapp.models.database import open_database, open_session
from riskapp.worker.whole import Pieces, everything_pieces, register_pieces
from riskapp.worker.within import Line, Made


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is taken out: by whom, for which kind of job, in which form."""

    actor: Actor
    kind: JobKind
    form: str


def writing(address: str, wanted: Wanted, folder: str) -> Made:
    """Open a database, and return the writing of a file, which is handed over piece by piece.

    What is in between lies in a folder.
    """
    # What writes is loaded before memory is short: only the process that writes needs it.
    from reports import list_workbook, list_zip  # noqa: F401, PLC0415 - as above

    tempfile.tempdir = folder
    session = open_session(open_database(address))
    session.connection()

    def write(line: Line) -> None:
        with session:
            for piece in _pieces(session, wanted, line.tell):
                _give(line.give, piece)

    return write


def _pieces(session: Session, wanted: Wanted, tell: Tell) -> Pieces:
    if wanted.kind is JobKind.TAKE_REGISTER:
        return register_pieces(session, wanted.actor, ListForm(wanted.form), tell)
    return everything_pieces(session, wanted.actor, WholeForm(wanted.form), tell)


def _give(give: Callable[[bytes], object], piece: bytes) -> None:
    for first in range(0, len(piece), PIECE):
        give(piece[first : first + PIECE])
