"""The made-up old register that is measured: every row of it comes in, and something of each."""

from datetime import date
from pathlib import Path

from riskapp.benchmark.old_register import HEADINGS, write_old_register
from riskapp.domain.imports import Holds, Verdict
from riskapp.intake.opening import open_book
from riskapp.intake.proposing import propose
from riskapp.services.importing.reading import read_file


def test_every_row_of_it_is_ready_and_no_column_is_left_as_printed(tmp_path: Path) -> None:
    file = tmp_path / "old.xlsx"
    write_old_register(file, 30)
    book = open_book(file.read_bytes())
    plan = propose(book)
    assert [column.heading for column in plan.columns] == list(HEADINGS)
    assert not plan.holding(Holds.AS_PRINTED, Holds.NOTHING)
    read = read_file(book, plan, date(2018, 6, 30))
    assert (len(read.rows), read.questions) == (30, ())
    assert {row.verdict for row in read.rows} == {Verdict.READY}
    assert {len(row.scores) for row in read.rows} == {3}
