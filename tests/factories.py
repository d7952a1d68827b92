"""Rows for tests, made by the same deeds as everyone's; a test names only what matters to it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlmodel import Session

from riskapp.domain.domains import Domain
from riskapp.domain.drafts import (
    AddMilestone,
    FirstScore,
    RaiseRisk,
    RiskDetails,
    ScoreRisk,
    Statement,
)
from riskapp.domain.due_periods import parse_due
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.permissions import Actor, Role
from riskapp.domain.printed_cells import PrintedCell, cells_to_json
from riskapp.domain.scoring import Consequence, Likelihood, ScoreKind
from riskapp.models import Membership, Objective, Organisation, Person, Post, Programme, Unit
from riskapp.models.organisation import UnitKind
from riskapp.models.plan import ObjectiveLevel
from riskapp.queries.cases import get_case, get_positions
from riskapp.services.links import link_objective
from riskapp.services.milestones import add_milestone
from riskapp.services.organisations import NewOrganisation, create_organisation
from riskapp.services.risks import raise_risk
from riskapp.services.scores import score_risk
from riskapp.services.search_index import reindex
from riskapp.services.transactions import transaction

TODAY = date(2018, 6, 30)


@dataclass(frozen=True)
class Trust:
    """An organisation with one person in each role."""

    organisation: Organisation
    root: Unit
    people: Mapping[Role, Person]

    def actor(self, role: Role = Role.RISK_MANAGER, today: date = TODAY) -> Actor:
        """Return the person of that role, acting on that day."""
        person = self.people[role]
        here = self.organisation
        return Actor(person.id, person.name, here.id, here.code, role, today)

    def lead_of(self, *units: UUID, today: date = TODAY) -> Actor:
        """Return the risk lead as one whose role reaches only those units."""
        return replace(self.actor(Role.RISK_LEAD, today), units=frozenset(units))


def a_trust(session: Session, code: str = "trust") -> Trust:
    """Set up an organisation with one person in each role."""
    with transaction(session):
        organisation, root = create_organisation(session, NewOrganisation(code, f"Trust {code}"))
        people = {role: Person(email=f"{role}@{code}.example", name=f"The {role}") for role in Role}
        session.add_all(people.values())
        session.flush()
        for role, person in people.items():
            session.add(Membership(organisation_id=organisation.id, person_id=person.id, role=role))
    return Trust(organisation, root, people)


def a_unit(
    session: Session, trust: Trust, name: str = "A unit", parent: Unit | None = None
) -> Unit:
    """Add a unit under another, or under the root."""
    with transaction(session):
        unit = Unit(
            organisation_id=trust.organisation.id,
            name=name,
            kind=UnitKind.SERVICE,
            parent_id=(parent or trust.root).id,
        )
        session.add(unit)
    return unit


def a_post(session: Session, trust: Trust, title: str | None = "A post") -> Post:
    """Add a post that nobody holds."""
    with transaction(session):
        post = Post(organisation_id=trust.organisation.id, title=title)
        session.add(post)
    return post


def an_objective(session: Session, trust: Trust, number: str = "1") -> Objective:
    """Add a strategic objective."""
    with transaction(session):
        objective = Objective(
            organisation_id=trust.organisation.id,
            number=number,
            level=ObjectiveLevel.OBJECTIVE,
            title=f"Objective {number}",
            starts_on=date(2018, 4, 1),
            ends_on=date(2020, 3, 31),
        )
        session.add(objective)
    return objective


def a_programme(session: Session, trust: Trust, name: str = "A programme") -> Programme:
    """Add a programme."""
    with transaction(session):
        programme = Programme(organisation_id=trust.organisation.id, name=name)
        session.add(programme)
    return programme


def a_risk(
    session: Session,
    trust: Trust,
    *,
    title: str = "Too few community nurses",
    consequence: int | None = None,
    likelihood: int | None = None,
    by: Actor | None = None,
    unit: Unit | None = None,
    objective: Objective | None = None,
    draft: bool = False,
    visibility: Visibility = Visibility.INTERNAL,
) -> str:
    """Raise a risk, with a first score if one is given; return its reference."""
    actor = by or trust.actor(Role.RISK_LEAD)
    details = some_details(title, unit, visibility)
    draft_of = RaiseRisk(details, as_draft=draft, score=a_first_score(consequence, likelihood))
    with transaction(session):
        deed = raise_risk(session, actor, draft_of)
    if objective is not None:
        with transaction(session):
            manager = trust.actor(today=actor.today)
            link_objective(session, manager, deed.case.reference, objective.id, "It delays us.")
    return deed.case.reference


def a_first_score(consequence: int | None, likelihood: int | None) -> FirstScore | None:
    """Return a score for safety, if both its parts are given."""
    if not consequence or not likelihood:
        return None
    return FirstScore({Domain.SAFETY: Consequence(consequence)}, Likelihood(likelihood))


def some_details(title: str, unit: Unit | None, visibility: Visibility) -> RiskDetails:
    """Return what a risk says, told from others by its title."""
    return RiskDetails(
        Statement(title, "posts stay vacant", "visits are missed", "harm to patients"),
        unit_id=unit.id if unit else None,
        visibility=visibility,
        visibility_reason="It names a case." if visibility is Visibility.RESTRICTED else "",
    )


def a_score(
    session: Session,
    actor: Actor,
    reference: str,
    consequence: int,
    likelihood: int,
    *,
    kind: ScoreKind = ScoreKind.CURRENT,
    reason: str = "The picture has changed.",
    effective_on: date | None = None,
) -> UUID:
    """Score a risk as someone who has seen its latest score; return the assessment's id."""
    standing = get_positions(session, get_case(session, actor, reference)).get(kind)
    draft = ScoreRisk(
        kind,
        {Domain.SAFETY: Consequence(consequence)},
        Likelihood(likelihood),
        reason,
        seen=standing.assessment_id if standing else None,
        target_on=date(2019, 3, 31) if kind is ScoreKind.TARGET else None,
        effective_on=effective_on,
    )
    with transaction(session):
        return score_risk(session, actor, reference, draft).id


def a_milestone(
    session: Session,
    trust: Trust,
    due: str = "Sep 2018",
    *,
    programme: Programme | None = None,
    risk_ids: tuple[UUID, ...] = (),
    today: date = TODAY,
) -> UUID:
    """Add a milestone of a programme or of risks; return its id."""
    draft = AddMilestone(
        "Recruit six nurses",
        parse_due(due),
        programme_id=programme.id if programme else None,
        risk_ids=risk_ids,
    )
    with transaction(session):
        return add_milestone(session, trust.actor(today=today), draft).id


def print_cells(session: Session, trust: Trust, reference: str, *cells: PrintedCell) -> None:
    """Let an old register print these cells of a risk, which says nothing beside its title."""
    with transaction(session):
        case = get_case(session, trust.actor(), reference)
        case.says.cause = case.says.event = case.says.effect = ""
        risk = case.risk
        risk.printed_cells = cells_to_json(cells)
        session.add(risk)
        reindex(session, risk.organisation_id, risk.id)
