"""Text files: whichever letters and delimiters an office produces, cell by cell as they are."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reports.csv_file import csv_bytes
from riskapp.intake.book import FileKind
from riskapp.intake.limits import Limits
from riskapp.intake.opening import open_book
from riskapp.intake.refusals import FileRefusedError

GUESSED = (
    "Read as Windows-1252, which is a guess: "
    "look at letters such as é and signs such as £, separated by semicolons."
)
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
LIVE = st.builds(
    "{}{}".format, st.sampled_from(["=", "+", "-", "@", "\t", "\r", "'", "''="]), CELLS
)


def rows_of(content: bytes) -> tuple[tuple[str, ...], ...]:
    """The rows of a text file."""
    book = open_book(content)
    assert book.kind is FileKind.CSV
    return book.sheets[0].rows


@pytest.mark.parametrize(
    ("codec", "remark"),
    [
        ("utf-8", "Read as UTF-8, separated by semicolons."),
        ("utf-8-sig", "Read as UTF-8, separated by semicolons."),
        ("utf-16", "Read as UTF-16, separated by semicolons."),
        ("utf-16-le", "Read as UTF-16, separated by semicolons."),
        ("utf-16-be", "Read as UTF-16, separated by semicolons."),
        (
            "cp1252",
            GUESSED,
        ),
    ],
)
def test_whatever_the_letters_are_written_in_they_are_read(codec: str, remark: str) -> None:
    book = open_book("Ref;Score;Cost £m\r\n“A” café;5 x 4;1,5\r\n".encode(codec))
    assert book.sheets[0].rows[1] == ("“A” café", "5 x 4", "1,5")
    assert book.remarks == (remark,)


def test_letters_that_a_cut_destroyed_are_shown_and_told() -> None:
    book = open_book("Ref,é\n".encode() + "ééééééééééé,".encode() + b"\xc3\n")
    assert book.sheets[0].rows[1] == ("é" * 11, "�")
    assert book.remarks == (
        "Read as UTF-8, with one damaged letter shown as �, separated by commas.",
    )


@given(st.lists(st.lists(CELLS | LIVE, min_size=2, max_size=2), min_size=1, max_size=5))
@example([["'=1+1", "''=1"], ["'quoted' words", "-5"]])
@example([["a", "b\r\n\r\nc"], ['"', ""]])
def test_a_csv_file_of_ours_is_read_as_what_was_written(rows: list[list[str]]) -> None:
    written = csv_bytes(["Reference", "Title"], [[*row, "."] for row in rows])
    assert rows_of(written)[1:] == tuple((*row, ".") for row in rows)


def test_a_zero_that_no_database_takes_is_left_out() -> None:
    assert rows_of(b"Ref,Title\n1,a\0b\n") == (("Ref", "Title"), ("1", "ab"))


@pytest.mark.parametrize(
    ("content", "limits", "sentence"),
    [
        ('Ref,Title\n1,"never closed\n2,x\n', Limits(), "Row 2 has a quotation mark"),
        ('Ref,Title\n1,"a "quoted" word, and more"\n', Limits(), "Row 2 .* one inside a cell"),
        ("a,b\n" * 5, Limits(rows=4), "more than 4 rows"),
        ("a,b,c\n", Limits(columns=2), "more than 2 columns"),
        ("a,b,c\n" * 5, Limits(cells=14), "more than 14 cells"),
        ("a,b\nlong,b\n", Limits(cell_text=3), "Row 2 of sheet “CSV” has a cell with more than 3"),
        ("ab,cd\n" * 3, Limits(text=11), "more than 11 characters in its cells"),
        ("", Limits(), "empty"),
        ("\r\n \n", Limits(), "empty"),
    ],
)
def test_a_text_file_that_cannot_be_used_is_refused(
    content: str, limits: Limits, sentence: str
) -> None:
    with pytest.raises(FileRefusedError, match=sentence):
        open_book(content.encode(), limits)
