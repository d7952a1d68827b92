"""Reading a file that is to be verified, here or in a process of its own."""

from typing import Final

from riskapp.domain.errors import UnfitError
from riskapp.domain.packs import FileForm
from riskapp.intake.marks import read_marks
from riskapp.readmodels.pack_verdict import FileRead
from riskapp.settings import Limits
from riskapp.worker.apart import made_apart
from riskapp.worker.within import Line, Made

HELD_TO: Final = Limits(minutes=1, megabytes=512)
SECONDS: Final = 25.0
"""How long somebody waits for a file to be read."""
TOO_MUCH: Final = (
    "The file is too long to be looked through while you wait: riskapp pack verify tells."
)


def read_file(content: bytes) -> FileRead:
    """Return what a file says it is of; UnfitError where it is in no form that packs have."""
    # Imported late: few files are looked through, and what reads a PDF takes a while to load.
    from reports.stamps import read_borne  # noqa: PLC0415

    return read_marks(content) or FileRead(FileForm.PDF, read_borne(content))


def reading(content: bytes) -> Made:
    """Return the reading of a file, which answers with a sentence where it cannot be read."""
    from reports import stamps  # noqa: F401, PLC0415 - loaded before memory is short

    def read(_line: Line) -> FileRead | UnfitError:
        try:
            return read_file(content)
        except UnfitError as error:
            return UnfitError(str(error))

    return read


def read_apart(content: bytes) -> FileRead:
    """Return the same, read in a process of its own: nobody knows what others' files do."""
    found = made_apart(HELD_TO, SECONDS, reading, content)
    if isinstance(found, FileRead):
        return found
    raise found if isinstance(found, UnfitError) else UnfitError(TOO_MUCH)
