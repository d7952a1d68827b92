"""What nobody may learn of a restricted risk: no page changes by it."""

import re
from datetime import timedelta

import pytest
from sqlmodel import Session

from riskapp.domain.drafts import EditRisk, PlaceOnBaf
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.packs import MakePack, PackKind
from riskapp.domain.permissions import Role
from riskapp.models import Post, PostHolder
from riskapp.queries.board_pack import get_board_pack
from riskapp.queries.cases import get_case
from riskapp.services.decisions import place_on_baf
from riskapp.services.links import link_milestone
from riskapp.services.risks import edit_risk
from riskapp.services.transactions import transaction
from tests.assurances import a_control, a_gap, an_assurance
from tests.factories import (
    TODAY,
    Trust,
    a_milestone,
    a_programme,
    a_risk,
    an_objective,
    some_details,
)
from tests.web.pages import PageClient

HIDDEN = "Zebrafinch"
CHANGING = re.compile(r'name="csrf_token" value="[^"]+"|"made_at": "[^"]+"')
LINK = re.compile(r'href="(/trust[^"#]*)')
ALIKE = re.compile(r"/risks/keep\?|/risks/change\?|/history/check\?|\.jsonl?\b")
NOT_READ = (".pdf", ".csv", ".xlsx", "sort=")
"""Files that hold what the others do, and the same lists in another order."""
VALUE = re.compile(r"=[^&]*")
NOT_SHOWN = (Role.VIEWER, Role.REPORTER, Role.RISK_LEAD, Role.SECRETARY, Role.ADMINISTRATOR)


def walk(client: PageClient, start: str = "/trust/") -> dict[str, str]:
    """Every page that links lead to, by its address.

    Keeping a list, changing what is on it, taking it out and checking a code are offered beside
    each list and each entry: each is opened once for the questions that it can be asked, not for
    each answer.
    The lists themselves, with their counts, are all opened.
    """
    seen: dict[str, str] = {}
    alike: set[str] = set()
    waiting = [start, "/trust/posts", "/trust/milestones", "/trust/risks?status=all", "/trust/baf"]
    while waiting:
        address = waiting.pop().replace("&amp;", "&")
        if address in seen or any(part in address for part in NOT_READ):
            continue
        if ALIKE.search(address):
            asked = VALUE.sub("", address)
            if asked in alike:
                continue
            alike.add(asked)
        page = client.get(address)
        seen[address] = CHANGING.sub("", page.html)
        if page.status == 200:
            waiting += LINK.findall(page.html)
    return seen


def holding_a_post(session: Session, trust: Trust) -> None:
    """Let everybody hold a post that no risk names."""
    with transaction(session):
        post = Post(organisation_id=trust.organisation.id, title="A post")
        session.add(post)
        session.flush()
        for person in trust.people.values():
            session.add(
                PostHolder(
                    organisation_id=trust.organisation.id,
                    post_id=post.id,
                    person_id=person.id,
                    name=person.name,
                    from_on=TODAY - timedelta(days=9),
                )
            )


def with_assurance(session: Session, trust: Trust, reference: str) -> None:
    """Give a risk a control, an assurance and a gap whose words are not to be seen."""
    a_control(session, trust.actor(), reference, HIDDEN)
    an_assurance(session, trust.actor(), reference, source=HIDDEN)
    a_gap(session, trust.actor(), reference, HIDDEN)


@pytest.mark.parametrize("posts", [False, True])
def test_a_restricted_risk_changes_no_page_of_whoever_may_not_know_of_it(
    client: PageClient, *, posts: bool
) -> None:
    session, trust = client.session, client.trust
    objective = an_objective(session, trust)
    milestone = a_milestone(session, trust, programme=a_programme(session, trust))
    a_risk(session, trust, title="To be seen", consequence=4, likelihood=5, objective=objective)
    if posts:
        holding_a_post(session, trust)
    before = {role: walk(client.sign_in_as(role)) for role in NOT_SHOWN}
    secret = a_risk(
        session, trust, title=HIDDEN, consequence=5, likelihood=5, objective=objective,
        by=trust.actor(), visibility=Visibility.RESTRICTED,
    )  # fmt: skip
    with transaction(session):
        link_milestone(session, trust.actor(), secret, milestone)
    case = get_case(session, trust.actor(), secret)
    session.rollback()
    a_milestone(session, trust, risk_ids=(case.risk.id,))
    with_assurance(session, trust, secret)
    for role in NOT_SHOWN:
        assert walk(client.sign_in_as(role)) == before[role], role
        for page in (f"/trust/risks/{secret}", "/trust/milestones/M-0002"):
            assert client.get(page).status == 404
    assert HIDDEN in "".join(walk(client.sign_in_as(Role.AUDITOR)).values())


def test_a_past_day_does_not_show_what_is_restricted_since(client: PageClient) -> None:
    session, trust = client.session, client.trust
    earlier = trust.actor(today=TODAY - timedelta(days=5))
    objective = an_objective(session, trust)
    secret = a_risk(
        session, trust, title=HIDDEN, consequence=4, likelihood=4, objective=objective, by=earlier
    )
    below = a_risk(session, trust, title="Below", by=earlier)
    with transaction(session):
        place_on_baf(session, earlier, below, PlaceOnBaf("The Board asked."))
    version = get_case(session, trust.actor(), secret).risk.version
    session.rollback()
    details = some_details(HIDDEN, None, Visibility.RESTRICTED)
    with transaction(session):
        edit_risk(session, trust.actor(), secret, EditRisk(details, "It names.", version))
    client.sign_in_as(Role.VIEWER)
    day = TODAY - timedelta(days=2)
    for page in ("risks", "baf", "heat-map", "objectives", "objectives/1", "high-level-risks"):
        html = client.get(f"/trust/{page}?as-at={day}").html
        assert HIDDEN not in html
        assert secret not in html
    assert "No risk" in client.get(f"/trust/objectives/1?as-at={day}").text
    pack = get_board_pack(session, trust.actor(), MakePack(PackKind.BOARD, day, public=True))
    assert pack.left_out == 1
    assert [row.reference for row in pack.summary] == [below]
