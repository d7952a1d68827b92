import pytest

from riskapp.domain.references import (
    milestone_reference,
    printed_key,
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
