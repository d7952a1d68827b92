"""Milestones that change hands, notes on them, and what they should bring risks to."""

from datetime import date

import pytest
from sqlmodel import Session, col, select

from riskapp.domain.errors import FieldError, NotAllowedError, NotFoundError, StaleError
from riskapp.domain.intervals import FOREVER
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.milestone_drafts import ExpectEffect, GiveMilestone, NoteProgress
from riskapp.domain.permissions import Role
from riskapp.domain.scoring import Score, score_of
from riskapp.models import History, MilestoneNote, Post, RiskMilestone
from riskapp.queries.cases import get_case
from riskapp.queries.milestone_history import list_milestone_history
from riskapp.queries.milestone_progress import list_progress_notes
from riskapp.queries.milestones import get_milestone
from riskapp.services.effects import expect_effect
from riskapp.services.milestones import give_milestone, move_milestone, note_progress
from riskapp.services.transactions import transaction
from tests.factories import TODAY, Trust, a_milestone, a_programme, a_risk, a_trust
from tests.services.test_milestones import moving

EARLIER, LATER = date(2018, 5, 1), date(2018, 6, 1)
SIX, FOUR = score_of(3, 2), score_of(2, 2)


def a_post(session: Session, trust: Trust, title: str | None) -> Post:
    with transaction(session):
        post = Post(organisation_id=trust.organisation.id, title=title)
        session.add(post)
    return post


def expecting(expected: Score | None, seen: Score | None = None) -> ExpectEffect:
    return ExpectEffect(expected, "Six nurses will cover every round.", seen)


def test_a_milestone_changes_hands_and_a_past_day_has_the_owner_of_then(session: Session) -> None:
    trust = a_trust(session)
    begun = date(2018, 4, 1)
    milestone = a_milestone(session, trust, programme=a_programme(session, trust), today=begun)
    first, second = a_post(session, trust, "Chief Nurse").id, a_post(session, trust, None).id
    for day, post, version in ((EARLIER, first, 1), (LATER, second, 2), (TODAY, None, 3)):
        with transaction(session):
            draft = GiveMilestone(post, "The team has moved.", version)
            give_milestone(session, trust.actor(today=day), milestone, draft)
    session.rollback()
    owners = [
        get_milestone(session, trust.actor(), "M-0001", on).owner
        for on in (begun, EARLIER, LATER, None)
    ]
    assert owners == ["", "Chief Nurse", "post not stated", ""]
    sentences = [one.sentence for one in list_milestone_history(session, trust.actor(), milestone)]
    assert sentences[1] == (
        "The risk-manager changed the owner of milestone M-0001 from Chief Nurse to"
        " post not stated."
    )


@pytest.mark.parametrize(
    ("version", "reason", "error"),
    [(1, "Why not.", StaleError), (2, " ", FieldError), (2, "Again.", FieldError)],
)
def test_a_change_of_hands_that_is_refused(
    session: Session, version: int, reason: str, error: type[Exception]
) -> None:
    trust = a_trust(session)
    milestone = a_milestone(session, trust, programme=a_programme(session, trust))
    post = a_post(session, trust, "Chief Nurse")
    with transaction(session):
        give_milestone(session, trust.actor(), milestone, GiveMilestone(post.id, "New post.", 1))
    draft = GiveMilestone(post.id, reason, version)
    with pytest.raises(error), transaction(session):
        give_milestone(session, trust.actor(), milestone, draft)


def test_a_post_of_another_organisation_owns_nothing_here(session: Session) -> None:
    trust, other = a_trust(session), a_trust(session, "other")
    milestone = a_milestone(session, trust, programme=a_programme(session, trust))
    theirs = a_post(session, other, "Their secret post")
    with pytest.raises(NotFoundError), transaction(session):
        give_milestone(session, trust.actor(), milestone, GiveMilestone(theirs.id, "Ours.", 1))


def test_notes_are_kept_in_their_order_and_as_at_their_day(session: Session) -> None:
    trust = a_trust(session)
    milestone = a_milestone(session, trust, programme=a_programme(session, trust), today=EARLIER)
    for day, words, evidence in (
        (EARLIER, "Two have started.", "https://example.nhs.uk/board/12"),
        (LATER, "Four have started.", "Board paper 14"),
    ):
        with transaction(session):
            note_progress(
                session, trust.actor(Role.SECRETARY, day), milestone, NoteProgress(words, evidence)
            )
    session.rollback()
    row = get_milestone(session, trust.actor(), "M-0001")
    assert row.version == 1, "a note takes nobody's page away"
    kept = list_progress_notes(session, trust.actor(), row)
    assert [(note.words, note.evidence, note.by, note.entered_on) for note in kept] == [
        ("Four have started.", "Board paper 14", "The secretary", LATER),
        ("Two have started.", "https://example.nhs.uk/board/12", "The secretary", EARLIER),
    ]
    assert len(list_progress_notes(session, trust.actor(), row, EARLIER)) == 1
    assert not any("started" in entry for entry in session.exec(select(History.entry)))


