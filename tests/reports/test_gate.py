import ast
from pathlib import Path

import pytest

from reports.gate import words
from reports.grid import Cell, table
from reports.styles import CELL, PAPER, WIDTH, ground_fill, on_fill
from riskapp.domain.matrix import BandColour
from riskapp.readmodels.paper import Strong

REPORTS = Path(__file__).parent.parent.parent / "reports"
GATE, GRID, TYPESET, LOGO = (REPORTS / f"{n}.py" for n in ("gate", "grid", "typeset", "logo"))
READS_MARKUP = {"Paragraph", "XPreformatted", "Preformatted", "ParaFrag", "ParaParser"}
MAKES_TEXT = {
    "Paragraph",
    "XPreformatted",
    "Preformatted",
    "Table",
    "LongTable",
    "TableStyle",
    "ListFlowable",
    "TableOfContents",
    "Image",
    "ParaFrag",
    "drawString",
    "drawRightString",
    "drawCentredString",
    "drawAlignedString",
    "beginText",
    "drawText",
    "drawImage",
    "drawInlineImage",
    "addOutlineEntry",
}
READABLE = 4.5


def names_in(tree: ast.Module) -> set[str]:
    """Every name that a module imports, calls, or takes from something, papers set apart."""
    found = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    found |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    imports = (node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom))
    ours, theirs = set[str](), set[str]()
    for node in imports:
        papers = getattr(node, "module", "") == "riskapp.readmodels.paper"
        (ours if papers else theirs).update(alias.name for alias in node.names)
    return (found - ours) | theirs


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(REPORTS.glob("*.py")) if path not in {GATE, GRID, TYPESET, LOGO}],
    ids=lambda p: p.name,
)
def test_only_the_gate_makes_text_and_tables(path: Path) -> None:
    assert not names_in(ast.parse(path.read_text())) & (MAKES_TEXT | {"*"})


def test_the_gate_itself_makes_both() -> None:
    assert {"drawString", "addOutlineEntry"} <= names_in(ast.parse(GATE.read_text()))
    assert names_in(ast.parse(GRID.read_text())) & MAKES_TEXT == {"Table"}
    assert names_in(ast.parse(TYPESET.read_text())) & MAKES_TEXT == {"beginText", "drawText"}
    assert names_in(ast.parse(LOGO.read_text())) & MAKES_TEXT == {"drawImage"}


@pytest.mark.parametrize("path", sorted(REPORTS.rglob("*.py")), ids=str)
def test_nothing_ever_hands_text_to_the_markup_reader(path: Path) -> None:
    assert not names_in(ast.parse(path.read_text())) & READS_MARKUP


def test_each_line_is_a_paragraph_and_blank_ones_are_none() -> None:
    assert [made.runs for made in words("one\n\n two \n")] == [
        [("Arimo-Regular", "one")],
        [("Arimo-Regular", " two ")],
    ]
    assert words("") == []


def test_strong_words_stand_among_others() -> None:
    (made,) = words(["a ", Strong("<b>"), " c"])
    assert made.runs == [
        ("Arimo-Regular", "a "),
        ("Arimo-Bold", "<b>"),
        ("Arimo-Regular", " c"),
    ]


def test_a_paragraph_keeps_its_words_when_it_is_cut() -> None:
    (made,) = words("word " * 200)
    _, height = made.wrap(WIDTH, 1000)
    first, second = made.split(WIDTH, height / 2)
    assert first.wrap(WIDTH, 1000)[1] + second.wrap(WIDTH, 1000)[1] == pytest.approx(height)
    for part in (first, second):
        part.wrap(WIDTH / 2, 1000)
    said = " ".join(
        text for part in (first, second) for line in part.lines for _, text in line.runs
    )
    assert said.split() == ["word"] * 200


def test_a_row_that_fits_on_the_next_page_is_not_cut() -> None:
    made = table(("Head",), [("word " * 60,)] * 3, (WIDTH / 2,))
    _, height = made.wrap(WIDTH, 1000)
    first, second = made.split(WIDTH, height - 5)
    assert first.wrap(WIDTH, 1000)[1] < height
    assert second.split(WIDTH, 40) == []


def test_a_row_longer_than_a_page_is_cut() -> None:
    made = table(("Head",), [("word " * 3000,)], (WIDTH / 2,))
    parts = made.split(WIDTH, 700)
    assert len(parts) == 2
    assert parts[0].wrap(WIDTH, 700)[1] <= 700


def test_a_table_takes_cells_of_its_own_look() -> None:
    made = table((), [(Cell("a", CELL, PAPER), "b")], (WIDTH / 2, WIDTH / 2))
    assert made.wrap(WIDTH, 100)[0] == pytest.approx(WIDTH)


@pytest.mark.parametrize("colour", [*BandColour, None], ids=str)
def test_words_on_the_ground_of_a_band_can_be_read(colour: BandColour | None) -> None:
    fill = ground_fill(colour)
    ink = on_fill(fill).textColor
    lighter, darker = sorted((luminance(fill), luminance(ink)), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= READABLE


def luminance(colour: object) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [getattr(colour, name) for name in ("red", "green", "blue")]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
