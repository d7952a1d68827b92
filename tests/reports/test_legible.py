"""What was typed stays as it is, but for what is hidden or reorders what stands around it."""

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.legible import legible, legible_line, runs_backwards

FAMILY = "\U0001f469\u200d\U0001f467"
WALES = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("R&D <b>plain</b>", "R&D <b>plain</b>"),
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("zero\u200bwidth\ufeff\u00ad", "zerowidth"),
        ("hidden\u200din Latin, \u200dat a start", "hiddenin Latin, at a start"),
        ("lone \ud800 half", "lone  half"),
        ("no \uffff character \ufdd0", "no  character "),
        ("one\r\ntwo\u2028three\x0bfour\rfive", "one\ntwo\nthree\nfour\nfive"),
        ("tab\there\u2003wide", "tab here wide"),
        ("e\u0301", "é"),
        ("z" + "\u0302" * 40, "ẑ\u0302\u0302"),
        ("\u05e9\u05dc\u05d5\u05dd and \u4e2d\u6587", "\u05e9\u05dc\u05d5\u05dd and \u4e2d\u6587"),
        ("\u0645\u06cc\u200c\u0631\u0648\u0645", "\u0645\u06cc\u200c\u0631\u0648\u0645"),
        (f"{FAMILY} \u26a0\ufe0f {WALES}", f"{FAMILY} \u26a0\ufe0f {WALES}"),
        ("\U000e0067\U000e0062 tags alone", " tags alone"),
    ],
)
def test_what_is_hidden_is_out_and_all_else_stays(typed: str, shown: str) -> None:
    assert legible(typed) == shown


@given(st.text(st.characters(categories=("Cc", "Cf", "Cs", "L", "M", "Zs", "Cn")), max_size=80))
def test_nothing_that_is_left_is_hidden_but_what_binds(typed: str) -> None:
    left = {char for char in legible(typed) if category(char) in {"Cc", "Cf", "Cs"}} - {"\n"}
    assert left <= {"\u200c", "\u200d"}
    assert legible(typed).encode() is not None, "it can be written as UTF-8"


def test_one_line_is_one_line() -> None:
    assert legible_line(" one\n\ntwo\x0bthree ") == "one two three"


@pytest.mark.parametrize(
    ("text", "backwards"), [("plain", False), ("é", False), ("a \u05e9", True), ("\u0645", True)]
)
def test_letters_that_run_from_right_to_left_are_known(text: str, *, backwards: bool) -> None:
    assert runs_backwards(text) is backwards
