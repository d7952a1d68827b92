"""Taking an import back: its risks are withdrawn while nothing is built on them."""

from dataclasses import replace

import pytest
from sqlmodel import Session, col, select

from riskapp.domain.decisions import DecisionState
from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError, StaleError
from riskapp.domain.escalation import Register
from riskapp.domain.happenings import Happening
from riskapp.domain.imports import ImportState
from riskapp.domain.intervals import FOREVER
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.milestone_drafts import NoteProgress
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.notes import AddNote
from riskapp.domain.permissions import Role
from riskapp.models import (
    Decision,
    FinalContent,
    FinalWords,
    History,
    ImportFile,
    Milestone,
    Placement,
    Risk,
)
from riskapp.queries.checks.everything import check_everything
from riskapp.queries.import_reversal import find_reversal
from riskapp.services.importing.reversing import reverse_import
from riskapp.services.milestones import note_progress
from riskapp.services.notes import add_note
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_risk, a_trust
from tests.importing.files import PLAN, a_row, count, load, says, titles
from tests.importing.rows import FULL, ROWS

WHY = "The wrong file."


def take_back(session: Session, trust: Trust, file_id: object, **more: int) -> None:
    with transaction(session):
        reverse_import(session, trust.actor(), file_id, WHY, **more)  # type: ignore[arg-type]


@pytest.fixture
def reversed_file(session: Session, trust: Trust) -> ImportFile:
    """A file of nine risks that was loaded beside one that was there, and taken back."""
    a_risk(session, trust, title="There before", consequence=5, likelihood=5)
    file, _ = load(session, trust, ROWS, plan=replace(PLAN, register=Register.BAF))
    assert find_reversal(session, trust.actor(), file).risks == len(ROWS)
    take_back(session, trust, file.id, seen=len(ROWS))
    return file


def test_its_risks_are_withdrawn_and_leave_nothing_open(
    session: Session, trust: Trust, reversed_file: ImportFile
) -> None:
    file = reversed_file
    assert (file.state, file.reversed_on, file.reversed_why) == (ImportState.REVERSED, TODAY, WHY)
    statuses = [says(session, trust, f"R-{n:04}").status for n in range(1, 11)]
    assert statuses == [RiskStatus.OPEN, *[RiskStatus.WITHDRAWN] * 9]
    still_on = select(Placement).where(col(Placement.until_on) == FOREVER)
    assert len(session.exec(still_on).all()) == 1
    waiting = select(Decision).where(col(Decision.state) == DecisionState.OPEN)
    assert len({one.risk_id for one in session.exec(waiting)}) == 1
    ended = {MilestoneStatus.DONE, MilestoneStatus.CANCELLED}
    assert set(session.exec(select(Milestone.status))) == ended
    assert count(session, trust, History, col(History.kind) == Happening.RISK_WITHDRAWN) == 9
    assert list(check_everything(session)) == []


def test_the_file_can_come_again_under_other_references(
    session: Session, trust: Trust, reversed_file: ImportFile
) -> None:
    assert set(titles(session, trust)) == {""}
    _, again = load(session, trust, ROWS)
    assert [row.reference for row in again.rows] == [f"R-{n:04}" for n in range(11, 20)]
    assert list(check_everything(session)) == []


def test_it_takes_the_right_a_reason_and_the_count_that_was_seen(
    session: Session, trust: Trust
) -> None:
    file, _ = load(session, trust, (a_row(2), a_row(3)))
    actor = trust.actor()
    with pytest.raises(NotAllowedError):
        reverse_import(session, trust.actor(Role.RISK_LEAD), file.id, WHY)
    with pytest.raises(FieldError, match="Say why"):
        reverse_import(session, actor, file.id, " ")
    with pytest.raises(StaleError, match="The file brought in 2 risks, not 3"):
        reverse_import(session, actor, file.id, WHY, seen=3)
    with pytest.raises(NotFoundError, match="no such file"):
        reverse_import(session, a_trust(session, "other").actor(), file.id, WHY)
    take_back(session, trust, file.id)
    with pytest.raises(StaleError, match="nothing to take back"):
        take_back(session, trust, file.id)


def test_what_is_built_on_it_keeps_it(session: Session, trust: Trust) -> None:
    first, _ = load(session, trust, (a_row(2, "Beds", "7"), a_row(3, "Staff", "8")))
    second, _ = load(session, trust, (a_row(2, "Beds", "7", effect="Harm"),), "newer")
    blocked = " ".join(find_reversal(session, trust.actor(), first).blocked)
    assert "Something has happened to its risks since (R-0001)" in blocked
    assert "A newer file of the same register" in blocked
    with pytest.raises(FieldError, match=r"changed risks that were there before .R-0001."):
        take_back(session, trust, second.id)
    third, _ = load(session, trust, (replace(FULL, number=9),), "third")
    milestone = session.exec(select(Milestone)).first()
    assert milestone is not None
    with transaction(session):
        note_progress(session, trust.actor(), milestone.id, NoteProgress("It goes on."))
    with pytest.raises(FieldError, match=r"happened to its risks since .R-0003."):
        take_back(session, trust, third.id)


def test_a_note_or_a_final_pack_keeps_it(session: Session, trust: Trust) -> None:
    noted, _ = load(session, trust, (a_row(2),))
    with transaction(session):
        add_note(session, trust.actor(), "R-0001", AddNote("Seen."))
    with pytest.raises(FieldError, match=r"happened to its risks since .R-0001."):
        take_back(session, trust, noted.id)
    packed, _ = load(session, trust, (a_row(2, "Another"),), "second")
    risk = session.exec(select(Risk).where(col(Risk.number) == 2)).one()
    with transaction(session):
        ours = trust.organisation.id
        final = FinalContent(organisation_id=ours, kind="pack", layout=1, content="{}", digest="")
        session.add(final)
        session.flush()
        session.add(
            FinalWords(organisation_id=ours, content_id=final.id, number=1, risk_id=risk.id)
        )
    with pytest.raises(FieldError, match=r"a pack or a month that is final .R-0002."):
        take_back(session, trust, packed.id)