@pytest.mark.parametrize(
    "draft",
    [
        NoteProgress(" "),
        NoteProgress("Done.", "javascript:alert(1)"),
        NoteProgress("Done.", "data:text/html,x"),
    ],
)
def test_a_note_that_is_refused(session: Session, draft: NoteProgress) -> None:
    trust = a_trust(session)
    milestone = a_milestone(session, trust, programme=a_programme(session, trust))
    with pytest.raises(FieldError), transaction(session):
        note_progress(session, trust.actor(), milestone, draft)
    assert session.exec(select(MilestoneNote)).all() == []


def test_an_effect_is_set_changed_and_cleared_and_each_day_keeps_its_own(
    session: Session,
) -> None:
    trust = a_trust(session)
    early = trust.actor(Role.RISK_LEAD, date(2018, 4, 1))
    reference = a_risk(session, trust, by=early)
    risk_id = get_case(session, early, reference).risk.id
    session.rollback()
    milestone = a_milestone(session, trust, risk_ids=(risk_id,), today=early.today)
    seen = None
    for day, expected in ((EARLIER, SIX), (LATER, FOUR), (TODAY, None)):
        with transaction(session):
            actor = trust.actor(Role.RISK_LEAD, day)
            expect_effect(session, actor, reference, milestone, expecting(expected, seen))
        seen = expected
    session.rollback()

    def said(on: date | None) -> Score | None:
        return get_milestone(session, trust.actor(), "M-0001", on).expected_of(risk_id)

    days = (early.today, EARLIER, LATER, None)
    assert [said(on) for on in days] == [None, SIX, FOUR, None]
    spans = session.exec(select(RiskMilestone).order_by(col(RiskMilestone.from_on))).all()
    assert [span.until_on for span in spans] == [EARLIER, LATER, TODAY, FOREVER]


def test_an_effect_that_was_changed_meanwhile_is_not_written_over(session: Session) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust)
    risk_id = get_case(session, trust.actor(), reference).risk.id
    session.rollback()
    milestone = a_milestone(session, trust, risk_ids=(risk_id,))
    with transaction(session):
        expect_effect(session, trust.actor(), reference, milestone, expecting(SIX))
    with pytest.raises(StaleError), transaction(session):
        expect_effect(session, trust.actor(), reference, milestone, expecting(FOUR))
    with pytest.raises(FieldError, match="already"), transaction(session):
        expect_effect(session, trust.actor(), reference, milestone, expecting(SIX, SIX))
    draft = ExpectEffect(FOUR, " ", SIX)
    with pytest.raises(FieldError, match="Say why"), transaction(session):
        expect_effect(session, trust.actor(), reference, milestone, draft)


def test_only_a_milestone_that_mitigates_the_risk_has_an_effect_on_it(session: Session) -> None:
    trust = a_trust(session)
    reference = a_risk(session, trust)
    milestone = a_milestone(session, trust, programme=a_programme(session, trust))
    with pytest.raises(NotFoundError), transaction(session):
        expect_effect(session, trust.actor(), reference, milestone, expecting(SIX))
    actor = trust.actor(Role.SECRETARY)
    with pytest.raises(NotAllowedError), transaction(session):
        expect_effect(session, actor, reference, milestone, expecting(SIX))


def test_two_moves_on_one_day_are_both_kept_with_who_and_why(session: Session) -> None:
    trust = a_trust(session)
    milestone = a_milestone(session, trust, "Sep 2018", programme=a_programme(session, trust))
    for due, version in (("Oct 2018", 1), ("Nov 2018", 2)):
        with transaction(session):
            move_milestone(session, trust.actor(), milestone, moving(due, version))
    session.rollback()
    row = get_milestone(session, trust.actor(), "M-0001")
    assert [(move.before, move.after, move.on, move.by, move.why) for move in row.moves] == [
        ("Sep 2018", "Oct 2018", TODAY, "The risk-manager", "The supplier is late."),
        ("Oct 2018", "Nov 2018", TODAY, "The risk-manager", "The supplier is late."),
    ]
    assert row.slips == 2
    assert [due.printed for due in row.earlier] == ["Sep 2018", "Oct 2018"]


def test_a_note_on_an_action_of_a_hidden_risk_is_not_for_everyone(session: Session) -> None:
    trust = a_trust(session)
    risk = a_risk(session, trust, visibility=Visibility.RESTRICTED, by=trust.actor())
    risk_id = get_case(session, trust.actor(), risk).risk.id
    session.rollback()
    milestone = a_milestone(session, trust, risk_ids=(risk_id,))
    lead = trust.actor(Role.RISK_LEAD)
    with pytest.raises(NotFoundError), transaction(session):
        note_progress(session, lead, milestone, NoteProgress("Seen."))
    with pytest.raises(NotFoundError), transaction(session):
        expect_effect(session, lead, risk, milestone, expecting(SIX))
