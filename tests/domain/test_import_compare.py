"""A newer file beside the last one and the register: who changed what, and who is asked."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.due_periods import parse_due
from riskapp.domain.import_compare import Difference, Kept, KnownRisk, differences
from riskapp.domain.import_said import Saying, Told, digests_of, due_ways, of_action, review_text
from riskapp.domain.lifecycle import RiskStatus

SALT = "salt"
HIRE = "Hire six nurses"


def found(last: Saying | None, now: Saying, new: Saying) -> list[Difference]:
    """What a newer file changes of a risk of which the last one said that."""
    kept = Kept(UUID(int=2), SALT, digests_of(last, SALT)) if last else None
    risk = KnownRisk(UUID(int=1), 1, 1, RiskStatus.OPEN, "Beds", now, {}, kept)
    return list(differences(new, risk, frozenset(Told)))


def owner(said: str) -> Saying:
    return Saying({Told.OWNER: said} if said else {})


def due(said: str) -> Saying:
    """An action that is due then, or of which nobody says when."""
    ways = [due_ways(HIRE, parse_due(said))] if said else []
    return Saying(many={Told.ACTIONS: [HIRE]}, each={Told.DUE: {HIRE: ways}})


def done(said: str) -> Saying:
    ways = [(of_action(HIRE, said),)] if said else []
    return Saying(many={Told.ACTIONS: [HIRE]}, each={Told.DONE: {HIRE: ways}})


SAID = st.sampled_from(["", "May 2018", "Jun 2018", "Jul 2018"])


@given(st.sampled_from([owner, due, done]), SAID, SAID, SAID)
def test_nothing_that_was_changed_here_is_overwritten_unasked(
    of: object, last: str, now: str, new: str
) -> None:
    assert callable(of)
    told = found(of(last), of(now), of(new))
    if new in {last, now}:
        assert told == []
    for one in told:
        assert one.clashes is (now != last)


def test_a_day_that_is_written_otherwise_is_the_same_day() -> None:
    assert found(due("31/07/2018"), due("31 August 2018"), due("31/08/2018")) == []


def test_what_is_said_of_an_action_that_was_taken_off_here_changes_nothing() -> None:
    assert found(due("May 2018"), Saying(many={Told.ACTIONS: [HIRE]}), due("Jun 2018")) == []


def test_a_risk_that_came_otherwise_has_no_last_file_to_clash_with() -> None:
    [one] = found(None, due("May 2018"), due("Jun 2018"))
    assert (one.name, one.clashes) == (f"Actions due: {HIRE}", False)


@pytest.mark.parametrize(
    ("theirs", "clashes"), [(date(2018, 6, 20), [False]), (date(2018, 6, 30), [True])]
)
def test_only_a_later_review_of_the_file_could_move_the_one_made_here(
    theirs: date, clashes: list[bool]
) -> None:
    ours = date(2018, 6, 25)
    here = Saying(each={Told.REVIEW: {"": [(review_text(ours, None),)]}}, reviewed_on=ours)
    file = Saying(each={Told.REVIEW: {"": [(review_text(theirs, None),)]}}, reviewed_on=theirs)
    assert [one.clashes for one in found(Saying(), here, file)] == clashes
