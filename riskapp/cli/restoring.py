"""Bringing in a file that everything of an organisation was taken out to: part of `import`."""

from pathlib import Path

from riskapp.cli.opening import CommandError, find_acting, register, say, settings_today
from riskapp.intake.everything_file import SEEN, holds_everything, read_everything_file
from riskapp.services.restoring import restore_everything
from riskapp.services.transactions import transaction
from riskapp.settings import Settings


def is_everything(file: Path) -> bool:
    """Tell whether everything of an organisation is in a file; CommandError if it has none."""
    try:
        with file.open("rb") as opened:
            return holds_everything(opened.read(SEEN))
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from None


def restore(file: Path, code: str, email: str | None = None) -> None:
    """Bring everything in as the organisation of that code, all of it or nothing, and say what."""
    settings = Settings.for_commands()
    with register(settings) as session, file.open("rb") as opened:
        with transaction(session):
            by = find_acting(session, email)
            everything = read_everything_file(opened)
            done = restore_everything(
                session, everything, code, today=settings_today(settings), by=by
            )
        say(done.sentence)
