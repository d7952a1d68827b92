"""Sheets that are no lists of risks are made into some, and no word of them is lost."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.intake.book import Book, FileKind, Sheet
from riskapp.intake.date_proof import Months, months_first
from riskapp.intake.opening import open_book
from riskapp.intake.shaping import shaped
from tests.intake.grids import a_book, a_sheet
from tests.registers.make import HERE

SHAPES = {
    "forms.xlsx": ["form for each risk", "row 2 is “Form 1”, row 3 is “Form 2”"],
    "forms-stacked.xlsx": ["row 3 is “BAF: rows 3 to 14”, row 4 is “BAF: rows 16 to 27”"],
    "forms-unlike.xlsx": ["forms one under another", "put each form on a sheet of its own"],
    "sideways.xlsx": ["turned round", "row 2 here is its column B"],
    "two-tables.xlsx": ["several tables", "“Sheet1: Strategic risks”, “Sheet1: Operational risks”"],
    "side-by-side.csv": ["several tables", "“CSV: columns A to C”"],
}


@pytest.mark.parametrize("name", SHAPES)
def test_what_was_made_of_a_sheet_is_said(name: str) -> None:
    said = " ".join(open_book((HERE / name).read_bytes()).remarks)
    assert all(words in said for words in SHAPES[name])


@pytest.mark.parametrize(
    "text",
    [
        "Ref | Title | Score\n1 | Loss of power | 12\n2 | Loss of water | 9",
        "Ref | Title | Score\n1 | Power | 12\nRef | Title | Score\n2 | Water | 9",
        "Ref | Title | Score\n1 | Power | 12\nKey | |\nScore | Detail | Action\n25 | Bad | Act",
    ],
)
def test_a_list_of_risks_is_left_as_it_is(text: str) -> None:
    book = a_book(a_sheet(text))
    assert shaped(book) == book


def test_forms_beside_a_list_of_risks_or_a_guide_are_left_alone() -> None:
    forms = open_book((HERE / "forms.xlsx").read_bytes())
    labels = ("Ref", "Title", "Owner", "Score", "Status", "Controls")
    guide = a_sheet("\n".join(f"{one} | what it is" for one in labels), name="Read me")
    rows = (
        "Ref | Title | Owner | Score | Status",
        "1 | Roof | A | 12 | Open",
        "2 | Lift | B | 9 |",
    )
    register = a_sheet("\n".join(rows))
    assert shaped(a_book(guide, register)).sheets == (guide, register)
    assert shaped(a_book(guide)).sheets == (guide,)
    assert [sheet.name for sheet in forms.sheets] == ["Guide", "Forms"]


WORDS = st.sampled_from(
    ["", "Ref", "Title:", "Owner", "Score", "Controls", "Risk", "Action", "Review date", "x", "12"]
)


@given(st.lists(st.lists(WORDS, min_size=3, max_size=3), max_size=12))
def test_whatever_the_shape_no_word_is_lost(rows: list[list[str]]) -> None:
    made = shaped(Book(FileKind.CSV, (Sheet("CSV", tuple(map(tuple, rows))),)))
    before = Counter(cell.rstrip(":") for row in rows for cell in row if cell)
    words = (
        line
        for sheet in made.sheets
        for row in sheet.rows
        for cell in row
        for line in cell.split("\n")
    )
    after = Counter(word.rstrip(":") for word in words if word)
    assert not before - after


LABELS = ("Risk ref:", "Risk title:", "Risk owner:", "Current score:", "Controls:", "Status:")
SAID = st.lists(st.sampled_from(["", "Finance", "Open", "12", "Controls", "a\nb"]), min_size=6)


@given(st.lists(SAID, min_size=2, max_size=4), st.booleans(), st.booleans())
def test_each_of_several_forms_has_its_own_words_and_no_others(
    forms: list[list[str]], titled: bool, below: bool
) -> None:
    rows: list[list[str]] = [["Framework", ""], ["", ""]]
    for at, values in enumerate(forms):
        rows += [[f"Form {at}", ""]] if titled else []
        for words, value in zip(LABELS, values, strict=False):
            rows += [[words, ""], [value, ""]] if below else [[words, value]]
        rows.append(["", ""])
    [made] = shaped(a_book(Sheet("BAF", tuple(map(tuple, rows))))).sheets
    assert made.rows[0][0] == "Framework"
    told = [dict(zip(made.rows[1], row, strict=True)) for row in made.rows[2:]]
    for at, (row, values) in enumerate(zip(told, forms, strict=True)):
        assert row.pop("Sheet").startswith("BAF: rows")
        assert row.pop("Other words") == (f"Form {at}" if titled else "")
        assert row == {words[:-1]: value for words, value in zip(LABELS, values, strict=False)}


@pytest.mark.parametrize(
    ("cells", "proved"),
    [
        (["03/31/2024", "04/03/2024"], Months.FIRST),
        (["3-31-24 00:00"], Months.FIRST),
        (["04/03/2024"], Months.SECOND),
        (["03/31/2024", "31/03/2024"], Months.EITHER),
        (["03/31/2024", *["31/03/2024"] * 4], Months.SECOND),
        (["03/31/2024", "2024-03-04"], Months.EITHER),
        (["03/31/2024", "45382"], Months.EITHER),
        (["03/31/2024", "TBC", ""], Months.FIRST),
        (["2024/03/31", "12/2024"], Months.SECOND),
    ],
)
def test_months_come_first_where_a_date_proves_it_and_none_denies_it(
    cells: list[str], proved: Months
) -> None:
    assert months_first(cells) is proved
