"""A pack is compared with the one before it: of its kind, for its readers, and not withdrawn."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session

from riskapp.domain.drafts import MoveMilestone
from riskapp.domain.due_periods import parse_due
from riskapp.domain.movement import MoveKind
from riskapp.domain.pack_drafts import WithdrawPack
from riskapp.domain.packs import PackKind
from riskapp.queries.cases import get_case
from riskapp.queries.pack_changes import find_since, get_register_changes, list_scores_then
from riskapp.readmodels.pack_changes import Since
from riskapp.services.milestones import move_milestone
from riskapp.services.packs import withdraw_pack
from riskapp.services.transactions import transaction
from tests.factories import TODAY, a_milestone, a_programme, a_trust
from tests.papers import a_pack, asked_for, compose
from tests.queries.moves import SINCE, WITHIN, an_old_risk, score

MAY, APRIL = date(2018, 5, 30), date(2018, 4, 30)
ASKED = asked_for()


def test_the_last_pack_of_the_same_kind_and_readers_is_named(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    compose(monkeypatch)
    trust, other = a_trust(session), a_trust(session, "other")
    a_pack(session, trust, asked_for(as_at=APRIL))
    last = a_pack(session, trust, asked_for(as_at=MAY)).number
    public = a_pack(session, trust, asked_for(as_at=MAY, public=True)).number
    a_pack(session, trust, asked_for(PackKind.EXECUTIVE, as_at=WITHIN))
    a_pack(session, trust, asked_for(as_at=TODAY))
    a_pack(session, other, asked_for(as_at=WITHIN))
    assert find_since(session, trust.actor(), ASKED) == Since(MAY, last)
    assert find_since(session, trust.actor(), replace(ASKED, public=True)) == Since(MAY, public)


def test_a_pack_that_was_withdrawn_does_not_count(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    compose(monkeypatch)
    trust = a_trust(session)
    before = a_pack(session, trust, asked_for(as_at=APRIL)).number
    wrong = a_pack(session, trust, asked_for(as_at=MAY)).number
    with transaction(session):
        withdraw_pack(session, trust.actor(), wrong, WithdrawPack("It was of the wrong day."))
    assert find_since(session, trust.actor(), ASKED) == Since(APRIL, before)


def test_without_one_it_looks_back_three_months(session: Session) -> None:
    trust = a_trust(session)
    assert find_since(session, trust.actor(), ASKED) == Since(date(2018, 3, 30))


def test_the_board_hears_of_its_registers_and_of_every_programme(session: Session) -> None:
    trust = a_trust(session)
    placed = an_old_risk(session, trust, 4, 4)
    apart = an_old_risk(session, trust, 2, 2)
    score(session, trust, placed, (5, 4), WITHIN)
    score(session, trust, apart, (3, 2), WITHIN)
    milestone = a_milestone(session, trust, programme=a_programme(session, trust), today=SINCE)
    with transaction(session):
        draft = MoveMilestone(parse_due("Dec 2018"), "The supplier is late.", seen_version=1)
        move_milestone(session, trust.actor(today=WITHIN), milestone, draft)
    found = get_register_changes(session, trust.actor(), ASKED, Since(SINCE)).movement.moves
    assert {move.risks[0].reference for move in found if move.risks} == {placed}
    assert [move.kind for move in found if move.milestone] == [MoveKind.SLIPPED]


def test_the_scores_that_risks_had_then_are_known(session: Session) -> None:
    trust = a_trust(session)
    reference = an_old_risk(session, trust, 3, 4)
    score(session, trust, reference, (4, 4), WITHIN)
    risk_id = get_case(session, trust.actor(), reference).risk.id
    then = list_scores_then(session, trust.actor(), [risk_id], Since(SINCE))
    assert then == {risk_id: 12}
