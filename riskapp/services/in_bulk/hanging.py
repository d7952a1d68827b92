"""What hangs on a risk of a batch: controls, gaps, assurances, actions, a review and notes."""

from uuid import UUID

from riskapp.clock import uuid7
from riskapp.domain.assurance import RecordAssurance
from riskapp.domain.controls import GAP_NAMES, ControlDetails, RaiseGap
from riskapp.domain.drafts import AddMilestone
from riskapp.domain.happenings import Happening
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.printed_drafts import PrintReview
from riskapp.domain.references import milestone_reference
from riskapp.domain.reviews import next_review
from riskapp.domain.row_drafts import RowMilestone
from riskapp.domain.scoring import ScoreKind
from riskapp.models import (
    Assurance,
    Control,
    ControlVersion,
    Gap,
    Milestone,
    MilestoneDue,
    MilestoneNote,
    Review,
    RiskMilestone,
    RiskNote,
)
from riskapp.services.history import noted_by
from riskapp.services.in_bulk.ledger import said_of
from riskapp.services.in_bulk.printed import Coming
from riskapp.services.printing import dated_review, tell_done, tell_review
from riskapp.services.telling import Facts, Words, tell_assurance, tell_control


def add_control(coming: Coming, details: ControlDetails) -> None:
    """Put a control in place from today."""
    actor, key = coming.actor, uuid7()
    coming.teller.keep(Control, id=key, by_id=actor.person_id, recorded_at=coming.teller.ledger.at)
    coming.teller.keep(ControlVersion, control_id=key, from_on=actor.today, **said_of(details))
    facts, words = tell_control(details)
    coming.teller.note(actor, Happening.CONTROL_ADDED, key, facts, words)


def raise_gap(coming: Coming, draft: RaiseGap) -> None:
    """Raise a gap of the whole risk."""
    actor, key = coming.actor, uuid7()
    coming.teller.keep(
        Gap,
        id=key,
        kind=draft.kind,
        words=draft.words,
        from_on=actor.today,
        by_id=actor.person_id,
        recorded_at=coming.teller.ledger.at,
    )
    facts, words = {"gap": GAP_NAMES[draft.kind]}, {"words": draft.words}
    coming.teller.note(actor, Happening.GAP_RAISED, key, facts, words)


def record_assurance(coming: Coming, draft: RecordAssurance) -> None:
    """Record an assurance of the whole risk."""
    row = coming.teller.keep(Assurance, **coming.teller.entered(coming.actor), **said_of(draft))
    facts, words = tell_assurance(draft)
    coming.teller.note(coming.actor, Happening.ASSURANCE_RECORDED, row["id"], facts, words)


def add_action(coming: Coming, action: RowMilestone) -> None:
    """Add an action of the risk, with its due period, and what became of it."""
    ledger, draft, key = coming.teller.ledger, action.draft, uuid7()
    ledger.milestone_number += 1
    number = ledger.milestone_number
    _keep_milestone(coming, action, key, number)
    named: Facts = {"milestone": milestone_reference(number)}
    due, words = {"due": draft.due.printed}, {"words": draft.words}
    _note(coming, Happening.MILESTONE_ADDED, key, named | due, words)
    coming.teller.note(coming.actor, Happening.MILESTONE_LINKED, key, named)
    if action.done_on is not None:
        facts = tell_done(number, action.done_on)
        _note(coming, Happening.MILESTONE_SET, key, facts, {"reason": coming.reason})
    if action.progress:
        mine = {"organisation_id": coming.teller.organisation_id, "milestone_id": key}
        note = {**coming.teller.entered(coming.actor), "words": action.progress}
        ledger.keep(MilestoneNote, mine | note)
        _note(coming, Happening.MILESTONE_NOTED, key, named, {"note": action.progress})


def print_review(coming: Coming, printed: PrintReview) -> None:
    """Keep when the old register says that the risk was reviewed, and is to be."""
    scored = coming.assessments.get(ScoreKind.CURRENT)
    reviewed_on, outcome = dated_review(printed, coming.actor.today)
    due = printed.next_on
    if due is None:
        due = next_review(coming.house.matrix, scored[-1]["score"] if scored else 0, reviewed_on)
    review = coming.teller.keep(
        Review,
        id=uuid7(),
        reviewed_on=reviewed_on,
        next_on=due,
        outcome=outcome,
        note=printed.note,
        by_id=coming.actor.person_id,
        recorded_at=coming.teller.ledger.at,
    )
    facts, words = tell_review(printed, outcome, due)
    coming.teller.note(coming.actor, Happening.RISK_REVIEWED, review["id"], facts, words)


def write_note(coming: Coming, words: str) -> None:
    """Write a note on the risk."""
    note = coming.teller.keep(RiskNote, **coming.teller.entered(coming.actor), words=words)
    typed = {"note": words}
    coming.teller.note(coming.actor, Happening.NOTE_ADDED, note["id"], words=typed)


def _keep_milestone(coming: Coming, action: RowMilestone, key: UUID, number: int) -> None:
    ledger, draft, today = coming.teller.ledger, action.draft, coming.actor.today
    mine = {"organisation_id": coming.teller.organisation_id}
    done = action.done_on is not None
    ledger.keep(
        Milestone,
        mine
        | {
            "id": key,
            "number": number,
            "words": draft.words,
            "owner_post_id": draft.owner_post_id,
            "status": MilestoneStatus.DONE if done else MilestoneStatus.NOT_STARTED,
            "done_on": action.done_on,
        },
    )
    ledger.keep(MilestoneDue, mine | {"milestone_id": key, "from_on": today, **_period(draft)})
    coming.teller.keep(RiskMilestone, milestone_id=key, from_on=today)


def _period(draft: AddMilestone) -> dict[str, object]:
    names = ("printed", "precision", "starts_on", "due_on")
    return {name: getattr(draft.due, name) for name in names}


def _note(coming: Coming, kind: Happening, key: UUID, facts: Facts, words: Words) -> None:
    """Note what concerns the action alone."""
    noted = noted_by(coming.actor, kind, subject_id=key, facts=facts, words=words)
    coming.teller.ledger.noted.append(noted)
