"""The pages of milestones and programmes, as people use them."""

from uuid import UUID, uuid4

import pytest
from sqlmodel import Session, col, select

from riskapp.domain.drafts import SetMilestone
from riskapp.domain.due_periods import UNDERSTOOD
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.permissions import Role
from riskapp.models import Milestone, MilestoneDue
from riskapp.queries.cases import get_case
from riskapp.services.milestones import set_milestone
from riskapp.services.transactions import transaction
from tests.factories import Trust, a_milestone, a_programme, a_risk, a_trust
from tests.web.pages import PageClient

HOSTILE = '<b>"Bold" & =cmd()</b> \u202e \U0001f4a3 { {7*7} } \'; DROP TABLE milestone; --'


@pytest.fixture
def lead(client: PageClient) -> PageClient:
    """A browser of the risk lead."""
    return client.sign_in_as(Role.RISK_LEAD)


def id_of(session: Session, trust: Trust, reference: str) -> UUID:
    found = get_case(session, trust.actor(), reference).risk.id
    session.rollback()
    return found


def kept(session: Session) -> list[Milestone]:
    session.rollback()
    session.expire_all()
    return list(session.exec(select(Milestone).order_by(col(Milestone.number))))


def a_late_one(session: Session, trust: Trust) -> UUID:
    programme = a_programme(session, trust, "Safer Staffing")
    return a_milestone(session, trust, "May 2018", programme=programme)


def test_the_list_says_what_is_late_and_links_to_it(
    lead: PageClient, web_session: Session, trust: Trust
) -> None:
    a_late_one(web_session, trust)
    page = lead.get("/trust/milestones")
    assert "1 milestone: 1 late, 0 at risk, 0 done" in page.text
    assert "late by 30 days" in page.text
    assert 'href="/trust/milestones/M-0001"' in page.html
    assert "No milestone fits" in lead.get("/trust/milestones?standing=done").text
    assert "M-0001" in lead.get("/trust/milestones?standing=late&search=nurses").text


def test_as_at_is_kept_in_links(lead: PageClient, web_session: Session, trust: Trust) -> None:
    a_late_one(web_session, trust)
    page = lead.get("/trust/milestones?as-at=2018-06-30")
    assert 'href="/trust/milestones/M-0001?as-at=2018-06-30"' in page.html
    assert (
        "There were no milestones that day" in lead.get("/trust/milestones?as-at=2018-01-01").text
    )


@pytest.mark.parametrize(
    "asked",
    [
        "standing=soon",
        "programme=tenders",
        "programme=00000000-0000-4000-8000-000000000000",
        "risk=R-9999",
        "risk=nonsense",
        "as-at=2018-02-31",
        "as-at=2018-07-01",
        "page=0",
        "page=two",
        "page=2",
        "search=" + "x" * 201,
    ],
)
def test_a_mistaken_address_is_refused_plainly(lead: PageClient, asked: str) -> None:
    page = lead.get(f"/trust/milestones?{asked}")
    assert page.status == 400
    assert "There is a mistake in the address" in page.text


def test_a_programme_of_another_organisation_is_not_there(
    lead: PageClient, web_session: Session
) -> None:
    other = a_trust(web_session, "other")
    theirs = a_programme(web_session, other, "Their secret plan")
    a_milestone(web_session, other, programme=theirs)
    assert lead.get(f"/trust/milestones?programme={theirs.id}").status == 400
    for address in (f"programmes/{theirs.id}", "milestones/M-0001", "milestones/M-0001/due"):
        page = lead.get(f"/trust/{address}")
        assert page.status == 404
        assert "secret" not in page.html


def test_moving_the_due_date_keeps_the_earlier_one(
    lead: PageClient, web_session: Session, trust: Trust
) -> None:
    a_late_one(web_session, trust)
    sent = {"due": "Q2-3 2018/19", "reason": "The supplier is late.", "seen_version": "1"}
    assert lead.post("/trust/milestones/M-0001/due", sent).status == 303
    page = lead.get("/trust/milestones/M-0001")
    assert "Q2-3 2018/19 by 31 December 2018" in page.text
    assert "moved milestone M-0001 from May 2018 to Q2-3 2018/19" in page.text
    assert "The supplier is late." in page.text
    web_session.rollback()
    assert web_session.exec(select(MilestoneDue.slip)).all() == [1]


