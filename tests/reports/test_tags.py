"""What a screen reader is told of a pack: everything, once, in the order in which it is read."""

import re
import shutil
import subprocess
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from reportlab.platypus import Flowable

from reports.gate import words
from reports.grid import table
from reports.page import Sheet, draw_pages
from reports.styles import WIDTH
from riskapp.readmodels.board_pack import BoardPack
from tests.reports import hostile, packs
from tests.reports.checkers import failures_of_outloud, failures_of_verapdf
from tests.reports.drawing import draw_board
from tests.required import absent

MAKERS = {"typical": packs.typical, "empty": packs.empty, "hostile": hostile.hostile}
HEADING = re.compile(r"H([1-6])")
PATIENCE = 240


@dataclass
class Told:
    """An element as a reader of the file finds it: its role, its words, what it is made of."""

    role: str
    words: str = ""
    kids: list["Told"] = field(default_factory=list)

    def all(self) -> list["Told"]:
        return [self, *(below for kid in self.kids for below in kid.all())]

    def said(self) -> str:
        return " ".join(" ".join(one.words for one in self.all()).split())


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("packs")
    drawn = {name: folder / f"{name}.pdf" for name in MAKERS}
    for name, file in drawn.items():
        file.write_bytes(draw_board(pack(name)))
    return drawn


@cache
def pack(name: str) -> BoardPack:
    return MAKERS[name]()


@cache
def tell(file: Path) -> Told:
    """Read the structure of a file with its words, as a program other than ours finds it."""
    program = shutil.which("pdfinfo")
    if program is None:
        absent("poppler", "pdfinfo is not installed (Debian: poppler-utils)")
    done = subprocess.run(
        [program, "-struct-text", str(file)],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    return parse(done.stdout)


def parse(printed: str) -> Told:
    document = Told("Document")
    path = [(0, document)]
    for line in printed.splitlines()[1:]:
        deep, said = len(line) - len(line.lstrip()), line.strip()
        while path[-1][0] >= deep and len(path) > 1:
            path.pop()
        if said.startswith('"'):
            path[-1][1].words += said.strip('"')
        elif said and not said.startswith("/") and said[0].isupper():
            element = Told(said.split()[0].rstrip(":"))
            path[-1][1].kids.append(element)
            path.append((deep, element))
    return document


def drawn(tmp_path: Path, *story: Flowable) -> Told:
    sheet = Sheet("A title", "A trust", "A subject", packs.AS_AT, "A foot")
    file = tmp_path / "one.pdf"
    file.write_bytes(draw_pages(sheet, story))
    return tell(file)


@pytest.mark.parametrize("name", MAKERS)
def test_headings_begin_with_one_title_and_never_skip_a_level(
    files: dict[str, Path], name: str
) -> None:
    levels = [
        int(found[1]) for one in tell(files[name]).all() if (found := HEADING.match(one.role))
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below <= above + 1 for above, below in pairwise(levels))


@pytest.mark.parametrize("name", MAKERS)
def test_every_table_is_rows_of_as_many_cells(files: dict[str, Path], name: str) -> None:
    tables = [one for one in tell(files[name]).all() if one.role == "Table"]
    assert tables
    for one in tables:
        assert {row.role for row in one.kids} == {"TR"}
        assert len({len(row.kids) for row in one.kids}) == 1
        assert {cell.role for row in one.kids for cell in row.kids} <= {"TH", "TD"}


def test_every_statement_is_told_whole_and_in_order(files: dict[str, Path]) -> None:
    said = tell(files["typical"]).said()
    for risk in pack("typical").risks:
        statement = (risk.row.title, risk.cause, risk.event, risk.effect)
        places = [said.find(" ".join(text.split())) for text in statement if text]
        assert -1 not in places


def test_neither_heads_nor_feet_of_pages_are_told(files: dict[str, Path]) -> None:
    said = tell(files["typical"]).said()
    assert "Page 1 of" not in said
    assert said.count("Example Community NHS Trust") == 1


def test_the_contents_are_links_with_their_pages(files: dict[str, Path]) -> None:
    (contents,) = [one for one in tell(files["typical"]).all() if one.role == "TOC"]
    assert [line.role for line in contents.kids] == ["TOCI"] * 11
    links = [one for one in contents.all() if one.role == "Link"]
    assert len(links) == 11
    assert all(re.search(r"[a-z]\s*\d+$", link.said()) for link in links)


def test_a_table_cut_by_pages_is_one_table_with_one_head(tmp_path: Path) -> None:
    rows = [(f"Row {number}", "word " * 40) for number in range(60)]
    told = drawn(tmp_path, table(("Name", "Words"), rows, (WIDTH / 2, WIDTH / 2)))
    (one,) = [one for one in told.all() if one.role == "Table"]
    assert len(one.kids) == 61
    assert one.said().count("Name") == 1
    assert [row.kids[0].said() for row in one.kids[1:]] == [name for name, _ in rows]


def test_a_row_cut_by_a_page_is_one_row(tmp_path: Path) -> None:
    long = " ".join(f"word{number}" for number in range(1200))
    told = drawn(tmp_path, table(("Name", "Words"), [("One", long)], (WIDTH / 2, WIDTH / 2)))
    (one,) = [one for one in told.all() if one.role == "Table"]
    assert len(one.kids) == 2
    assert one.kids[1].kids[1].said() == long


def test_a_paragraph_cut_by_a_page_is_one_paragraph_of_whole_words(tmp_path: Path) -> None:
    long = " ".join(f"word{number}" for number in range(1200))
    told = drawn(tmp_path, *words(long))
    assert [one.said() for one in told.all() if one.role == "P"] == [long]


def test_a_word_longer_than_a_line_stays_one_word(tmp_path: Path) -> None:
    assert drawn(tmp_path, *words("x" * 190)).said() == "x" * 190


def test_verapdf_finds_every_pack_to_be_pdf_ua(files: dict[str, Path]) -> None:
    assert failures_of_verapdf(list(files.values())) == ""


def test_outloud_finds_nothing_that_reads_badly(files: dict[str, Path], tmp_path: Path) -> None:
    # An organisation whose name is a sentence makes the heads of pages look like prose to it.
    named = tmp_path / "named.pdf"
    named.write_bytes(draw_board(replace(pack("hostile"), organisation="A trust")))
    assert failures_of_outloud([files["typical"], files["empty"], named]) == ""


def test_verapdf_would_find_what_is_wrong(files: dict[str, Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    sound = files["empty"].read_bytes()
    broken.write_bytes(sound.replace(b"<pdfuaid:part>1<", b"<pdfuaid:part>7<"))
    assert sound != broken.read_bytes()
    assert f"fails {broken}" in failures_of_verapdf([broken])
