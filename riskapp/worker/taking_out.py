"""What is taken out whole, as jobs: a long one takes longer than anybody waits for a page."""

from collections.abc import Iterator
from contextlib import ExitStack
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Final

from reports.list_files import LIST_TYPES
from riskapp.domain.actions import Action
from riskapp.domain.jobs import JobKind, Outcome, ResultFile
from riskapp.domain.permissions import require
from riskapp.domain.take_out import FORM_WORDS, WHOLE_WORDS, ListForm, WholeForm
from riskapp.files import read_on
from riskapp.queries.everything import require_whole
from riskapp.services.taking_out import note_taken_out
from riskapp.worker.apart import Apart, Kind
from riskapp.worker.whole import TYPES, everything_name, register_name
from riskapp.worker.work import Work
from riskapp.worker.writing import Wanted, writing

READING: Final = "Reading the register"
KEEPING: Final = "Keeping the file"
SAFE: Final = "Keep the file as safe as the register itself."
FILE: Final = Kind(
    "The file",
    "Take it out as JSON, which takes the least, or with riskapp export on the command line",
    "RISKAPP_TAKE_OUT",
)


def take_register_out(work: Work) -> Outcome:
    """Write the whole register, as far as whoever asked may see it now."""
    form = ListForm(work.arguments["form"])
    require(work.actor, Action.VIEW_REGISTER)
    pieces = _written(work, JobKind.TAKE_REGISTER, form)
    file = ResultFile(register_name(work.actor, form), LIST_TYPES[form], pieces)
    return Outcome(
        f"The whole register as {FORM_WORDS[form]}, as far as you may see it.", file=file
    )


def take_everything_out(work: Work) -> Outcome:
    """Write everything; the history tells of it with the end of the job, once."""
    form = WholeForm(work.arguments["form"])
    require_whole(work.actor)
    pieces = _written(work, JobKind.TAKE_EVERYTHING, form)
    file = ResultFile(everything_name(work.actor, form), TYPES[form], pieces)
    work.at_end(lambda session: note_taken_out(session, work.actor, form))
    return Outcome(f"Everything as {WHOLE_WORDS[form]}. {SAFE}", file=file)


def _written(work: Work, kind: JobKind, form: str) -> Iterator[bytes]:
    """Return a file that was written apart: it lies on the disk until it is read, and then goes."""
    work.tell(0, 0, READING)
    with TemporaryDirectory() as folder, ExitStack() as unless_whole:
        file = unless_whole.enter_context(TemporaryFile())
        apart = Apart(work, FILE, work.settings.take_outs, file.write)
        address = work.engine.url.render_as_string(hide_password=False)
        apart.make(writing, address, Wanted(work.actor, kind, form), folder)
        work.tell(work.progress.total, work.progress.total, KEEPING)
        unless_whole.pop_all()
    file.seek(0)
    return read_on(file)
