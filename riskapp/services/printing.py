"""Keeping what an old register prints of a risk: its cells, its reviews, and what was done."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session

from riskapp.domain.happenings import Happening
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.permissions import Actor
from riskapp.domain.printed_cells import PrintedCell, cells_from_json
from riskapp.domain.printed_drafts import PrintReview, RowOfFile
from riskapp.domain.references import milestone_reference
from riskapp.domain.reviews import AS_PRINTED, DATE_CHANGED, next_review
from riskapp.domain.scoring import ScoreKind
from riskapp.domain.wording import date_words
from riskapp.models import Milestone, Review
from riskapp.queries.cases import get_positions
from riskapp.services.deeds import Deed
from riskapp.services.history import note
from riskapp.services.search_index import reindex
from riskapp.services.telling import Facts, Words


def print_cells(deed: Deed, source: RowOfFile, kept: str) -> None:
    """Let cells of a newer file stand in the place of those that were kept."""
    risk = deed.case.risk
    risk.printed_cells = kept
    note_cells(deed, source)
    reindex(deed.session, risk.organisation_id, risk.id)


def note_cells(deed: Deed, source: RowOfFile) -> None:
    """Note of which row of which file a risk is, and the cells that it keeps of it."""
    facts, words = tell_cells(source, cells_from_json(deed.case.risk.printed_cells))
    deed.note(Happening.CELLS_PRINTED, deed.case.risk.id, facts=facts, words=words)


def tell_cells(source: RowOfFile, cells: Iterable[PrintedCell]) -> tuple[Facts, Words]:
    """Tell of a row of a file, and of the cells that are kept of it."""
    lines = "\n".join(f"{cell.heading}: {cell.words}" for cell in cells)
    return {"row": source.number, "file": source.file}, {"as printed": lines}


def print_review(deed: Deed, printed: PrintReview) -> Review:
    """Keep when the old register says that the risk was reviewed, and is to be."""
    position = get_positions(deed.session, deed.case).get(ScoreKind.CURRENT)
    reviewed_on, outcome = dated_review(printed, deed.actor.today)
    due = printed.next_on
    if due is None:
        due = next_review(deed.case.matrix, position.score if position else 0, reviewed_on)
    review = Review(
        organisation_id=deed.actor.organisation_id,
        risk_id=deed.case.risk.id,
        reviewed_on=reviewed_on,
        next_on=due,
        outcome=outcome,
        note=printed.note,
        by_id=deed.actor.person_id,
    )
    deed.session.add(review)
    facts, words = tell_review(printed, outcome, due)
    deed.note(Happening.RISK_REVIEWED, review.id, facts=facts, words=words)
    deed.session.flush()
    return review


def dated_review(printed: PrintReview, today: date) -> tuple[date, str]:
    """Return the day of a review and its outcome: no look at all, where only the next is said."""
    if printed.reviewed_on is None:
        return today, DATE_CHANGED
    return printed.reviewed_on, AS_PRINTED


def tell_review(printed: PrintReview, outcome: str, due: date) -> tuple[Facts, Words]:
    """Tell of a review that the old register prints."""
    facts: Facts = {"outcome": outcome, "next": date_words(due)}
    if printed.reviewed_on is not None:
        facts["effective"] = printed.reviewed_on.isoformat()
    return facts, {"reason": printed.note}


def print_done(
    session: Session, actor: Actor, milestone: Milestone, done_on: date, reason: str
) -> None:
    """Keep that an action was done on a day, as the old register prints it."""
    facts = tell_done(milestone.number, done_on, milestone.status)
    milestone.status, milestone.done_on = MilestoneStatus.DONE, done_on
    words = {"reason": reason}
    subject = milestone.id
    note(session, actor, Happening.MILESTONE_SET, subject_id=subject, facts=facts, words=words)
    session.flush()


def tell_done(
    number: int, done_on: date, before: MilestoneStatus = MilestoneStatus.NOT_STARTED
) -> Facts:
    """Tell of an action that it was done, and since when."""
    return {
        "milestone": milestone_reference(number),
        "before": before.value,
        "status": MilestoneStatus.DONE.value,
        "effective": done_on.isoformat(),
    }
