"""What would become of many risks: pure, and told apart by a digest."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.bulk_change import (
    MOST_AT_ONCE,
    NOT_YOURS,
    SO_ALREADY,
    Candidate,
    Part,
    Value,
    plan,
)
from riskapp.domain.errors import FieldError
from riskapp.domain.lifecycle import OVER, RiskStatus, Visibility
from riskapp.domain.permissions import Actor, Role

ONE, TWO = UUID(int=1), UUID(int=2)
DAY = date(2018, 9, 30)
LEAD = Actor(UUID(int=9), "Lead", UUID(int=8), "trust", Role.RISK_LEAD, date(2018, 6, 30))
MANAGER = replace(LEAD, role=Role.RISK_MANAGER)
RISK = Candidate(
    UUID(int=5),
    "R-0001",
    "A risk",
    RiskStatus.OPEN,
    Visibility.INTERNAL,
    1,
    {Part.OWNER: ONE, Part.UNIT: ONE, Part.COMMITTEE: None, Part.REVIEW: None},
    dict.fromkeys(Part, ""),
)
values = st.sampled_from([ONE, TWO])
wishes = st.fixed_dictionaries(
    {},
    optional={
        Part.OWNER: values,
        Part.UNIT: values,
        Part.COMMITTEE: values,
        Part.REVIEW: st.dates(),
    },
)
risks = st.builds(
    Candidate,
    id=st.uuids(),
    reference=st.just("R-0001"),
    title=st.text(max_size=5),
    status=st.sampled_from(RiskStatus),
    visibility=st.sampled_from(Visibility),
    version=st.integers(1, 3),
    held=st.fixed_dictionaries(
        {
            Part.OWNER: st.none() | values,
            Part.UNIT: values,
            Part.COMMITTEE: st.none() | values,
            Part.REVIEW: st.none() | st.dates(),
        }
    ),
    words=st.just(dict.fromkeys(Part, "")),
)


@pytest.mark.parametrize(
    ("risk", "actor", "why_not"),
    [
        (RISK, LEAD, ""),
        (replace(RISK, visibility=Visibility.RESTRICTED), LEAD, NOT_YOURS),
        (replace(RISK, visibility=Visibility.RESTRICTED), MANAGER, ""),
        (replace(RISK, held=dict(RISK.held) | {Part.OWNER: TWO}), LEAD, SO_ALREADY),
        *((replace(RISK, status=status), MANAGER, "nothing about it") for status in OVER),
    ],
)
def test_what_is_left_as_it_is_says_why(risk: Candidate, actor: Actor, why_not: str) -> None:
    line = plan((risk,), {Part.OWNER: TWO}, actor).lines[0]
    assert why_not in line.why_not
    assert bool(line.why_not) == bool(why_not)
    assert line.changes == ({} if why_not else {Part.OWNER: TWO})


@given(st.lists(risks, max_size=8), wishes)
def test_every_risk_is_either_changed_or_left_for_a_reason(
    found: list[Candidate], wanted: dict[Part, Value]
) -> None:
    made = plan(tuple(found), wanted, LEAD)
    assert len(made.changed) + len(made.left) == len(found)
    for line in made.changed:
        assert line.changes
        assert all(line.candidate.held[part] != new for part, new in line.changes.items())
        assert all(wanted[part] == new for part, new in line.changes.items())
    assert not any(line.changes for line in made.left)


@given(risks, wishes)
def test_the_digest_is_that_of_the_same_plan_alone(
    risk: Candidate, wanted: dict[Part, Value]
) -> None:
    made = plan((risk,), wanted, LEAD)
    assert made.digest == plan((risk,), wanted, LEAD).digest
    others = [
        plan((replace(risk, version=risk.version + 1),), wanted, LEAD),
        plan((risk, replace(risk, id=UUID(int=77))), wanted, LEAD),
        plan((), wanted, LEAD),
    ]
    assert made.digest not in {other.digest for other in others}


def test_another_wish_has_another_digest() -> None:
    digests = {
        plan((RISK,), wanted, MANAGER).digest
        for wanted in ({Part.OWNER: TWO}, {Part.UNIT: TWO}, {Part.REVIEW: DAY}, {Part.OWNER: ONE})
    }
    assert len(digests) == 4


def test_too_many_are_refused() -> None:
    with pytest.raises(FieldError, match="1,000 risks or fewer"):
        plan((RISK,) * (MOST_AT_ONCE + 1), {Part.OWNER: TWO}, MANAGER)
