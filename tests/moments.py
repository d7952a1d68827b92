"""A register that lives from day to day by the deeds of its people, and what was seen of it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session, col, select

from riskapp.domain.assurance import AssuranceResult, Line, WithdrawAssurance
from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.drafts import EditRisk, MoveMilestone, PlaceOnBaf, RaiseRisk, SetMilestone
from riskapp.domain.due_periods import parse_due
from riskapp.domain.errors import RegisterError
from riskapp.domain.exposure import LinkExposure
from riskapp.domain.known import Look
from riskapp.domain.life_drafts import RecordOccurrence
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.permissions import Actor, Role
from riskapp.domain.scoring import ScoreKind
from riskapp.models import Assurance, Decision, Milestone
from riskapp.queries.cases import get_case
from riskapp.queries.known import get_known_page
from riskapp.queries.movement import get_movement
from riskapp.queries.risk_page import get_risk_page
from riskapp.readmodels.movement import Moved
from riskapp.readmodels.risk_page import RiskPage
from riskapp.services.assurances import withdraw_assurance
from riskapp.services.decisions import (
    decide_closing,
    decide_removal,
    place_on_baf,
    propose_closing,
    validate_score,
)
from riskapp.services.exposure import link_exposure
from riskapp.services.milestones import move_milestone, set_milestone
from riskapp.services.occurrences import record_occurrence
from riskapp.services.reviews import review_risk
from riskapp.services.risks import edit_risk, raise_risk
from riskapp.services.transactions import transaction
from tests.assurances import an_assurance
from tests.factories import Trust, a_milestone, a_score, some_details
from tests.services.lives import YES

BEGUN = date(2018, 5, 1)
SINCE = BEGUN - timedelta(days=30)
DUES = ("Jun 2018", "Sep 2018", "Q4 2018/19", "ongoing")
REFERENCES = ("R-0001", "R-0002")

Seen = tuple[list[RiskPage], tuple[Moved, ...]]
"""The pages of both risks, and what had changed."""


@dataclass
class Story:
    """One organisation on one of its days, with what was seen at the end of each day before."""

    session: Session
    trust: Trust
    today: date = BEGUN
    seen: dict[date, Seen] = field(default_factory=dict)

    def actor(self, role: Role = Role.RISK_MANAGER) -> Actor:
        return self.trust.actor(role, self.today)

    @property
    def lead(self) -> Actor:
        return self.actor(Role.RISK_LEAD)

    def begin(self) -> None:
        """Raise two risks, one of them dated back, with an action of the first."""
        for title, back in (("Nurses", 20), ("Ledger", 0)):
            details = some_details(title, None, Visibility.INTERNAL)
            opened = self.today - timedelta(days=back)
            with transaction(self.session):
                raise_risk(self.session, self.lead, RaiseRisk(details, opened_on=opened))
        first = get_case(self.session, self.lead, "R-0001").risk.id
        a_milestone(self.session, self.trust, risk_ids=(first,), today=self.today)

    def look(self) -> Seen:
        """Return what the register shows at the end of its day."""
        self.session.rollback()
        actor = self.actor()
        pages = [get_risk_page(self.session, actor, one) for one in REFERENCES]
        moved = get_movement(self.session, actor, SINCE, self.today)
        return [as_read(page) for page in pages], moved.moves

    def see_again(self, day: date) -> Seen:
        """Return what the register shows now of an earlier day, as at it and known on it."""
        look, actor = Look(day, day), self.actor()
        pages = [get_known_page(self.session, actor, one, look) for one in REFERENCES]
        moved = get_movement(self.session, actor, SINCE, day, known_on=day)
        return [as_read(page) for page in pages], moved.moves

    def sleep(self, days: int) -> None:
        """Let the day end, if it does: what it showed is kept."""
        if days:
            self.seen[self.today] = self.look()
            self.today += timedelta(days=days)

    def do(self, deed: Callable[..., None], *given: Any) -> None:
        """Do something, or find that it cannot be done."""
        self.session.rollback()
        try:
            deed(self, *given)
        except RegisterError:
            self.session.rollback()

    def open(self, reference: str, kind: DecisionKind) -> Decision | None:
        """Return what is open of that kind about a risk."""
        risk_id = get_case(self.session, self.actor(), reference).risk.id
        query = select(Decision).where(
            col(Decision.risk_id) == risk_id,
            col(Decision.kind) == kind,
            col(Decision.state) == DecisionState.OPEN,
        )
        return self.session.exec(query).first()


def as_read(page: RiskPage) -> RiskPage:
    """Return a page without what is of the reader's own moment: rights, versions and checks."""
    rights = {"may_decide": False, "may_record": False, "may_withdraw": False}
    assurance = page.assurance
    return replace(
        page,
        version=0,
        failed=(),
        decisions=tuple(replace(one, **rights) for one in page.decisions),
        milestones=tuple(replace(one, version=0) for one in page.milestones),
        assurance=replace(
            assurance,
            assurances=tuple(replace(one, version=0) for one in assurance.assurances),
            withdrawn=tuple(replace(one, version=0) for one in assurance.withdrawn),
        ),
    )


