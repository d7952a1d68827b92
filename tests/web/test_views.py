"""Columns, views, and the way back from a risk."""

import pytest

from riskapp.domain.columns import Column
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError
from riskapp.domain.permissions import Role
from riskapp.domain.views import MOST_VIEWS, KeepView
from riskapp.queries.views import list_views
from riskapp.services.transactions import transaction
from riskapp.services.views import forget_view, keep_view
from tests.factories import a_risk, a_trust
from tests.web.pages import PageClient


@pytest.fixture
def reader(client: PageClient) -> PageClient:
    a_risk(client.session, client.trust, consequence=3, likelihood=3)
    return client.sign_in_as(Role.VIEWER)


@pytest.mark.parametrize("column", list(Column))
def test_every_column_can_be_shown_alone(reader: PageClient, column: Column) -> None:
    page = reader.get(f"/trust/risks?columns={column}")
    assert page.status == 200
    assert page.html.count('role="columnheader"') == 1
    assert 'id="R-0001"' in page.html


def test_columns_stand_in_the_order_asked_for(reader: PageClient) -> None:
    page = reader.get("/trust/risks?columns=title&columns=quality,opened&sort=-title")
    assert page.html.count('role="columnheader"') == 3
    headings = [page.html.index(f">{words}<") for words in ("Risk", "Quality checks failed")]
    assert headings == sorted(headings)
    assert "columns=title%2Cquality%2Copened&amp;sort=title" in page.html
    assert reader.get("/trust/risks?columns=shoe").status == 400


def test_a_view_is_kept_and_opened_by_its_name(reader: PageClient) -> None:
    asked = "/trust/risks/keep?band=high&columns=score&page=2"
    assert "band: high" in reader.get(asked).text
    kept = reader.post(asked, {"name": "High ones", "whose": "me"})
    assert (kept.status, kept.location) == (303, "/trust/risks?band=high&columns=score")
    page = reader.get("/trust/risks")
    assert 'href="/trust/risks?band=high&amp;columns=score">High ones</a>' in page.html
    again = reader.post(asked, {"name": "high ONES", "whose": "me"})
    assert again.status == 422
    assert "You have a view of that name" in again.text
    assert reader.post(asked, {"name": "", "whose": "me"}).status == 422
    assert reader.post("/trust/risks/keep?band=odd", {"name": "Odd"}).status == 422
    assert "High ones" not in reader.sign_in_as(Role.RISK_LEAD).get("/trust/risks").html


def test_only_who_manages_risks_shares_a_view(reader: PageClient) -> None:
    refused = reader.post("/trust/risks/keep", {"name": "Ours", "whose": "everybody"})
    assert refused.status == 422
    draft = KeepView("Ours", "band=high", shared=True)
    with pytest.raises(NotAllowedError), transaction(reader.session):
        keep_view(reader.session, reader.trust.actor(Role.VIEWER), draft)
    reader.sign_in_as(Role.RISK_MANAGER)
    assert reader.post("/trust/risks/keep", {"name": "Ours", "whose": "everybody"}).status == 303
    assert "Ours</a> (shared)" in reader.sign_in_as(Role.VIEWER).get("/trust/risks").html


def test_two_organisations_never_see_each_others_views(reader: PageClient) -> None:
    other = a_trust(reader.session, "other")
    with transaction(reader.session):
        keep_view(reader.session, other.actor(), KeepView("Theirs", "", shared=True))
    assert "Theirs" not in reader.get("/trust/risks").html
    assert "No view is kept yet" in reader.get("/trust/views").text


def test_only_their_own_view_can_be_deleted(reader: PageClient) -> None:
    session, manager = reader.session, reader.trust.actor()
    with transaction(session):
        view_id = keep_view(session, manager, KeepView("Ours", "", shared=True)).id
    assert reader.post(f"/trust/views/{view_id}/forget").status == 404
    with pytest.raises(NotFoundError), transaction(session):
        forget_view(session, reader.trust.actor(Role.RISK_LEAD), view_id)
    reader.sign_in_as(Role.RISK_MANAGER)
    assert reader.post(f"/trust/views/{view_id}/forget").status == 303
    session.rollback()
    assert list_views(session, manager) == ()


def test_nobody_keeps_views_without_end(reader: PageClient) -> None:
    session, actor = reader.session, reader.trust.actor()
    with transaction(session):
        for number in range(MOST_VIEWS):
            keep_view(session, actor, KeepView(f"View {number}", ""))
    with pytest.raises(FieldError, match="delete one first"), transaction(session):
        keep_view(session, actor, KeepView("One more", ""))
