"""Files for spreadsheets: every cell in quotes, and none that a spreadsheet would run."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.csv_file import RUN, csv_bytes, harmless


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_would_be_run_is_made_harmless(begin: str) -> None:
    assert harmless(f"{begin}cmd()") == f"'{begin}cmd()"


def test_what_an_apostrophe_guards_already_gets_one_more() -> None:
    assert harmless("'=1") == "''=1"


@pytest.mark.parametrize("cell", ["R-0001", "'tis", " =1", "", 16, "10 - 12"])
def test_any_other_cell_is_left_as_it_is(cell: object) -> None:
    assert harmless(cell) == str(cell)


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=4))
def test_what_was_written_is_read_again(rows: list[list[str]]) -> None:
    written = csv_bytes(("One", "Two"), rows).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(written, newline="")))
    assert read == [["One", "Two"], *([harmless(cell) for cell in row] for row in rows)]
    assert not any(cell.startswith(RUN) for row in read for cell in row)


def test_every_cell_is_in_quotes() -> None:
    assert csv_bytes(("A",), [[1]]) == b'\xef\xbb\xbf"A"\r\n"1"\r\n'
