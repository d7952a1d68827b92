"""The pages of the matrix: reading it, and making a new version in two steps."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import Session

from riskapp.domain.level_words import PUBLISHED
from riskapp.domain.matrix import LikelihoodBy, Matrix
from riskapp.domain.permissions import Role
from tests.factories import TODAY, a_risk
from tests.matrices import TOMORROW, TWELVE, a_version
from tests.services.looks import registers_of
from tests.web.matrix_forms import NEW, filled, looked
from tests.web.pages import PageClient


@pytest.fixture
def session(client: PageClient) -> Session:
    return client.session


def test_everybody_may_read_the_matrix_and_only_a_risk_manager_is_led_to_change_it(
    client: PageClient,
) -> None:
    page = client.sign_in_as(Role.VIEWER).get("/trust/settings/matrix")
    assert "from a score of 15, at once" in page.text
    assert "Harm that a professional has to treat." in page.text
    assert NEW not in page.html
    assert NEW in client.sign_in_as(Role.RISK_MANAGER).get("/trust/settings/matrix").html
    assert client.get("/trust/settings/matrix?version=1").status == 200
    assert client.get("/trust/settings/matrix?version=9").status == 404
    assert client.get("/trust/settings/matrix?version=x").status == 400


def test_what_would_move_is_shown_before_anything_is_saved(
    client: PageClient, session: Session
) -> None:
    risk = a_risk(session, client.trust, consequence=4, likelihood=3)
    client.sign_in_as(Role.RISK_MANAGER)
    page, sent = looked(client, threshold="12")
    assert page.status == 200
    assert "1 risk would reach the threshold" in page.text
    assert f"{risk} Too few community nurses" in page.text
    assert registers_of(session, risk) == {}
    session.rollback()
    assert client.post(NEW, sent).status == 303
    assert len(registers_of(session, risk)) == 1
    shown = client.get("/trust/settings/matrix").text
    assert "2, in force" in shown
    assert "from a score of 12, at once" in shown
    assert "by The risk-manager" in shown


def test_a_change_after_looking_is_looked_at_again(client: PageClient) -> None:
    client.sign_in_as(Role.RISK_MANAGER)
    _, sent = looked(client, threshold="12")
    again = client.post(NEW, sent | {"threshold": "10"})
    assert again.status == 200
    assert "You have changed the version since you looked." in again.text
    assert client.post(NEW, filled(again) | {"confirm": "yes"}).status == 303


def test_confirming_without_having_looked_shows_what_would_move(client: PageClient) -> None:
    client.sign_in_as(Role.RISK_MANAGER)
    sent = filled(client.get(NEW)) | {"reason": "Agreed.", "threshold": "12", "confirm": "yes"}
    page = client.post(NEW, sent)
    assert (page.status, "What would move" in page.text) == (200, True)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"threshold": "26"}, "Enter a whole number from 1 to 25."),
        ({"lowest_2": "2"}, "Bands must rise without overlapping."),
        ({"highest_3": "10"}, "Every score needs a band, and these have none: 12."),
        ({"band_2": ""}, "Fill this in, or empty all the fields of this band."),
        ({"consequence_name_3": "Minor"}, "Give each of the five levels a name of its own."),
        ({"likelihood_name_3": ""}, "Name likelihood 3."),
        ({"reason": ""}, "Say why: the reason is kept with the version."),
        ({"from_on": "some day"}, "Enter a day that exists"),
        ({"key_1": "../"}, "A band has a key that no address can hold."),
        ({"colour_1": "pink"}, "Choose one of those listed."),
    ],
)
def test_what_cannot_be_used_says_why_and_loses_nothing(
    client: PageClient, change: dict[str, str], message: str
) -> None:
    client.sign_in_as(Role.RISK_MANAGER)
    page, _ = looked(client, safety_3="Ours, in our own words.", **change)
    assert page.status == 422
    assert message in page.text
    assert "Ours, in our own words." in page.html


def test_a_day_that_has_passed_is_refused_at_its_field(client: PageClient) -> None:
    client.sign_in_as(Role.RISK_MANAGER)
    _, sent = looked(client, from_on="1 June 2018")
    late = client.post(NEW, sent)
    assert late.status == 422
    assert "A version holds from today or from a later day." in late.text


@pytest.mark.parametrize(
    ("held_from", "message"),
    [
        (TODAY, "The latest version holds from today, and a day has one: give a later day."),
        (
            TOMORROW,
            "There is a version to come already, from 1 July 2018: give a later day, or",
        ),
    ],
)
def test_a_day_that_has_a_version_is_refused_at_its_field_before_anything_is_looked_at(
    client: PageClient, session: Session, held_from: date, message: str
) -> None:
    a_version(session, client.trust.actor(), TWELVE, held_from)
    client.sign_in_as(Role.RISK_MANAGER)
    page, _ = looked(client, threshold="10", from_on="30 June 2018")
    assert page.status == 422
    assert message in page.text
    assert "What would move" not in page.text
    assert filled(page)["threshold"] == "10"


def test_a_version_to_come_says_what_is_then_to_be_done_and_can_be_withdrawn(
    client: PageClient,
) -> None:
    client.sign_in_as(Role.RISK_MANAGER)
    page, sent = looked(client, threshold="12", from_on="1 July 2018")
    assert "until then nothing changes" in page.text
    client.post(NEW, sent)
    shown = client.get("/trust/settings/matrix")
    assert "1, in force" in shown.text
    assert "to come" in shown.text
    form = filled(client.get("/trust/settings/matrix/withdraw"))
    assert client.post("/trust/settings/matrix/withdraw", form | {"reason": ""}).status == 422
    form |= {"reason": "The Board thought again."}
    assert client.post("/trust/settings/matrix/withdraw", form).status == 303
    assert "to come" not in client.get("/trust/settings/matrix").text
    assert "No version is to come." in client.get("/trust/settings/matrix/withdraw").text


def test_a_version_that_came_into_force_is_applied_by_a_button(
    client: PageClient, session: Session
) -> None:
    yesterday = client.trust.actor(today=TODAY - timedelta(days=1))
    risk = a_risk(session, client.trust, consequence=4, likelihood=3, by=yesterday)
    a_version(session, yesterday, TWELVE, TODAY)
    client.sign_in_as(Role.RISK_MANAGER)
    assert "has come into force" in client.get("/trust/settings/matrix").text
    done = client.post("/trust/settings/matrix/apply")
    assert done.status == 303
    shown = client.get("/trust/settings/matrix").text
    assert "1 risk moved" in shown
    assert "has come into force" not in shown
    assert len(registers_of(session, risk)) == 1


def test_the_score_form_speaks_the_words_of_the_version_in_force(
    client: PageClient, session: Session
) -> None:
    risk = a_risk(session, client.trust, consequence=4, likelihood=3)
    means = tuple(("1", "2", "Ours, for three.", "4", "5") for _ in PUBLISHED.consequence_means)
    words = replace(
        PUBLISHED,
        consequences=("Tiny", "Small", "Medium", "Large", "Huge"),
        likelihoods=("Hardly ever", "Seldom", "Sometimes", "Often", "All the time"),
        consequence_means=means,
    )
    matrix = Matrix(likelihood_by=LikelihoodBy.PROBABILITY, words=words)
    a_version(session, client.trust.actor(), matrix)
    client.sign_in_as(Role.RISK_LEAD)
    form = client.get(f"/trust/risks/{risk}/score?kind=current")
    assert all(word in form.text for word in ("3, Medium", "Ours, for three.", "5, All the time"))
    assert "1% to 10%" in form.text
    assert "at least once a month" not in form.text
    for page in (f"risks/{risk}", "heat-map", "risks?consequence=4"):
        assert "4, Large" in client.get(f"/trust/{page}").text, page
    raising = client.post("/trust/risks/new", {"domain": "safety", "preview": "1"})
    assert "Ours, for three." in raising.text
    assert "Negligible" not in raising.text


def test_bands_are_drawn_in_their_own_colours(client: PageClient, session: Session) -> None:
    risk = a_risk(session, client.trust, consequence=4, likelihood=4)
    client.sign_in_as(Role.RISK_MANAGER)
    _, sent = looked(client, colour_4="purple", band_4="Very high")
    client.post(NEW, sent)
    assert "app-matrix__square--purple" in client.get(f"/trust/risks/{risk}").html
    heat = client.get("/trust/heat-map")
    assert "app-heat__cell--purple" in heat.html
    assert "16, very high" in heat.text
    assert client.get("/trust/risks?band=extreme").status == 200  # the key outlives the name


def test_the_hub_leads_to_both_settings(client: PageClient) -> None:
    page = client.sign_in_as(Role.AUDITOR).get("/trust/settings")
    assert "/trust/settings/matrix" in page.html
    assert "/trust/appetite" in page.html
    assert "A risk manager may change it." in page.text


def test_every_domain_that_was_scored_is_kept_and_shown_the_worst_first(
    client: PageClient, session: Session
) -> None:
    risk = a_risk(session, client.trust, consequence=2, likelihood=3)
    client.sign_in_as(Role.RISK_LEAD)
    form = filled(client.get(f"/trust/risks/{risk}/score?kind=current"))
    form |= {
        "domain": "safety", "consequence": "2", "domain_2": "finance", "consequence_2": "4",
        "domain_3": "quality", "consequence_3": "3", "likelihood": "3", "reason": "Three of them.",
    }  # fmt: skip
    assert client.post(f"/trust/risks/{risk}/score?kind=current", form).status == 303
    kept = (
        "Finance and claims 4; Quality, complaints and audit 3;"
        " Safety of patients, staff or the public 2"
    )
    shown = client.get(f"/trust/risks/{risk}").text
    assert shown.count(kept) == 2  # with the score that stands, and in its history
