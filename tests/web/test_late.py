"""A late save: theirs and yours side by side, what differs said in words, nothing typed lost."""

import pytest
from sqlmodel import Session

from riskapp.domain.domains import Domain, label
from riskapp.domain.permissions import Role
from riskapp.domain.scoring import ScoreKind
from tests.factories import Trust, a_risk, a_score, an_objective
from tests.web.late_rows import rows_of
from tests.web.pages import PageClient

SOME_ID = "018f0000-0000-7000-8000-000000000000"
EDIT = "/trust/risks/R-0001/edit"


def an_edit(trust: Trust, title: str, reason: str, version: int = 1, **more: str) -> dict[str, str]:
    unit = str(trust.root.id)
    said = {"unit": unit, "kind": "operational", "visibility": "internal", "cause": "Few apply."}
    return said | {"title": title, "reason": reason, "seen_version": str(version)} | more


def test_every_field_of_a_risk_is_shown_twice_and_what_differs_is_marked_in_words(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    a_risk(web_session, trust)
    client.sign_in_as(Role.EXECUTIVE)
    assert client.post(EDIT, an_edit(trust, "Theirs", "The plan changed.")).status == 303
    client.sign_in_as(Role.RISK_LEAD)
    late = client.post(EDIT, an_edit(trust, "Yours", "A typing error.", treatment="treat"))
    assert late.status == 409
    assert late.seen.title.startswith("Not saved: ")
    rows = rows_of(late)
    assert rows["Title"] == ["Theirs", "Yours", "differs"]
    assert rows["Because"] == ["Few apply.", "Few apply.", "same"]
    assert rows["Treatment"] == ["empty", "Treat", "differs"]
    assert rows["Unit"] == [trust.root.name, trust.root.name, "same"]
    assert "The executive changed" in late.text
    assert "The plan changed." in late.text
    assert "A typing error." in late.html
    assert 'href="/trust/risks/R-0001">leave theirs as it is' in late.html


def test_whoever_may_not_read_the_history_is_not_told_who_came_first(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    reporter = trust.actor(Role.REPORTER)
    a_risk(web_session, trust, by=reporter, draft=True)
    client.sign_in_as(Role.EXECUTIVE)
    assert client.post(EDIT, an_edit(trust, "Theirs", "The plan changed.")).status == 303
    late = client.sign_in_as(Role.REPORTER).post(EDIT, an_edit(trust, "Yours", "A typing error."))
    assert late.status == 409
    assert rows_of(late)["Title"] == ["Theirs", "Yours", "differs"]
    assert "The executive" not in late.text


@pytest.mark.parametrize("kind", list(ScoreKind))
def test_two_scores_are_compared_part_by_part(
    client: PageClient, web_session: Session, trust: Trust, kind: ScoreKind
) -> None:
    risk = a_risk(web_session, trust)
    address = f"/trust/risks/{risk}/score?kind={kind.value}"
    sent = {"kind": kind.value, "domain": "safety", "consequence": "4", "likelihood": "4"}
    sent |= {"seen": "", "target_on": "31 March 2019"}
    client.sign_in_as(Role.EXECUTIVE)
    theirs = {"domain_2": "finance", "consequence_2": "2", "reason": "Two wards closed."}
    assert client.post(address, sent | theirs).status == 303
    client.sign_in_as(Role.RISK_LEAD)
    late = client.post(address, sent | {"likelihood": "2", "reason": "It is better."})
    assert late.status == 409
    rows = rows_of(late)
    assert rows["Score"] == ["16, extreme", "8, high", "differs"]
    assert rows[label(Domain.SAFETY)][2] == "same"
    assert rows[label(Domain.FINANCE)] == ["consequence 2, Minor", "empty", "differs"]
    assert rows["Why"] == ["Two wards closed.", "It is better.", "differs"]
    assert ("Reach the target by" in rows) == (kind is ScoreKind.TARGET)
    assert "The executive scored R-0001" in late.text


def test_a_score_is_compared_with_none_where_none_was_complete(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    risk = a_risk(web_session, trust)
    a_score(web_session, trust.actor(Role.EXECUTIVE), risk, 2, 3)
    client.sign_in_as(Role.RISK_LEAD)
    sent = {"kind": "current", "domain": "finance", "consequence": "3", "likelihood": "3"}
    late = client.post(f"/trust/risks/{risk}/score", sent | {"reason": "Seen.", "seen": ""})
    assert rows_of(late)["Score"] == ["6, moderate", "9, high", "differs"]


def test_links_to_objectives_made_meanwhile_are_shown_beside_yours(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    one, two = (an_objective(web_session, trust, number) for number in "12")
    here = f"/trust/risks/{a_risk(web_session, trust)}/objectives"
    client.sign_in_as(Role.RISK_LEAD)
    sent = {"objective": str(one.id), "seen": "", "reason": ""}
    assert client.post(here, sent).status == 303
    late = client.post(here, sent | {"objective": str(two.id), "reason": "Visits are missed."})
    assert late.status == 409
    row = rows_of(late)["Objectives it affects"]
    assert row == ["1: Objective 1", "2: Objective 2", "differs"]
    assert "Visits are missed." in late.html
    again = sent | {"objective": str(two.id), "seen": str(one.id)}
    assert f'name="seen" value="{one.id}"' in late.html
    assert client.post(here, again).status == 303
    ended = client.post(f"{here}/end", {"objective": SOME_ID, "seen": SOME_ID, "reason": "Done."})
    assert ended.status == 409
    assert rows_of(ended)["Objectives it affects"][0] == "1: Objective 1 2: Objective 2"


def test_what_is_no_list_of_ids_is_based_on_nothing(
    client: PageClient, web_session: Session, trust: Trust
) -> None:
    objective = an_objective(web_session, trust)
    here = f"/trust/risks/{a_risk(web_session, trust)}/objectives"
    sent = {"objective": str(objective.id), "seen": "'; DROP TABLE risk"}
    assert client.sign_in_as(Role.RISK_LEAD).post(here, sent).status == 409
