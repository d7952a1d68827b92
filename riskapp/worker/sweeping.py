"""What is done every minute: jobs left lying are taken up again, and old files removed."""

from riskapp.clock import LONDON, utc_now
from riskapp.domain.jobs import AskJob, JobKind
from riskapp.log import log
from riskapp.queries.jobs import count_silent, list_files_to_remove, list_without
from riskapp.services.jobs import ask_job, note_removed, take_back_silent
from riskapp.services.people import command_line_actor
from riskapp.worker.shop import Shop, file_key

REMINDS_FROM = 7
"""The hour in London from which the day's reminders are sent."""


def sweep(shop: Shop) -> None:
    """Take back the jobs of workers that are heard of no more, and remove files kept long enough.

    The queue forgets a job whose worker was killed, and may never have heard of one: the rows do
    not.
    """
    with shop.reading() as session:
        silent, files = count_silent(session, utc_now()), list_files_to_remove(session, utc_now())
    if silent:
        with shop.writing() as session:
            number = take_back_silent(session, utc_now())
        log.warning("jobs taken back", extra={"number": number})
    for organisation_id, job_id, name in files:
        shop.files.remove(file_key(organisation_id, job_id, name))
        with shop.writing() as session:
            note_removed(session, organisation_id, job_id)
    _ask_reminders(shop)


def _ask_reminders(shop: Shop) -> None:
    """Ask once a day for the reminders of each organisation, where mail is sent at all."""
    if shop.settings.mail is None or utc_now().astimezone(LONDON).hour < REMINDS_FROM:
        return
    key = f"{JobKind.REMINDERS}:{shop.today}"
    with shop.reading() as session:
        without = list_without(session, key)
    for organisation in without:
        with shop.writing() as session:
            actor = command_line_actor(session, organisation, shop.today)
            ask_job(session, actor, AskJob(JobKind.REMINDERS, key))
