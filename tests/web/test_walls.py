"""What nobody may learn of another organisation: by address, by query or by form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlmodel import Session
from werkzeug.routing import Rule

from riskapp.domain.permissions import Role
from riskapp.models import Meeting, Post, Programme, Unit
from riskapp.queries.cases import get_case
from tests.assurances import a_control, a_gap, an_assurance
from tests.factories import (
    Trust,
    a_milestone,
    a_post,
    a_programme,
    a_risk,
    a_trust,
    a_unit,
    an_objective,
)
from tests.meetings import a_committee, a_meeting
from tests.months import an_open_month
from tests.papers import a_pack
from tests.web.pages import PageClient
from tests.web.wall_rows import (
    HIDDEN,
    a_file,
    a_hidden_token,
    a_job,
    a_period,
    a_redaction,
    a_view,
    a_waiver,
    an_outcome,
)

CHANGING = re.compile(r'name="csrf_token" value="[^"]+"')


@dataclass(frozen=True)
class Theirs:
    """What the other organisation has and this one has not."""

    risk_id: UUID
    programme: Programme
    objective_id: UUID
    unit: Unit
    redaction_id: UUID
    post: Post
    control_id: UUID
    assurance_id: UUID
    gap_id: UUID
    view_id: UUID
    meeting: Meeting
    job_id: UUID
    period_id: UUID
    outcome_id: UUID
    pack: str
    waiver_id: UUID
    file_id: UUID
    token_id: UUID
    reference: str = "R-0002"
    milestone: str = "M-0002"
    objective: str = "7777"

    @property
    def committee_id(self) -> UUID:
        return self.meeting.committee_id


def fill(session: Session, here: Trust, there: Trust) -> None:
    """Add risks and milestones to both, and open a month here, and another there."""
    for trust, titles in ((here, ["Ours"]), (there, ["One", HIDDEN])):
        for title in titles:
            a_risk(session, trust, title=title, consequence=4, likelihood=4)
            a_milestone(session, trust, programme=a_programme(session, trust, title))
    for trust, month in ((here, 6), (there, 7)):
        an_open_month(session, trust, date(2018, month, 1), date(2018, month, 2))


@pytest.fixture
def theirs(client: PageClient) -> Theirs:
    """Two of everything over there, and one of everything here."""
    session, other = client.session, a_trust(client.session, "other")
    fill(session, client.trust, other)
    return Theirs(
        get_case(session, other.actor(), "R-0002").risk.id,
        a_programme(session, other, HIDDEN),
        an_objective(session, other, "7777").id,
        a_unit(session, other, HIDDEN),
        a_redaction(session, other.actor()),
        a_post(session, other, HIDDEN),
        a_control(session, other.actor(), "R-0001", HIDDEN),
        an_assurance(session, other.actor(), "R-0001", source=HIDDEN),
        a_gap(session, other.actor(), "R-0001", HIDDEN),
        a_view(session, other.actor()),
        a_meeting(session, other, a_committee(session, other, HIDDEN)),
        a_job(session, other.actor()),
        a_period(session, other.actor()),
        an_outcome(session, other),
        a_pack(session, other).number,
        a_waiver(session, other.actor()),
        a_file(session, other.actor()),
        a_hidden_token(session, other.actor()),
    )


def told(client: PageClient, method: str, address: str, *, without: str, **sent: str) -> object:
    """What somebody learns: the status and the page, without the value that they sent."""
    page = client.get(address) if method == "GET" else client.post(address, sent)
    assert HIDDEN not in page.html
    assert page.status < 500
    return page.status, CHANGING.sub("", page.html).replace(without, "").replace(
        without.lower(), ""
    )


def parameters(app: Flask) -> Iterator[tuple[Rule, str, str]]:
    """Every page that names a thing in its address, each way it can be asked for."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            for name in sorted(rule.arguments - {"org"}):
                yield rule, name, method


