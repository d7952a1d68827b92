"""Two people bring files in at the same moment: one waits for the other, and sees what it did."""

from dataclasses import replace

import sqlalchemy as sa
from sqlmodel import Session

from riskapp.domain.import_rows import ReadRow
from riskapp.domain.imports import Holds, UnknownNames
from riskapp.models import Risk, Unit
from riskapp.queries.checks.everything import check_everything
from riskapp.services.importing.files import get_open_as_seen
from riskapp.services.importing.loading import load_rows
from tests.factories import Trust
from tests.importing.files import PLAN, a_file, a_row, count
from tests.importing.rows import name
from tests.services.test_at_once import FINE, Deed, at_once


def loading(session: Session, trust: Trust, content: str, rows: tuple[ReadRow, ...]) -> Deed:
    """Return the loading of a file that adds a unit of its own."""
    plan, actor = replace(PLAN, unknown=UnknownNames.ADD), trust.actor()
    file_id = a_file(session, actor, content, plan=plan).id
    session.rollback()
    return lambda db: load_rows(db, actor, get_open_as_seen(db, actor, file_id, 1), rows)


def test_what_two_files_have_in_common_is_brought_in_once(
    engine: sa.Engine, session: Session, trust: Trust
) -> None:
    ward = (name(Holds.UNIT, "Ward 3"),)
    rows = tuple(a_row(at, reference=str(at), names=ward) for at in range(2, 40))
    deeds = [loading(session, trust, content, rows) for content in ("first", "second")]
    assert at_once(engine, deeds) == {FINE: 2}
    session.rollback()
    assert count(session, trust, Risk) == len(rows)
    assert count(session, trust, Unit, Unit.name == "Ward 3") == 1
    assert list(check_everything(session)) == []
