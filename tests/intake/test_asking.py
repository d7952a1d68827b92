"""What is asked once of a file, and what answers it without asking."""

from datetime import date

import pytest

from riskapp.domain.errors import FieldError
from riskapp.domain.imports import Holds
from riskapp.domain.printed_scores import ScoreOrder
from riskapp.domain.scoring import ScoreKind
from riskapp.intake.answering import answered
from riskapp.intake.asking import open_questions
from riskapp.intake.book import Sheet
from riskapp.intake.order_proof import infer_order
from riskapp.intake.proposing import propose
from tests.intake.grids import a_book, a_sheet
from tests.intake.planned import read_row

FIRST = {"c": ScoreOrder.CONSEQUENCE_FIRST, "l": ScoreOrder.LIKELIHOOD_FIRST}


def asked(sheet: Sheet) -> list[str]:
    """The keys of what is asked of a sheet."""
    return [one.key for one in open_questions(sheet, propose(a_book(sheet)))]


PROVEN = [
    ("c", "Ref | Title | Score (C x L)\n1 | Power | 4 x 3"),
    ("l", "Ref | Title | Likelihood x Impact\n1 | Power | 4 x 3 = 12"),
    ("c", "Ref | Title | Score\n1 | Power | 4 x 3\n2 | Water | C2 L5"),
    ("l", "Ref | Title | Score | Consequence | Likelihood\n1 | Power | 4 x 3 = 12 | 3 | 4"),
    ("l", "Ref | Title | Score\n1 | Power | 4 x 3\nKey: score is L x C | | "),
]


@pytest.mark.parametrize(("first", "text"), PROVEN)
def test_the_order_is_not_asked_where_the_file_proves_it(first: str, text: str) -> None:
    sheet = a_sheet(text)
    plan = propose(a_book(sheet))
    assert plan.order is FIRST[first]
    assert open_questions(sheet, plan) == ()
    assert infer_order(sheet, plan).words.startswith(("Consequence", "Likelihood"))


UNPROVEN = [
    "Ref | Title | Initial score | Current score\n1 | Power | C2 x L5 | 4 x 3\n2 | Air | 2 x 5 | ",
    "Ref | Title | Score\n1 | Power | 4 x 3 = 12",
    "Ref | Title | Score\n1 | Power | 4 x 3\n2 | Water | C2 x L5\n3 | Air | L2 x C5",
    "Ref | Title | Score (C x L)\n1 | Power | 4 x 3\n2 | Water | L2 x C5",
]


@pytest.mark.parametrize("text", UNPROVEN)
def test_the_order_is_asked_where_nothing_or_too_much_proves_it(text: str) -> None:
    assert asked(a_sheet(text)) == ["order"]


def test_equal_numbers_ask_for_no_order() -> None:
    assert asked(a_sheet("Ref | Title | Score\n1 | Power | 4 x 4 = 16\n2 | Water | 9")) == []


def test_an_answer_changes_the_plan_and_is_not_asked_again() -> None:
    sheet = a_sheet(UNPROVEN[0])
    plan = propose(a_book(sheet))
    for choice in open_questions(sheet, plan)[0].choices:
        told = answered(sheet, plan, "order", choice.value)
        assert told.order.value == choice.value
        assert open_questions(sheet, told) == ()
    with pytest.raises(FieldError):
        answered(sheet, plan, "order", "sideways")


def test_another_matrix_is_asked_for_where_levels_are_above_five() -> None:
    sheet = a_sheet(
        "Ref | Title | Impact | Likelihood\n1 | Power | 8 | 7\n2 | Water | 10 | 2\n3 | Air | 3 | 2"
    )
    plan = propose(a_book(sheet))
    [question] = open_questions(sheet, plan)
    assert question.words.startswith("3 cells are higher than a matrix of five by five allows")
    assert not answered(sheet, plan, "matrix", "other").five_by_five
    assert answered(sheet, plan, "matrix", "five").five_by_five


