"""Closing months: what becomes final, what is refused, and what the next month takes up."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, col, select

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.drafts import Decide
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError, StaleError
from riskapp.domain.happenings import Happening
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.meetings import Attended
from riskapp.domain.months import CloseMonth, Listed, MonthState, Movement
from riskapp.domain.permissions import Role
from riskapp.models import Decision, FinalContent, FinalWords, History, MonthlyReview
from riskapp.queries.checks.everything import check_everything
from riskapp.queries.checks.finals import find_false_finals
from riskapp.queries.month_content import get_month_content
from riskapp.queries.months import get_month, get_review, list_months
from riskapp.readmodels.month_content import MonthContent
from riskapp.services.decisions import validate_score
from riskapp.services.month_closing import close_month
from riskapp.services.months import open_month
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_risk, a_score, a_trust
from tests.meetings import a_committee, a_meeting
from tests.months import JUNE, a_closed_month, an_open_month
from tests.queries.test_checks import break_with
from tests.services.looks import the_open

JULY = date(2018, 7, 1)
LATER = date(2018, 7, 31)
WHY = "The chair was called away."


def content_of(
    session: Session, trust: Trust, month: date = JUNE, role: Role = Role.RISK_MANAGER
) -> MonthContent:
    actor = trust.actor(role)
    return get_month_content(session, actor, get_review(session, actor, month))[0]


def test_a_closed_month_holds_its_risks_figures_meetings_and_decisions(session: Session) -> None:
    trust = a_trust(session)
    a_risk(session, trust)
    a_score(session, trust.actor(Role.RISK_LEAD), "R-0001", 4, 4)
    review = an_open_month(session, trust)
    meeting = a_meeting(session, trust, a_committee(session, trust))
    with transaction(session):
        meeting.monthly_review_id = review.id
        session.add(meeting)
    waiting = the_open(session, DecisionKind.VALIDATE)
    with transaction(session):
        validate_score(session, trust.actor(), "R-0001", waiting.id, Decide(True, "We agree."))
    a_closed_month(session, trust)
    content = content_of(session, trust)
    [risk] = content.risks
    assert (risk.about.reference, risk.score, risk.band) == ("R-0001", 16, "extreme")
    assert risk.about.title.text == "Too few community nurses"
    assert content.figures.on_hlrr == 1
    assert content.why.text == WHY
    assert [one.why.text for one in content.decisions] == ["We agree."]
    assert [one.attended for one in content.meetings[0].attendance] == [Attended.PRESENT] * 2
    assert len(content.history_head) == 64
    assert list(check_everything(session)) == []


def test_the_text_holds_no_typed_word(session: Session) -> None:
    trust = a_trust(session)
    a_risk(session, trust, title="Zebrafinch", consequence=4, likelihood=4)
    an_open_month(session, trust)
    a_closed_month(session, trust)
    [final] = session.exec(select(FinalContent)).all()
    assert "Zebrafinch" not in final.content
    assert WHY not in final.content
    assert {one.words for one in session.exec(select(FinalWords))} >= {"Zebrafinch", WHY}


def test_what_is_left_undecided_takes_a_reason_and_comes_up_again(session: Session) -> None:
    trust = a_trust(session)
    a_risk(session, trust, consequence=4, likelihood=4)
    an_open_month(session, trust)
    with pytest.raises(FieldError, match="left undecided"), transaction(session):
        close_month(session, trust.actor(Role.SECRETARY), CloseMonth(JUNE))
    a_closed_month(session, trust)
    an_open_month(session, trust, JULY, LATER)
    [item] = get_month(session, trust.actor(today=LATER), JULY).items
    assert Listed.LEFT_UNDECIDED in item.listed
    assert (item.before, item.movement) == (16, Movement.SAME)


def test_nothing_undecided_is_left_that_was_not_seen(session: Session) -> None:
    trust = a_trust(session)
    a_risk(session, trust, consequence=4, likelihood=4)
    an_open_month(session, trust)
    seen = frozenset(["R-0001"])
    a_risk(session, trust, consequence=5, likelihood=4)
    secretary = trust.actor(Role.SECRETARY)
    with pytest.raises(StaleError), transaction(session):
        close_month(session, secretary, CloseMonth(JUNE, WHY, seen=seen))
    seen = frozenset(["R-0002", "R-0001"])
    with transaction(session):
        close_month(session, secretary, CloseMonth(JUNE, WHY, seen=seen))
    assert len(content_of(session, trust).risks) == 2


def test_movement_is_against_the_last_closed_month(session: Session) -> None:
    trust = a_trust(session)
    lead = trust.actor(Role.RISK_LEAD, LATER)
    for _ in range(3):
        a_risk(session, trust)
    a_score(session, trust.actor(Role.RISK_LEAD), "R-0001", 4, 4)
    a_score(session, trust.actor(Role.RISK_LEAD), "R-0002", 5, 5)
    an_open_month(session, trust)
    a_closed_month(session, trust)
    a_score(session, lead, "R-0001", 5, 4)
    a_score(session, lead, "R-0002", 4, 4)
    a_score(session, lead, "R-0003", 4, 4)
    an_open_month(session, trust, JULY, LATER)
    a_closed_month(session, trust, JULY, LATER)
    content = content_of(session, trust, JULY)
    moved = {risk.about.reference: risk.movement for risk in content.risks}
    assert moved == {"R-0001": Movement.UP, "R-0002": Movement.DOWN, "R-0003": Movement.NEW}
    figures = content.figures
    assert (figures.new, figures.up, figures.down, figures.gone) == (1, 1, 1, 0)
    assert content.compared_with == JUNE


def test_a_decision_of_the_closing_day_belongs_to_one_month(session: Session) -> None:
    trust = a_trust(session)
    for reference in ("R-0001", "R-0002"):
        a_risk(session, trust)
        a_score(session, trust.actor(Role.RISK_LEAD), reference, 4, 4)
    an_open_month(session, trust)
    yes = Decide(True, "We agree.")
    found = select(Decision).where(Decision.kind == DecisionKind.VALIDATE)
    first, second = (waiting.id for waiting in session.exec(found.order_by(col(Decision.id))))
    with transaction(session):
        validate_score(session, trust.actor(), "R-0001", first, yes)
    a_closed_month(session, trust)
    with transaction(session):
        validate_score(session, trust.actor(), "R-0002", second, yes)
    an_open_month(session, trust, JULY, LATER)
    a_closed_month(session, trust, JULY, LATER)
    held = [
        [one.about.reference for one in content_of(session, trust, month).decisions]
        for month in (JUNE, JULY)
    ]
    assert held == [["R-0001"], ["R-0002"]]


def test_a_closed_month_never_changes(session: Session) -> None:
    trust = a_trust(session)
    a_risk(session, trust, consequence=4, likelihood=4)
    an_open_month(session, trust)
    a_closed_month(session, trust)
    before = content_of(session, trust)
    a_score(session, trust.actor(Role.RISK_LEAD), "R-0001", 5, 5)
    assert content_of(session, trust) == before
    secretary = trust.actor(Role.SECRETARY)
    for deed in (
        lambda: open_month(session, secretary, JUNE),
        lambda: close_month(session, secretary, CloseMonth(JUNE, WHY)),
    ):
        with pytest.raises(FieldError, match="belongs to the next month"), transaction(session):
            deed()


def test_a_month_that_was_not_held_says_why(session: Session) -> None:
    trust = a_trust(session)
    a_risk(session, trust, consequence=4, likelihood=4)
    secretary = trust.actor(Role.SECRETARY)
    with pytest.raises(FieldError, match="not held"), transaction(session):
        close_month(session, secretary, CloseMonth(JUNE, held=False))
    with transaction(session):
        close_month(session, secretary, CloseMonth(JUNE, "Nobody could come.", held=False))
    assert get_review(session, secretary, JUNE).state is MonthState.NOT_HELD
    assert content_of(session, trust).why.text == "Nobody could come."
    assert list_months(session, secretary).due == JULY
    an_open_month(session, trust, JULY, LATER)
    [item] = get_month(session, trust.actor(today=LATER), JULY).items
    assert Listed.LEFT_UNDECIDED not in item.listed


def test_the_head_of_the_history_is_that_of_all_that_went_before(session: Session) -> None:
    trust = a_trust(session)
    a_risk(session, trust, consequence=4, likelihood=4)
    with transaction(session):
        open_month(session, trust.actor(Role.SECRETARY), JUNE)
        close_month(session, trust.actor(Role.SECRETARY), CloseMonth(JUNE, WHY))
    content = content_of(session, trust)
    entries = select(History).where(History.organisation_id == trust.organisation.id)
    opened, closed = session.exec(entries.order_by(col(History.number))).all()[-2:]
    assert opened.kind is Happening.MONTH_OPENED
    assert (content.history_number, content.history_head) == (opened.number, opened.entry_hash)
    assert closed.kind is Happening.MONTH_CLOSED


def test_a_month_with_a_meeting_ahead_stays_open(session: Session) -> None:
    trust = a_trust(session)
    review = an_open_month(session, trust)
    meeting = a_meeting(session, trust, a_committee(session, trust), on=TODAY + timedelta(days=1))
    with transaction(session):
        meeting.monthly_review_id = review.id
        session.add(meeting)
    with pytest.raises(FieldError, match="lies ahead"), transaction(session):
        close_month(session, trust.actor(Role.SECRETARY), CloseMonth(JUNE))


def test_restricted_risks_are_final_too_and_left_out_for_who_may_not_see_them(
    session: Session,
) -> None:
    trust = a_trust(session)
    a_risk(session, trust, consequence=4, likelihood=4)
    hidden = trust.actor()
    a_risk(session, trust, visibility=Visibility.RESTRICTED, by=hidden, consequence=4, likelihood=4)
    an_open_month(session, trust)
    a_closed_month(session, trust)
    secretary = trust.actor(Role.SECRETARY)
    review = get_review(session, secretary, JUNE)
    shown, left_out = get_month_content(session, secretary, review)
    assert [risk.about.reference for risk in shown.risks] == ["R-0001"]
    assert (left_out, shown.figures.on_hlrr) == (1, 1)
    all_of_it, none = get_month_content(session, hidden, review)
    assert (len(all_of_it.risks), none, all_of_it.figures.on_hlrr) == (2, 0, 2)


def test_closing_takes_the_right_and_an_open_month(session: Session) -> None:
    trust = a_trust(session)
    with pytest.raises(NotAllowedError), transaction(session):
        close_month(session, trust.actor(Role.EXECUTIVE), CloseMonth(JUNE))
    with pytest.raises(NotFoundError), transaction(session):
        close_month(session, trust.actor(Role.SECRETARY), CloseMonth(JUNE))
    assert session.exec(select(MonthlyReview)).all() == []


FALSE = [
    (
        "UPDATE final_content SET content = replace(content, 'R-0001', 'R-0009')",
        "was changed: it does not give its own digest",
    ),
    (
        "UPDATE final_words SET words = 'Other words' WHERE number = 2",
        "stands beside other words than were typed (number 2)",
    ),
    ("DELETE FROM final_words WHERE number = 2", "has lost or gained typed words"),
    ("UPDATE monthly_review SET content_id = NULL", "closed without final content"),
]


@pytest.mark.parametrize(("statement", "says"), FALSE)
def test_what_is_false_in_final_content_is_named(
    session: Session, statement: str, says: str
) -> None:
    trust = a_trust(session)
    a_risk(session, trust, consequence=4, likelihood=4)
    an_open_month(session, trust)
    a_closed_month(session, trust)
    break_with(session, statement)
    assert [one for one in find_false_finals(session) if says in one] != []
