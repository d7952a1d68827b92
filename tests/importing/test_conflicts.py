"""What a newer file and somebody here have both changed: a person chooses, whatever it is."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session, select

from riskapp.domain.drafts import EditRisk, MoveMilestone, RiskDetails, SetMilestone, Statement
from riskapp.domain.due_periods import parse_due
from riskapp.domain.import_corrections import Corrections, Side
from riskapp.domain.import_rows import RowAction
from riskapp.domain.imports import Holds, RowOutcome
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.scoring import ScoreKind
from riskapp.models import Milestone, MilestoneDue, Position, Review
from riskapp.queries.cases import get_case
from riskapp.queries.checks.everything import check_everything
from riskapp.queries.scope import still
from riskapp.services.deeds import Deed
from riskapp.services.importing.examining import check
from riskapp.services.links import mitigate
from riskapp.services.milestones import move_milestone, set_milestone
from riskapp.services.reviews import review_risk
from riskapp.services.risks import edit_risk
from riskapp.services.transactions import transaction
from tests.factories import Trust, a_post, a_score
from tests.importing.files import a_file, a_row, load, says
from tests.importing.rows import day, name, pair

HIRE, VISIT = "Hire six nurses", "Visit two trusts"
ROW = a_row(
    2, "Beds", "7", names=(name(Holds.OWNER, "Director of Nursing"),),
    scores=(pair(2, 3), pair(1, 2, ScoreKind.TARGET)), target_on=day(12, 31), reviewed_on=day(5, 2),
    actions=(RowAction(HIRE, due=parse_due("Sep 2018")), RowAction(VISIT)),
)  # fmt: skip
NEWER = replace(
    ROW, names=(name(Holds.OWNER, "Director of Estates"),), target_on=day(1, 31, 2019),
    reviewed_on=None, next_review_on=day(9, 30),
    actions=(RowAction(HIRE, due=parse_due("Nov 2018")), RowAction(VISIT, done_on=day(6, 29))),
)  # fmt: skip
BOTH = (
    "Owner", "Target date", "Review", f"Actions due: {HIRE}", f"Actions done: {VISIT}"
)  # fmt: skip


def changed_here(session: Session, trust: Trust) -> None:
    """Change of the risk all that the newer file changes too."""
    actor, case = trust.actor(), get_case(session, trust.actor(), "R-0001")
    post = a_post(session, trust, "Director of Finance")
    details = RiskDetails(
        Statement("Beds"), kind=case.says.kind, unit_id=case.says.unit_id, owner_post_id=post.id
    )
    first, second = session.exec(select(Milestone).order_by(Milestone.number)).all()
    a_score(session, trust.actor(), "R-0001", 1, 2, kind=ScoreKind.TARGET)
    with transaction(session):
        draft = EditRisk(details, "They own it.", get_case(session, actor, "R-0001").risk.version)
        edit_risk(session, actor, "R-0001", draft)
        review_risk(session, actor, "R-0001", "Looked at.")
        move = MoveMilestone(parse_due("Dec 2018"), "It slipped.", first.version)
        move_milestone(session, actor, first.id, move)
        off = SetMilestone(MilestoneStatus.CANCELLED, "No money.", second.version)
        set_milestone(session, actor, second.id, off)


def stands(session: Session, trust: Trust) -> tuple[object, ...]:
    """What the register says of all that both have changed."""
    session.rollback()
    session.expire_all()
    target = select(Position).where(Position.kind == ScoreKind.TARGET, still(Position))
    due = select(MilestoneDue.printed).join(Milestone, Milestone.id == MilestoneDue.milestone_id)
    reviews = select(Review).order_by(Review.reviewed_on, Review.id)
    second = session.exec(select(Milestone).where(Milestone.words == VISIT)).one()
    return (
        says(session, trust).owner_post_id,
        session.exec(target).one().target_on,
        session.exec(reviews).all()[-1].outcome,
        session.exec(due.where(Milestone.words == HIRE, still(MilestoneDue))).one(),
        (second.status, second.done_on),
    )


@pytest.fixture
def posts(session: Session, trust: Trust) -> tuple[object, object]:
    """The posts that the two files name."""
    titles = ("Director of Nursing", "Director of Estates")
    first, second = (a_post(session, trust, title) for title in titles)
    return first.id, second.id


@pytest.mark.parametrize("side", Side)
def test_whatever_both_changed_waits_for_a_choice_and_follows_it(
    session: Session, trust: Trust, posts: tuple[object, object], side: Side
) -> None:
    load(session, trust, (ROW,))
    changed_here(session, trust)
    before = stands(session, trust)
    file = a_file(session, trust.actor(), "newer")
    found = check(session, trust.actor(), file, (NEWER,)).rows[0]
    assert tuple(one.field for one in found.changes if one.to_choose) == BOTH
    assert [one.before for one in found.changes] == [
        "Director of Finance", "31 March 2019",
        "reviewed 30 June 2018, next review by 30 December 2018", "Dec 2018", "cancelled",
    ]  # fmt: skip
    made = Corrections(sides={2: dict.fromkeys(BOTH, side)})
    _, done = load(session, trust, (NEWER,), "newer", made=made)
    wanted: tuple[object, ...] = (
        posts[1], date(2019, 1, 31), "date changed", "Nov 2018", (MilestoneStatus.DONE, day(6, 29))
    )  # fmt: skip
    chose_file = side is Side.FILE
    assert stands(session, trust) == (wanted if chose_file else before)
    assert done.rows[0].outcome is (RowOutcome.UPDATED if chose_file else RowOutcome.UNCHANGED)
    assert {one.chosen for one in done.rows[0].changes} == {side}
    _, again = load(session, trust, (NEWER,), "newest")
    assert again.rows[0].outcome is RowOutcome.UNCHANGED
    assert list(check_everything(session)) == []


@pytest.mark.parametrize("side", Side)
def test_an_action_that_was_put_back_to_open_here_is_done_again_only_if_somebody_says_so(
    session: Session, trust: Trust, side: Side
) -> None:
    load(session, trust, (replace(ROW, actions=(RowAction(VISIT, done_on=day(6, 1)),)),))
    [action] = session.exec(select(Milestone))
    with transaction(session):
        again = SetMilestone(MilestoneStatus.NOT_STARTED, "It was another.", action.version)
        set_milestone(session, trust.actor(), action.id, again)
    newer = replace(ROW, actions=(RowAction(VISIT, done_on=day(6, 29)),))
    made = Corrections(sides={2: {f"Actions done: {VISIT}": side}})
    found = check(session, trust.actor(), a_file(session, trust.actor(), "newer"), (newer,)).rows[0]
    assert [(one.field, one.before) for one in found.changes if one.to_choose] == [
        (f"Actions done: {VISIT}", "nothing")
    ]
    load(session, trust, (newer,), "newer", made=made)
    session.refresh(action)
    assert action.done_on == (day(6, 29) if side is Side.FILE else None)
    assert list(check_everything(session)) == []


def test_an_action_of_two_risks_is_moved_once_by_the_rows_of_both(
    session: Session, trust: Trust
) -> None:
    rows = [a_row(2, "Beds", "7", actions=ROW.actions[:1]), a_row(3, "Staff", "8")]
    load(session, trust, rows)
    [action] = session.exec(select(Milestone))
    with transaction(session):
        case = get_case(session, trust.actor(), "R-0002")
        mitigate(Deed(session, trust.actor(), case), action)
    later = NEWER.actions[:1]
    made = Corrections(sides={3: {f"Actions due: {HIRE}": Side.FILE}})
    load(session, trust, [replace(row, actions=later) for row in rows], "newer", made=made)
    due = select(MilestoneDue.printed).where(still(MilestoneDue))
    assert session.exec(due).all() == ["Nov 2018"]


def slipped(session: Session, trust: Trust, *dues: str) -> None:
    """Move the actions to later days, one after another."""
    actions = session.exec(select(Milestone).order_by(Milestone.number)).all()
    with transaction(session):
        for action, words in zip(actions, dues, strict=True):
            move = MoveMilestone(parse_due(words), "It slipped.", action.version)
            move_milestone(session, trust.actor(), action.id, move)


def test_each_of_several_actions_in_the_same_words_is_asked_about_by_itself(
    session: Session, trust: Trust
) -> None:
    months = ("Sep 2018", "Oct 2018"), ("Nov 2018", "Dec 2018", "May 2019")
    before, after = (tuple(RowAction(HIRE, due=parse_due(due)) for due in dues) for dues in months)
    row = a_row(2, "Beds", "7", actions=after)
    load(session, trust, (replace(row, actions=before),))
    slipped(session, trust, "Jan 2019", "Feb 2019")
    names = [f"Actions due: {HIRE}{more}" for more in ("", " (no. 2 of these words)")]
    made = Corrections(sides={2: dict(zip(names, (Side.REGISTER, Side.FILE), strict=True))})
    found = check(session, trust.actor(), a_file(session, trust.actor(), "newer"), (row,)).rows[0]
    assert [(one.field, one.before, one.after) for one in found.changes if one.to_choose] == [
        (names[0], "Jan 2019", "Nov 2018"),
        (names[1], "Feb 2019", "Dec 2018"),
    ]
    load(session, trust, (row,), "newer", made=made)
    due = select(MilestoneDue.printed).where(still(MilestoneDue)).order_by(MilestoneDue.due_on)
    assert session.exec(due).all() == ["Dec 2018", "Jan 2019", "May 2019"]
    turned = replace(row, actions=(after[2], *after[:2]))
    _, again = load(session, trust, (turned,), "newest")
    assert again.rows[0].outcome is RowOutcome.UNCHANGED
    assert list(check_everything(session)) == []
