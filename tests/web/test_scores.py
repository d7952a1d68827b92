"""The score form, as people use it and as others misuse it; without scripts throughout."""

import re
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event
from sqlmodel import Session, col, func, select

from riskapp.domain.actions import Action
from riskapp.domain.descriptors import CONSEQUENCE_DESCRIPTORS
from riskapp.domain.domains import Domain
from riskapp.domain.permissions import GRANTS, Role
from riskapp.models import Assessment
from tests.factories import Trust, a_risk, a_score, a_trust, an_objective
from tests.queries.statements import counted
from tests.services.looks import registers_of
from tests.web.pages import TOKEN_FIELD, Page, PageClient

CURRENT = "/trust/risks/R-0001/score?kind=current"
SCORE = {
    "kind": "current",
    "domain": "safety",
    "consequence": "4",
    "likelihood": "4",
    "reason": "Two wards closed beds.",
    "seen": "",
}
MOST_STATEMENTS = 15
SCORERS = {role for role in Role if Action.SCORE_RISK in GRANTS[role]} - {Role.COMMAND_LINE}


@pytest.fixture
def risk(web_session: Session, trust: Trust) -> str:
    return a_risk(web_session, trust)


@pytest.fixture
def lead(client: PageClient) -> PageClient:
    return client.sign_in_as(Role.RISK_LEAD)


def how_many(session: Session) -> int:
    session.rollback()
    return session.exec(select(func.count(col(Assessment.id)))).one()


def seen_on(page: Page) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', page.html)
    assert found is not None
    return found[1]


def test_a_score_is_given_and_escalates(lead: PageClient, web_session: Session, risk: str) -> None:
    page = lead.post(CURRENT, SCORE)
    assert (page.status, page.location) == (303, f"/trust/risks/{risk}")
    assert len(registers_of(web_session, risk)) == 1
    shown = lead.get(page.location)
    assert (
        "<strong>16</strong>, extreme (consequence 4, Major × likelihood 4, Likely)" in shown.html
    )
    assert "The current score is saved." in shown.text
    assert "Two wards closed beds." in shown.text


@pytest.mark.parametrize("kind", ["inherent", "current", "target"])
def test_the_form_opens_on_the_score_that_stands(
    lead: PageClient, web_session: Session, trust: Trust, risk: str, kind: str
) -> None:
    sent = SCORE | {"kind": kind, "domain": "finance", "target_on": "31 March 2019"}
    lead.post(f"/trust/risks/{risk}/score?kind={kind}", sent)
    page = lead.get(f"/trust/risks/{risk}/score?kind={kind}")
    assert seen_on(page)
    assert CONSEQUENCE_DESCRIPTORS[Domain.FINANCE][3] in page.html
    assert page.html.count(" checked") == 2
    assert ("31 March 2019" in page.html) == (kind == "target")


def test_a_preview_says_what_will_follow_and_saves_nothing(
    lead: PageClient, web_session: Session, trust: Trust
) -> None:
    a_risk(web_session, trust, objective=an_objective(web_session, trust, "2"))
    sent = SCORE | {"preview": "1", "reason": "Half a rea"}
    page = lead.post(CURRENT, sent)
    assert page.status == 200
    words = "16, extreme: goes to the HLRR, and to the BAF because it affects objective 2."
    assert words in page.text
    assert "It will await validation by a second person." in page.text
    assert "Half a rea" in page.html
    assert "There is a problem" not in page.text
    assert how_many(web_session) == 0


def test_a_preview_of_half_a_score_asks_for_the_rest(lead: PageClient, risk: str) -> None:
    page = lead.post(CURRENT, {"kind": "current", "domain": "safety", "preview": "1"})
    assert page.status == 200
    assert "Choose a consequence and a likelihood to see it." in page.text
    assert CONSEQUENCE_DESCRIPTORS[Domain.SAFETY][4] in page.html


def test_another_domain_is_added_without_scripts(
    lead: PageClient, web_session: Session, risk: str
) -> None:
    page = lead.post(CURRENT, SCORE | {"more": "1"})
    assert page.status == 200
    assert 'name="domain_2"' in page.html
    assert "Two wards closed beds." in page.html
    lead.post(CURRENT, SCORE | {"domain_2": "finance", "consequence_2": "5"})
    web_session.rollback()
    assert web_session.exec(select(Assessment)).one().score == 20


