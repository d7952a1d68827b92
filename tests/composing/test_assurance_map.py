"""The assurance map as its readers get it: what each line says, and every hole named."""

from datetime import date
from uuid import UUID

from riskapp.domain.assurance import Line
from riskapp.domain.assurance_map import NOTHING, Cell, CellKind
from riskapp.domain.pack_gate import Inspected, judge_pack
from riskapp.domain.quality_verdict import verdict_of
from riskapp.papers.assurance_map import map_paper
from riskapp.readmodels.assurance_map import AssuranceMap, MapGroup, MapRow
from riskapp.readmodels.finals import Words
from riskapp.readmodels.map_pack import MapPack
from riskapp.readmodels.pack_frame import PackFrame
from riskapp.readmodels.paper_words import pieces_of
from riskapp.readmodels.register import ObjectiveName
from tests.composing.reading import rows_of, section, words_of
from tests.reports import packs

FRAME = PackFrame("Example Community NHS Trust", "demo", False, date(2018, 6, 30), public=False)
GOOD = Cell(CellKind.POSITIVE, "positive, 8 May 2018, until 30 November 2018", more=2)
OLD = Cell(CellKind.EXPIRED, "positive, 1 May 2017, expired 1 month ago")
BAD = Cell(CellKind.NEGATIVE, "negative, 20 September 2017, stands")
ONE, TWO = packs.OBJECTIVES


def a_row(number: int, *cells: Cell) -> MapRow:
    said = dict(zip(Line, [*cells, *[NOTHING] * (len(Line) - len(cells))], strict=True))
    title = f"Title {number}"
    return MapRow(
        UUID(int=number), f"R-{number:04}", "", title, packs.scored(4, 4), None, "Board", said
    )


def a_map(*groups: MapGroup, without: tuple[ObjectiveName, ...] = ()) -> MapPack:
    rows = {row.id: row for group in groups for row in group.rows}.values()
    holes, expired = sum(row.holes for row in rows), sum(row.expired for row in rows)
    found = AssuranceMap(groups, len(rows), holes, expired, without=without)
    return MapPack(FRAME, found, left_out=1)


FIRST, SECOND = a_row(1, GOOD, OLD, BAD), a_row(2)
PACK = a_map(MapGroup(ONE, (FIRST, SECOND)), MapGroup(None, (FIRST,)), without=(TWO,))
PAPER = map_paper(PACK)


def test_each_line_says_its_own_of_each_risk_with_its_date() -> None:
    rows = rows_of(section(PAPER, "map"), f"Objective 1: {ONE.title}")
    assert rows[0] == (
        "R-0001 Title 1\n16, extreme; Board",
        "Positive, 8 May 2018, until 30 November 2018, and 2 more",
        "Positive, 1 May 2017, expired 1 month ago",
        "Negative, 20 September 2017, stands",
        "hole",
    )
    assert rows[1][1:] == ("hole",) * 4


def test_holes_and_expired_are_counted_and_named_by_line() -> None:
    holes = section(PAPER, "holes")
    assert "5 holes and 1 line whose assurance has expired, in 2 risks." in words_of(holes)
    assert rows_of(holes, "Holes by line") == (
        ("First line", "1 risk: R-0002", "none"),
        ("Second line", "1 risk: R-0002", "1 risk: R-0001"),
        ("Third line", "1 risk: R-0002", "none"),
        ("External", "2 risks: R-0001, R-0002", "none"),
    )
    assert "No line at all: 1 risk: R-0002." in words_of(holes)


def test_objectives_without_a_risk_are_named() -> None:
    assert f"2 {TWO.title}" in words_of(section(PAPER, "bare"))
    assert "Every objective" in words_of(section(map_paper(a_map()), "bare"))


def test_a_map_of_nothing_says_so() -> None:
    empty = map_paper(a_map())
    for key in ("map", "holes"):
        assert "No risk is on the Board Assurance Framework" in words_of(section(empty, key))


def test_what_it_counts_in_two_places_agrees() -> None:
    inspected = Inspected(public=False, verdict=verdict_of({}), counts=PAPER.counts)
    assert {one.of for one in PAPER.counts} == {"risks", "holes"}
    assert judge_pack(inspected).blocking == ()


def test_titles_are_kept_as_typed_about_their_risks() -> None:
    typed = [one for one in pieces_of(PAPER) if isinstance(one, Words)]
    assert Words(FIRST.title, FIRST.id) in typed


def test_the_cover_counts_what_is_left_out() -> None:
    assert "Not shown to whoever made this draft: 1 restricted risk." in words_of(
        section(PAPER, "cover")
    )
