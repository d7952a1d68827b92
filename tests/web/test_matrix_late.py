"""Somebody else changed the matrix first: a late version, and a late withdrawal."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from riskapp.domain.permissions import Role
from riskapp.queries.matrix_versions import list_versions
from riskapp.services.matrices import withdraw_matrix
from riskapp.services.transactions import transaction
from tests.matrices import SIXTEEN, TOMORROW, TWELVE, a_version
from tests.web.late_rows import rows_of
from tests.web.matrix_forms import NEW, filled, looked
from tests.web.pages import PageClient

AWAY = "/trust/settings/matrix/withdraw"


@pytest.fixture
def session(client: PageClient) -> Session:
    return client.session


def test_a_late_version_shows_both_and_can_follow_the_other(
    client: PageClient, session: Session
) -> None:
    client.sign_in_as(Role.RISK_MANAGER)
    _, sent = looked(client, threshold="10", from_on="1 August 2018")
    a_version(session, client.trust.actor(), TWELVE, TOMORROW)
    late = client.post(NEW, sent)
    assert late.status == 409
    assert "The matrix has been changed since you opened this page" in late.text
    assert "made version 2 of the scoring matrix" in late.text
    differing = late.text.split("Where theirs and yours differ")[1]
    assert "High Level Risk Register differs Theirs 12 Yours 10" in differing
    assert client.post(NEW, filled(late) | {"confirm": "yes"}).status == 303
    assert "Version 3" in client.get("/trust/settings/matrix").text


def test_who_withdraws_late_sees_that_it_was_withdrawn_and_why(
    client: PageClient, session: Session
) -> None:
    client.sign_in_as(Role.RISK_MANAGER)
    coming = a_version(session, client.trust.actor(), TWELVE, TOMORROW)
    form = filled(client.get(AWAY)) | {"reason": "Mine, typed at length."}
    with transaction(session):
        withdraw_matrix(session, client.trust.actor(), coming, "The Board thought again.")
    late = client.post(AWAY, form)
    assert late.status == 409
    assert "withdrew version 2 of the scoring matrix" in late.text
    assert rows_of(late)["Why is it withdrawn?"][:2] == [
        "The Board thought again.",
        "Mine, typed at length.",
    ]
    assert "There is nothing left to save it over" in late.text
    assert 'href="/trust/settings/matrix">leave theirs as it is' in late.html


def test_who_withdraws_late_may_withdraw_the_version_that_came_after(
    client: PageClient, session: Session
) -> None:
    client.sign_in_as(Role.RISK_MANAGER)
    a_version(session, client.trust.actor(), TWELVE, TOMORROW)
    form = filled(client.get(AWAY)) | {"reason": "The Board thought again."}
    a_version(session, client.trust.actor(), SIXTEEN, TOMORROW + timedelta(days=1))
    late = client.post(AWAY, form)
    assert late.status == 409
    assert "made version 3 of the scoring matrix" in late.text
    assert rows_of(late)["To be withdrawn"][:2] == [
        "version 3, from 2 July 2018",
        "version 2, from 1 July 2018",
    ]
    assert client.post(AWAY, filled(late)).status == 303
    assert [line.matrix.version for line in list_versions(session, client.trust.actor())] == [2, 1]
