"""The round of reminders, sent to a real mail server on loopback: one digest each, never two."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.jobs import JobState
from riskapp.domain.permissions import Role
from riskapp.domain.reminders import ChooseReminders, HowOften, Sent
from riskapp.models import Job, Organisation, Person, ReminderMail, RiskVersion
from riskapp.queries.jobs import list_own_jobs
from riskapp.services.reminders import begin_mail, choose_reminders
from riskapp.services.transactions import transaction
from riskapp.worker import sweeping
from riskapp.worker.kinds import KINDS
from riskapp.worker.post import NotTakenError
from riskapp.worker.reminding import Told, list_due, send_all
from riskapp.worker.running import run_all
from riskapp.worker.sweeping import sweep
from tests.factories import TODAY, Trust, a_trust
from tests.reminders import Letterbox, a_letterbox, due, held_by
from tests.worker.shops import a_shop, asked, come_due, settings_for, the_job


@pytest.fixture
def box() -> Iterator[Letterbox]:
    with a_letterbox() as opened:
        yield opened


@pytest.fixture
def trust(session: Session) -> Trust:
    """An organisation in which an executive, told daily, has one review due."""
    trust = a_trust(session)
    due(session, trust, -3, owner_post_id=held_by(session, trust, Role.EXECUTIVE))
    choose(session, trust, Role.EXECUTIVE)
    return trust


def choose(session: Session, trust: Trust, role: Role, how: HowOften = HowOften.DAILY) -> None:
    with transaction(session):
        choose_reminders(session, trust.actor(role), ChooseReminders(how, 0, 0))


def a_round(engine: sa.Engine, box: Letterbox, trust: Trust, days: int = 0) -> list[Told]:
    settings = settings_for(engine, Path("unused"))
    today = TODAY + timedelta(days=days)
    dues = list(list_due(engine, settings, trust.organisation, today))
    return list(send_all(engine, box.mail, dues))


def test_one_digest_is_sent_and_says_what_is_due(
    engine: sa.Engine, session: Session, trust: Trust, box: Letterbox
) -> None:
    assert [told.words for told in a_round(engine, box, trust)] == ["sent"]
    letter = box.letters[0]
    assert box.to == [["executive@trust.example"]]
    assert letter["From"] == "Register <register@trust.example>"
    assert letter["Subject"] == "Trust trust: 1 thing due in the risk register"
    text, html = (letter.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert html is not None
    assert "27 June 2018: 3 days overdue" in text.get_content()
    assert "Review of R-0001 Nurses" in text.get_content()
    for part in (text, html):
        links = set(re.findall(r"https://[^\s\"<]+", part.get_content()))
        assert links == {
            "https://register.example/trust/risks/R-0001/review",
            "https://register.example/trust/risks/R-0001/score",
            "https://register.example/trust/reminders",
        }
    session.rollback()
    assert session.execute(sa.select(ReminderMail)).scalar_one().state is Sent.SENT


def test_nobody_gets_two_of_a_day_and_one_of_each_day(
    engine: sa.Engine, trust: Trust, box: Letterbox
) -> None:
    a_round(engine, box, trust)
    assert a_round(engine, box, trust) == []
    assert len(box.letters) == 1
    assert len(a_round(engine, box, trust, days=1)) == 1


def test_one_that_was_on_its_way_at_a_crash_is_not_sent_again(
    engine: sa.Engine, session: Session, trust: Trust, box: Letterbox
) -> None:
    with transaction(session):
        assert begin_mail(session, trust.actor(Role.EXECUTIVE), TODAY)
    assert a_round(engine, box, trust) == []
    assert box.letters == []


def test_one_that_was_refused_is_sent_again_five_times_at_most(
    engine: sa.Engine, trust: Trust, box: Letterbox
) -> None:
    box.refuses = True
    told = [told for _ in range(6) for told in a_round(engine, box, trust)]
    assert [one.failed for one in told] == [True] * 5
    assert "not taken" in told[0].words
    box.refuses = False
    assert a_round(engine, box, trust) == []


def test_a_connection_that_breaks_ends_the_round_and_sends_nothing_twice(
    engine: sa.Engine, session: Session, trust: Trust, box: Letterbox
) -> None:
    due(session, trust, 0)
    choose(session, trust, Role.RISK_LEAD)
    box.hangs_up = True
    told = a_round(engine, box, trust)
    assert [one.lost for one in told] == [True]
    assert len(box.letters) == 1
    box.hangs_up = False
    assert [one.words for one in a_round(engine, box, trust)] == ["sent"]
    assert sorted(to[0] for to in box.to) == ["executive@trust.example", "risk-lead@trust.example"]


def test_without_a_server_nothing_is_begun(engine: sa.Engine, trust: Trust) -> None:
    with a_letterbox() as gone:
        pass
    with pytest.raises(NotTakenError):
        a_round(engine, gone, trust)
    with a_letterbox() as box:
        assert len(a_round(engine, box, trust)) == 1


def test_who_wants_none_or_has_nothing_due_gets_none(
    engine: sa.Engine, session: Session, box: Letterbox
) -> None:
    trust = a_trust(session)
    due(session, trust, 0, owner_post_id=held_by(session, trust, Role.EXECUTIVE))
    choose(session, trust, Role.EXECUTIVE, HowOften.OFF)
    choose(session, trust, Role.VIEWER)
    assert a_round(engine, box, trust) == []


def test_no_name_adds_a_header_and_no_markup_gets_out(
    engine: sa.Engine, session: Session, trust: Trust, box: Letterbox
) -> None:
    evil = "Trust\r\nBcc: evil@example.org\r\n\r\n<script>x</script>"
    with transaction(session):
        here = col(Organisation.id) == trust.organisation.id
        session.exec(sa.update(Organisation).where(here).values(name=evil))
        who = col(Person.id) == trust.people[Role.EXECUTIVE].id
        session.exec(sa.update(Person).where(who).values(name=evil))
        session.exec(sa.update(RiskVersion).values(title="<b>Nurses\r\nBcc: evil@example.org"))
    session.expire_all()
    trust = replace(trust, organisation=session.get_one(Organisation, trust.organisation.id))
    assert [told.words for told in a_round(engine, box, trust)] == ["sent"]
    letter = box.letters[0]
    assert letter["Bcc"] is None
    assert box.to == [["executive@trust.example"]]
    html = letter.get_body(("html",))
    assert html is not None
    assert "<script>" not in html.get_content()
    assert "<b>" not in html.get_content()


@pytest.mark.parametrize("address", ["a@b.example\r\nBcc: evil@example.org", "nobody", "a b@c", ""])
def test_an_address_that_is_none_stops_nobody_else(
    sqlite_engine: sa.Engine, sqlite_session: Session, address: str
) -> None:
    session, trust = sqlite_session, a_trust(sqlite_session)
    due(session, trust, -3, owner_post_id=held_by(session, trust, Role.EXECUTIVE))
    due(session, trust, -3)
    for role in (Role.EXECUTIVE, Role.RISK_LEAD):
        choose(session, trust, role)
    with transaction(session):
        who = col(Person.id) == trust.people[Role.EXECUTIVE].id
        session.exec(sa.update(Person).where(who).values(email=address))
    with a_letterbox() as box:
        a_round(sqlite_engine, box, trust)
    assert ["risk-lead@trust.example"] in box.to
    assert not any("evil" in one for to in box.to for one in to)


@pytest.fixture
def at_any_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeping, "REMINDS_FROM", 0)


@pytest.mark.usefixtures("at_any_hour")
def test_the_worker_sends_the_days_reminders_once(
    engine: sa.Engine, session: Session, trust: Trust, box: Letterbox, tmp_path: Path
) -> None:
    shop = a_shop(engine, tmp_path, KINDS[next(iter(KINDS))])
    shop.kinds, shop.settings = KINDS, replace(shop.settings, mail=box.mail)
    for _ in range(2):
        sweep(shop)
        run_all(shop)
    assert len(box.letters) == 1
    session.rollback()
    job = session.execute(sa.select(Job)).scalar_one()
    assert (job.state, job.result) == (JobState.DONE, "1 reminder sent.")
    assert list_own_jobs(session, trust.actor(), job.asked_at) == []


def test_nobody_else_has_the_worker_send_mail(
    engine: sa.Engine, session: Session, trust: Trust, box: Letterbox, tmp_path: Path
) -> None:
    shop = a_shop(engine, tmp_path, KINDS[next(iter(KINDS))])
    shop.kinds, shop.settings = KINDS, replace(shop.settings, mail=box.mail)
    sweep(replace(shop, settings=replace(shop.settings, mail=None)))
    job_id = asked(session, trust.actor())
    with transaction(session):
        session.exec(sa.update(Job).values(kind="reminders"))
    run_all(shop)
    assert the_job(session, job_id).state is JobState.FAILED
    assert box.letters == []
    come_due(session)
