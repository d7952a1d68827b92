"""Finding the id of what a test knows by its name."""

from uuid import UUID

from sqlmodel import Session

from riskapp.domain.packs import PackKind
from riskapp.domain.permissions import Actor
from riskapp.queries.pack_named import get_subject_id


def id_of(session: Session, actor: Actor, name: str, kind: PackKind = PackKind.RISK) -> UUID:
    """Return the id of the risk of that reference, or of another subject of a pack."""
    return get_subject_id(session, actor, kind, name)