def score(story: Story, reference: str, kind: ScoreKind, pair: tuple[int, int], back: int) -> None:
    on = story.today - timedelta(days=back)
    a_score(story.session, story.lead, reference, *pair, kind=kind, effective_on=on)


def edit(story: Story, reference: str, title: str) -> None:
    case = get_case(story.session, story.actor(), reference)
    draft = EditRisk(some_details(title, None, Visibility.INTERNAL), "So.", case.risk.version)
    with transaction(story.session):
        edit_risk(story.session, story.actor(), reference, draft)


def _milestone(story: Story) -> Milestone:
    of_ours = col(Milestone.organisation_id) == story.trust.organisation.id
    return story.session.exec(select(Milestone).where(of_ours)).one()


def move(story: Story, due: str) -> None:
    milestone = _milestone(story)
    draft = MoveMilestone(parse_due(due), "Late.", milestone.version)
    with transaction(story.session):
        move_milestone(story.session, story.actor(), milestone.id, draft)


def stand(story: Story, status: MilestoneStatus) -> None:
    milestone = _milestone(story)
    draft = SetMilestone(status, "So it stands.", milestone.version)
    with transaction(story.session):
        set_milestone(story.session, story.actor(), milestone.id, draft)


def place(story: Story, reference: str) -> None:
    with transaction(story.session):
        place_on_baf(story.session, story.actor(), reference, PlaceOnBaf("The Board asked."))


def expose(story: Story) -> None:
    with transaction(story.session):
        draft = LinkExposure("R-0002", "It adds to it.")
        link_exposure(story.session, story.actor(), "R-0001", draft)


def decide(story: Story, reference: str, kind: DecisionKind) -> None:
    """Decide what is open; a second person does."""
    deeds = {DecisionKind.VALIDATE: validate_score, DecisionKind.REMOVE: decide_removal}
    found = story.open(reference, kind)
    if found is not None:
        with transaction(story.session):
            deeds[kind](story.session, story.actor(), reference, found.id, YES)


def close(story: Story, reference: str) -> None:
    with transaction(story.session):
        propose_closing(story.session, story.lead, reference, "It has gone.")
    found = story.open(reference, DecisionKind.CLOSE)
    with transaction(story.session):
        decide_closing(story.session, story.actor(), reference, found.id, YES)  # type: ignore[union-attr]


def review(story: Story, reference: str) -> None:
    with transaction(story.session):
        review_risk(story.session, story.lead, reference, "Seen.")


def happen(story: Story, reference: str, back: int) -> None:
    on = story.today - timedelta(days=back)
    with transaction(story.session):
        draft = RecordOccurrence(on, "A visit was missed.")
        record_occurrence(story.session, story.lead, reference, draft)


def assure(story: Story, reference: str, line: Line, result: AssuranceResult, back: int) -> None:
    on = story.today - timedelta(days=back)
    an_assurance(story.session, story.lead, reference, line, result, received_on=on)


def withdraw(story: Story, reference: str) -> None:
    risk_id = get_case(story.session, story.actor(), reference).risk.id
    query = select(Assurance).where(
        col(Assurance.risk_id) == risk_id, col(Assurance.withdrawn_on).is_(None)
    )
    found = story.session.exec(query).first()
    if found is not None:
        draft = WithdrawAssurance("A mistake.", found.version)
        with transaction(story.session):
            withdraw_assurance(story.session, story.actor(), reference, found.id, draft)
