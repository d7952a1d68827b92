"""The page of a risk and its history, for each role and within each one's reach."""

import pytest
from sqlmodel import Session

from riskapp.domain.decisions import DecisionKind
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Role
from riskapp.domain.scoring import ScoreKind
from tests.everything import hang_everything
from tests.factories import Trust, a_risk, a_score, a_trust, an_objective
from tests.queries.statements import counted
from tests.web.pages import PageClient

MOST_STATEMENTS = 15
HERE = "/trust/risks/R-0001"
STEPS = {
    "Score this risk": f"{HERE}/score?kind=current",
    "Change what it says": f"{HERE}/edit",
    "Link it to objectives": f"{HERE}/objectives",
    "Link it to milestones": f"{HERE}/milestones",
    "Propose to close it": f"{HERE}/decisions?begin=propose-closing#propose-closing",
    "Put it on the BAF": f"{HERE}/decisions?begin=place#place",
}
ALL_BUT_BAF = set(STEPS) - {"Put it on the BAF"}


@pytest.fixture
def risk(web_session: Session, trust: Trust) -> str:
    reference = a_risk(web_session, trust)
    a_score(web_session, trust.actor(Role.RISK_LEAD), reference, 4, 4)
    return reference


@pytest.mark.parametrize(
    ("role", "steps"),
    [
        (Role.VIEWER, set()),
        (Role.RISK_LEAD, ALL_BUT_BAF),
        (Role.EXECUTIVE, set(STEPS)),
        (Role.SECRETARY, {"Put it on the BAF", "Propose to close it"}),
        (Role.RISK_MANAGER, set(STEPS)),
        (Role.AUDITOR, set()),
        (Role.ADMINISTRATOR, set()),
    ],
)
def test_each_role_is_offered_what_it_may_do(
    client: PageClient, risk: str, role: Role, steps: set[str]
) -> None:
    page = client.sign_in_as(role).get(HERE)
    assert page.status == 200
    assert {words for words, address in STEPS.items() if f'href="{address}"' in page.html} == steps
    decides = role in {Role.EXECUTIVE, Role.RISK_MANAGER}
    assert ("#decision-" in page.html) == decides


def test_a_reporter_sees_their_own_alone(
    client: PageClient, web_session: Session, trust: Trust, risk: str
) -> None:
    own = a_risk(web_session, trust, by=trust.actor(Role.REPORTER), draft=True)
    here = client.sign_in_as(Role.REPORTER)
    assert here.get(HERE).status == 404
    page = here.get(f"/trust/risks/{own}")
    assert page.status == 200
    assert "Open this draft" in page.text
    assert "Change what it says" in page.text
    assert "What happened last" not in page.text


def test_another_organisations_risk_is_not_found(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    other = a_trust(web_session, "other")
    a_risk(web_session, other)
    here = client.sign_in_as(Role.RISK_MANAGER)
    for address in (HERE, f"{HERE}/history", f"{HERE}/decisions", "/other/risks/R-0001"):
        assert here.get(address).status == 404


def test_a_restricted_risk_is_found_only_by_those_it_shows_to(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    a_risk(web_session, trust, by=trust.actor(), visibility=Visibility.RESTRICTED)
    assert client.sign_in_as(Role.RISK_LEAD).get(HERE).status == 404
    shown = client.sign_in_as(Role.AUDITOR).get(HERE)
    assert shown.status == 200
    assert "It names a case." in shown.text


def test_the_three_scores_stand_on_the_matrix_in_letters_and_words(
    client: PageClient, web_session: Session, trust: Trust, risk: str
) -> None:
    lead = trust.actor(Role.RISK_LEAD)
    a_score(web_session, lead, risk, 5, 5, kind=ScoreKind.INHERENT)
    a_score(web_session, lead, risk, 4, 4, kind=ScoreKind.TARGET)
    page = client.sign_in_as(Role.VIEWER).get(HERE)
    for kind in ScoreKind:
        assert page.text.count(f"{kind.value} score") == 1
    assert page.html.count("app-matrix__square--marked") == 2


def test_a_past_day_is_shown_without_anything_to_do(client: PageClient, risk: str) -> None:
    here = client.sign_in_as(Role.RISK_MANAGER)
    page = here.get(f"{HERE}?as-at=2018-06-30")
    assert "This is how it stood on 30 June 2018, as known now." in page.text
    assert "Score this risk" not in page.text
    assert "#decision-" not in page.html
    assert here.get(f"{HERE}?as-at=2018-06-29").status == 404
    assert here.get(f"{HERE}?as-at=2018-07-01").status == 400
    assert here.get(f"{HERE}?as-at=yesterday").status == 400


def test_the_history_is_for_those_who_may_read_it(client: PageClient, risk: str) -> None:
    page = client.sign_in_as(Role.AUDITOR).get(f"{HERE}/history")
    assert page.status == 200
    assert "4 entries" in page.text or "5 entries" in page.text
    assert "The risk-lead raised R-0001 as open." in page.text
    assert client.get(f"{HERE}/history?page=0").status == 400
    assert client.sign_in_as(Role.VIEWER).get(f"{HERE}/history").status == 403


def test_a_page_takes_few_statements_whatever_hangs_on_the_risk(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    reference = a_risk(web_session, trust, objective=an_objective(web_session, trust))
    a_score(web_session, trust.actor(Role.RISK_LEAD), reference, 4, 4)
    hang_everything(web_session, trust, reference)
    here = client.sign_in_as(Role.RISK_MANAGER)
    here.get(HERE)
    with counted(web_session) as statements:
        assert here.get(HERE).status == 200
    assert len([one for one in statements if not one.startswith("BEGIN")]) <= MOST_STATEMENTS


def test_what_waits_says_what_it_is(client: PageClient, risk: str) -> None:
    text = client.sign_in_as(Role.VIEWER).get(HERE).text
    assert "To be decided" in text
    assert "Confirm or moderate the score (score 16)" in text
    assert DecisionKind.ANSWER_OBJECTIVE.value not in text
    assert "Say whether it affects delivery of a strategic objective" in text


def test_the_path_to_target_is_a_sentence_a_chart_and_the_same_as_a_table(
    client: PageClient, web_session: Session, trust: Trust, risk: str
) -> None:
    lead = trust.actor(Role.RISK_LEAD)
    bare = client.sign_in_as(Role.RISK_LEAD).get(HERE)
    assert "No milestone mitigates it; no target score is set." in bare.text
    assert f'href="{HERE}/score?kind=target"' in bare.html
    a_score(web_session, lead, risk, 5, 4, kind=ScoreKind.TARGET)
    page = client.get(HERE)
    assert "The target score, 20, is above the current score, 16." in page.text
    assert page.html.count('role="img"') == 2, "one for a wide screen, one for a phone"
    assert "target date 31 Mar 2019" in page.text
    assert "Target date 20 to be reached" in page.text
    assert f'href="{HERE}/score?kind=target"' not in page.html


def test_a_risk_without_a_score_has_a_sentence_and_no_chart(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    unscored = a_risk(web_session, trust)
    page = client.sign_in_as(Role.VIEWER).get(f"/trust/risks/{unscored}")
    assert "The chart of its path begins with its first score." in page.text
    assert 'role="img"' not in page.html
    assert "Set a target" not in page.text
