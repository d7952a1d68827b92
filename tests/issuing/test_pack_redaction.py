"""Words of an issued pack are redacted: it is withdrawn, its file goes, and it comes anew."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from sqlmodel import Session, select

from riskapp.domain.drafts import Decide
from riskapp.domain.errors import NotAllowedError, NotFoundError, StaleError, UnfitError
from riskapp.domain.permissions import Role
from riskapp.domain.redaction import ProposeRedaction
from riskapp.models import FinalContent, FinalWords, Pack, PackFile
from riskapp.queries.checks.everything import check_everything
from riskapp.queries.issued_packs import get_issued_paper, get_pack_file, get_pack_page
from riskapp.readmodels.finals import Words
from riskapp.readmodels.paper_words import pieces_of
from riskapp.services.pack_redaction import ANEW, REDACTED, issue_anew, prepare_anew
from riskapp.services.redaction import decide_redaction, propose_redaction
from riskapp.services.transactions import transaction
from tests.factories import Trust, a_risk, a_trust
from tests.papers import a_pack, asked_for, drawn

NAME = "Zebrafinch"
FIRST, SECOND = "HCT-BAF-2018-06", "HCT-BAF-2018-06-R2"


@pytest.fixture
def trust(session: Session) -> Trust:
    """A trust with an issued pack that names somebody."""
    made = a_trust(session, "hct")
    a_risk(session, made, title=f"{NAME} was missed")
    a_risk(session, made, title="Ward roofs")
    a_pack(session, made)
    return made


def redacted(session: Session, trust: Trust) -> None:
    with transaction(session):
        draft = ProposeRedaction(NAME, "It names somebody.")
        proposed = propose_redaction(session, trust.actor(Role.SECRETARY), "R-0001", draft).id
    with transaction(session):
        decide_redaction(session, trust.actor(), "R-0001", proposed, Decide(True, "It does."))


def anew(session: Session, trust: Trust, asked_id: UUID | None = None) -> Pack:
    actor = trust.actor(Role.SECRETARY)
    prepared = prepare_anew(session, actor, FIRST, drawn)
    with transaction(session):
        return issue_anew(session, actor, FIRST, asked_id or uuid4(), prepared)


def test_a_pack_whose_words_are_redacted_is_withdrawn_and_its_file_is_gone(
    session: Session, trust: Trust
) -> None:
    redacted(session, trust)

    page = get_pack_page(session, trust.actor(), FIRST)
    assert (page.row.withdrawn_why, page.has_file) == (REDACTED, False)
    with pytest.raises(NotFoundError, match="redacted"):
        get_pack_file(session, trust.actor(), FIRST)
    assert session.exec(select(PackFile.content)).all() == [None]
    assert list(check_everything(session)) == []


def test_a_pack_without_those_words_stands(session: Session, trust: Trust) -> None:
    other = a_trust(session, "other")
    a_risk(session, other, title=f"{NAME} too")
    a_pack(session, other)
    redacted(session, trust)

    assert get_pack_page(session, other.actor(), "OTHER-BAF-2018-06").row.withdrawn_on is None


def test_it_is_issued_anew_from_what_is_left(session: Session, trust: Trust) -> None:
    redacted(session, trust)
    a_risk(session, trust, title="Since then")
    pack = anew(session, trust)

    assert (pack.number, pack.why) == (SECOND, ANEW)
    content = get_pack_file(session, trust.actor(), SECOND).decode()
    assert NAME not in content
    assert "Since then" not in content
    assert "'redacted', 'Ward roofs'" in content
    assert get_pack_page(session, trust.actor(), SECOND).replaces == FIRST
    said = pieces_of(get_issued_paper(session, trust.actor(), SECOND))
    assert "Ward roofs" in [one.text for one in said if isinstance(one, Words)]
    assert all(NAME not in one for one in session.exec(select(FinalContent.content)))
    assert list(check_everything(session)) == []


def test_the_same_form_issues_it_anew_once(session: Session, trust: Trust) -> None:
    redacted(session, trust)
    actor, asked_id = trust.actor(), uuid4()
    prepared = [prepare_anew(session, actor, FIRST, drawn) for _ in range(2)]
    made = []
    for one in prepared:
        with transaction(session):
            made.append(issue_anew(session, actor, FIRST, asked_id, one).number)
    assert made == [SECOND, SECOND]
    with pytest.raises(StaleError):
        anew(session, trust)


def test_nothing_is_issued_anew_that_was_not_redacted(session: Session, trust: Trust) -> None:
    with pytest.raises(UnfitError):
        anew(session, trust)
    redacted(session, trust)
    with pytest.raises(NotAllowedError):
        prepare_anew(session, trust.actor(Role.VIEWER), FIRST, drawn)


def test_words_on_the_cover_of_a_pack_that_tells_of_the_risk_go_too(
    session: Session, trust: Trust
) -> None:
    asked = asked_for(public=True)
    cover = replace(asked.cover, recommendation=f"Note what {NAME} said.")
    a_pack(session, trust, replace(asked, cover=cover))
    redacted(session, trust)

    words = session.exec(select(FinalWords.words)).all()
    assert [one for one in words if one and NAME in one] == []
