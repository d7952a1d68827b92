from datetime import date

import pytest

from riskapp.domain import wording
from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.escalation import Entered, Register
from riskapp.domain.lifecycle import Origin, RiskStatus, Treatment
from riskapp.domain.matrix import NPSA_BANDS


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2018, 6, 30), "30 June 2018"),
        (date(2018, 4, 1), "1 April 2018"),
        (date(2020, 12, 31), "31 December 2020"),
    ],
)
def test_a_day_is_written_as_people_write_it(day: date, words: str) -> None:
    assert wording.date_words(day) == words
    assert wording.month_words(day) == words.partition(" ")[2]


@pytest.mark.parametrize(
    ("then", "words"),
    [
        (date(2018, 6, 29), "1 day ago"),
        (date(2018, 5, 31), "30 days ago"),
        (date(2018, 5, 30), "1 month ago"),
        (date(2018, 2, 28), "4 months ago"),
        (date(2016, 7, 1), "23 months ago"),
        (date(2016, 6, 30), "2 years ago"),
    ],
)
def test_how_long_ago_is_said_in_whole_months(then: date, words: str) -> None:
    assert wording.ago_words(then, date(2018, 6, 30)) == words


@pytest.mark.parametrize(("number", "words"), [(0, "no risks"), (1, "1 risk"), (12, "12 risks")])
def test_a_number_comes_with_its_noun(number: int, words: str) -> None:
    assert wording.counted(number, "risk") == words


def test_a_noun_may_have_a_plural_of_its_own() -> None:
    assert wording.counted(2, "entry", "entries") == "2 entries"


@pytest.mark.parametrize(
    ("entered", "basis", "words"),
    [
        (Entered.THRESHOLD, "", "by the threshold rule"),
        (Entered.THRESHOLD, "not printed", "by the threshold rule, not printed"),
        (Entered.OBJECTIVE, "", "because it affects an objective"),
        (Entered.BOARD_DECISION, "", "by the board's decision"),
        (Entered.AS_PRINTED, "date of the document", "as printed, date of the document"),
    ],
)
def test_it_is_said_how_a_risk_came_on_a_register(entered: Entered, basis: str, words: str) -> None:
    assert wording.entered_words(entered, basis) == words


def test_a_removal_names_the_register() -> None:
    assert wording.decision_words(DecisionKind.REMOVE, Register.HLRR) == "Take it off the HLRR"
    assert wording.decision_words(DecisionKind.REMOVE) == "Take it off the register"


@pytest.mark.parametrize("kind", DecisionKind)
def test_every_decision_has_words(kind: DecisionKind) -> None:
    words = wording.decision_words(kind, Register.BAF)
    assert words[0].isupper()
    assert "{" not in words


@pytest.mark.parametrize("state", DecisionState)
def test_every_state_has_words(state: DecisionState) -> None:
    assert wording.state_words(state)[0].isupper()


@pytest.mark.parametrize("register", Register)
def test_registers_have_a_long_and_a_short_name(register: Register) -> None:
    long, short = wording.register_name(register), wording.register_short(register)
    assert short == "".join(word[0] for word in long.split())


def test_labels_start_with_a_capital() -> None:
    assert wording.label_of(RiskStatus.OPEN) == "Open"
    assert wording.label_of(Treatment.TOLERATE) == "Tolerate"
    assert wording.origin_words(Origin.RISK_ASSESSMENT) == "risk assessment"


def test_consequence_and_likelihood_come_with_their_names() -> None:
    assert wording.consequence_words(3) == "consequence 3, Moderate"
    assert wording.likelihood_words(5) == "likelihood 5, Almost certain"


def test_a_score_outside_every_band_says_so() -> None:
    assert wording.band_words(NPSA_BANDS[-1]) == "extreme"
    assert wording.band_words(None) == "no band"


def test_a_score_that_no_cell_of_the_matrix_gives_is_marked() -> None:
    assert wording.printed_words(is_product=True) == "score in the old register"
    assert wording.printed_words(is_product=False) == "score in the old register, not a 5x5 product"