def test_a_due_date_not_understood_is_answered_with_the_forms_that_are(
    lead: PageClient, web_session: Session, trust: Trust
) -> None:
    a_late_one(web_session, trust)
    sent = {"due": "when we can", "reason": "Typed with care.", "seen_version": "1"}
    page = lead.post("/trust/milestones/M-0001/due", sent)
    assert page.status == 422
    assert UNDERSTOOD in page.text
    assert "when we can" in page.html
    assert "Typed with care." in page.html


def test_a_late_save_shows_both_versions_and_loses_nothing(
    lead: PageClient, web_session: Session, trust: Trust
) -> None:
    milestone = a_late_one(web_session, trust)
    with transaction(web_session):
        draft = SetMilestone(MilestoneStatus.CANCELLED, "No money.", 1)
        set_milestone(web_session, trust.actor(), milestone, draft)
    sent = {"status": "done", "reason": "All six have started.", "seen_version": "1"}
    page = lead.post("/trust/milestones/M-0001/status", sent)
    assert page.status == 409
    assert "M-0001 has been changed since you opened this page" in page.text
    assert "Cancelled" in page.text
    assert "All six have started." in page.html
    assert 'name="seen_version" value="2"' in page.html
    assert kept(web_session)[0].status is MilestoneStatus.CANCELLED
    assert lead.post("/trust/milestones/M-0001/status", sent | {"seen_version": "2"}).status == 303
    assert kept(web_session)[0].status is MilestoneStatus.DONE


def test_a_milestone_is_added_to_a_programme_and_a_risk(
    lead: PageClient, web_session: Session, trust: Trust
) -> None:
    programme = a_programme(web_session, trust)
    risk = a_risk(web_session, trust)
    sent = {
        "words": HOSTILE,
        "due": "Apr 2018 onwards",
        "programme": str(programme.id),
        "risks": risk,
    }
    page = lead.post("/trust/milestones/new", sent)
    assert page.location == "/trust/milestones/M-0001"
    shown = lead.get(page.location)
    assert "<b>" not in shown.html
    assert "&lt;b&gt;" in shown.html
    assert f'href="/trust/risks/{risk}"' in shown.html
    assert "only starts" in shown.text


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"risks": ""}, "Choose a programme, or name the risks it mitigates."),
        ({"risks": "R-0099"}, "There is no risk R-0099 in this register."),
        ({"programme": str(uuid4())}, "Choose one of those listed."),
        ({"words": "x" * 10_000}, "Use 1,000 characters or fewer: there are 10,000."),
        ({"words": "\x00\x07 "}, "Say what is to be done."),
    ],
)
def test_what_cannot_be_added_is_told_at_its_field_and_nothing_is_lost(
    lead: PageClient, web_session: Session, trust: Trust, sent: dict[str, str], message: str
) -> None:
    risk = a_risk(web_session, trust)
    given = {"words": "Recruit", "due": "Sept 2018", "risks": risk} | sent
    page = lead.post("/trust/milestones/new", given)
    assert page.status == 422
    assert message in page.text
    assert "Sept 2018" in page.html
    assert kept(web_session) == []


