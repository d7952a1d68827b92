from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from riskapp.domain.actions import DEEDS, Action
from riskapp.domain.decisions import RIGHT_TO_DECIDE, DecisionKind
from riskapp.domain.errors import NotAllowedError
from riskapp.domain.permissions import (
    GRANTS,
    ROLE_NAMES,
    Actor,
    Role,
    may,
    require,
    require_second_person,
    who_may,
)

SCORERS = {Role.RISK_LEAD, Role.EXECUTIVE, Role.RISK_MANAGER, Role.COMMAND_LINE}
DECIDERS = {Role.EXECUTIVE, Role.RISK_MANAGER}


def acting(role: Role) -> Actor:
    return Actor(uuid4(), "Somebody", uuid4(), "trust", role, date(2018, 6, 30))


def test_every_role_and_every_action_has_its_row() -> None:
    assert GRANTS.keys() == ROLE_NAMES.keys() == set(Role)
    assert DEEDS.keys() == set(Action)
    assert RIGHT_TO_DECIDE.keys() == set(DecisionKind)


@pytest.mark.parametrize(
    ("action", "roles"),
    [
        (Action.SCORE_RISK, SCORERS),
        (Action.VALIDATE_SCORE, DECIDERS),
        (Action.DECIDE_REMOVAL, DECIDERS),
        (Action.ANSWER_OBJECTIVE, DECIDERS),
        (Action.AGREE_CLOSING, DECIDERS),
        (Action.VIEW_REGISTER, set(Role)),
        (Action.LOAD, {Role.COMMAND_LINE}),
        (Action.ADD_PERSON, {Role.ADMINISTRATOR, Role.COMMAND_LINE}),
    ],
)
def test_who_holds_the_rights_that_matter(action: Action, roles: set[Role]) -> None:
    assert {role for role in Role if may(acting(role), action)} == roles


def test_a_refusal_says_who_could() -> None:
    with pytest.raises(NotAllowedError) as refused:
        require(acting(Role.AUDITOR), Action.SCORE_RISK)
    assert str(refused.value) == (
        "An auditor may not score a risk. It takes a risk lead, an executive or a risk manager."
    )


def test_a_register_is_brought_in_by_somebody_to_whom_every_unit_shows() -> None:
    whole = acting(Role.RISK_MANAGER)
    require(whole, Action.IMPORT_RISKS)
    narrow = replace(whole, units=frozenset({uuid4()}))
    require(narrow, Action.RAISE_RISK)
    with pytest.raises(NotAllowedError, match="A risk manager of some units may not bring in"):
        require(narrow, Action.IMPORT_RISKS)


def test_the_command_line_is_never_named_and_never_decides() -> None:
    assert "command" not in who_may(Action.RAISE_RISK)
    assert who_may(Action.LOAD) == "nobody"
    # What the board decides may be loaded, and a new score answers for itself.
    deciding = set(RIGHT_TO_DECIDE.values()) - {Action.PLACE_ON_BAF, Action.SCORE_RISK}
    assert not any(may(acting(Role.COMMAND_LINE), action) for action in deciding)


def test_nobody_is_their_own_second_person() -> None:
    actor = acting(Role.RISK_MANAGER)
    require_second_person(actor, uuid4(), "confirm a score that you gave")
    with pytest.raises(NotAllowedError, match="it takes a second person"):
        require_second_person(actor, actor.person_id, "confirm a score that you gave")
