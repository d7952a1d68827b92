"""What becomes of each risk in a new period, and when that is said completely."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.periods import FATE_WORDS, FOR_ENTRIES, GOES_ON, Fate, Prepared, what_is_missing


def test_every_fate_has_its_words() -> None:
    assert set(FATE_WORDS) == set(Fate)
    assert set(FOR_ENTRIES) | {Fate.NEW} == set(Fate)
    assert {Fate.CARRIED, Fate.REWORDED, Fate.NEW} == GOES_ON


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        (Prepared("R-0001", None), "Decide what becomes"),
        (Prepared("R-0001", Fate.MERGED), "which risk"),
        (Prepared("R-0001", Fate.REWORDED, objectives=1), "new words"),
        (Prepared("R-0001", Fate.CARRIED), "why it threatens none"),
        (Prepared("R-0001", Fate.NEW, gap="  "), "why it threatens none"),
    ],
)
def test_what_is_missing_is_said(entry: Prepared, says: str) -> None:
    assert says in what_is_missing(entry)


@pytest.mark.parametrize(
    "entry",
    [
        Prepared("R-0001", Fate.CARRIED, objectives=1),
        Prepared("R-0001", Fate.CARRIED, gap="It threatens how we run, not what we aim at."),
        Prepared("R-0001", Fate.REWORDED, objectives=2, retitled=True),
        Prepared("R-0001", Fate.MERGED, into="R-0002"),
        Prepared("R-0001", Fate.RETIRED),
        Prepared("R-0001", Fate.NEW, objectives=1),
    ],
)
def test_what_is_ready_lacks_nothing(entry: Prepared) -> None:
    assert what_is_missing(entry) == ""


@given(
    st.builds(
        Prepared,
        reference=st.text(max_size=8),
        fate=st.none() | st.sampled_from(Fate),
        objectives=st.integers(0, 9),
        gap=st.text(max_size=8),
        retitled=st.booleans(),
        into=st.text(max_size=8),
    )
)
def test_more_said_is_never_more_missing(entry: Prepared) -> None:
    said = Prepared(entry.reference, entry.fate or Fate.CARRIED, 9, "why", True, "R-0002")
    assert what_is_missing(said) == ""
    assert what_is_missing(entry) == "" or what_is_missing(entry).endswith(".")
