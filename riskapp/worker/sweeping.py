"""What is done every minute: jobs left lying are taken up again, and old files removed."""

from riskapp.clock import utc_now
from riskapp.log import log
from riskapp.queries.jobs import count_silent, list_files_to_remove
from riskapp.services.jobs import note_removed, take_back_silent
from riskapp.worker.shop import Shop, file_key


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
