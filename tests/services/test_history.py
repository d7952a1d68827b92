"""The history: written with the change, chained, and walled in by the database."""

from contextlib import suppress

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from riskapp.domain.chain import digest, entry_hash
from riskapp.domain.happenings import Happening
from riskapp.domain.permissions import Role
from riskapp.models import Assessment, Counter, History, HistoryText
from riskapp.models.database import begin_writing
from riskapp.services.history import SALT
from riskapp.services.many_rows import without_lists
from riskapp.services.risks import open_risk
from riskapp.services.transactions import transaction
from tests.factories import a_risk, a_score, a_trust


def entries(session: Session) -> list[History]:
    return list(session.exec(select(History).order_by(col(History.number))))


def test_every_deed_leaves_its_entries_in_a_row(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    a_score(session, trust.actor(Role.RISK_LEAD), risk, 4, 4)
    assert [entry.kind for entry in entries(session)] == [
        Happening.RISK_RAISED,
        Happening.SCORED,
        Happening.VALIDATION_ASKED,
        Happening.PLACED,
        Happening.OBJECTIVE_ASKED,
    ]
    assert [entry.number for entry in entries(session)] == [1, 2, 3, 4, 5]


def test_each_entry_holds_the_hash_of_the_one_before(session: Session) -> None:
    trust = a_trust(session)
    a_score(session, trust.actor(Role.RISK_LEAD), a_risk(session, trust), 4, 4)
    head = ""
    for entry in entries(session):
        assert f'"previous":"{head}"' in entry.entry
        assert entry.entry_hash == entry_hash(entry.entry)
        head = entry.entry_hash
    counter = session.exec(select(Counter)).one()
    assert (counter.history_number, counter.head_hash) == (5, head)


def test_an_entry_holds_digests_and_never_the_words(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    a_score(session, trust.actor(Role.RISK_LEAD), risk, 3, 3, reason="Mrs Smith fell.")
    scored = next(entry for entry in entries(session) if entry.kind is Happening.SCORED)
    kept = session.exec(select(HistoryText).where(col(HistoryText.number) == scored.number)).one()
    assert "Smith" not in scored.entry
    assert kept.words == "Mrs Smith fell."
    assert digest(str(kept.salt), str(kept.words)) in scored.entry


def test_nobody_tells_by_a_digest_that_two_entries_say_the_same(session: Session) -> None:
    trust = a_trust(session)
    for _ in range(2):
        a_score(session, trust.actor(), a_risk(session, trust), 3, 3, reason="As before.")
    texts = session.exec(select(HistoryText).where(col(HistoryText.words) == "As before.")).all()
    assert len({text.salt for text in texts}) == len(texts) == 2
    assert all(len(str(text.salt)) == 2 * SALT for text in texts)


def test_what_a_table_allows_is_looked_at_again_after_many_rows(session: Session) -> None:
    a_trust(session)
    with transaction(session), suppress(KeyError), without_lists(session):
        raise KeyError
    wrong = sa.text("UPDATE organisation SET kind = 'invented'")
    with pytest.raises(DBAPIError, match=r"(?i)check constraint"), transaction(session):
        session.connection().execute(wrong)


def test_a_deed_that_fails_leaves_no_entry(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    before = len(entries(session))
    with pytest.raises(Exception, match="cannot be opened"), transaction(session):
        open_risk(session, trust.actor(), risk)
    session.rollback()
    assert len(entries(session)) == before
    a_score(session, trust.actor(), risk, 2, 2)
    assert len(entries(session)) == before + 1


@pytest.mark.parametrize(
    "statement",
    [
        sa.update(History).values(entry="{}"),
        sa.delete(History),
        sa.update(HistoryText).values(words="something else"),
        sa.update(HistoryText).values(words=None),
        sa.delete(HistoryText),
        sa.update(Assessment).values(score=1),
        sa.update(Assessment).values(reason="something else"),
        sa.update(Assessment).values(reason=None, by_id=None),
        sa.delete(Assessment),
    ],
)
def test_the_database_itself_refuses_to_rewrite(session: Session, statement: sa.Update) -> None:
    trust = a_trust(session)
    a_score(session, trust.actor(), a_risk(session, trust), 2, 2)
    begin_writing(session)
    with pytest.raises(DBAPIError, match="append-only"):
        session.exec(statement)


def test_a_redaction_may_erase_words_and_nothing_else(session: Session) -> None:
    trust = a_trust(session)
    a_score(session, trust.actor(), a_risk(session, trust), 2, 2)
    begin_writing(session)
    session.exec(sa.update(HistoryText).values(words=None, salt=None))
    session.exec(sa.update(Assessment).values(reason=None))
    session.commit()
    assert set(session.exec(select(HistoryText.words))) == {None}
    assert session.exec(select(Assessment.reason)).all() == [None]


def test_organisations_have_chains_of_their_own(session: Session) -> None:
    trust, other = a_trust(session), a_trust(session, "other")
    a_risk(session, trust)
    a_risk(session, other)
    firsts = session.exec(select(History.number, History.entry_hash)).all()
    assert [number for number, _ in firsts] == [1, 1]
    assert len({hashed for _, hashed in firsts}) == 2
