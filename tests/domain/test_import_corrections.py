"""What was put right in a file is kept by row and column, and nothing else of it changes."""

from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.import_corrections import (
    NO_CORRECTIONS,
    Corrections,
    Side,
    corrections_from_json,
    corrections_to_json,
)

ROWS = st.integers(min_value=1, max_value=100_000)
MADE = st.builds(
    Corrections,
    cells=st.dictionaries(ROWS, st.dictionaries(st.integers(0, 500), st.text(), min_size=1)),
    left_out=st.frozensets(ROWS),
    sides=st.dictionaries(ROWS, st.dictionaries(st.text(min_size=1), st.sampled_from(Side))),
)


@given(MADE)
def test_what_is_kept_is_read_back_the_same(made: Corrections) -> None:
    assert corrections_from_json(corrections_to_json(made)) == made


def test_nothing_kept_is_no_corrections() -> None:
    assert corrections_from_json("{}") == NO_CORRECTIONS


def test_a_row_says_what_was_put_right_and_else_what_the_file_says() -> None:
    made = Corrections(cells={7: {1: "31/03/2024", 3: "added"}})
    assert made.corrected(7, ("a", "31/02/2024")) == ("a", "31/03/2024", "", "added")
    assert made.corrected(8, ("a", "31/02/2024")) == ("a", "31/02/2024")
