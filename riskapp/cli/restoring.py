"""Bringing in a file that everything of an organisation was taken out to: part of `import`."""

import argparse
from contextlib import suppress
from pathlib import Path
from typing import Final

from riskapp.cli.opening import CommandError, find_acting, register, say, settings_today
from riskapp.intake.everything_file import SEEN, holds_everything, read_everything_file
from riskapp.services.restoring import restore_everything
from riskapp.services.transactions import transaction
from riskapp.settings import Settings

NOT_WITH_IT: Final = ("mapping", "write_mapping", "sheet", "answer", "report", "leave_out")
AS_IT_IS: Final = (
    "The file holds everything of an organisation and is brought in as it is: only --organisation,"
    " --as and --dry-run go with it."
)


class _TriedError(Exception):
    """All of it would come in: it was only tried."""


def is_everything(file: Path) -> bool:
    """Tell whether everything of an organisation is in a file; CommandError if it has none."""
    try:
        with file.open("rb") as opened:
            return holds_everything(opened.read(SEEN))
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from None


def restore(asked: argparse.Namespace) -> int:
    """Bring everything in as another organisation, all of it or nothing, and say what that was."""
    if any(getattr(asked, name) for name in NOT_WITH_IT):
        raise CommandError(AS_IT_IS)
    settings = Settings.for_commands()
    today, code = settings_today(settings), asked.organisation
    with register(settings) as session, asked.file.open("rb") as opened, suppress(_TriedError):
        with transaction(session):
            by = find_acting(session, asked.email)
            everything = read_everything_file(opened)
            done = restore_everything(session, everything, code, today=today, by=by)
            if asked.dry_run:
                say(f"Nothing was kept, since it was only tried. {done.sentence}")
                raise _TriedError
        say(done.sentence)
    return 0