def test_a_secretary_may_add_a_milestone_but_link_no_risk(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    programme = a_programme(web_session, trust)
    risk = a_risk(web_session, trust)
    client.sign_in_as(Role.SECRETARY)
    sent = {"words": "Recruit", "due": "Sept 2018", "programme": str(programme.id)}
    assert client.post("/trust/milestones/new", sent | {"risks": risk}).status == 403
    assert kept(web_session) == []
    assert client.post("/trust/milestones/new", sent).status == 303


def test_a_hidden_risk_is_never_named(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    hide = Visibility.RESTRICTED
    hidden = a_risk(web_session, trust, title="A named case", visibility=hide, by=trust.actor())
    risk = id_of(web_session, trust, hidden)
    a_milestone(web_session, trust, risk_ids=(risk,))
    a_milestone(web_session, trust, risk_ids=(risk,), programme=a_programme(web_session, trust))
    client.sign_in_as(Role.RISK_LEAD)
    for address, status in (
        ("milestones", 200),
        ("milestones/M-0001", 404),
        ("milestones/M-0002", 200),
        (f"milestones?risk={hidden}", 400),
        (f"risks/{hidden}/milestones", 404),
        (f"risks/{hidden}/objectives", 404),
    ):
        page = client.get(f"/trust/{address}")
        assert page.status == status, address
        assert "A named case" not in page.html
        assert f"/risks/{hidden}" not in page.html
    seen = a_risk(web_session, trust)
    sent = {"milestone": "M-0001"}
    assert client.post(f"/trust/risks/{seen}/milestones/link", sent).status == 404


def test_a_risk_is_linked_to_a_milestone_found_by_search_and_seen_from_both(
    lead: PageClient, web_session: Session, trust: Trust
) -> None:
    a_late_one(web_session, trust)
    risk = a_risk(web_session, trust)
    address = f"/trust/risks/{risk}/milestones"
    assert "No further milestone" in lead.get(f"{address}?search=bicycles").text
    assert 'value="M-0001"' in lead.get(f"{address}?search=six nurses").html
    assert lead.post(f"{address}/link", {"milestone": "M-0001"}).location == address
    assert lead.post(f"{address}/link", {"milestone": "M-0001"}).location == address
    assert "M-0001" in lead.get(address).text
    assert f'href="/trust/risks/{risk}"' in lead.get("/trust/milestones/M-0001").html
    assert lead.post(f"{address}/link", {"milestone": "M-0099"}).status == 404
    assert lead.post(f"{address}/link", {}).status == 404


def test_an_action_of_a_risk_is_added_from_the_risk(
    lead: PageClient, web_session: Session, trust: Trust
) -> None:
    risk = a_risk(web_session, trust)
    address = f"/trust/risks/{risk}/milestones"
    assert lead.post(address, {"words": "Ring round", "due": "soon"}).status == 422
    assert lead.post(address, {"words": "Ring round", "due": "30 June 2018"}).status == 303
    assert "Ring round" in lead.get(address).text
    assert "action of a risk" in lead.get("/trust/milestones").text


def test_a_milestone_is_linked_to_a_risk_from_its_own_page(
    lead: PageClient, web_session: Session, trust: Trust
) -> None:
    a_late_one(web_session, trust)
    risk = a_risk(web_session, trust)
    address = "/trust/milestones/M-0001/risks"
    assert lead.post(address, {"risk": "R-0099"}).status == 422
    assert lead.post(address, {"risk": "<b>"}).status == 422
    assert lead.post(address, {"risk": risk.lower()}).status == 303
    assert f'href="/trust/risks/{risk}"' in lead.get("/trust/milestones/M-0001").html


def test_programmes_say_how_their_milestones_stand(
    lead: PageClient, web_session: Session, trust: Trust
) -> None:
    assert "There are no programmes yet" in lead.get("/trust/programmes").text
    a_late_one(web_session, trust)
    page = lead.get("/trust/programmes")
    assert "Safer Staffing" in page.text
    programme = kept(web_session)[0].programme_id
    page = lead.get(f"/trust/programmes/{programme}")
    assert "1 milestone: 1 late, 0 at risk, 0 done." in page.text
    assert lead.get(f"/trust/programmes/{uuid4()}").status == 404


def test_who_may_not_change_is_offered_nothing(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    a_late_one(web_session, trust)
    page = client.sign_in_as(Role.VIEWER).get("/trust/milestones/M-0001")
    assert page.status == 200
    for words in ("Move the due date", "Say how it stands", "What happened", "Link it"):
        assert words not in page.text
