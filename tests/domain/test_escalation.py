import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskapp.domain.escalation import (
    BY_RULE,
    Circumstances,
    Entered,
    Moves,
    Register,
    moves_due,
    stay_awaits,
)

HLRR, BAF = Register.HLRR, Register.BAF
BY_THRESHOLD = {HLRR: Entered.THRESHOLD}
CIRCUMSTANCES = st.builds(
    Circumstances,
    escalates=st.booleans(),
    affects_objective=st.booleans(),
    objective_asked=st.booleans(),
    held=st.dictionaries(st.sampled_from(Register), st.sampled_from(Entered)),
)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        pytest.param(
            Circumstances(escalates=False), Moves(), id="below the threshold nothing happens"
        ),
        pytest.param(
            Circumstances(escalates=True),
            Moves(enter=BY_THRESHOLD, ask_objective=True),
            id="at the threshold it goes on the HLRR and the question is put",
        ),
        pytest.param(
            Circumstances(escalates=True, affects_objective=True),
            Moves(enter={**BY_THRESHOLD, BAF: Entered.OBJECTIVE}),
            id="with an objective it goes on the BAF too",
        ),
        pytest.param(
            Circumstances(escalates=True, objective_asked=True, held=BY_THRESHOLD),
            Moves(),
            id="the question is put once",
        ),
        pytest.param(
            Circumstances(
                escalates=True, affects_objective=True, objective_asked=True, held=BY_THRESHOLD
            ),
            Moves(enter={BAF: Entered.OBJECTIVE}),
            id="linking an objective later moves it too",
        ),
        pytest.param(
            Circumstances(escalates=True, held={BAF: Entered.AS_PRINTED}),
            Moves(enter=BY_THRESHOLD),
            id="one that is on the BAF as printed only joins the HLRR",
        ),
        pytest.param(
            Circumstances(escalates=False, held={HLRR: Entered.THRESHOLD, BAF: Entered.OBJECTIVE}),
            Moves(propose_removal=frozenset({HLRR, BAF})),
            id="a fall proposes",
        ),
        pytest.param(
            Circumstances(escalates=False, held={BAF: Entered.BOARD_DECISION}),
            Moves(),
            id="what the board put on the BAF stays",
        ),
        pytest.param(
            Circumstances(escalates=False, held={BAF: Entered.AS_PRINTED}),
            Moves(),
            id="what was printed on the BAF stays",
        ),
    ],
)
def test_the_two_step_rule(now: Circumstances, due: Moves) -> None:
    assert moves_due(now) == due


@given(CIRCUMSTANCES)
def test_the_rule_never_enters_and_leaves_at_once(now: Circumstances) -> None:
    due = moves_due(now)
    assert not due.enter.keys() & now.held.keys()
    assert due.propose_removal <= {register for register, how in now.held.items() if how in BY_RULE}
    assert not (due.enter and due.propose_removal)


@given(CIRCUMSTANCES)
def test_at_the_threshold_a_risk_is_always_on_the_high_level_register(now: Circumstances) -> None:
    if now.escalates:
        assert HLRR in {*now.held, *moves_due(now).enter}


@pytest.mark.parametrize("entered", Entered)
def test_only_what_the_rule_put_on_a_register_awaits_that_its_score_is_confirmed(
    entered: Entered,
) -> None:
    assert stay_awaits(entered, rose=True) is (entered in (Entered.THRESHOLD, Entered.OBJECTIVE))
    assert not stay_awaits(entered, rose=False)
