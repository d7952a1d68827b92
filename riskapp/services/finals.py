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


def make_final(
    session: Session, organisation_id: UUID, kind: str, layout: int, content: object
) -> tuple[UUID, Final]:
    """Keep a read model as it stands, for ever; return under which id, and what was kept."""
    final = freeze(kind, layout, content, lambda: secrets.token_hex(SALT_BYTES))
    here, content_id = {"organisation_id": organisation_id}, uuid7()
    row = {
        **here,
        "id": content_id,
        "kind": kind,
        "layout": layout,
        "content": final.text,
        "digest": final.digest,
        "made_at": utc_now(),
    }
    connection = session.connection()
    connection.execute(sa.insert(FinalContent), [row])
    words = [{**here, "content_id": content_id, **asdict(one)} for one in final.words]
    if words:
        connection.execute(sa.insert(FinalWords), words)
    return content_id, final
