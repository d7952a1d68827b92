"""Taking jobs one after another and seeing each to an end, whatever happens on the way."""

from collections.abc import Callable
from functools import partial

from sqlmodel import Session

from riskapp.clock import utc_now
from riskapp.domain.errors import RegisterError
from riskapp.domain.jobs import JobKind, Outcome
from riskapp.log import log, told_of
from riskapp.queries.jobs import count_due
from riskapp.services.jobs import (
    Run,
    TakenAwayError,
    break_off,
    claim_job,
    finish_job,
    hand_back,
    refuse_job,
)
from riskapp.worker.actors import actor_of
from riskapp.worker.aside import drop_aside, put_aside
from riskapp.worker.beating import beating
from riskapp.worker.shop import Shop, file_key
from riskapp.worker.work import StoppingError, Work


def run_all(shop: Shop) -> int:
    """Do the jobs that wait until there is none or the worker is to stop; return how many."""
    begun = 0
    with shop.one_at_a_time:
        while not shop.stop.is_set() and run_next(shop):
            begun += 1
    return begun


def run_next(shop: Shop) -> bool:
    """Take the next job and see it to an end of some kind; False where none waits."""
    run = _claim(shop)
    if run is None:
        return False
    shop.at = run
    try:
        _attempt(shop, run)
    finally:
        shop.at = None
        drop_aside(shop.files, run.job_id)
    return True


def hand_back_unfinished(shop: Shop) -> None:
    """Put back the job that the worker is still at as it leaves."""
    if shop.at is not None:
        _end(shop, shop.at, lambda session, run: hand_back(session, run, utc_now()))


def _claim(shop: Shop) -> Run | None:
    """Take a job; looking first takes no lock from those who write."""
    with shop.reading() as session:
        if not count_due(session, utc_now()):
            return None
    with shop.writing() as session:
        return claim_job(session, utc_now(), [kind.value for kind in shop.kinds])


def _attempt(shop: Shop, run: Run) -> None:
    log.info("job begun", extra=_ids(run))
    try:
        _do(shop, run)
    except TakenAwayError:
        log.warning("job taken away", extra=_ids(run))
    except StoppingError:
        log.info("job handed back", extra=_ids(run))
        _end(shop, run, lambda session, mine: hand_back(session, mine, utc_now()))
    except RegisterError as error:
        sentence = str(error)
        log.info("job refused", extra=_ids(run))
        _end(shop, run, lambda session, mine: refuse_job(session, mine, sentence, utc_now()))
    except Exception as error:
        log.error("job broke off", extra=_ids(run) | told_of(error))
        _end(shop, run, lambda session, mine: break_off(session, mine, utc_now()))
    else:
        log.info("job done", extra=_ids(run))


def _do(shop: Shop, run: Run) -> None:
    with shop.reading() as session:
        actor = actor_of(session, run, shop.settings)
    keep = partial(put_aside, shop.files, run.job_id)
    work = Work(shop.engine, shop.settings, actor, run.arguments, shop.stop, aside=keep)
    with beating(run, work):
        outcome = shop.kinds[JobKind(run.kind)](work)
        _keep(shop, run, outcome)
        with shop.writing() as session:
            if work.last_deed is not None:
                work.last_deed(session)
            finish_job(session, run, outcome, utc_now())


def _keep(shop: Shop, run: Run, outcome: Outcome) -> None:
    """Keep the file of a job; a second attempt at it writes over the first's."""
    if outcome.file is not None:
        key = file_key(run.organisation_id, run.job_id, outcome.file.name)
        shop.files.put(key, outcome.file.pieces)


def _end(shop: Shop, run: Run, deed: Callable[[Session, Run], None]) -> None:
    """Write to the row how an attempt ended, unless the job was taken from this run meanwhile."""
    try:
        with shop.writing() as session:
            deed(session, run)
    except TakenAwayError:
        log.warning("job taken away", extra=_ids(run))


def _ids(run: Run) -> dict[str, object]:
    return {"job": str(run.job_id), "kind": run.kind, "attempt": run.attempt}
