from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.clean import LONGEST, MOST_LINES, clean, clean_line
from reports.typefaces import BOLD, PLAIN, can_draw, runs

LONGEST_NOTE = 100


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("R&D <b>plain</b>", "R&D <b>plain</b>"),
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("zero\u200bwidth\ufeff\u00ad", "zerowidth"),
        ("lone \ud800 half", "lone  half"),
        ("no \uffff character \ufdd0", "no  character "),
        ("one\r\ntwo\u2028three\x0bfour\rfive", "one\ntwo\nthree\nfour\nfive"),
        ("tab\there\u2003wide", "tab here wide"),
        ("e\u0301", "é"),
        ("Welsh ŵ ŷ, Ελληνικά", "Welsh ŵ ŷ, Ελληνικά"),
        ("tick \u2713 and \u26a0\ufe0f", "tick \u2713 and \u26a0"),
        ("\U0001f600", "[grinning face]"),
        ("\u4e2d\u6587", "□□"),
        ("\u05e9\u05dc\u05d5\u05dd, \u05e2\u05d5\u05dc\u05dd end", "[right-to-left text] end"),
    ],
)
def test_what_cannot_be_printed_is_dropped_or_named(typed: str, shown: str) -> None:
    assert clean(typed) == shown


def test_marks_cannot_be_heaped_over_the_lines_above() -> None:
    assert len(clean("z" + "\u0302" * 40)) == 3


def test_a_field_without_end_is_cut_and_the_cut_is_said() -> None:
    shown = clean("x" * 100_000)
    assert len(shown) < LONGEST + LONGEST_NOTE + LONGEST / 200
    assert "90,000 more characters are left out" in shown


def test_a_word_without_end_is_broken_into_lines() -> None:
    assert clean("x" * 450) == f"{'x' * 200}\n{'x' * 200}\n{'x' * 50}"


def test_names_of_signs_cannot_swell_a_field() -> None:
    assert len(clean("\U0001f600" * LONGEST)) < LONGEST + LONGEST_NOTE


def test_lines_without_end_run_on_in_the_last_one() -> None:
    lines = clean("a\n" * 4_000).split("\n")
    assert len(lines) == MOST_LINES
    assert len(lines[-1].split()) == 4_000 - MOST_LINES + 1


def test_one_line_is_cut_with_an_ellipsis() -> None:
    assert clean_line("one\ntwo  three", 8) == "one two…"
    assert clean_line("one two", 8) == "one two"


@given(st.text())
def test_all_that_is_left_can_be_drawn(typed: str) -> None:
    shown = clean(typed)
    assert all(char == "\n" or can_draw(char) for char in shown)
    assert normalize("NFC", shown).isprintable() or set(shown) & {"\n", "\u00a0"}


@given(st.text(), st.sampled_from([PLAIN, BOLD]))
def test_the_pieces_together_are_the_text(typed: str, font: str) -> None:
    shown = clean_line(typed)
    assert "".join(piece for _, piece in runs(shown, font)) == shown
