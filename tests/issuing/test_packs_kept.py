"""Withdrawn packs, who may read which pack, and what the database itself keeps."""

from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError, StaleError
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.pack_drafts import WithdrawPack
from riskapp.domain.packs import PackKind
from riskapp.domain.permissions import Role
from riskapp.models import Pack, PackRisk
from riskapp.queries.checks.everything import check_everything
from riskapp.queries.issued_packs import (
    AskedPacks,
    get_issued_paper,
    get_pack_file,
    get_pack_page,
    list_packs,
)
from riskapp.readmodels.issued_packs import PackState
from riskapp.services.packs import withdraw_pack
from riskapp.services.transactions import transaction
from tests.factories import Trust, a_risk, a_trust
from tests.papers import a_pack, asked_for
from tests.queries.test_checks import break_with

CASE: Any = {"title": "A case at law", "visibility": Visibility.RESTRICTED}
WHY = "It was made too early."


def withdrawn(session: Session, trust: Trust, number: str, why: str = WHY) -> Pack:
    with transaction(session):
        return withdraw_pack(session, trust.actor(Role.SECRETARY), number, WithdrawPack(why))


def seen_by(session: Session, trust: Trust, role: Role) -> list[str]:
    found = list_packs(session, trust.actor(role), AskedPacks())
    return [row.number for row in found.rows]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.EXECUTIVE, Role.AUDITOR, Role.RISK_LEAD])
def test_issuing_and_withdrawing_take_the_right(session: Session, trust: Trust, role: Role) -> None:
    pack = a_pack(session, trust)

    with pytest.raises(NotAllowedError):
        a_pack(session, trust, by=trust.actor(role))
    with pytest.raises(NotAllowedError), transaction(session):
        withdraw_pack(session, trust.actor(role), pack.number, WithdrawPack(WHY))


def test_a_withdrawn_pack_says_why_and_can_be_fetched_still(session: Session, trust: Trust) -> None:
    pack = a_pack(session, trust)
    withdrawn(session, trust, pack.number)

    page = get_pack_page(session, trust.actor(), pack.number)
    assert (page.row.state, page.row.withdrawn_why) == (PackState.WITHDRAWN, WHY)
    assert page.row.file_name == "withdrawn-hct-baf-2018-06.pdf"
    assert page.withdrawn_by == "The secretary"
    assert get_pack_file(session, trust.actor(), pack.number)
    assert list(check_everything(session)) == []


def test_withdrawing_takes_a_reason_and_is_done_once(session: Session, trust: Trust) -> None:
    pack = a_pack(session, trust)
    with pytest.raises(FieldError, match="why"):
        withdrawn(session, trust, pack.number, " ")
    withdrawn(session, trust, pack.number)

    with pytest.raises(StaleError):
        withdrawn(session, trust, pack.number)


def test_the_number_of_a_withdrawn_pack_is_never_used_again(session: Session, trust: Trust) -> None:
    withdrawn(session, trust, a_pack(session, trust).number)

    assert a_pack(session, trust).number == "HCT-BAF-2018-06-R2"


def test_a_pack_with_a_risk_that_is_hidden_from_a_reader_is_not_there(
    session: Session, trust: Trust
) -> None:
    a_risk(session, trust, by=trust.actor(), **CASE)
    private = a_pack(session, trust).number
    public = a_pack(session, trust, asked_for(public=True)).number

    assert seen_by(session, trust, Role.RISK_MANAGER) == [public, private]
    assert seen_by(session, trust, Role.VIEWER) == [public]
    for get in (get_pack_page, get_pack_file, get_issued_paper):
        with pytest.raises(NotFoundError):
            get(session, trust.actor(Role.VIEWER), private)
    with pytest.raises(NotFoundError), transaction(session):
        withdraw_pack(session, trust.actor(Role.SECRETARY), private, WithdrawPack(WHY))


def test_a_reader_of_other_units_reads_public_packs_alone(session: Session, trust: Trust) -> None:
    a_pack(session, trust)
    public = a_pack(session, trust, asked_for(public=True)).number

    found = list_packs(session, trust.lead_of(uuid4()), AskedPacks())
    assert [row.number for row in found.rows] == [public]


def test_two_organisations_never_learn_of_each_others_packs(session: Session, trust: Trust) -> None:
    number = a_pack(session, trust, asked_for(public=True)).number
    other = a_trust(session, "other")

    assert seen_by(session, other, Role.RISK_MANAGER) == []
    with pytest.raises(NotFoundError):
        get_pack_page(session, other.actor(), number)


def test_two_subjects_never_share_a_number(session: Session, trust: Trust) -> None:
    a_pack(session, trust)
    [risk_id] = session.exec(select(PackRisk.risk_id)).all()
    pack = a_pack(session, trust, asked_for(PackKind.RISK, subject_id=risk_id))

    assert (pack.number, pack.subject) == ("HCT-RISK-R-0001-2018-06", "Risk R-0001")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE pack SET number = 'HCT-BAF-2018-07'",
        "UPDATE pack SET withdrawn_why = 'none'",
        "DELETE FROM pack",
        "UPDATE pack_file SET content = pack_id",
        "DELETE FROM pack_file",
        "DELETE FROM pack_risk",
    ],
)
def test_the_database_itself_keeps_an_issued_pack(
    session: Session, trust: Trust, statement: str
) -> None:
    a_pack(session, trust)
    if session.get_bind().dialect.name == "postgresql":
        statement = statement.replace("content = pack_id", "content = '\\x00'")

    with pytest.raises(DBAPIError, match="append-only"), transaction(session):
        session.connection().execute(sa.text(statement))


def test_what_was_written_once_is_not_written_again(session: Session, trust: Trust) -> None:
    withdrawn(session, trust, a_pack(session, trust).number)

    with pytest.raises(DBAPIError, match="append-only"), transaction(session):
        session.connection().execute(sa.update(Pack).values(withdrawn_why="none"))


def test_a_file_that_is_not_the_one_issued_is_found(session: Session, trust: Trust) -> None:
    a_pack(session, trust)
    break_with(session, "UPDATE pack SET file_digest = code")

    assert any("HCT-BAF-2018-06" in one for one in check_everything(session))
