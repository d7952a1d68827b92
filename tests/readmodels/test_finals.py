"""What becomes final: one text for one content, read back whole, its words apart."""

import json
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.months import Movement
from riskapp.readmodels.finals import Final, Words, find_false_words, freeze, thaw

RISK = UUID(int=7)


@dataclass(frozen=True)
class Inner:
    words: Words
    on: date | None
    kinds: tuple[Movement, ...] = ()


@dataclass(frozen=True)
class Outer:
    id: UUID
    number: int | None
    inner: tuple[Inner, ...]
    one: Inner | None
    said: Words


SOME = st.builds(
    Inner,
    st.builds(Words, st.text(min_size=1), st.sampled_from([None, RISK])),
    st.none() | st.dates(),
    st.lists(st.sampled_from(Movement)).map(tuple),
)
CONTENTS = st.builds(
    Outer,
    st.uuids(),
    st.none() | st.integers(),
    st.lists(SOME, max_size=3).map(tuple),
    st.none() | SOME,
    st.sampled_from([Words(), Words(None)]),
)


def frozen(content: object) -> Final:
    salts = count()
    return freeze("test", 1, content, lambda: f"salt {next(salts)}")


@given(CONTENTS)
def test_what_is_frozen_is_read_back_whole(content: Outer) -> None:
    final = frozen(content)
    read = thaw(Outer, final.text, {one.number: one.words for one in final.words})
    assert read.said.text == content.said.text
    assert replace(read, said=content.said) == content


@given(CONTENTS)
def test_the_same_content_gives_the_same_text(content: Outer) -> None:
    assert frozen(content) == frozen(content)


def test_the_text_holds_digests_and_never_the_words() -> None:
    inner = Inner(Words("Zebrafinch", RISK), date(2018, 6, 30))
    final = frozen(Outer(RISK, 1, (inner,), None, Words("Plover")))
    assert "Zebrafinch" not in final.text
    assert "Plover" not in final.text
    assert [(one.number, one.risk_id, one.words) for one in final.words] == [
        (1, RISK, "Zebrafinch"),
        (2, None, "Plover"),
    ]


def test_words_that_were_redacted_are_read_as_such_and_still_prove_themselves() -> None:
    final = frozen(Inner(Words("Zebrafinch", RISK), None))
    [kept] = final.words
    gone = {1: replace(kept, salt=None, words=None)}
    assert thaw(Inner, final.text, {1: None}).words.shown == "redacted"
    assert list(find_false_words(final.text, gone)) == []


@pytest.mark.parametrize(
    "false", [{"words": "Robin"}, {"salt": None}, {"risk_id": None}, {"words": None}]
)
def test_other_words_or_another_risks_are_found_out(false: dict[str, str | None]) -> None:
    final = frozen(Inner(Words("Zebrafinch", RISK), None))
    kept = {1: replace(final.words[0], **false)}  # type: ignore[arg-type]
    [wrong] = find_false_words(final.text, kept)
    assert "number 1" in wrong


def test_a_word_that_is_lost_is_found_out() -> None:
    final = frozen(Inner(Words("Zebrafinch", RISK), None))
    assert list(find_false_words(final.text, {})) == ["has lost or gained typed words"]


def test_a_field_that_came_later_takes_its_default() -> None:
    text = json.dumps({"content": {"words": None, "on": None}})
    assert thaw(Inner, text, {}) == Inner(Words(), None)