def ids_of(theirs: Theirs) -> dict[str, UUID]:
    """What has an id over there, by the name that addresses have for it."""
    named = {one.name: getattr(theirs, one.name) for one in fields(theirs)}
    return {name: one for name, one in named.items() if name.endswith("_id")} | {
        "programme_id": theirs.programme.id,
        "post_id": theirs.post.id,
        "committee_id": theirs.committee_id,
        "meeting_id": theirs.meeting.id,
    }


def pairs_of(theirs: Theirs) -> dict[tuple[str, bool], tuple[str, str]]:
    """By what an address names, and whether it is under milestones: theirs, and what is nowhere."""
    by_id = ids_of(theirs).items()
    return {
        ("reference", True): (theirs.milestone, "M-0099"),
        ("reference", False): (theirs.reference, "R-0099"),
        ("milestone", False): (theirs.milestone, "M-0099"),
        ("number", False): (theirs.objective, "8888"),
        ("month", False): ("2018-07", "2018-08"),
        ("check", False): ("no-such-check", "none-such-either"),
        ("section", False): ("no-such-section", "none-such-either"),
        ("pack", False): (theirs.pack, "OTHER-BAF-2018-07"),
        **{(name, False): (str(one), str(uuid4())) for name, one in by_id},
    }


def others_filled_in(address: str) -> str:
    """The address with something of this organisation, or nothing, for whatever else it names."""
    filled = re.sub(r"<uuid:\w+>", str(UUID(int=1)), address.replace("<org>", "trust"))
    filled = filled.replace("<month>", "2018-06")
    return filled.replace("<reference>", "R-0001").replace("<milestone>", "M-0001")


def test_what_another_organisation_has_is_as_if_it_were_nowhere(
    app: Flask, client: PageClient, theirs: Theirs
) -> None:
    client.sign_in_as(Role.RISK_MANAGER)
    values = pairs_of(theirs)
    seen = 0
    for rule, name, method in parameters(app):
        pair = values[name, rule.rule.startswith("/<org>/milestones")]
        asked = [re.sub(rf"<(?:\w+:)?{name}>", one, rule.rule) for one in pair]
        addresses = [others_filled_in(one) for one in asked]
        here, nowhere = (
            told(client, method, at, without=one) for at, one in zip(addresses, pair, strict=True)
        )
        assert here == nowhere, (rule.rule, method)
        assert here[0] in {404, 422}, (rule.rule, method)  # type: ignore[index]
        seen += 1
    assert seen > 20


@pytest.mark.parametrize(
    ("address", "thing"),
    [
        ("/trust/risks?unit=", "unit"),
        ("/trust/risks?objective=", "objective_id"),
        ("/trust/assurance-map?objective=", "objective_id"),
        ("/trust/assurance-map.csv?committee=", "unit"),
        ("/trust/risks/R-0001/gaps/new?control=", "control_id"),
        ("/trust/risks/R-0001/assurances/new?control=", "control_id"),
        ("/trust/risks?post=", "post"),
        ("/trust/meetings/new?committee=", "committee_id"),
        ("/trust/movement?committee=", "committee_id"),
        ("/trust/risks?search=", "secret"),
        ("/trust/appetite/state?objective=", "objective_id"),
        ("/trust/appetite/end?objective=", "objective_id"),
        ("/trust/quality?unit=", "unit"),
        ("/trust/milestones?programme=", "programme"),
        ("/trust/milestones?risk=", "reference"),
        ("/trust/milestones?search=", "secret"),
        ("/trust/milestones/new?programme=", "programme"),
        ("/trust/milestones/new?risk=", "reference"),
    ],
)
def test_a_query_does_not_tell_what_is_elsewhere(
    client: PageClient, theirs: Theirs, address: str, thing: str
) -> None:
    client.sign_in_as(Role.RISK_MANAGER)
    if thing == "secret":
        page = client.get(address + HIDDEN.lower())
        assert HIDDEN not in page.html.replace("“", "")
        assert "R-0002" not in page.html
        return
    held = getattr(theirs, thing)
    there = str(getattr(held, "id", held))
    nowhere = "R-0099" if thing == "reference" else str(uuid4())
    pages = [told(client, "GET", address + one, without=one) for one in (there, nowhere)]
    assert pages[0] == pages[1]


