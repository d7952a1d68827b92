"""Breaking each thing that `riskapp database check` proves, and seeing it named."""

from datetime import date

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from riskapp.clock import uuid7
from riskapp.domain.chain import entry_hash
from riskapp.domain.drafts import Decide, EditRisk, RiskDetails, Statement
from riskapp.domain.permissions import Role
from riskapp.models import Placement
from riskapp.models.database import is_sqlite, open_session
from riskapp.models.triggers import trigger_names
from riskapp.queries.checks.everything import check_everything, count_checked
from riskapp.services.decisions import decide_closing, propose_closing
from riskapp.services.risks import edit_risk
from riskapp.services.transactions import transaction
from tests.factories import Trust, a_milestone, a_risk, a_score, a_trust, an_objective

EARLIER = date(2018, 5, 1)


@pytest.fixture
def trust(session: Session) -> Trust:
    """A trust with a risk on both registers, one that was reworded, one closed and one draft."""
    trust = a_trust(session)
    lead = trust.actor(Role.RISK_LEAD, EARLIER)
    objective = an_objective(session, trust)
    high = a_risk(session, trust, consequence=5, likelihood=4, by=lead, objective=objective)
    a_score(session, trust.actor(Role.RISK_LEAD), high, 3, 3)
    a_score(session, trust.actor(Role.RISK_LEAD), high, 5, 3, effective_on=date(2018, 6, 1))
    worded = a_risk(session, trust, consequence=2, likelihood=2, by=lead)
    with transaction(session):
        details = RiskDetails(Statement("Fewer nurses still", "c", "", "f"))
        edit_risk(session, trust.actor(), worded, EditRisk(details, "Clearer.", 1))
    closed = a_risk(session, trust, by=lead)
    close(session, trust, closed)
    a_risk(session, trust, draft=True)
    a_milestone(session, trust)
    return trust


def close(session: Session, trust: Trust, reference: str) -> None:
    with transaction(session):
        propose_closing(session, trust.actor(Role.RISK_LEAD), reference, "It is gone.")
    query = sa.text("SELECT id FROM decision WHERE kind = 'close' AND state = 'open'").columns(
        id=sa.Uuid()
    )
    decision = session.connection().execute(query).scalar_one()
    with transaction(session):
        draft = Decide(agree=True, reason="Agreed.")
        decide_closing(session, trust.actor(), reference, decision, draft)


def break_with(session: Session, statement: str) -> None:
    """Change the database as somebody with a tool of their own could: no trigger, no key holds."""
    session.rollback()
    engine = session.get_bind()
    assert isinstance(engine, sa.Engine)
    with engine.connect() as connection:
        if is_sqlite(session):
            raw = connection.connection.dbapi_connection
            assert raw is not None
            raw.execute("PRAGMA foreign_keys = OFF")
            triggers = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            kept = list(raw.execute(triggers))
            for name, _ in kept:
                raw.execute(f"DROP TRIGGER {name}")
            raw.execute(statement)
            for _, sql in kept:
                raw.execute(sql)
            raw.execute("PRAGMA foreign_keys = ON")
        else:
            connection.exec_driver_sql("SET session_replication_role = replica")
            connection.exec_driver_sql(statement)
            connection.commit()


def findings(session: Session) -> list[str]:
    session.rollback()
    return list(check_everything(session))


def test_a_sound_database_has_nothing_wrong(session: Session, trust: Trust) -> None:
    assert findings(session) == []
    assert count_checked(session).startswith("4 risks, 4 scores, 2 stays on registers and ")


def test_an_empty_database_has_nothing_wrong(session: Session) -> None:
    assert findings(session) == []


