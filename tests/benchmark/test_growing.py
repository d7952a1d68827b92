"""Papers made longer, and pages drawn without a word of what they are."""

from reports.pdf import draw_pdf
from riskapp.benchmark.counting_pages import count_pages
from riskapp.benchmark.growing import grown
from riskapp.benchmark.untagged import Untagged
from riskapp.papers.board import board_paper
from tests.reports import packs

PAPER = board_paper(packs.typical(3))


def test_a_paper_grows_by_its_risks_and_by_the_rows_that_are_of_risks() -> None:
    long = grown(PAPER, 10)
    assert long.risks == 10
    assert max(len(table.rows) for table in long.tables()) >= 10
    assert count_pages(draw_pdf(long)) > count_pages(draw_pdf(PAPER)) + 5


def test_plain_pages_are_as_many_and_tell_nothing() -> None:
    plain, tagged = draw_pdf(PAPER, canvas=Untagged), draw_pdf(PAPER)
    assert count_pages(plain) == count_pages(tagged)
    assert b"StructTreeRoot" not in plain
    assert len(plain) < len(tagged)
