"""Keeping forms half filled in: each person's own, within bounds, and not for ever."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from riskapp.clock import utc_now
from riskapp.domain.errors import UnfitError
from riskapp.domain.kept import KEPT_FOR, MOST_BYTES, KeepForm
from riskapp.domain.permissions import Actor, Role
from riskapp.models import History, KeptForm, Risk
from riskapp.queries.kept import list_kept, list_kept_at
from riskapp.readmodels.kept import KeptShown
from riskapp.services import kept as deeds
from riskapp.services.kept import keep_form, throw_away_form
from riskapp.services.transactions import transaction
from tests.factories import a_risk, a_trust

PLACE = "risks/R-0001/edit"
PAIRS = (("title", "Too few 🏥"), ("objectives", "1"), ("objectives", "2"))


def keep(session: Session, actor: Actor, place: str = PLACE, **more: object) -> None:
    with transaction(session):
        keep_form(session, actor, KeepForm(place, PAIRS, **more))  # type: ignore[arg-type]


def kept_at(session: Session, actor: Actor, path: str = PLACE) -> tuple[KeptShown, ...]:
    session.rollback()
    return list_kept_at(session, actor, path, utc_now() - KEPT_FOR)


def kept(session: Session, actor: Actor) -> list[str]:
    session.rollback()
    return [one.place for one in list_kept(session, actor, utc_now() - KEPT_FOR)]


def age(session: Session, place: str, by: timedelta) -> None:
    older = utc_now() - by
    with transaction(session):
        session.exec(sa.update(KeptForm).where(col(KeptForm.place) == place).values(kept_at=older))


def test_what_is_kept_comes_back_as_it_was_and_is_replaced_by_what_is_kept_later(
    session: Session,
) -> None:
    trust = a_trust(session)
    actor = trust.actor(Role.RISK_LEAD)
    keep(session, actor)
    assert [one.pairs for one in kept_at(session, actor)] == [PAIRS]
    with transaction(session):
        keep_form(session, actor, KeepForm(PLACE, (("title", "Later"),)))
    assert [one.pairs for one in kept_at(session, actor)] == [(("title", "Later"),)]


def test_it_is_nobody_elses_and_no_other_organisations(session: Session) -> None:
    trust, other = a_trust(session), a_trust(session, "other")
    keep(session, trust.actor(Role.RISK_LEAD))
    for reader in (trust.actor(Role.RISK_MANAGER), other.actor(Role.RISK_LEAD)):
        assert kept_at(session, reader) == ()
        assert kept(session, reader) == []
    with transaction(session):
        throw_away_form(session, trust.actor(Role.RISK_MANAGER), PLACE)
    assert kept(session, trust.actor(Role.RISK_LEAD)) == [PLACE]


def test_the_forms_of_one_page_are_told_apart(session: Session) -> None:
    actor = a_trust(session).actor()
    for place in ("risks/R-0001/score?kind=target", "risks/R-0001/score_x", "risks/R-0001/score"):
        keep(session, actor, place)
    found = kept_at(session, actor, "risks/R-0001/score")
    assert [one.place for one in found] == ["risks/R-0001/score", "risks/R-0001/score?kind=target"]


def test_what_is_thrown_away_is_gone_and_no_history_tells_of_it(session: Session) -> None:
    actor = a_trust(session).actor()
    entries = session.exec(select(func.count(col(History.number)))).one()
    keep(session, actor)
    with transaction(session):
        throw_away_form(session, actor, PLACE)
    assert kept(session, actor) == []
    assert session.exec(select(func.count(col(History.number)))).one() == entries


def test_after_a_month_it_is_not_offered_and_is_forgotten(session: Session) -> None:
    actor = a_trust(session).actor()
    keep(session, actor)
    age(session, PLACE, KEPT_FOR + timedelta(minutes=1))
    assert kept(session, actor) == []
    keep(session, actor, "risks/new")
    assert session.exec(select(KeptForm.place)).all() == ["risks/new"]


def test_too_much_is_refused_and_the_oldest_of_too_many_goes(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deeds, "MOST_FORMS", 2)
    actor = a_trust(session).actor()
    for place in ("a", "b", "c"):
        keep(session, actor, place)
        age(session, place, timedelta(minutes=ord("z") - ord(place)))
    assert kept(session, actor) == ["c", "b"]
    for too_much in (KeepForm("d", (("title", "é" * MOST_BYTES),)), KeepForm("p" * 201, ())):
        with pytest.raises(UnfitError, match="too long"), transaction(session):
            keep_form(session, actor, too_much)
    assert kept(session, actor) == ["c", "b"]


def test_what_is_about_a_risk_that_is_no_longer_theirs_to_see_is_not_offered(
    session: Session,
) -> None:
    trust = a_trust(session)
    a_risk(session, trust)
    session.rollback()
    risk = session.exec(select(Risk.id)).one()
    reporter = trust.actor(Role.REPORTER)
    for actor in (reporter, trust.actor()):
        keep(session, actor, risk_id=risk)
    assert kept(session, trust.actor()) == [PLACE]
    assert kept(session, reporter) == []