def test_a_late_save_shows_both_and_can_be_saved_knowingly(
    lead: PageClient, web_session: Session, trust: Trust, risk: str
) -> None:
    a_score(web_session, trust.actor(Role.EXECUTIVE), risk, 2, 3, reason="It is better now.")
    late = lead.post(CURRENT, SCORE)
    assert late.status == 409
    assert "It is better now." in late.text
    assert "The executive" in late.text
    assert "<strong>6</strong>, moderate" in late.html
    assert late.html.count("Two wards closed beds.") == 2  # beside theirs, and still in the form
    assert how_many(web_session) == 1
    again = lead.post(CURRENT, SCORE | {"seen": seen_on(late)})
    assert again.status == 303
    assert how_many(web_session) == 2


def test_a_form_sent_twice_scores_once(lead: PageClient, web_session: Session, risk: str) -> None:
    sent = SCORE | {"seen": seen_on(lead.get(CURRENT))}
    assert lead.post(CURRENT, sent).status == 303
    assert lead.post(CURRENT, sent).status == 409
    assert how_many(web_session) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"consequence": "6"},
        {"consequence": "4; DROP TABLE risk"},
        {"consequence": ""},
        {"likelihood": "0"},
        {"domain": "<b>safety</b>"},
        {"reason": ""},
        {"reason": "\x00\x1b"},
        {"reason": "a" * 10_001},
        {"kind": "guessed"},
        {"kind": "target"},
        {"kind": "target", "target_on": "30 February 2019"},
        {"kind": "target", "target_on": "99/99/9999"},
        {"seen": "'; --"},
        {"domain_2": "safety", "consequence_2": "1"},
    ],
)
def test_bad_input_is_refused_at_its_field_and_nothing_is_lost(
    lead: PageClient, web_session: Session, risk: str, changes: dict[str, str]
) -> None:
    sent = SCORE | {"reason": "All of this stays. 🏥 =cmd() <b>x</b>"} | changes
    page = lead.post(CURRENT, sent)
    assert page.status == 422
    assert "There is a problem" in page.text
    assert page.seen.title.startswith("Error: ")
    if "reason" not in changes:
        assert "All of this stays. 🏥 =cmd() &lt;b&gt;x&lt;/b&gt;" in page.html
    assert how_many(web_session) == 0


def test_words_of_any_sort_are_shown_as_typed_and_never_as_markup(
    lead: PageClient, risk: str
) -> None:
    words = "=cmd() <b>bold</b> <script>alert(1)</script> 🏥 '; DROP TABLE risk;--"
    lead.post(CURRENT, SCORE | {"reason": words})
    page = lead.get(f"/trust/risks/{risk}")
    assert words in page.text
    assert "<script>alert" not in page.html


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COMMAND_LINE])
def test_only_scorers_score(client: PageClient, risk: str, role: Role) -> None:
    here = client.sign_in_as(role)
    expected = (200, 303) if role in SCORERS else (403, 403)
    assert (here.get(CURRENT).status, here.post(CURRENT, SCORE).status) == expected


def test_what_is_out_of_reach_is_not_found(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    other = a_trust(web_session, "other")
    a_risk(web_session, other)
    here = client.sign_in_as(Role.RISK_MANAGER)
    for address in (CURRENT, "/other/risks/R-0001/score", "/trust/risks/nonsense/score"):
        assert here.get(address).status == 404
        assert here.post(address, SCORE).status == 404
        assert here.post(address, SCORE | {"consequence": "6"}).status == 404
    assert how_many(web_session) == 0


def test_a_kind_that_does_not_exist_is_a_mistake_in_the_address(
    lead: PageClient, risk: str
) -> None:
    assert lead.get("/trust/risks/R-0001/score?kind=average").status == 400


def test_a_form_without_its_token_is_refused(lead: PageClient, risk: str) -> None:
    assert lead.http.post(CURRENT, data=SCORE).status_code == 400


def test_saving_a_score_takes_few_statements_and_one_commit(
    lead: PageClient, web_session: Session, sqlite_engine: sa.Engine, trust: Trust
) -> None:
    a_risk(web_session, trust, objective=an_objective(web_session, trust))
    lead.post(CURRENT, SCORE | {"consequence": "2"})
    sent: dict[str, Any] = SCORE | {"seen": seen_on(lead.get(CURRENT))}
    token = TOKEN_FIELD.search(lead.get(CURRENT).html)
    assert token is not None
    sent["csrf_token"] = token[1]
    commits: list[int] = []
    event.listen(sqlite_engine, "commit", lambda _connection: commits.append(1))
    with counted(web_session) as statements:
        assert lead.http.post(CURRENT, data=sent).status_code == 303
    begun = ("BEGIN", "SAVEPOINT")
    real = [one for one in statements if not one.startswith(begun)]
    assert len(real) <= MOST_STATEMENTS, real
    assert len(commits) == 1
