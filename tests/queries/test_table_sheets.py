"""The tables as sheets: each is one, or has a reason why not."""

from riskapp.models.taken import taken_tables
from riskapp.queries.table_sheets import NO_SHEET, SHEETS


def test_every_table_is_a_sheet_or_has_its_reason() -> None:
    assert {*SHEETS} | {*NO_SHEET} == {table.name for table in taken_tables()}
    assert not {*SHEETS} & {*NO_SHEET}


def test_no_two_sheets_share_a_title() -> None:
    assert len({title.casefold() for title in SHEETS.values()}) == len(SHEETS)
