"""Making content final: its text with its digest, and beside it the words that were typed."""

import secrets
from dataclasses import asdict
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session

from riskapp.clock import utc_now, uuid7
from riskapp.models import FinalContent, FinalWords
from riskapp.readmodels.finals import Final, freeze

SALT_BYTES = 16


def draft_final(kind: str, layout: int, content: object) -> Final:
    """Return a read model as it would be kept, each of its words with a salt of its own."""
    return freeze(kind, layout, content, lambda: secrets.token_hex(SALT_BYTES))


def make_final(
    session: Session, organisation_id: UUID, kind: str, layout: int, content: object
) -> tuple[UUID, Final]:
    """Keep a read model as it stands, for ever; return under which id, and what was kept."""
    final = draft_final(kind, layout, content)
    return keep_final(session, organisation_id, final), final


def keep_final(session: Session, organisation_id: UUID, final: Final) -> UUID:
    """Keep what is final, for ever; return under which id."""
    here, content_id = {"organisation_id": organisation_id}, uuid7()
    row = {
        **here,
        "id": content_id,
        "kind": final.kind,
        "layout": final.layout,
        "content": final.text,
        "digest": final.digest,
        "made_at": utc_now(),
    }
    connection = session.connection()
    connection.execute(sa.insert(FinalContent), [row])
    words = [{**here, "content_id": content_id, **asdict(one)} for one in final.words]
    if words:
        connection.execute(sa.insert(FinalWords), words)
    return content_id
