"""A version of the matrix as it is read, and what a new one would move."""

from dataclasses import replace

import pytest
from sqlmodel import Session

from riskapp.domain.domains import Domain
from riskapp.domain.filters import RegisterFilters
from riskapp.domain.level_words import PUBLISHED
from riskapp.domain.matrix import Band, BandColour, EntryRule, LikelihoodBy, Matrix
from riskapp.queries.matrices import find_matrices
from riskapp.queries.matrix_versions import get_what_moves
from riskapp.queries.register import list_register
from tests.factories import TODAY, Trust, a_risk, a_trust
from tests.matrices import TOMORROW, a_version


@pytest.fixture
def trust(session: Session) -> Trust:
    return a_trust(session)


def test_what_moves_is_counted_and_named(session: Session, trust: Trust) -> None:
    for consequence, likelihood in ((4, 3), (3, 4), (2, 4), (5, 4)):
        a_risk(session, trust, consequence=consequence, likelihood=likelihood)
    a_risk(session, trust, consequence=4, likelihood=3, draft=True)
    wider = (Band("low", "Low", 1, 6, 12), Band("high", "High", 8, 10, 3),
             Band("extreme", "Extreme", 12, 25, 1))  # fmt: skip
    moves = get_what_moves(session, trust.actor(), Matrix(), Matrix(threshold=12, bands=wider))
    assert (moves.total, moves.across_bands, moves.reaching, moves.falling) == (2, 2, 2, 0)
    assert [(one.reference, one.value) for one in moves.moved] == [("R-0001", 12), ("R-0002", 12)]
    assert (moves.unseen, moves.unlisted) == (0, 0)
    assert get_what_moves(session, trust.actor(), Matrix(), Matrix()).total == 0


def test_a_version_is_read_as_it_was_written(session: Session, trust: Trust) -> None:
    words = replace(
        PUBLISHED,
        consequences=("Tiny", "Small", "Medium", "Large", "Huge"),
        consequence_means=tuple(("a", "b", "c", "d", domain.value) for domain in Domain),
    )
    matrix = Matrix(
        2, 12, EntryRule.ON_VALIDATION,
        (Band("low", "Green", 1, 10, 12, BandColour.BLUE), Band("top", "Top", 12, 25, 1)),
        LikelihoodBy.PROBABILITY, words,
    )  # fmt: skip
    made = a_version(session, trust.actor(), matrix)
    assert find_matrices(session, trust.organisation.id, [made]) == {made: matrix}
    a_risk(session, trust, consequence=5, likelihood=5)
    row = list_register(session, trust.actor(), RegisterFilters()).rows[0]
    assert row.current is not None
    assert row.current.band is not None
    assert (row.current.band.name, row.current.words.consequences[4]) == ("Top", "Huge")
    then = list_register(session, trust.actor(), RegisterFilters(), on=TODAY).rows[0]
    assert then.current == row.current


def test_a_past_day_is_shown_by_the_matrix_of_that_day(session: Session, trust: Trust) -> None:
    a_risk(session, trust, consequence=5, likelihood=3)
    later = trust.actor(today=TOMORROW)
    bands = (Band("low", "Low", 1, 15, 12), Band("high", "High", 16, 25, 3))
    a_version(session, later, Matrix(threshold=16, bands=bands))
    names = []
    for on in (None, TODAY):
        shown = list_register(session, later, RegisterFilters(), on=on).rows[0].current
        assert shown is not None
        assert shown.band is not None
        names.append(shown.band.name)
    assert names == ["Low", "Extreme"]
