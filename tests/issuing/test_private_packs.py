"""Issuing a private pack: by somebody who sees all of it, or not at all."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from sqlmodel import Session, select

from riskapp.domain.actions import Action
from riskapp.domain.errors import NotFoundError, UnfitError
from riskapp.domain.history_filters import HistoryFilters
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.pack_drafts import IssuePack, WithdrawPack
from riskapp.domain.packs import MakePack, PackKind
from riskapp.domain.permissions import GRANTS, SEES_RESTRICTED, Actor, Role
from riskapp.models import Pack, RiskVersion
from riskapp.queries.issued_packs import get_pack_page
from riskapp.queries.organisation_history import get_organisation_history
from riskapp.readmodels.paper import Paper, Paragraph, Section, text_of
from riskapp.services.packs import issue_pack, prepare_pack, withdraw_pack
from riskapp.services.transactions import transaction
from tests.factories import Trust, a_post, a_risk, a_trust
from tests.papers import a_pack, a_paper, asked_for, compose, drawn, public

CASE: Any = {"title": "A case at law", "visibility": Visibility.RESTRICTED}
NOT_YOURS = "holds 1 risk that you may not see"


def test_who_may_not_see_a_risk_of_it_issues_the_public_version_alone(
    session: Session, trust: Trust
) -> None:
    a_risk(session, trust, by=trust.actor(), **CASE)
    secretary = trust.actor(Role.SECRETARY)

    with pytest.raises(UnfitError, match=NOT_YOURS) as refused:
        a_pack(session, trust, by=secretary)
    assert "case" not in str(refused.value)
    assert session.exec(select(Pack)).all() == []
    assert a_pack(session, trust, asked_for(public=True), by=secretary).public
    assert a_pack(session, trust).number == "HCT-BAF-2018-06"


def test_a_secretary_whose_post_the_risk_names_sees_all_and_issues_it(
    session: Session, trust: Trust
) -> None:
    a_risk(session, trust, by=trust.actor(), **CASE)
    post = a_post(session, trust, "Company Secretary").id
    with transaction(session):
        for version in session.exec(select(RiskVersion)).all():
            version.handler_post_id = post

    holder = replace(trust.actor(Role.SECRETARY), posts=frozenset({post}))
    assert a_pack(session, trust, by=holder).number == "HCT-BAF-2018-06"


def test_a_risk_that_is_hidden_while_the_pack_is_drawn_holds_it_up(
    session: Session, trust: Trust
) -> None:
    secretary, draft = trust.actor(Role.SECRETARY), IssuePack(asked_for(), uuid4(), has_read=True)
    prepared = prepare_pack(session, secretary, draft, drawn)
    a_risk(session, trust, by=trust.actor(), **CASE)

    with pytest.raises(UnfitError, match=NOT_YOURS), transaction(session):
        issue_pack(session, secretary, draft, prepared)
    assert session.exec(select(Pack)).all() == []


def test_why_a_pack_was_withdrawn_shows_in_the_history_to_those_who_may_read_it(
    session: Session, trust: Trust
) -> None:
    shown = a_pack(session, trust).number
    a_risk(session, trust, by=trust.actor(), **CASE)
    hidden = a_pack(session, trust).number
    with transaction(session):
        withdraw_pack(session, trust.actor(), hidden, WithdrawPack("A case at law is misquoted."))

    def told(role: Role) -> str:
        page = get_organisation_history(session, trust.actor(role), HistoryFilters())
        return " ".join(f"{one.line.sentence} {one.line.words}" for one in page.lines)

    assert f"withdrew pack {hidden}" in told(Role.RISK_MANAGER)
    assert "misquoted" in told(Role.RISK_MANAGER)
    for role in (Role.SECRETARY, Role.ADMINISTRATOR):
        assert f"pack {shown}," in told(role), role
        assert hidden not in told(role), role
        assert "misquoted" not in told(role), role


def test_a_pack_that_names_a_hidden_risk_by_its_reference_alone_is_not_there(
    session: Session, trust: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_risk(session, trust, by=trust.actor(), **CASE)

    def naming(session: Session, actor: Actor, asked: MakePack) -> Paper:
        paper = a_paper(session, public(actor), asked)
        under = Section("under", "Under it", "Under it", (Paragraph(text_of("R-0001, R-0002")),))
        return replace(paper, sections=(*paper.sections, under)) if actor.sees_restricted else paper

    compose(monkeypatch, naming)
    number = a_pack(session, trust).number
    assert get_pack_page(session, trust.actor(Role.AUDITOR), number).row.number == number
    with pytest.raises(NotFoundError):
        get_pack_page(session, trust.actor(Role.SECRETARY), number)


def test_an_audit_pack_has_the_figures_of_all_risks_and_is_read_by_those_who_see_all(
    session: Session, trust: Trust
) -> None:
    number = a_pack(session, trust, asked_for(PackKind.AUDIT)).number
    board = a_pack(session, trust).number
    secretary = trust.actor(Role.SECRETARY)
    assert get_pack_page(session, secretary, number).row.number == number
    other = a_trust(session, "other")
    a_risk(session, other, by=other.actor(), **CASE)
    assert get_pack_page(session, secretary, number).row.number == number
    a_risk(session, trust, by=trust.actor(), **CASE)
    with pytest.raises(NotFoundError):
        get_pack_page(session, secretary, number)
    assert get_pack_page(session, trust.actor(Role.AUDITOR), number).row.number == number
    assert get_pack_page(session, secretary, board).row.number == board


def test_of_those_who_issue_packs_the_one_that_is_named_sees_all() -> None:
    """The refusal sends whoever may not see a risk to a risk manager."""
    issuing = {role for role in Role if Action.ISSUE_PACK in GRANTS[role]}
    assert issuing & SEES_RESTRICTED == {Role.RISK_MANAGER, Role.COMMAND_LINE}
