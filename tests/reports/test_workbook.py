"""A pack as a workbook: every table is there, numbers and days are real, and nothing is live."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.csv_file import RUN
from reports.legible import legible
from reports.sheet_names import LONGEST, SheetNames
from reports.sheets import LONGEST_CELL, cut_to_fit, sheets_of
from reports.workbook import draw_workbook
from riskapp.readmodels.paper import Cell, Paper, Section, Table, plain, text_of
from tests.reports.hostile import HOSTILE
from tests.reports.papers import STAMP, a_paper, a_table, mapped
from tests.reports.workbook_reader import Value, parts_of, read_workbook

CUT = 40_000


def of_tables(*tables: Table) -> Paper:
    return replace(a_paper(), sections=(Section("one", "One", "One", tables),))


def words_of(row: tuple[Cell, ...]) -> list[str]:
    return [cut_to_fit(legible(plain(cell.text))) for cell in row]


def said(value: Value) -> str:
    """What a value of a sheet was in the paper, where a day is not broken over lines."""
    if isinstance(value, date):
        return f"{value.day}\u00a0{value:%B %Y}"
    return "" if value is None else str(value)


@pytest.mark.parametrize("texts", [("Nurses",), HOSTILE], ids=["plain", "hostile"])
def test_every_row_of_every_table_is_in_a_sheet(texts: tuple[str, ...]) -> None:
    paper = a_paper(texts)
    sheets = read_workbook(draw_workbook(paper, STAMP))

    for table in paper.tables():
        sheet = sheets[table.name]
        for row in table.rows:
            words = [word for word in words_of(row) if word]
            assert any(
                [one for one in map(said, found) if one in words] == words for found in sheet.rows
            )
    tables = sum(len(table.rows) for table in paper.tables())
    assert sum(len(sheet.rows) - 1 for sheet in list(sheets.values())[1:]) == tables


def test_a_score_has_its_number_beside_its_words_and_a_day_is_a_day() -> None:
    sheet = read_workbook(draw_workbook(of_tables(a_table("Nurses", rows=2)), None))["Summary"]

    assert sheet.rows == [
        ["Risk", "Title", "Score", "Score, number", "Target by", "Kind"],
        ["R-0001", "Nurses", "2 moderate", 1.0, date(2019, 4, 1), None],
        ["R-0002", "Nurses", "3 moderate", 2.0, "no date", None],
    ]


def test_numbers_that_say_all_need_no_words_beside_them() -> None:
    cells = tuple((Cell(text_of(str(n)), number=n),) for n in (12, 16))
    sheet = read_workbook(draw_workbook(of_tables(Table("T", ("Score",), cells, (1.0,))), None))

    assert sheet["T"].rows == [["Score"], [12.0], [16.0]]


@pytest.mark.parametrize(
    "words", ["31 June 2018", "1 April 1899", "on 1 April 2018", "1 April 2018, as printed", "2018"]
)
def test_what_is_no_whole_day_stays_words(words: str) -> None:
    table = Table("T", ("Day",), ((Cell(text_of(words)),),), (1.0,))

    assert read_workbook(draw_workbook(of_tables(table), None))["T"].rows[1] == [words]


def test_tables_of_one_name_are_one_sheet_that_says_where_each_row_stands() -> None:
    sheets = read_workbook(draw_workbook(a_paper(("first", "second")), None))

    assert [row[0] for row in sheets["Scores"].rows] == [
        "Under",
        *["R-0001 first"] * 3,
        *["R-0002 second"] * 3,
    ]
    assert list(sheets) == ["Read me", "What this pack holds", "Summary", "Scores", "Lead"]


def test_the_first_sheet_says_what_the_pack_is_and_what_the_others_hold() -> None:
    rows = read_workbook(draw_workbook(a_paper(), STAMP))["Read me"].rows

    assert rows[0] == ["Board Assurance Framework"]
    for fact in (
        ["As at", "30 June 2018"],
        ["Version", "Public version"],
        ["Left out", "2 restricted risks"],
        ["Number", "HCT-BAF-2018-06"],
        ["Code", "ABCD-EFGH"],
        ["Issued on", "5 July 2018"],
        ["Summary", "Summary", "Summary", 9.0],
        ["Scores", "Scores", "Risks", 3.0],
    ):
        assert fact in rows


def test_a_draft_says_so() -> None:
    rows = read_workbook(draw_workbook(a_paper(), None))["Read me"].rows

    assert ["Number", "DRAFT, not issued"] in rows


@pytest.mark.parametrize("begin", RUN)
def test_a_cell_that_looks_like_a_formula_is_text(begin: str) -> None:
    """The reader refuses every formula."""
    words = f"{begin}HYPERLINK('x')"
    sheets = read_workbook(draw_workbook(of_tables(a_table(words, words)), None))

    (name,) = list(sheets)[1:]
    assert [row[1] for row in sheets[name].rows[1:]] == [legible(words)] * 3


def test_links_lead_to_sheets_alone() -> None:
    parts = parts_of(draw_workbook(a_paper((*HOSTILE, "https://example.org/")), STAMP))

    assert not any('TargetMode="External"' in text for text in parts.values())
    assert not any("vba" in name.lower() or "externalLink" in name for name in parts)


@pytest.mark.parametrize("words", HOSTILE)
def test_any_words_may_name_a_table_or_an_organisation(words: str) -> None:
    paper = mapped(of_tables(a_table(words, words), a_table("x", words[:1])), lambda _: words)

    assert len(read_workbook(draw_workbook(paper, None))) == 1 + len(sheets_of(paper))


@given(st.lists(st.text(max_size=60), max_size=12))
def test_names_of_sheets_are_short_and_never_the_same(titles: list[str]) -> None:
    names = SheetNames()
    given_out = [names.take(title) for title in titles]

    assert len({name.casefold() for name in given_out}) == len(given_out)
    for name in given_out:
        assert 0 < len(name.encode("utf-16-le")) <= 2 * LONGEST
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("'") == name
        assert name.casefold() not in {"history", "read me"}


@pytest.mark.parametrize("char", ["x", "\U0001f600"])
def test_what_is_too_long_for_a_cell_is_cut_and_the_cut_is_said(char: str) -> None:
    sheet = read_workbook(draw_workbook(of_tables(a_table(char * CUT)), None))["Summary"]
    cell = str(sheet.rows[1][1])

    assert len(cell.encode("utf-16-le")) <= 2 * LONGEST_CELL
    left = CUT - cell.index(" …")
    assert f"[cut here: {left:,} more characters do not fit in a cell]" in cell


def test_heads_stay_in_sight_filter_and_are_printed_on_every_page() -> None:
    file = draw_workbook(a_paper(), STAMP)
    sheet = read_workbook(file)["Summary"]

    pane, table = sheet.find("pane"), sheet.find("autoFilter")
    assert pane is not None
    assert table is not None
    assert (pane.get("ySplit"), pane.get("state"), table.get("ref")) == ("1", "frozen", "A1:F10")
    assert "Print_Titles" in parts_of(file)["xl/workbook.xml"]
    foot = sheet.find("oddFooter")
    assert foot is not None
    assert "HCT-BAF-2018-06, code ABCD-EFGH" in (foot.text or "")


def test_a_table_without_rows_or_heads_has_a_sheet_too() -> None:
    bare = Table("Bare", (), ((Cell(text_of("a")), Cell(text_of("b"))),), (0.5, 0.5))
    none = Table("None", ("A", "B"), (), (0.5, 0.5))
    sheets = read_workbook(draw_workbook(of_tables(bare, none), None))

    assert sheets["Bare"].rows[1] == ["a", "b"]
    assert sheets["None"].rows == [["A", "B"]]


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert draw_workbook(a_paper(HOSTILE), STAMP) == draw_workbook(a_paper(HOSTILE), STAMP)
    styles = parts_of(draw_workbook(a_paper(), STAMP))["xl/styles.xml"]
    assert '<name val="Arial"/><family val="2"/></font>' in styles  # as the first of a process
    assert "2018-06-30T00:00:00Z" in parts_of(draw_workbook(a_paper(), STAMP))["docProps/core.xml"]