CONTROL = {"words": "w", "effectiveness": "effective"}
GAP = {"words": "w", "kind": "control"}
ASSURANCE = {
    "source": "s", "source_kind": "other", "line": "third", "result": "mixed",
    "received_on": "1 June 2018",
}  # fmt: skip
FIELDS = [
    ("/trust/risks/new", {"title": "Mine"}, "unit", "unit"),
    ("/trust/risks/R-0001/edit", {"title": "Mine", "reason": "r"}, "unit", "unit"),
    ("/trust/risks/R-0001/edit", {"title": "Mine", "reason": "r"}, "programme", "programme"),
    ("/trust/risks/R-0001/edit", {"title": "Mine", "reason": "r"}, "handler", "post"),
    ("/trust/risks/R-0001/objectives", {"reason": "r"}, "objective", "objective_id"),
    ("/trust/risks/R-0001/objectives/end", {"reason": "r"}, "objective", "objective_id"),
    ("/trust/risks/R-0001/milestones/link", {}, "milestone", "milestone"),
    ("/trust/risks/R-0001/controls/new", CONTROL, "owner", "unit"),
    ("/trust/risks/R-0001/gaps/new", GAP, "control", "control_id"),
    ("/trust/risks/R-0001/assurances/new", ASSURANCE, "control", "control_id"),
    ("/trust/risks/R-0001/assurances/new", ASSURANCE, "committee", "unit"),
    ("/trust/risks/R-0001/assurance-rating", {"rating": "Full"}, "committee", "unit"),
    ("/trust/meetings/new", {"held_on": "27 June 2018"}, "committee", "committee_id"),
    ("/trust/milestones/M-0001/risks", {}, "risk", "reference"),
    ("/trust/milestones/new", {"words": "w", "due": "Sep 2018"}, "risks", "reference"),
    ("/trust/milestones/new", {"words": "w", "due": "Sep 2018"}, "programme", "programme"),
    (
        "/trust/risks/R-0001/decisions",
        {"deed": "answer-objective", "answer": "exposure", "reason": "r"},
        "baf_risk",
        "risk_id",
    ),
    (
        "/trust/risks/R-0001/decisions",
        {"deed": "answer-objective", "answer": "own-entry", "reason": "r"},
        "objectives",
        "objective_id",
    ),
    ("/trust/risks/R-0001/decisions", {"deed": "place", "reason": "r"}, "committee", "unit"),
    (
        "/trust/risks/R-0001/decisions",
        {"deed": "propose-merge", "reason": "r"},
        "into",
        "reference",
    ),
    (
        "/trust/risks/R-0001/decisions",
        {"deed": "propose-transfer", "reason": "r"},
        "to_unit",
        "unit",
    ),
]


@pytest.mark.parametrize("asked", FIELDS)
def test_a_form_takes_nothing_from_elsewhere_and_does_not_tell(
    client: PageClient, theirs: Theirs, asked: tuple[str, dict[str, str], str, str]
) -> None:
    address, sent, field, thing = asked
    client.sign_in_as(Role.RISK_MANAGER)
    held = getattr(theirs, thing)
    there = str(getattr(held, "id", held))
    nowhere = {"R": "R-0099", "M": "M-0099"}.get(there[0], str(uuid4()))
    pages = [
        told(client, "POST", address, without=one, **{**sent, field: one})
        for one in (there, nowhere)
    ]
    assert pages[0] == pages[1]
    assert pages[0][0] in {404, 422}  # type: ignore[index]
