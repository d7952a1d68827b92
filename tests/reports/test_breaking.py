"""Text is broken so that every line fits, no word is lost, and none is cut that fits a line."""

from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from reports.breaking import Line, Run, break_lines, runs_of
from reports.typefaces import BOLD, PLAIN, load_typefaces

SIZE = 10.0
words_of_one = st.lists(st.text("aAwWiI.,-\u00a0é", min_size=1, max_size=40), max_size=30)
some_runs = st.lists(
    st.tuples(st.sampled_from([PLAIN, BOLD]), words_of_one.map(" ".join)), max_size=6
)


def width_of(runs: tuple[Run, ...]) -> float:
    load_typefaces()
    return sum(pdfmetrics.stringWidth(text, font, SIZE) for font, text in runs)


def letters(runs: list[Run]) -> list[Run]:
    """Every letter with its typeface, spaces apart."""
    return [(font, letter) for font, text in runs for letter in text if letter != " "]


@given(some_runs, st.floats(30, 400))
def test_every_line_fits_and_nothing_is_lost(runs: list[Run], width: float) -> None:
    load_typefaces()
    lines = break_lines(runs, SIZE, width)
    for line in lines:
        assert width_of(line.runs) <= width + 0.01 or len("".join(t for _, t in line.runs)) == 1
    assert letters([run for line in lines for run in line.runs]) == letters(runs)


@given(some_runs, st.floats(30, 400))
def test_the_words_are_the_same_after_they_were_broken(runs: list[Run], width: float) -> None:
    load_typefaces()
    said = "".join(text for _, text in runs_of(break_lines(runs, SIZE, width)))
    assert said.split(" ")[:-1] == [word for word in "".join(t for _, t in runs).split(" ") if word]


def test_a_word_is_cut_only_where_it_fits_no_line() -> None:
    load_typefaces()
    lines = break_lines([(PLAIN, f"short {'W' * 40} end")], SIZE, 100)
    assert lines[0] == Line(((PLAIN, "short"),))
    cut = [line for line in lines if "W" in line.runs[0][1]]
    assert [line.cuts for line in cut] == [True] * (len(cut) - 1) + [False]
    assert not any(line.cuts for line in lines if line not in cut)
    assert lines[-1].runs[0][1].endswith("end")


def test_typefaces_may_change_within_a_word() -> None:
    load_typefaces()
    (line,) = break_lines([(BOLD, "Because: "), (PLAIN, "a"), (BOLD, "b c")], SIZE, 400)
    assert line.runs == ((BOLD, "Because: "), (PLAIN, "a"), (BOLD, "b c"))


def test_no_words_are_no_lines() -> None:
    assert break_lines([(PLAIN, "  ")], SIZE, 100) == []
