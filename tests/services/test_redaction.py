"""Redaction: two people and a reason, then nothing of the words is left anywhere."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from riskapp.domain.decisions import DecisionState
from riskapp.domain.drafts import Decide, EditRisk, SetMilestone
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError, StaleError
from riskapp.domain.filters import RegisterFilters
from riskapp.domain.happenings import Happening
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.permissions import Actor, Role
from riskapp.domain.redaction import (
    Place,
    ProposeRedaction,
    Redacted,
    holds_words,
    phrase_of,
)
from riskapp.models import (
    Assessment,
    History,
    HistoryText,
    Milestone,
    Redaction,
    Risk,
    RiskVersion,
)
from riskapp.queries.cases import get_case
from riskapp.queries.checks.everything import check_everything
from riskapp.queries.register import list_register
from riskapp.services.decisions import propose_closing
from riskapp.services.milestones import set_milestone
from riskapp.services.redaction import decide_redaction, propose_redaction
from riskapp.services.risks import edit_risk
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_milestone, a_risk, a_score, a_trust, some_details
from tests.services.looks import everything

NAME = "Mary O'Brien"
WHY = "She is a patient."
YES, NO = Decide(agree=True, reason="So it is."), Decide(agree=False, reason="It is no name.")


@dataclass(frozen=True)
class Named:
    """A risk in which somebody is named, again and again."""

    trust: Trust
    reference: str
    risk_id: UUID
    milestone_id: UUID


@pytest.fixture
def named(session: Session) -> Named:
    trust = a_trust(session)
    earlier = trust.actor(today=TODAY - timedelta(days=9))
    risk = a_risk(session, trust, title=f"Falls of {NAME}", by=earlier)
    a_score(session, earlier, risk, 4, 4, reason="mary  o’brien fell.")
    risk_id = get_case(session, earlier, risk).risk.id
    milestone = a_milestone(session, trust, risk_ids=(risk_id,))
    with transaction(session):
        details = some_details("Falls", None, Visibility.INTERNAL)
        edit_risk(session, trust.actor(), risk, EditRisk(details, f"{NAME} is named.", 1))
        set_milestone(
            session, trust.actor(), milestone, SetMilestone(MilestoneStatus.DONE, NAME, 1)
        )
        propose_closing(session, trust.actor(), risk, f"{NAME} has gone home.")
    return Named(trust, risk, risk_id, milestone)


def propose(session: Session, actor: Actor, risk: str, words: str, why: str = WHY) -> UUID:
    with transaction(session):
        return propose_redaction(session, actor, risk, ProposeRedaction(words, why)).id


def decide(
    session: Session, actor: Actor, risk: str, which: UUID, draft: Decide
) -> Redacted | None:
    with transaction(session):
        return decide_redaction(session, actor, risk, which, draft)


def redact(session: Session, trust: Trust, risk: str, words: str) -> Redacted:
    which = propose(session, trust.actor(Role.RISK_LEAD), risk, words)
    redacted = decide(session, trust.actor(), risk, which, YES)
    assert redacted is not None
    return redacted


def test_nothing_of_the_words_is_left_in_any_row(session: Session, named: Named) -> None:
    redacted = redact(session, named.trust, named.reference, NAME)
    assert [row for row in everything(session) if holds_words(row, NAME)] == []
    assert [row for row in everything(session) if "brien" in row.lower()] == []
    assert redacted.risk_ids == {named.risk_id}
    assert redacted.found.places == {
        Place.DECISIONS: 1,
        Place.HISTORY: 6,
        Place.SCORES: 1,
        Place.STATEMENT: 1,
    }
    assert list(check_everything(session)) == []


def test_what_is_not_the_words_stays(session: Session, named: Named) -> None:
    redact(session, named.trust, named.reference, NAME)
    session.expire_all()
    versions = select(RiskVersion).order_by(col(RiskVersion.from_on))
    assert [one.title for one in session.exec(versions)] == ["Falls of [redacted]", "Falls"]
    assert session.exec(select(Assessment.reason)).all() == [None]
    left = {words for words in session.exec(select(HistoryText.words)) if words}
    assert {"posts stay vacant", "Falls", WHY, YES.reason} <= left


def test_the_history_says_how_often_and_never_what(session: Session, named: Named) -> None:
    redact(session, named.trust, named.reference, NAME)
    kinds = (Happening.REDACTION_PROPOSED, Happening.REDACTED)
    query = select(History).where(col(History.kind).in_(kinds)).order_by(col(History.number))
    proposed, done = session.exec(query).all()
    assert not holds_words(proposed.entry, NAME)
    assert '"places":"9 places"' in done.entry
    assert '"history":"6"' in done.entry


def test_a_search_finds_the_words_no_more(session: Session, named: Named) -> None:
    risk = a_risk(session, named.trust, title=f"Visits to {NAME}")
    redact(session, named.trust, risk, NAME)
    for words in ("brien", "mary"):
        session.rollback()
        found = list_register(session, named.trust.actor(), RegisterFilters(search=words))
        assert found.rows == ()


def test_it_takes_a_second_person_who_may_see_the_risk(session: Session, named: Named) -> None:
    trust, risk = named.trust, named.reference
    which = propose(session, trust.actor(), risk, NAME)
    with pytest.raises(NotAllowedError, match="second person"):
        decide(session, trust.actor(), risk, which, YES)
    with pytest.raises(NotAllowedError, match="may not redact words"):
        decide(session, trust.actor(Role.RISK_LEAD), risk, which, YES)
    with pytest.raises(NotFoundError):
        decide(session, a_trust(session, "other").actor(), risk, which, YES)
    with pytest.raises(NotAllowedError, match="may not propose"):
        propose(session, trust.actor(Role.REPORTER), risk, NAME)
    assert decide(session, trust.actor(Role.EXECUTIVE), risk, which, YES) is not None
    with pytest.raises(StaleError):
        decide(session, trust.actor(Role.EXECUTIVE), risk, which, NO)


def test_words_are_forgotten_when_it_is_declined(session: Session, named: Named) -> None:
    trust, risk = named.trust, named.reference
    which = propose(session, trust.actor(), risk, "home")
    assert decide(session, trust.actor(Role.EXECUTIVE), risk, which, NO) is None
    session.expire_all()
    held = session.exec(select(Redaction)).one()
    assert (held.phrase, held.state) == (None, DecisionState.DECLINED)
    assert any("home" in row for row in everything(session))
    assert list(check_everything(session)) == []


@pytest.mark.parametrize(
    ("words", "why", "field"),
    [
        ("ab", WHY, "phrase"),
        ("Nobody", WHY, "phrase"),
        (NAME, " ", "reason"),
        (NAME, f"{NAME} is a patient.", "reason"),
    ],
)
def test_what_cannot_be_redacted_is_refused(
    session: Session, named: Named, words: str, why: str, field: str
) -> None:
    with pytest.raises(FieldError) as refused:
        propose(session, named.trust.actor(), named.reference, words, why)
    assert refused.value.field == field
    assert NAME not in str(refused.value)


def test_the_same_words_are_not_proposed_twice(session: Session, named: Named) -> None:
    propose(session, named.trust.actor(), named.reference, NAME)
    with pytest.raises(FieldError, match="already"):
        propose(session, named.trust.actor(), named.reference, NAME.upper())


def test_another_proposal_of_more_words_is_overtaken(session: Session, named: Named) -> None:
    more = propose(session, named.trust.actor(), named.reference, f"Falls of {NAME}")
    redact(session, named.trust, named.reference, NAME)
    session.expire_all()
    other = session.exec(select(Redaction).where(col(Redaction.id) == more)).one()
    assert (other.phrase, other.state) == (None, DecisionState.SUPERSEDED)


def test_what_was_open_before_cannot_be_saved_over_it(session: Session, named: Named) -> None:
    def versions() -> tuple[int, int]:
        session.rollback()
        session.expire_all()
        risk, step = session.exec(select(Risk)).one(), session.exec(select(Milestone)).one()
        return risk.version, step.version

    with transaction(session):
        session.exec(sa.update(Milestone).values(words=f"Visit {NAME}"))
    before = versions()
    redact(session, named.trust, named.reference, NAME)
    assert all(now > then for now, then in zip(versions(), before, strict=True))


def test_another_risk_keeps_its_own_words(session: Session, named: Named) -> None:
    other = a_risk(session, named.trust, title=f"Discharge of {NAME}")
    redact(session, named.trust, named.reference, NAME)
    assert get_case(session, named.trust.actor(), other).says.title == f"Discharge of {NAME}"


def test_a_closed_risk_can_be_redacted_too(session: Session, named: Named) -> None:
    with transaction(session):
        session.exec(sa.update(RiskVersion).values(status="closed"))
    assert redact(session, named.trust, named.reference, NAME).found.total


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=3, max_size=20)


@pytest.fixture
def filled(session: Session) -> tuple[Trust, str, UUID]:
    trust = a_trust(session)
    risk = a_risk(session, trust)
    a_score(session, trust.actor(), risk, 2, 2)
    risk_id = get_case(session, trust.actor(), risk).risk.id
    a_milestone(session, trust, risk_ids=(risk_id,))
    return trust, risk, risk_id


def test_any_words_go_from_any_text(session: Session, filled: tuple[Trust, str, UUID]) -> None:
    trust, risk, _ = filled

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(WORDS, WORDS)
    def gone(text: str, typed: str) -> None:
        try:
            phrase = phrase_of(typed)
        except FieldError:
            return
        if holds_words(WHY, phrase) or holds_words(YES.reason, phrase):
            return
        words = f"{text} {phrase} {text}"
        with transaction(session):
            session.exec(sa.update(RiskVersion).values(title=(words * 9)[:300], cause=words))
            session.exec(sa.update(Milestone).values(words=words, evidence=words))
        redact(session, trust, risk, typed)
        texts = [t.words for t in session.exec(select(Milestone))]
        session.expire_all()
        for one in session.exec(select(RiskVersion)):
            texts += [one.title, one.cause]
        assert [text for text in texts if holds_words(text, phrase)] == []

    gone()


def test_the_file_itself_holds_the_words_no_more(
    sqlite_session: Session, sqlite_engine: sa.Engine
) -> None:
    trust = a_trust(sqlite_session)
    risk = a_risk(sqlite_session, trust, title="Falls of Zebrafinch")
    for number in range(60):
        a_risk(sqlite_session, trust, title=f"Risk {number}")
    for reason in ("Zebrafinch fell.", "Zebrafinch fell again. " * 400):
        a_score(sqlite_session, trust.actor(), risk, 2, 2, reason=reason)
    for title in ("Falls of Zebrafinch at night", "Falls of Mrs Zebrafinch", "Falls"):
        version = get_case(sqlite_session, trust.actor(), risk).risk.version
        details = some_details(title, None, Visibility.INTERNAL)
        with transaction(sqlite_session):
            edit_risk(sqlite_session, trust.actor(), risk, EditRisk(details, "Clearer.", version))
    file = Path(str(sqlite_engine.url.database))
    assert b"zebrafinch" in whole(file)
    redact(sqlite_session, trust, risk, "Zebrafinch")
    assert b"zebrafinch" not in whole(file)


def whole(file: Path) -> bytes:
    """All that stands on disk, the log too, in lower case."""
    log = file.with_name(f"{file.name}-wal")
    return (file.read_bytes() + (log.read_bytes() if log.exists() else b"")).lower()