BROKEN = [
    (
        "DELETE FROM history WHERE number = 3",
        "History of trust: entry 3 is missing.",
    ),
    (
        "DELETE FROM history WHERE number = (SELECT max(number) FROM history)",
        "were written.",
    ),
    (
        "UPDATE history SET entry = replace(entry, 'R-0001', 'R-0009') WHERE number = 2",
        "History of trust: entry 2 was changed: it does not give its own hash.",
    ),
    (
        "UPDATE history SET entered_on = '2018-01-01' WHERE number = 2",
        "History of trust: entry 2 says something else than the columns beside it.",
    ),
    (
        "UPDATE history_text SET words = 'Other words' WHERE number = 1 AND name = 'title'",
        "History of trust: entry 1 stands beside other words than were typed (title).",
    ),
    (
        "UPDATE history_text SET words = NULL WHERE number = 1 AND name = 'title'",
        "History of trust: entry 1 stands beside other words than were typed (title).",
    ),
    (
        "DELETE FROM history_text WHERE number = 1 AND name = 'title'",
        "History of trust: entry 1 has lost or gained typed words.",
    ),
    (
        f"UPDATE history SET entry = '[]', entry_hash = '{entry_hash('[]')}' WHERE number = 2",  # noqa: S608 - a digest
        "History of trust: entry 2 cannot be read: it is not written as entries are.",
    ),
    (
        "UPDATE history_text SET salt = 'other' WHERE number = 1 AND name = 'title'",
        "History of trust: entry 1 stands beside other words than were typed (title).",
    ),
    (
        "UPDATE counter SET history_number = history_number + 1 WHERE history_number > 0",
        "were written.",
    ),
    (
        "UPDATE counter SET head_hash = 'x' WHERE history_number > 0",
        "is not the one written last.",
    ),
    (
        "DELETE FROM counter",
        "History of trust: its counter is missing.",
    ),
    (
        "UPDATE position SET score = 12, likelihood = 4, consequence = 3 WHERE score = 15",
        "trust R-0001: its current score from 1 June 2018 does not follow",
    ),
    (
        "DELETE FROM position WHERE until_on = '9999-12-31' AND score = 9",
        "trust R-0001: its current score from 30 June 2018 does not follow",
    ),
    (
        "UPDATE assessment SET score = 25, likelihood = 5 WHERE score = 20",
        "trust R-0001: the current score of 1 May 2018 is not the one that the history tells of.",
    ),
    (
        "UPDATE assessment_domain SET domain = 'finance'",
        "trust R-0001: the current score of 1 May 2018 is not the one that the history tells of.",
    ),
    (
        "DELETE FROM history WHERE kind = 'scored'",
        "trust R-0001: the current score of 1 May 2018 has no entry in the history.",
    ),
    (
        "UPDATE risk_version SET until_on = '2018-05-20' WHERE until_on = '2018-06-30'",
        "trust R-0002: what it says has a gap or an overlap at 20 May 2018.",
    ),
    (
        "UPDATE risk_version SET title = 'Plenty' WHERE title = 'Fewer nurses still'",
        "trust R-0002: its title from 30 June 2018 is not what the history tells of.",
    ),
    (
        "UPDATE risk_version SET kind = 'project' WHERE status = 'closed'",
        "trust R-0003: its kind from 30 June 2018 is not what the history tells of.",
    ),
    (
        "DELETE FROM history WHERE kind = 'risk-closed'",
        "trust R-0003: its versions do not begin on the days that the history tells of.",
    ),
    (
        "DELETE FROM history WHERE kind = 'placed'",
        "trust R-0001: its stay on the High Level Risk Register has no entry in the history.",
    ),
    (
        "DELETE FROM history WHERE kind = 'closing-proposed' OR kind = 'closing-declined'",
        "trust R-0003: a decision (close) has no entry in the history.",
    ),
    (
        "UPDATE placement SET until_on = '2018-12-31' WHERE register_kind = 'baf'",
        "trust R-0001: it left the Board Assurance Framework without a decision.",
    ),
    (
        "DELETE FROM risk_search",
        "trust R-0002: a search cannot find it.",
    ),
    (
        "UPDATE risk_search SET words = 'Other words'",
        "trust R-0002: a search goes by other words than are said of it now.",
    ),
    (
        "INSERT INTO risk_search (organisation_id, risk_id, words) SELECT organisation_id, id, '' FROM milestone",  # noqa: E501 - one statement
        "The search index holds 5 rows for 4 risks.",
    ),
]


@pytest.mark.parametrize(("statement", "finding"), BROKEN)
def test_what_was_broken_is_named(
    statement: str, finding: str, session: Session, trust: Trust
) -> None:
    break_with(session, statement)
    assert [found for found in findings(session) if finding in found] != []


def test_a_redaction_leaves_the_chain_whole(session: Session, trust: Trust) -> None:
    session.exec(sa.text("UPDATE history_text SET words = NULL, salt = NULL"))
    session.commit()
    assert findings(session) == []


def test_a_risk_twice_on_a_register_is_named(session: Session, trust: Trust) -> None:
    columns = ", ".join(
        column.name for column in sa.inspect(Placement).columns if column.name != "id"
    )
    session.exec(sa.text("DROP INDEX uq_placement_open"))
    copy = "INSERT INTO placement (id, {0}) SELECT :id, {0} FROM placement"
    copied = sa.text(f"{copy.format(columns)} WHERE register_kind = 'hlrr'")
    statement = copied.bindparams(sa.bindparam("id", uuid7(), sa.Uuid()))
    session.connection().execute(statement)
    session.commit()
    found = findings(session)
    assert "trust R-0001: it is on the High Level Risk Register more than once." in found


def test_a_decision_that_is_open_twice_is_named(session: Session, trust: Trust) -> None:
    session.exec(sa.text("DROP INDEX uq_decision_open"))
    session.commit()
    break_with(session, "UPDATE decision SET state = 'open', kind = 'validate'")
    found = findings(session)
    assert "trust R-0001: the same decision is open more than once (validate)." in found


@pytest.mark.parametrize("name", sorted(trigger_names()))
def test_a_missing_trigger_is_named(name: str, session: Session) -> None:
    table = name.rpartition("_")[0]
    where = "" if is_sqlite(session) else f" ON {table}"
    session.exec(sa.text(f"DROP TRIGGER {name}{where}"))
    session.commit()
    wanted = f"The trigger {name} is missing, so rows that must stay could be changed."
    assert findings(session) == [wanted]


def test_a_trigger_that_is_switched_off_is_named(postgresql_engine: sa.Engine) -> None:
    with open_session(postgresql_engine) as session:
        session.exec(sa.text("ALTER TABLE history DISABLE TRIGGER history_unchanged"))
        session.commit()
        assert [found[:37] for found in findings(session)] == [
            "The trigger history_unchanged is miss"
        ]


def test_a_row_without_its_parent_is_named(sqlite_engine: sa.Engine) -> None:
    with open_session(sqlite_engine) as session:
        trust = a_trust(session)
        a_risk(session, trust, objective=an_objective(session, trust))
        break_with(session, "DELETE FROM objective")
        wanted = "A row of risk_objective points at a row of objective that is not there."
        assert findings(session) == [wanted]


def test_another_versions_schema_is_named(session: Session) -> None:
    session.exec(sa.text("UPDATE alembic_version SET version_num = '0000'"))
    session.commit()
    assert findings(session)[0].startswith("The schema is not this version's")
