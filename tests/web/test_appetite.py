"""The pages of appetite: reading it, setting the scale, stating and ending."""

import pytest
from sqlmodel import Session

from riskapp.domain.appetite import READY, Level, Scale
from riskapp.domain.domains import Domain
from riskapp.domain.permissions import Role
from riskapp.domain.scoring import ScoreKind
from tests.appetites import a_scale, an_appetite
from tests.factories import a_risk, a_score, an_objective
from tests.web.pages import PageClient

SCALE = {
    "name": "Ours", "level_1": "Low", "highest_1": "4", "level_2": "High", "highest_2": "12",
    "words_2": "Where the gain is great.", "reason": "The Board agreed it.",
}  # fmt: skip


@pytest.fixture
def session(client: PageClient) -> Session:
    return client.session


def test_with_no_scale_the_page_says_what_belongs_there(client: PageClient) -> None:
    page = client.sign_in_as(Role.EXECUTIVE).get("/trust/appetite")
    assert "No scale of appetite is set yet." in page.text
    assert "/trust/appetite/scale" in page.html
    assert "/trust/appetite/scale" not in client.sign_in_as(Role.VIEWER).get("/trust/appetite").html


def test_a_ready_scale_is_picked_and_set(client: PageClient) -> None:
    client.sign_in_as(Role.RISK_MANAGER)
    form = client.get("/trust/appetite/scale?ready=orange-book")
    assert all(name in form.html for name in ("Averse", "Minimal", "Cautious", "Open", "Eager"))
    assert client.get("/trust/appetite/scale?ready=none-such").status == 400
    assert client.post("/trust/appetite/scale", SCALE).status == 303
    page = client.get("/trust/appetite")
    assert "Where the gain is great." in page.text
    assert "Set on 30 June 2018 by The risk-manager." in page.text


def test_every_level_of_a_ready_scale_says_what_it_means(client: PageClient) -> None:
    client.sign_in_as(Role.RISK_MANAGER)
    for key, one in READY.items():
        form = client.get(f"/trust/appetite/scale?ready={key}")
        assert all(level.words and level.words in form.html for level in one.levels)


def test_what_levels_mean_is_no_column_where_nobody_has_said(client: PageClient) -> None:
    client.sign_in_as(Role.VIEWER)
    a_scale(client.session, client.trust.actor())
    assert "What it means" in client.get("/trust/appetite").text
    bare = Scale("Ours", (Level("Low", 4), Level("High", 12)))
    a_scale(client.session, client.trust.actor(), bare)
    page = client.get("/trust/appetite")
    assert "Low" in page.text
    assert "What it means" not in page.text


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"highest_1": "many"}, "Enter a whole number from 0 to 25."),
        ({"highest_1": "26"}, "Enter a whole number from 0 to 25."),
        ({"highest_1": ""}, "Enter the highest score that this level tolerates."),
        ({"level_1": ""}, "Name this level, or empty its other fields."),
        ({"highest_1": "20"}, "A level tolerates at least as much as the one before it."),
        ({"level_2": "low"}, "Give each level a name of its own."),
        ({"name": ""}, "Give the scale a name."),
        ({"reason": ""}, "Say why: the reason is kept with the scale."),
    ],
)
def test_a_scale_that_cannot_be_used_says_why_and_loses_nothing(
    client: PageClient, change: dict[str, str], message: str
) -> None:
    page = client.sign_in_as(Role.RISK_MANAGER).post("/trust/appetite/scale", SCALE | change)
    assert page.status == 422
    assert message in page.text
    assert "Where the gain is great." in page.html


def test_appetite_is_stated_for_a_domain_and_an_objective_and_ended(
    client: PageClient, session: Session
) -> None:
    objective = an_objective(session, client.trust)
    scale = str(a_scale(session, client.trust.actor()))
    client.sign_in_as(Role.EXECUTIVE)
    for subject in (f"objective={objective.id}", "domain=safety"):
        address = f"/trust/appetite/state?{subject}"
        assert "Cautious, up to 6" in client.get(address).text
        sent = {"level": "3", "words": "We take care.", "seen_scale": scale, "seen": ""}
        assert client.post(address, sent).status == 303
    assert client.get("/trust/appetite").text.count("We take care.") == 2
    ending = client.get("/trust/appetite/end?domain=safety")
    seen = ending.html.split('name="seen" value="')[1].split('"')[0]
    again = {"reason": "Withdrawn.", "seen": seen}
    assert client.post("/trust/appetite/end?domain=safety", {"seen": seen}).status == 422
    assert client.post("/trust/appetite/end?domain=safety", again).status == 303
    assert client.get("/trust/appetite").text.count("We take care.") == 1


def test_a_late_statement_shows_both_and_can_be_saved_over_it(
    client: PageClient, session: Session
) -> None:
    scale = str(a_scale(session, client.trust.actor()))
    an_appetite(session, client.trust.actor(), Domain.SAFETY, 2)
    client.sign_in_as(Role.EXECUTIVE)
    sent = {"level": "4", "words": "Bolder.", "seen_scale": scale, "seen": ""}
    late = client.post("/trust/appetite/state?domain=safety", sent)
    assert late.status == 409
    assert "Theirs Minimal, up to 4 Yours Open, up to 10" in late.text
    assert "Theirs We will not trade this. Yours Bolder." in late.text
    seen = late.html.split('name="seen" value="')[1].split('"')[0]
    assert client.post("/trust/appetite/state?domain=safety", sent | {"seen": seen}).status == 303


def test_a_late_scale_shows_both(client: PageClient, session: Session) -> None:
    a_scale(session, client.trust.actor())
    late = client.sign_in_as(Role.EXECUTIVE).post("/trust/appetite/scale", SCALE)
    assert late.status == 409
    assert "set the appetite scale Six levels" in late.text
    assert "Theirs Avoid Yours Low" in late.text
    assert 'value="Ours"' in late.html


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("?domain=weather", 400),
        ("?objective=x", 400),
        ("?objective=018f0000-0000-7000-8000-000000000000", 404),
    ],
)
def test_an_address_without_a_subject_is_refused(
    client: PageClient, query: str, status: int
) -> None:
    client.sign_in_as(Role.EXECUTIVE)
    assert client.get(f"/trust/appetite/state{query}").status == status
    assert client.get(f"/trust/appetite/end{query}").status == status


def test_every_list_shows_both_distances_apart(client: PageClient, session: Session) -> None:
    objective, actor = an_objective(session, client.trust), client.trust.actor()
    risk = a_risk(session, client.trust, consequence=4, likelihood=4, objective=objective)
    a_risk(session, client.trust, title="Within", consequence=1, likelihood=2)
    a_score(session, actor, risk, 3, 3, kind=ScoreKind.TARGET)
    a_scale(session, actor)
    an_appetite(session, actor, objective.id, 3)
    client.sign_in_as(Role.VIEWER)
    for page in ("risks", "high-level-risks", "baf", f"risks/{risk}"):
        text = client.get(f"/trust/{page}").text
        assert "10 above appetite (cautious, up to 6)" in text, page
        assert "7 above target" in text, page
    listed = client.get("/trust/risks?appetite=outside")
    assert "1 risk" in listed.text.split("Only risks with all of these")[1]
    assert "Within" not in listed.text.split("<table")[-1].split("Clear all")[1]
    assert client.get("/trust/risks?appetite=inside").status == 400
