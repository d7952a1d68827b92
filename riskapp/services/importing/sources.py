"""Where files come from again and again: a source by its name, and how its last file was read."""

from dataclasses import replace

from sqlmodel import Session, col, select

from riskapp.clock import utc_now
from riskapp.domain.import_plans import FilePlan, plan_from_json, plan_to_json
from riskapp.domain.permissions import Actor
from riskapp.models import ImportSource


def find_source(session: Session, actor: Actor, name: str) -> ImportSource | None:
    """Return the source of that name, None where there is none; capitals make no difference."""
    query = select(ImportSource).where(col(ImportSource.organisation_id) == actor.organisation_id)
    wanted = " ".join(name.split()).casefold()
    return next((one for one in session.exec(query) if one.name.casefold() == wanted), None)


def kept_plan(source: ImportSource | None) -> FilePlan | None:
    """Return how the last file of a source was read."""
    return plan_from_json(source.plan) if source is not None else None


def keep_source(session: Session, actor: Actor, name: str, plan: FilePlan) -> ImportSource:
    """Keep how a file was read for the next file of its source, a new one where there is none."""
    source = find_source(session, actor, name)
    if source is None:
        words = " ".join(name.split())
        source = ImportSource(
            organisation_id=actor.organisation_id, name=words, by_id=actor.person_id
        )
    else:
        source.version += 1
    source.plan = plan_to_json(replace(plan, as_at=None))
    source.by_id, source.recorded_at = actor.person_id, utc_now()
    session.add(source)
    session.flush()
    return source
