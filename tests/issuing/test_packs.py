"""Issuing packs: their numbers, what becomes final, who is refused, and what cannot be altered."""

from dataclasses import replace
from hashlib import sha256
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import Session, col, select

from riskapp.domain.errors import FieldError, StaleError, UnfitError
from riskapp.domain.happenings import Happening
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.pack_drafts import IssuePack
from riskapp.domain.pack_gate import Count
from riskapp.domain.packs import MakePack, code_of
from riskapp.domain.permissions import Actor, Role
from riskapp.models import FinalContent, History, Pack, PackRisk
from riskapp.queries.checks.everything import check_everything
from riskapp.queries.issued_packs import (
    get_issued_paper,
    get_pack_file,
    get_pack_page,
)
from riskapp.readmodels.issued_packs import PackState
from riskapp.readmodels.paper import Paper
from riskapp.services.packs import issue_pack, prepare_pack
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_risk, a_score
from tests.papers import a_pack, a_paper, asked_for, compose, drawn, issued

CASE: Any = {"title": "A case at law", "visibility": Visibility.RESTRICTED}
WHY = "It was made too early."


def test_an_issued_pack_has_a_number_a_code_and_the_digest_of_its_file(
    session: Session, trust: Trust
) -> None:
    pack = a_pack(session, trust)

    assert (pack.number, pack.edition, pack.issued_on) == ("HCT-BAF-2018-06", 1, TODAY)
    final = session.exec(select(FinalContent)).one()
    assert pack.code == code_of(final.digest)
    content = get_pack_file(session, trust.actor(), pack.number)
    assert pack.file_digest == sha256(content).hexdigest()
    assert pack.code in content.decode()
    assert len(session.exec(select(PackRisk)).all()) == 1
    assert list(check_everything(session)) == []


def test_what_it_said_stays_whatever_becomes_of_the_register(
    session: Session, trust: Trust
) -> None:
    pack = a_pack(session, trust)
    before = get_issued_paper(session, trust.actor(), pack.number)
    first = get_pack_file(session, trust.actor(), pack.number)
    a_risk(session, trust, title="Another")
    a_score(session, trust.actor(), "R-0001", 5, 5)

    assert get_issued_paper(session, trust.actor(), pack.number) == before
    page = get_pack_page(session, trust.actor(), pack.number)
    assert drawn(before, page.stamp).content == first


def test_the_next_edition_names_what_it_replaces_and_the_first_can_be_fetched_still(
    session: Session, trust: Trust
) -> None:
    first = a_pack(session, trust)
    second = a_pack(session, trust, seen_number=first.number)

    assert second.number == "HCT-BAF-2018-06-R2"
    row = get_pack_page(session, trust.actor(), first.number).row
    assert (row.state, row.replaced_by) == (PackState.REPLACED, second.number)
    assert row.file_name == "replaced-hct-baf-2018-06.pdf"
    assert get_pack_page(session, trust.actor(), second.number).replaces == first.number
    assert get_pack_file(session, trust.actor(), first.number)
    kinds = session.exec(select(History.kind).order_by(col(History.number))).all()
    assert kinds[-2:] == [Happening.PACK_ISSUED, Happening.PACK_REISSUED]


def test_a_public_version_has_a_number_of_its_own(session: Session, trust: Trust) -> None:
    a_pack(session, trust)

    assert a_pack(session, trust, asked_for(public=True)).number == "HCT-BAF-2018-06-PUBLIC"


def test_who_looked_before_somebody_else_issued_is_told(session: Session, trust: Trust) -> None:
    first = a_pack(session, trust, seen_number="")

    with pytest.raises(StaleError, match=first.number):
        a_pack(session, trust, seen_number="")


def test_of_two_who_issue_at_once_the_second_is_told(session: Session, trust: Trust) -> None:
    actor, draft = trust.actor(), IssuePack(asked_for(), uuid4(), has_read=True)
    prepared = prepare_pack(session, actor, draft, drawn)
    first = a_pack(session, trust)

    with pytest.raises(StaleError, match=first.number), transaction(session):
        issue_pack(session, actor, draft, prepared)


def test_one_form_sent_twice_issues_one_pack(session: Session, trust: Trust) -> None:
    actor, draft = trust.actor(), IssuePack(asked_for(), uuid4(), has_read=True)
    prepared = [prepare_pack(session, actor, draft, drawn) for _ in range(2)]
    made = []
    for one in prepared:
        with transaction(session):
            made.append(issue_pack(session, actor, draft, one).number)

    assert made == ["HCT-BAF-2018-06"] * 2
    assert len(session.exec(select(Pack)).all()) == 1


def test_nothing_is_issued_that_says_other_than_what_was_seen(
    session: Session, trust: Trust
) -> None:
    actor, draft = trust.actor(), IssuePack(asked_for(), uuid4(), has_read=True)
    prepared = prepare_pack(session, actor, draft, drawn)
    seen = replace(draft, seen_digest=prepared.preview.digest)
    assert prepare_pack(session, actor, seen, drawn).preview == prepared.preview
    a_risk(session, trust, title="Another")

    with pytest.raises(StaleError, match="has changed"):
        prepare_pack(session, actor, seen, drawn)
    with pytest.raises(StaleError, match="has changed"), transaction(session):
        issue_pack(session, actor, draft, prepared)
    assert session.exec(select(Pack)).all() == []


def test_warnings_have_to_be_read(session: Session, trust: Trust) -> None:
    draft = IssuePack(asked_for(), uuid4())

    with pytest.raises(FieldError, match="read the warnings"):
        issued(session, trust.actor(), draft)


def test_counts_that_disagree_block(
    session: Session, trust: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    def miscounted(session: Session, actor: Actor, asked: MakePack) -> Paper:
        paper = a_paper(session, actor, asked)
        return replace(paper, counts=(*paper.counts, Count("risks", "the heat map", 7)))

    compose(monkeypatch, miscounted)

    with pytest.raises(UnfitError, match="1 in the summary, 7 in the heat map"):
        a_pack(session, trust)


def test_restricted_text_in_a_public_pack_blocks(
    session: Session, trust: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_risk(session, trust, by=trust.actor(), **CASE)
    asked = asked_for(public=True)
    assert a_pack(session, trust, asked).number
    whole = replace(a_paper(session, trust.actor(), asked_for()), public=True)
    compose(monkeypatch, lambda *_: whole)

    with pytest.raises(UnfitError, match="restricted: R-0002"):
        a_pack(session, trust, asked)
    with pytest.raises(UnfitError, match="restricted: one that you may not see"):
        a_pack(session, trust, asked, by=trust.actor(Role.SECRETARY))


def test_restricted_words_typed_on_the_cover_block_a_public_pack(
    session: Session, trust: Trust
) -> None:
    a_risk(session, trust, by=trust.actor(), **CASE)
    asked = asked_for(public=True)
    cover = replace(asked.cover, recommendation="Note: A case at law goes on.")

    with pytest.raises(UnfitError, match="R-0002"):
        a_pack(session, trust, replace(asked, cover=cover))
