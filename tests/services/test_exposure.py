"""Operational risks placed under those on the BAF, and taken out again."""

from datetime import date

import pytest
from sqlmodel import Session, col, select

from riskapp.domain.drafts import PlaceOnBaf
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError
from riskapp.domain.exposure import EndExposure, LinkExposure
from riskapp.domain.intervals import FOREVER
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Actor, Role
from riskapp.models import History, HistoryText, RiskExposure
from riskapp.queries.history import list_last_entries
from riskapp.queries.names import get_risk_name
from riskapp.queries.risk_page import get_risk_page
from riskapp.services.decisions import place_on_baf
from riskapp.services.exposure import end_exposure, link_exposure
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_risk, a_trust, a_unit

EARLIER = date(2018, 5, 1)
WHY = "It is the same shortage."


def on_baf(session: Session, trust: Trust, title: str = "Workforce", day: date = EARLIER) -> str:
    """A risk that the board put on the BAF."""
    manager = trust.actor(today=day)
    reference = a_risk(session, trust, title=title, by=manager)
    with transaction(session):
        place_on_baf(session, manager, reference, PlaceOnBaf("The Board asked."))
    return reference


def link(session: Session, actor: Actor, above: str, below: str) -> None:
    with transaction(session):
        link_exposure(session, actor, above, LinkExposure(below, WHY))


def end(session: Session, actor: Actor, above: str, below: str) -> None:
    with transaction(session):
        end_exposure(session, actor, above, EndExposure(below, "It has been split."))


def links(session: Session) -> list[tuple[date, date]]:
    session.rollback()
    rows = session.exec(select(RiskExposure).order_by(col(RiskExposure.from_on))).all()
    return [(row.from_on, row.until_on) for row in rows]


def test_a_link_holds_until_it_is_ended_and_its_days_are_kept(session: Session) -> None:
    trust = a_trust(session)
    above, below = on_baf(session, trust), a_risk(session, trust)
    early, lead = (trust.actor(Role.RISK_LEAD, day) for day in (EARLIER, TODAY))
    for _ in range(2):
        link(session, early, above, below)
    assert links(session) == [(EARLIER, FOREVER)]
    end(session, lead, above, below)
    assert links(session) == [(EARLIER, TODAY)]
    link(session, lead, above, below)
    assert links(session) == [(EARLIER, TODAY), (TODAY, FOREVER)]
    end(session, lead, above, below)
    assert links(session) == [(EARLIER, TODAY)], "a link made today never held at a day's end"
    with pytest.raises(FieldError, match="is not under"):
        end(session, lead, above, below)


def test_the_history_of_both_tells_it_with_the_reason(session: Session) -> None:
    trust = a_trust(session)
    above, below = on_baf(session, trust), a_risk(session, trust)
    link(session, trust.actor(), above, below)
    end(session, trust.actor(), above, below)
    session.rollback()
    told = {}
    for reference in (above, below):
        risk = get_risk_name(session, trust.actor(), reference)
        lines = list_last_entries(session, trust.actor(), [risk.id], most=2)[risk.id]
        told[reference] = [(line.sentence, line.words["reason"]) for line in lines]
    who, why = "The risk-manager", "It has been split."
    assert told[above] == [
        (f"{who} took {below} out from under {above}.", why),
        (f"{who} placed {below} under {above}.", WHY),
    ]
    assert told[below] == [
        (f"{who} took {below} out from under {above}.", why),
        (f"{who} placed {below} under {above} as its operational exposure.", WHY),
    ]


def test_history_names_no_hidden_risk(session: Session) -> None:
    trust = a_trust(session)
    above = on_baf(session, trust)
    below = a_risk(session, trust, by=trust.actor(), visibility=Visibility.RESTRICTED)
    link(session, trust.actor(), above, below)
    end(session, trust.actor(), above, below)
    session.rollback()
    lead = trust.actor(Role.RISK_LEAD)
    risk = get_risk_name(session, lead, above)
    sentences = [line.sentence for line in list_last_entries(session, lead, [risk.id])[risk.id]]
    assert not any(below in sentence for sentence in sentences)
    assert sum("another risk" in sentence for sentence in sentences) == 2


def test_no_ring_is_made(session: Session) -> None:
    trust = a_trust(session)
    first, second, third = (on_baf(session, trust, title) for title in ("One", "Two", "Three"))
    actor = trust.actor()
    with pytest.raises(FieldError, match="under itself"):
        link(session, actor, first, first.lower())
    link(session, actor, first, second)
    with pytest.raises(FieldError, match=f"{first} stands above {second} already"):
        link(session, actor, second, first)
    link(session, actor, second, third)
    with pytest.raises(FieldError, match=f"{first} stands above {third} already"):
        link(session, actor, third, first)
    end(session, actor, first, second)
    link(session, actor, third, first)
    assert len(links(session)) == 2


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_reason_is_asked_both_ways(session: Session, reason: str) -> None:
    trust = a_trust(session)
    above, below = on_baf(session, trust), a_risk(session, trust)
    with pytest.raises(FieldError, match="Say why"), transaction(session):
        link_exposure(session, trust.actor(), above, LinkExposure(below, reason))
    link(session, trust.actor(), above, below)
    with pytest.raises(FieldError, match="Say why"), transaction(session):
        end_exposure(session, trust.actor(), above, EndExposure(below, reason))
    assert len(links(session)) == 1


def test_only_under_a_risk_on_the_baf(session: Session) -> None:
    trust = a_trust(session)
    plain, below = a_risk(session, trust), a_risk(session, trust)
    with pytest.raises(FieldError, match="on the BAF"):
        link(session, trust.actor(), plain, below)
    assert links(session) == []


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REPORTER, Role.SECRETARY, Role.AUDITOR])
def test_who_may_not_link(session: Session, role: Role) -> None:
    trust = a_trust(session)
    above, below = on_baf(session, trust), a_risk(session, trust)
    link(session, trust.actor(), above, below)
    refused = (NotAllowedError, NotFoundError)
    with pytest.raises(refused):
        link(session, trust.actor(role), above, below)
    with pytest.raises(refused):
        end(session, trust.actor(role), above, below)


def test_neither_a_hidden_risk_nor_anothers_can_be_named(session: Session) -> None:
    trust, other = a_trust(session), a_trust(session, "other")
    unit = a_unit(session, trust)
    above = on_baf(session, trust)
    theirs = a_risk(session, other, title="Theirs")
    assert theirs == above, "the references of two organisations are alike"
    hidden = a_risk(session, trust, by=trust.actor(), visibility=Visibility.RESTRICTED)
    here = a_risk(session, trust, unit=unit)
    with pytest.raises(FieldError, match=f"no risk {hidden}"):
        link(session, trust.actor(Role.RISK_LEAD), above, hidden)
    with pytest.raises(NotFoundError):
        link(session, trust.lead_of(unit.id), above, here)
    with pytest.raises(FieldError, match="no risk R-0099"):
        link(session, trust.actor(), above, "R-0099")
    assert links(session) == []


def test_words_of_the_reason_stand_apart_from_the_entry(session: Session) -> None:
    trust = a_trust(session)
    above, below = on_baf(session, trust), a_risk(session, trust)
    link(session, trust.actor(), above, below)
    session.rollback()
    entries = session.exec(select(History.entry)).all()
    assert not any(WHY in entry for entry in entries)
    assert session.exec(select(HistoryText.words)).all().count(WHY) == 2
    page = get_risk_page(session, trust.actor(), above)
    assert [risk.reference for risk in page.exposure.risks] == [below]
