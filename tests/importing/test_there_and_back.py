"""Our own register, taken out as a list and brought in again, says what it said."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

from sqlmodel import Session

from reports.list_csv import list_csv
from riskapp.domain.controls import Effectiveness, GapKind
from riskapp.domain.drafts import AddMilestone, RaiseRisk, RiskDetails, SetMilestone, Statement
from riskapp.domain.due_periods import parse_due
from riskapp.domain.import_drafts import HandIn
from riskapp.domain.import_findings import Findings
from riskapp.domain.imports import RowOutcome, UnknownNames
from riskapp.domain.lifecycle import Treatment
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.permissions import Actor
from riskapp.domain.scoring import ScoreKind
from riskapp.intake.opening import open_book
from riskapp.intake.proposing import propose
from riskapp.queries.everything_lists import get_whole_register
from riskapp.readmodels.take_out import About
from riskapp.services.importing.files import hand_in
from riskapp.services.importing.loading import check_file, load_file
from riskapp.services.milestones import add_milestone, set_milestone
from riskapp.services.risks import raise_risk
from riskapp.services.transactions import transaction
from tests.assurances import a_control, a_gap
from tests.factories import TODAY, Trust, a_first_score, a_post, a_score, a_trust, a_unit

HOSTILE: Final = (
    '=HYPERLINK("http://x","y")',
    "'=1+1 and ''quoted'' words",
    '-5 staff, +3 beds; @home, "so called"',
    "\u200f\u05e2\u05d1\u200e right to left \u202eand back\u202c",
    "Nurses 👩🏽‍⚕️ leave; • beds close, ▪ wards too",
    "1. No plan; 2) no money, (a) no time",
    "o A bullet of old\nwith a second line\n- and a third\x0b2. and more",
    "x" * 299 + "é",
)
"""Texts that a spreadsheet, a list or a reader of files may take for something else."""
OURS: Final = frozenset({"Printed reference", "Effectiveness of controls"})
"""What is another thing after the trip: our reference is the old one, and nobody has said yet."""


def taken_out(session: Session, actor: Actor) -> bytes:
    """The whole register as a CSV file."""
    about = About("A trust", "trust", TODAY, datetime(2018, 6, 30, tzinfo=UTC), actor.name)
    return b"".join(list_csv(get_whole_register(session, actor, about)))


def brought_in(session: Session, actor: Actor, content: bytes) -> Findings:
    """Load a file as it is proposed to be read; what it names is added."""
    book = open_book(content)
    plan = replace(propose(book), unknown=UnknownNames.ADD)
    with transaction(session):
        file = hand_in(session, actor, HandIn("ours.csv", content), book, plan)
        assert check_file(session, actor, file.id, file.version).holding_up == ()
        return load_file(session, actor, file.id, file.version)


def said_in(content: bytes) -> list[dict[str, str]]:
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [{key: row[key] for key in row if key not in OURS} for row in rows]


def hostile_register(session: Session, trust: Trust) -> None:
    """Risks that say each of those texts, the later with more of them hanging on each."""
    actor = trust.actor()
    unit = a_unit(session, trust, 'Ward 4, "A" side').id
    owner = a_post(session, trust, "Matron, ward 4").id
    for at, words in enumerate(HOSTILE):
        details = RiskDetails(
            Statement(" ".join(words.split()), words, f"Event: {words}", f"Effect: {words}"),
            unit_id=unit,
            owner_post_id=owner,
            treatment=Treatment.TREAT,
        )
        draft = RaiseRisk(details, score=a_first_score(4, 1 + at % 5), opened_on=date(2018, 1, 9))
        with transaction(session):
            risk = raise_risk(session, actor, draft).case.risk
        reference = f"R-{risk.number:04}"
        a_score(session, actor, reference, 2, 2, kind=ScoreKind.TARGET)
        for other in HOSTILE[: at + 1 : 2]:
            a_control(session, actor, reference, other, effectiveness=Effectiveness.PARTLY)
            a_gap(session, actor, reference, other)
            a_gap(session, actor, reference, other, kind=GapKind.ASSURANCE)
        acts(session, actor, risk.id, owner, at)


def acts(session: Session, actor: Actor, risk_id: UUID, owner: UUID, at: int) -> None:
    """Add up to three actions: one that nobody owns, and one that is done."""
    for nth, due in enumerate(("Sep 2018", "Q3 2018/19", "Aug-Oct 2019")[: at % 4]):
        words = HOSTILE[(at + nth) % len(HOSTILE)]
        owned = None if nth == 1 else owner
        draft = AddMilestone(words, parse_due(due), owner_post_id=owned, risk_ids=(risk_id,))
        with transaction(session):
            added = add_milestone(session, actor, draft)
            if nth == 2:
                done = SetMilestone(MilestoneStatus.DONE, "They came.", added.version)
                set_milestone(session, actor, added.id, done)


def test_the_whole_register_goes_out_and_comes_back(session: Session) -> None:
    there, here = a_trust(session, "there"), a_trust(session, "here").actor()
    hostile_register(session, there)
    content = taken_out(session, there.actor())
    assert len(brought_in(session, here, content).having(RowOutcome.NEW)) == len(HOSTILE)
    again = taken_out(session, here)
    assert said_in(again) == said_in(content)
    assert said_in(again)[2]["Action owners"] == "1. Matron, ward 4\n\u2013"
    once_more = brought_in(session, here, again)
    assert {one.field for row in once_more.rows for one in row.changes} == {"As printed"}
    assert taken_out(session, here) == again
