"""Families of history entries: every kind is in one, and has a name that reads plainly."""

from collections import Counter

import pytest

from riskapp.domain.families import (
    FAMILY_WORDS,
    MEMBERS,
    OF_INSTALLATION,
    Family,
    kind_words,
    kinds_named,
)
from riskapp.domain.happenings import Happening


def test_every_kind_of_entry_is_in_one_family() -> None:
    assert Counter(kind for kinds in MEMBERS.values() for kind in kinds) == Counter(Happening)


def test_every_family_has_a_name_and_none_is_named_like_a_kind() -> None:
    assert set(FAMILY_WORDS) == set(MEMBERS) == set(Family)
    assert {family.value for family in Family} & {kind.value for kind in Happening} == set()


def test_a_word_stands_for_a_family_or_for_one_kind() -> None:
    assert Happening.SCORED in kinds_named("scores")
    assert kinds_named("scored") == (Happening.SCORED,)


@pytest.mark.parametrize("word", ["", "nonsense", "SCORED", "signed-in"])
def test_any_other_word_stands_for_nothing(word: str) -> None:
    assert kinds_named(word) == ()


def test_what_the_installation_keeps_is_no_part_of_a_family_asked_for() -> None:
    assert not OF_INSTALLATION & set(kinds_named("people"))


def test_no_two_kinds_have_the_same_name() -> None:
    assert len({kind_words(kind) for kind in Happening}) == len(Happening)