NAMED = [
    ("Impact (1-4)", "", "The heading “Impact (1-4)” names another scale"),
    ("Impact", "Scored on our 4 x 4 matrix", "Row 1 names another matrix"),
    ("Impact (1 to 10)", "", "The heading “Impact (1 to 10)” names another scale"),
    ("Impact (1-5)", "Scored on the 5x5 matrix, 1/4/2018 - 4/2019", ""),
    ("Impact at 1/4/18", "4 x 3 = 12", ""),
]


@pytest.mark.parametrize(("heading", "above", "asks"), NAMED)
def test_another_matrix_is_asked_for_where_words_name_it(
    heading: str, above: str, asks: str
) -> None:
    sheet = a_sheet(
        f"{above}\nRef | Title | {heading} | Likelihood\n1 | Power | 4 | 3\n2 | Gas | 2 | 2"
    )
    questions = open_questions(sheet, propose(a_book(sheet)))
    assert [one.words[: len(asks)] for one in questions] == ([asks] if asks else [])


def test_quarters_of_two_years_are_dated_by_their_own_headings_and_none_is_asked_for() -> None:
    sheet = a_sheet(
        "Ref | Risk | Q1 2018/19 | Q4 (Mar 2018) | Q1 17/18 | Target\n1 | Power | 16 | 12 | 9 | 6"
    )
    plan = propose(a_book(sheet))
    assert open_questions(sheet, plan) == ()
    scores = read_row(plan, 2, sheet.rows[1], date(2018, 6, 30)).scores
    assert [(one.on, one.printed) for one in scores if one.on] == [
        (date(2017, 6, 30), 9),
        (date(2018, 3, 31), 12),
        (date(2018, 6, 30), 16),
    ]


def test_the_year_of_quarters_is_asked_where_the_file_does_not_say_it() -> None:
    bare = a_sheet("Ref | Title | Opening | Q1 | Review date\n1 | Power | 12 | 9 | 30/06/2018")
    said = a_sheet("BAF 2018/19 | | |\nRef | Title | Opening | Q1\n1 | Power | 12 | 9")
    plan = propose(a_book(bare))
    [question] = open_questions(bare, plan)
    assert [one.words for one in question.choices] == ["2018/19"]
    assert answered(bare, plan, "year", "2018/19").year == 2018
    assert propose(a_book(said)).year == 2018
    assert asked(said) == []
    for wrong in ("", "soon", "2018/20"):
        with pytest.raises(FieldError, match="such as 2018/19"):
            answered(bare, plan, "year", wrong)


def test_two_sets_of_scores_without_a_name_are_asked_for() -> None:
    sheet = a_sheet("Ref | Title | C | L | C | L\n1 | Power | 4 | 3 | 4 | 1")
    plan = propose(a_book(sheet))
    [question] = open_questions(sheet, plan)
    told = answered(sheet, plan, question.key, "current,target")
    assert [one.score for one in told.columns[2:]] == [ScoreKind.CURRENT] * 2 + [
        ScoreKind.TARGET
    ] * 2


def test_the_reference_is_asked_for_where_two_columns_have_one_for_every_risk() -> None:
    sheet = a_sheet("ID | Ref | Title\n4138 | EST/1 | Power\n4139 | EST/2 | Water")
    plan = propose(a_book(sheet))
    [question] = open_questions(sheet, plan)
    assert [one.words for one in question.choices] == ["ID", "Ref"]
    told = answered(sheet, plan, question.key, "1")
    assert [one.heading for one in told.holding(Holds.REFERENCE)] == ["ID"]
    blank = a_sheet("ID | Ref | Title\n4138 | | Power\n4139 | EST/2 | Water\n4140 | | Air")
    assert asked(blank) == []


def test_the_year_of_quarters_is_asked_of_each_file_of_a_source_anew() -> None:
    sheet = a_sheet("Ref | Title | Q1 score\n1 | Power | 12")
    last = answered(sheet, propose(a_book(sheet)), "year", "2018/19")
    plan = propose(a_book(sheet), kept=last)
    assert plan.year is None
    assert [one.key for one in open_questions(sheet, plan)] == ["year"]
