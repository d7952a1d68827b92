"""Notes on risks: kept as typed, by whom and when, seen by those who see the risk."""

from datetime import date
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from riskapp.clock import utc_now
from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError
from riskapp.domain.kept import KEPT_FOR
from riskapp.domain.notes import AddNote
from riskapp.domain.permissions import GRANTS, Actor, Role
from riskapp.models import Risk, RiskNote
from riskapp.queries import notes as questions
from riskapp.queries.history import list_last_entries
from riskapp.queries.notes import get_notes_page, list_newest_notes
from riskapp.readmodels.notes import Notes
from riskapp.services.notes import add_note
from riskapp.services.transactions import transaction
from tests.factories import Trust, a_risk, a_trust, a_unit
from tests.queries.statements import counted

WORDS = "Ask the lead at the June meeting. 🏥 =cmd()"


def a_note(
    session: Session, trust: Trust, reference: str, words: str = WORDS, today: date | None = None
) -> None:
    role = Role.AUDITOR
    actor = trust.actor(role, today) if today else trust.actor(role)
    with transaction(session):
        add_note(session, actor, reference, AddNote(words))


def newest(session: Session, actor: Actor, risk: UUID, on: date | None = None) -> Notes:
    return list_newest_notes(session, actor, risk, on, since=utc_now() - KEPT_FOR)[0]


def the_risk(session: Session) -> UUID:
    session.rollback()
    return session.exec(select(Risk.id)).one()


def test_a_note_is_kept_as_typed_with_who_and_when_and_told_to_the_history(
    session: Session,
) -> None:
    trust = a_trust(session)
    a_note(session, trust, a_risk(session, trust))
    risk = the_risk(session)
    found = newest(session, trust.actor(), risk)
    assert found.total == 1
    line = found.lines[0]
    assert (line.words, line.by, line.entered_on) == (WORDS, "The auditor", trust.actor().today)
    told = list_last_entries(session, trust.actor(), [risk], most=1)[risk][0]
    assert told.sentence == "The auditor wrote a note on R-0001."
    assert told.words == {"note": WORDS}


@pytest.mark.parametrize("words", ["", "  \n "])
def test_a_note_that_says_nothing_is_refused(session: Session, words: str) -> None:
    trust = a_trust(session)
    with pytest.raises(FieldError, match="Write the note"):
        a_note(session, trust, a_risk(session, trust), words)


@pytest.mark.parametrize("role", list(Role))
def test_those_with_the_right_write_notes(session: Session, role: Role) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust, by=trust.actor(Role.REPORTER))
    if Action.ADD_NOTE in GRANTS[role]:
        with transaction(session):
            add_note(session, trust.actor(role), reference, AddNote(WORDS))
    else:
        with pytest.raises(NotAllowedError), transaction(session):
            add_note(session, trust.actor(role), reference, AddNote(WORDS))


def test_nobody_writes_on_a_risk_that_is_not_theirs_to_see(session: Session) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust)
    for actor in (
        trust.actor(Role.REPORTER),
        trust.lead_of(a_unit(session, trust).id),
        a_trust(session, "other").actor(),
    ):
        with pytest.raises(NotFoundError), transaction(session):
            add_note(session, actor, reference, AddNote(WORDS))


def test_the_newest_come_first_and_as_at_a_day_only_those_written_by_then(
    session: Session,
) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust)
    for day in range(1, 8):
        a_note(session, trust, reference, f"Day {day}", date(2018, 7, day))
    risk, actor = the_risk(session), trust.actor()
    with counted(session) as statements:
        found = newest(session, actor, risk)
    assert len(statements) == 1
    assert [line.words for line in found.lines] == [f"Day {day}" for day in (7, 6, 5, 4, 3)]
    assert found.total == 7
    then = newest(session, actor, risk, date(2018, 7, 2))
    assert [line.words for line in then.lines] == ["Day 2", "Day 1"]


def test_all_of_them_are_read_page_by_page(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions, "PAGE_SIZE", 2)
    trust = a_trust(session)
    reference = a_risk(session, trust)
    for number in range(5):
        a_note(session, trust, reference, f"Note {number}")
    risk, actor = the_risk(session), trust.actor()
    pages = [get_notes_page(session, actor, risk, page) for page in (1, 2, 3)]
    assert [line.words for page in pages for line in page.lines] == [
        f"Note {number}" for number in (4, 3, 2, 1, 0)
    ]
    assert {page.pages for page in pages} == {3}


def test_a_redacted_note_says_so_and_stays_where_it_was(session: Session) -> None:
    trust = a_trust(session)
    a_note(session, trust, a_risk(session, trust))
    with transaction(session):
        session.exec(sa.update(RiskNote).where(col(RiskNote.words) == WORDS).values(words=None))
    assert newest(session, trust.actor(), the_risk(session)).lines[0].words is None


@pytest.mark.parametrize(
    "change", [sa.update(RiskNote).values(words="Else."), sa.delete(RiskNote)], ids=["edit", "drop"]
)
def test_the_database_itself_lets_nobody_change_or_delete_a_note(
    session: Session, change: sa.Executable
) -> None:
    trust = a_trust(session)
    a_note(session, trust, a_risk(session, trust))
    with pytest.raises(sa.exc.DatabaseError, match="append-only"), transaction(session):
        session.connection().execute(change)
