"""Finding words that should not be there, and taking them out of any text."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.errors import FieldError
from riskapp.domain.redaction import (
    LONGEST,
    MARKS,
    PLACE_NAMES,
    Place,
    ProposeRedaction,
    holds_words,
    phrase_of,
    without_words,
)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Mrs Mary Smith fell.", "mary smith"),
        ("MARY\n  SMITH", "Mary Smith"),
        ("Mary\N{NO-BREAK SPACE}Smith", "Mary Smith"),
        ("Smith's ward", "Smith"),
        ("(Smith)", "smith"),
        ("Zoe\u0308 Jones", "Zo\u00eb"),
        ("O\N{RIGHT SINGLE QUOTATION MARK}Brien", "o'brien"),
        ("Smith\N{EN DASH}Jones", "smith-jones"),
        ("Smi\N{SOFT HYPHEN}th", "Smith"),
        ("Straße 3", "STRASSE"),
        ("943 476 5919", "943 476  5919"),
    ],
)
def test_words_are_found_however_they_were_typed(text: str, phrase: str) -> None:
    assert holds_words(text, phrase)
    assert not holds_words(without_words(text, phrase), phrase)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [("planned", "ann"), ("Annie", "Ann"), ("Smith Mary", "Mary Smith"), ("", "Smith")],
)
def test_words_are_found_whole_or_not_at_all(text: str, phrase: str) -> None:
    assert not holds_words(text, phrase)
    assert without_words(text, phrase) == text


def test_only_the_words_are_taken_out() -> None:
    taken = without_words("Planned for Ann. ANN, then.", "Ann")
    assert taken == "Planned for [redacted]. [redacted], then."


def test_a_mark_never_brings_the_words_back() -> None:
    assert without_words("It was redacted.", "redacted") == f"It was {MARKS[1]}."
    assert without_words("█████ █████", "█████") == f"{MARKS[0]} {MARKS[0]}"
    assert without_words("x█ █[redacted", "█[redacted") == f"x█ {MARKS[0]}"


def test_a_text_stays_as_short_as_it_must() -> None:
    assert without_words("Ann Ann Ann", "Ann", longest=11) == "[redacted] "


@pytest.mark.parametrize("typed", ["", "ab", "  a   b ", "a\u00ad\u00adb", "x" * (LONGEST + 1)])
def test_too_few_or_too_many_words_are_refused(typed: str) -> None:
    with pytest.raises(FieldError, match="characters"):
        phrase_of(typed)


def test_a_proposal_never_shows_its_words_where_it_is_printed() -> None:
    assert "Smith" not in repr(ProposeRedaction("Smith", "A patient."))


def test_each_place_has_its_words() -> None:
    assert PLACE_NAMES.keys() == set(Place)


LETTERS = st.text(st.sampled_from(" aAbBß-'’[]redact█_.\n\u00ad\u0308"), max_size=40)


def phrases(typed: str) -> str | None:
    try:
        return phrase_of(typed)
    except FieldError:
        return None


def seen(text: str) -> str:
    """A text as an eye takes it: folded, composed, white space as one, nothing that is unseen."""
    shown = "".join(one for one in text if unicodedata.category(one) != "Cf")
    folded = unicodedata.normalize("NFC", shown).casefold().replace("’", "'")
    return " ".join(folded.split())


@given(st.one_of(LETTERS, st.text()), st.one_of(LETTERS, st.text()), st.integers(0, 30))
def test_nothing_of_the_words_remains_of_any_text(text: str, typed: str, longest: int) -> None:
    phrase = phrases(typed)
    if phrase is None:
        return
    for whole in (text, f"{text} {phrase} {text}", f"{phrase}{text}{phrase}", phrase * 3):
        left = without_words(whole, phrase)
        assert not holds_words(left, phrase)
        cut = without_words(whole, phrase, longest)
        assert len(cut) <= longest
        assert not holds_words(cut, phrase)
        if not holds_words(whole, phrase):
            assert left == unicodedata.normalize("NFC", whole)


@given(st.text(st.sampled_from("abc '-"), max_size=60), st.sampled_from(["abc", "b a", "a'b"]))
def test_another_way_of_looking_finds_nothing_either(text: str, phrase: str) -> None:
    pattern = rf"(?<!\w){re.escape(seen(phrase))}(?!\w)"
    assert not re.search(pattern, seen(without_words(text, phrase)))
