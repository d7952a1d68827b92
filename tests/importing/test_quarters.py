"""Newer files of a register that is kept by quarters."""

from sqlmodel import Session, col, select

from riskapp.models import Assessment
from tests.factories import Trust
from tests.importing.files import a_row, load
from tests.importing.rows import alone, day


def test_a_newer_file_adds_the_quarter_that_is_new_and_gives_no_score_twice(
    session: Session, trust: Trust
) -> None:
    first, second = alone(12, on=day(4)), alone(9, on=day(6))
    load(session, trust, [a_row(2, "Beds", "7", scores=(first,))])
    load(session, trust, [a_row(2, "Beds", "7", scores=(first, second))], "newer")
    found = session.exec(select(Assessment).order_by(col(Assessment.effective_on))).all()
    assert [(one.effective_on, one.score) for one in found] == [(day(4), 12), (day(6), 9)]
