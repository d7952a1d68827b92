"""Who may make a risk on a page, and of which risks."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session

from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.packs import MakePack, PackKind
from riskapp.domain.permissions import Role
from riskapp.queries.pack_named import get_subject_id
from riskapp.queries.packs import get_paper
from riskapp.queries.risk_pack import get_risk_pack
from tests.factories import TODAY, Trust, a_risk, a_trust, a_unit


def asked(risk_id: UUID | None, *, on: date = TODAY, public: bool = False) -> MakePack:
    return MakePack(PackKind.RISK, on, public, risk_id)


def id_of(session: Session, trust: Trust, reference: str) -> UUID:
    return get_subject_id(session, trust.actor(), PackKind.RISK, reference)


def test_it_is_of_the_risk_asked_for_as_at_the_day(session: Session) -> None:
    trust = a_trust(session)
    a_risk(session, trust, title="Another")
    risk_id = id_of(session, trust, a_risk(session, trust, consequence=4, likelihood=4))
    pack = get_risk_pack(session, trust.actor(), asked(risk_id))
    assert pack.risk.row.id == risk_id
    assert pack.movement.period.since == date(2018, 3, 30)
    assert {move.risks[0].id for move in pack.movement.moves} == {risk_id}
    with pytest.raises(NotFoundError, match="no such risk on that day"):
        get_paper(session, trust.actor(), asked(risk_id, on=date(2018, 6, 1)))


def test_who_reads_a_part_makes_it_of_the_risks_of_that_part(session: Session) -> None:
    trust = a_trust(session)
    ours, other = a_unit(session, trust, "Ours"), a_unit(session, trust, "Other")
    reader = trust.lead_of(ours.id)
    mine = id_of(session, trust, a_risk(session, trust, unit=ours))
    theirs = id_of(session, trust, a_risk(session, trust, unit=other))
    for public in (False, True):
        made = get_risk_pack(session, reader, asked(mine, public=public))
        assert made.risk.row.id == mine
        with pytest.raises(NotFoundError, match="none that you may know of"):
            get_risk_pack(session, reader, asked(theirs, public=public))


def test_a_restricted_risk_is_never_in_a_public_one(session: Session) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust, by=trust.actor(), visibility=Visibility.RESTRICTED)
    risk_id = id_of(session, trust, reference)
    assert get_risk_pack(session, trust.actor(), asked(risk_id)).risk.row.id == risk_id
    with pytest.raises(NotFoundError, match="none that its readers may know of"):
        get_risk_pack(session, trust.actor(), asked(risk_id, public=True))
    with pytest.raises(NotFoundError):
        get_risk_pack(session, trust.actor(Role.VIEWER), asked(risk_id))


def test_another_organisations_risk_is_no_risk(session: Session) -> None:
    trust, other = a_trust(session), a_trust(session, "other")
    theirs = id_of(session, other, a_risk(session, other))
    for risk_id in (theirs, uuid4()):
        with pytest.raises(NotFoundError, match="There is no such risk"):
            get_risk_pack(session, trust.actor(), asked(risk_id))


def test_it_has_to_be_said_of_which_risk(session: Session) -> None:
    trust = a_trust(session)
    with pytest.raises(FieldError, match="Say which risk"):
        get_risk_pack(session, trust.actor(), asked(None))


def test_it_takes_the_right_to_make_packs(session: Session) -> None:
    trust = a_trust(session)
    risk_id = id_of(session, trust, a_risk(session, trust))
    for role in (Role.REPORTER, Role.ADMINISTRATOR):
        with pytest.raises(NotAllowedError):
            get_risk_pack(session, trust.actor(role), asked(risk_id))
