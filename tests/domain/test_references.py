import pytest

from riskapp.domain.references import (
    milestone_reference,
    printed_key,
    references_in,
    risk_number,
    risk_reference,
)


def test_references_are_short_and_read_back() -> None:
    assert risk_reference(42) == "R-0042"
    assert milestone_reference(7) == "M-0007"
    assert risk_number("R-0042") == risk_number("r42") == 42
    assert risk_number(risk_reference(123_456)) == 123_456


@pytest.mark.parametrize("words", ["", "42", "R-", "R-x", "R-0042; DROP TABLE risk", "M-0042"])
def test_what_is_no_reference_has_no_number(words: str) -> None:
    assert risk_number(words) is None


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("2 0316", "0316-02"),
        ("Ref 2\n0316", "0316-02"),
        ("0316 11", "0316-11"),
        ("0716 1", "0716-01"),
        ("1 0118", "0118-01"),
        ("BAF 3.2", "BAF 3.2"),
        ("", ""),
    ],
)
def test_a_printed_reference_has_one_key_in_either_order(printed: str, key: str) -> None:
    assert printed_key(printed) == key


@pytest.mark.parametrize(
    ("key", "references"),
    [
        ("901, 902", ("901", "902")),
        ("901,902", ("901", "902")),
        ("CR1 and CR2", ("CR1", "CR2")),
        ("DX-1; DX-2 & DX-3", ("DX-1", "DX-2", "DX-3")),
        ("901 902", ("901", "902")),
        ("901", ()),
        ("901, 901", ("901",)),
        ("0316-02", ()),
        ("BAF 3.2", ()),
        ("Estates, 7", ()),
        ("", ()),
    ],
)
def test_several_references_in_one_cell_are_told_from_one(
    key: str, references: tuple[str, ...]
) -> None:
    assert references_in(key) == references
