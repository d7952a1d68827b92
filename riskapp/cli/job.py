"""`riskapp job`: what long work there is, and doing it where no worker may stay."""

import argparse
from typing import TYPE_CHECKING

from riskapp.cli.opening import database, get_organisation, refuse_other_schema, register, say
from riskapp.clock import LONDON
from riskapp.domain.jobs import STATE_NAMES
from riskapp.domain.wording import counted
from riskapp.log import start_log
from riskapp.models import Job
from riskapp.queries.jobs import list_jobs, name_of
from riskapp.settings import Settings

if TYPE_CHECKING:
    from riskapp.cli.opening import Commands


def add_to(commands: "Commands") -> None:
    """Add the commands."""
    parser = commands.add_parser("job", help="long work: what there is, and doing it now")
    deeds = parser.add_subparsers(title="jobs", metavar="DEED", required=True)
    listing = deeds.add_parser("list", help="the newest 50 jobs")
    listing.add_argument("--organisation", metavar="CODE", help="only those of one organisation")
    listing.set_defaults(run=show_jobs)
    running = deeds.add_parser(
        "run-due", help="do what waits, then end: for a timetable (cron) instead of a worker"
    )
    running.set_defaults(run=run_due)


def show_jobs(asked: argparse.Namespace) -> None:
    """Print a line for each job, the newest first."""
    with register(Settings.for_commands()) as session:
        code = asked.organisation
        organisation_id = get_organisation(session, code).id if code else None
        jobs = list_jobs(session, organisation_id)
    for organisation, job in jobs:
        say(_line(organisation, job))
    if not jobs:
        say("There are no jobs.")


def run_due(_asked: argparse.Namespace) -> None:
    """Take up what was left lying, do what waits, and say how much that was."""
    # Imported late: the other commands have no use for it.
    from riskapp.worker.running import run_all  # noqa: PLC0415
    from riskapp.worker.shop import Shop, files_of  # noqa: PLC0415
    from riskapp.worker.sweeping import sweep  # noqa: PLC0415

    settings = Settings.for_commands()
    start_log()
    with database(settings) as engine:
        refuse_other_schema(engine)
        shop = Shop(engine, settings, files_of(settings))
        sweep(shop)
        number = run_all(shop)
    say(f"{counted(number, 'job')} begun." if number else "Nothing waits.")


def _line(organisation: str, job: Job) -> str:
    asked = job.asked_at.astimezone(LONDON)
    progress = f" {job.done} of {job.total}" if job.total and not job.ended_at else ""
    said = job.error or job.result
    return (
        f"{asked:%Y-%m-%d %H:%M}  {organisation}  {job.id}  {name_of(job.kind)}: "
        f"{STATE_NAMES[job.state]}{progress}{f'. {said}' if said else ''}"
    )
