"""Waiving a warning of packs: until a day, for a reason, and ended earlier."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlmodel import Session

from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError, StaleError
from riskapp.domain.pack_drafts import WaiveWarning
from riskapp.domain.permissions import Role
from riskapp.models import PackWaiver
from riskapp.queries.pack_gate import list_waivers
from riskapp.queries.pack_preview import preview_pack
from riskapp.readmodels.paper_words import pieces_of
from riskapp.services.pack_waivers import LONGEST, end_waiver, waive_warning
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_risk, a_trust
from tests.papers import asked_for

UNTIL = TODAY + timedelta(days=31)
WHY = "Posts are being filled."


def waived(
    session: Session, trust: Trust, check: str = "no-owner", until: date = UNTIL, why: str = WHY
) -> PackWaiver:
    with transaction(session):
        return waive_warning(session, trust.actor(), WaiveWarning(check, until, why))


def test_a_waived_warning_needs_no_reading_and_the_pack_says_so(session: Session) -> None:
    trust = a_trust(session)
    a_risk(session, trust)
    waived(session, trust)
    private, public = (
        preview_pack(session, trust.actor(), asked_for(public=public)) for public in (False, True)
    )

    assert [one.check_key for one in private.gate.waived] == ["no-owner"]
    assert "no-owner" not in [one.check_key for one in private.gate.standing]
    said = [getattr(one, "text", one) for one in pieces_of(private.paper.sections[-1])]
    assert WHY in said
    said = [getattr(one, "text", one) for one in pieces_of(public.paper.sections[-1])]
    assert WHY not in said
    assert any("1 of them waived" in one for one in said)


def test_a_waiver_ends_by_itself_or_earlier(session: Session) -> None:
    trust = a_trust(session)
    held = waived(session, trust)
    assert list_waivers(session, trust.actor(today=UNTIL)) != ()
    assert list_waivers(session, trust.actor(today=UNTIL + timedelta(days=1))) == ()
    with transaction(session):
        end_waiver(session, trust.actor(), held.id)
    assert list_waivers(session, trust.actor()) == ()
    with pytest.raises(StaleError), transaction(session):
        end_waiver(session, trust.actor(), held.id)
    waived(session, trust)


@pytest.mark.parametrize(
    ("until", "why", "field"),
    [
        (TODAY - timedelta(days=1), WHY, "until_on"),
        (TODAY + LONGEST + timedelta(days=1), WHY, "until_on"),
        (UNTIL, " ", "reason"),
    ],
)
def test_a_mistake_is_refused(session: Session, until: date, why: str, field: str) -> None:
    trust = a_trust(session)
    with pytest.raises(FieldError) as refused:
        waived(session, trust, until=until, why=why)
    assert refused.value.field == field


def test_a_warning_is_waived_once_at_a_time(session: Session) -> None:
    trust = a_trust(session)
    waived(session, trust)
    with pytest.raises(FieldError, match="already"):
        waived(session, trust)


def test_waiving_takes_the_right_and_stays_at_home(session: Session) -> None:
    trust, other = a_trust(session), a_trust(session, "other")
    held = waived(session, trust)
    secretary = trust.actor(Role.SECRETARY)
    with pytest.raises(NotAllowedError), transaction(session):
        waive_warning(session, secretary, WaiveWarning("old-score", UNTIL, WHY))
    with pytest.raises(NotAllowedError), transaction(session):
        end_waiver(session, secretary, held.id)
    for nobodys in (held.id, uuid4()):
        with pytest.raises(NotFoundError), transaction(session):
            end_waiver(session, other.actor(), nobodys)
    assert list_waivers(session, other.actor()) == ()
