"""Two who issue at once: one pack, and the other is told; one form sent twice issues one."""

from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.domain.pack_drafts import IssuePack
from riskapp.models import Pack
from riskapp.services.packs import issue_pack, prepare_pack
from tests.factories import Trust, a_risk, a_trust
from tests.papers import asked_for, drawn
from tests.services.test_at_once import FINE, Deed, at_once, sound


def issuing(session: Session, trust: Trust, draft: IssuePack) -> Deed:
    actor = trust.actor()
    prepared = prepare_pack(session, actor, draft, drawn)
    return lambda writing: issue_pack(writing, actor, draft, prepared)


def drafts(number: int, *, alike: bool) -> list[IssuePack]:
    forms = [uuid4() for _ in range(number)]
    return [IssuePack(asked_for(), forms[0] if alike else one, has_read=True) for one in forms]


@pytest.mark.parametrize(
    ("alike", "ended"), [(False, {FINE: 1, "StaleError": 3}), (True, {FINE: 4})]
)
def test_of_many_at_once_one_is_issued(
    engine: sa.Engine, session: Session, alike: bool, ended: dict[str, int]
) -> None:
    trust = a_trust(session, "hct")
    a_risk(session, trust)
    deeds = [issuing(session, trust, draft) for draft in drafts(4, alike=alike)]
    session.rollback()

    assert at_once(engine, deeds) == ended
    sound(session)
    assert session.exec(select(col(Pack.number))).all() == ["HCT-BAF-2018-06"]
