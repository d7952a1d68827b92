"""What an old register prints is kept exactly, whatever it is."""

import json

from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.printed_cells import (
    FLAG_WORDS,
    CellFlag,
    PrintedCell,
    cells_from_json,
    cells_to_json,
)

cells = st.builds(PrintedCell, st.text(), st.text(), st.sampled_from(CellFlag))


@given(st.lists(cells, max_size=5))
def test_cells_are_kept_exactly(given_cells: list[PrintedCell]) -> None:
    assert cells_from_json(cells_to_json(given_cells)) == tuple(given_cells)


def test_a_redaction_that_takes_a_flag_along_leaves_a_cell_that_can_be_read() -> None:
    kept = json.dumps([{"heading": "Rating", "words": "HIGH", "flag": "[redacted]"}])
    assert cells_from_json(kept) == (PrintedCell("Rating", "HIGH"),)


def test_every_flag_has_its_words() -> None:
    assert FLAG_WORDS.keys() == set(CellFlag)
