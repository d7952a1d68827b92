"""Where files come from again and again: a source by its name, and how its last file was read."""

from dataclasses import replace

from sqlmodel import Session, col, select

from riskapp.clock import utc_now
from riskapp.domain.errors import FieldError
from riskapp.domain.import_drafts import LONGEST_SOURCE
from riskapp.domain.import_plans import FilePlan, plan_to_json
from riskapp.domain.permissions import Actor
from riskapp.models import ImportSource


def named_source(session: Session, actor: Actor, name: str) -> ImportSource:
    """Return the source of that name, a new one where there is none; FieldError if it is long."""
    words = " ".join(name.split())
    if len(words) > LONGEST_SOURCE:
        raise FieldError("new_source", f"Use {LONGEST_SOURCE} characters or fewer.")
    known = _find(session, actor, words)
    if known is not None:
        return known
    source = ImportSource(organisation_id=actor.organisation_id, name=words, by_id=actor.person_id)
    session.add(source)
    session.flush()
    return source


def keep_plan(actor: Actor, source: ImportSource, plan: FilePlan) -> None:
    """Keep how a file was read for the next file of its source, which is of another day."""
    source.plan = plan_to_json(replace(plan, as_at=None))
    source.by_id, source.recorded_at = actor.person_id, utc_now()
    source.version += 1


def _find(session: Session, actor: Actor, name: str) -> ImportSource | None:
    """Return the source of that name, whatever its capitals."""
    query = select(ImportSource).where(col(ImportSource.organisation_id) == actor.organisation_id)
    wanted = name.casefold()
    return next((one for one in session.exec(query) if one.name.casefold() == wanted), None)
