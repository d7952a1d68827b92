"""Taking everything of an organisation out and bringing it in as another: both say the same."""

import io
import json
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from reports.everything_json import everything_json
from riskapp.domain.permissions import Actor, Role
from riskapp.intake.everything_file import read_everything_file
from riskapp.models import Organisation, Person
from riskapp.queries.checks.everything import check_everything
from riskapp.queries.everything import read_everything
from riskapp.services.restoring import Restored, restore_everything
from riskapp.services.transactions import transaction
from tests.factories import TODAY

NOW = datetime(2018, 6, 30, 12, tzinfo=UTC)


def taken_out(session: Session, actor: Actor) -> bytes:
    """Everything as the bytes of its file."""
    session.rollback()
    return b"".join(everything_json(read_everything(session, actor, NOW)))


def brought_in(session: Session, content: bytes, code: str = "copy") -> Restored:
    """Everything in the file, as the organisation of that code."""
    with transaction(session):
        everything = read_everything_file(io.BytesIO(content))
        return restore_everything(session, everything, code, today=TODAY)


def whole_reader(session: Session, code: str) -> Actor:
    """Somebody to whom everything of an organisation shows."""
    here = sa.select(col(Organisation.id)).where(col(Organisation.code) == code)
    somebody = sa.select(col(Person.id), col(Person.name)).order_by(col(Person.id)).limit(1)
    connection = session.connection()
    person, organisation_id = connection.execute(somebody).one(), connection.execute(here).scalar()
    return Actor(person.id, person.name, organisation_id, code, Role.RISK_MANAGER, TODAY)  # type: ignore[arg-type]


def without_code(content: bytes) -> dict[str, Any]:
    """What a file says, but for which organisation it is of and who took it out."""
    found: dict[str, Any] = json.loads(content)
    found["organisation"].pop("code")
    found.pop("taken_out")
    return found


def goes_round(session: Session, code: str, copy: str) -> None:
    """Take an organisation out, bring it in as a copy, and see that the two are the same."""
    content = taken_out(session, whole_reader(session, code))
    brought_in(session, content, copy)
    again = taken_out(session, whole_reader(session, copy))
    assert without_code(again) == without_code(content)
    assert list(check_everything(session)) == []
