"""A row of an old register brought in as people would: one deed after another."""

from dataclasses import replace

from sqlmodel import Session

from riskapp.domain.escalation import Entered, Register
from riskapp.domain.import_days import scores_of
from riskapp.domain.import_meanings import Meant
from riskapp.domain.milestone_drafts import NoteProgress
from riskapp.domain.notes import AddNote
from riskapp.domain.permissions import Actor
from riskapp.domain.printed_drafts import RowOfFile
from riskapp.domain.row_drafts import (
    RowMilestone,
    actions_of,
    assurances_of,
    controls_of,
    gaps_of,
    notes_of,
    review_of,
)
from riskapp.queries.cases import get_case_by_id
from riskapp.services.assurances import record_assurance
from riskapp.services.controls import add_control
from riskapp.services.deeds import Deed
from riskapp.services.escalation import Judged, enter, get_standing
from riskapp.services.gaps import raise_gap
from riskapp.services.importing.new_risks import asked_of, seen_by_rule
from riskapp.services.links import link
from riskapp.services.milestones import add_milestone, note_progress
from riskapp.services.notes import add_note
from riskapp.services.printing import note_cells, print_done, print_review
from riskapp.services.risks import raise_risk
from riskapp.services.scores import print_score


def bring_in_by_deeds(
    session: Session, actor: Actor, file: str, register: Register | None, meant: Meant
) -> None:
    """Do for one row what each deed does for a person who asks for it."""
    source = RowOfFile(file, meant.row.number)
    draft, printed = asked_of(meant, file)
    deed = raise_risk(session, actor, draft, printed)
    note_cells(deed, source)
    for key in meant.objective_ids:
        link(deed, key)
    _score(deed, source, register, meant)
    _hang(deed, source, meant)


def again(deed: Deed) -> Deed:
    case = get_case_by_id(deed.session, deed.actor, deed.case.risk.id)
    return replace(deed, case=case)


def _score(deed: Deed, source: RowOfFile, register: Register | None, meant: Meant) -> None:
    scores = scores_of(meant.row, meant.days, source.reason)
    seen = seen_by_rule(scores)
    if register is not None and seen is not None:
        judged = Judged(seen.score.value, seen.effective_on, basis=seen.basis)
        enter(deed, register, Entered.AS_PRINTED, judged, reference=meant.row.reference)
        deed.session.flush()
    for score in scores:
        now = again(deed)
        print_score(now, score, get_standing(now))


def _hang(deed: Deed, source: RowOfFile, meant: Meant) -> None:
    session, actor, reference = deed.session, deed.actor, deed.case.reference
    _hang_in_force(deed, source, meant)
    review = review_of(meant, source.reason)
    if review is not None:
        print_review(again(deed), review)
    for words in notes_of(meant):
        add_note(session, actor, reference, AddNote(words))


def _hang_in_force(deed: Deed, source: RowOfFile, meant: Meant) -> None:
    session, actor, reference = deed.session, deed.actor, deed.case.reference
    for details in controls_of(meant):
        add_control(session, actor, reference, details)
    for gap in gaps_of(meant):
        raise_gap(session, actor, reference, gap)
    for assurance in assurances_of(meant):
        record_assurance(session, actor, reference, assurance)
    for action in actions_of(meant, deed.case.risk.id):
        _act(session, actor, source, action)


def _act(session: Session, actor: Actor, source: RowOfFile, action: RowMilestone) -> None:
    milestone = add_milestone(session, actor, action.draft)
    if action.done_on is not None:
        print_done(session, actor, milestone, action.done_on, source.reason)
    if action.progress:
        note_progress(session, actor, milestone.id, NoteProgress(action.progress))
