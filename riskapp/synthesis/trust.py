"""The synthetic trust itself: its people, units, posts, committees, objectives and programmes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Final
from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.domain.drafts import AddMilestone
from riskapp.domain.due_periods import parse_due
from riskapp.domain.happenings import Happening
from riskapp.domain.matrix import Matrix
from riskapp.domain.permissions import Actor, Role
from riskapp.models import Committee, MatrixVersion, Objective, Organisation, Post, Programme, Unit
from riskapp.models.organisation import CommitteeKind, UnitKind
from riskapp.models.plan import ObjectiveLevel
from riskapp.queries.matrices import matrix_of
from riskapp.services.history import note
from riskapp.services.milestones import add_milestone
from riskapp.services.organisations import NewOrganisation, create_organisation
from riskapp.services.people import DEMONSTRATION_ROLES, command_line_actor, demonstration_person
from riskapp.synthesis.vocabulary import ACTIONS, SERVICES, place

DIRECTORATES: Final = ("Adult services", "Children's services", "Corporate services")
POSTS: Final = (
    "Chief Executive", "Medical Director", "Director of Nursing", "Director of Finance",
    "Director of Operations", "Director of Workforce", "Director of Estates",
)  # fmt: skip
COMMITTEES: Final = ("Quality Committee", "Finance Committee", "Workforce Committee")
OBJECTIVES: Final = ("Safe care", "Skilled people", "Sound finances", "Joined-up services",
                     "Care closer to home")  # fmt: skip
PROGRAMMES: Final = ("Workforce", "Digital records", "Estates", "Winter", "Integration", "Savings")
ALL_STRATEGIC: Final = 1_000
"""Risks up to which every one may be strategic."""
SERVICES_OF_EACH: Final = 9
MILESTONES_OF_EACH: Final = 8


@dataclass(frozen=True, slots=True)
class SyntheticTrust:
    """What its risks refer to, and who acts on them.

    `strategic_share` thins out the links to objectives, so that some tens of risks reach the BAF
    however long the register is: it is what a board can read.
    """

    organisation_id: UUID
    today: date
    matrix_id: UUID
    matrix: Matrix
    people: dict[Role, Actor]
    unit_ids: Sequence[UUID]
    post_ids: Sequence[UUID]
    committees: dict[UUID, str]
    objective_numbers: dict[UUID, str]
    strategic_share: float

    def acting(self, role: Role, day: date) -> Actor:
        """Return the person of a role, acting on a day."""
        return replace(self.people[role], today=day)


def found_trust(
    session: Session, new: NewOrganisation, today: date, chance: Random, *, risks: int
) -> SyntheticTrust:
    """Set up a synthetic organisation for so many risks, all but the risks."""
    organisation, root = create_organisation(session, new)
    commands = command_line_actor(session, organisation, today)
    note(session, commands, Happening.ORGANISATION_CREATED, facts={"name": new.name})
    posts = [Post(organisation_id=organisation.id, title=title) for title in POSTS]
    committees, objectives = _committees(organisation), _objectives(organisation, today)
    units = _units(organisation, root, chance)
    session.add_all([*posts, *committees, *objectives, *units])
    _programmes(session, commands, posts, chance)
    version = _matrix_version(session, organisation)
    return SyntheticTrust(
        organisation_id=organisation.id,
        today=today,
        matrix_id=version.id,
        matrix=matrix_of(session, version),
        people={role: _actor(session, commands, role) for role in DEMONSTRATION_ROLES},
        unit_ids=[root.id, *(unit.id for unit in units)],
        post_ids=[post.id for post in posts],
        committees={committee.id: committee.name for committee in committees},
        objective_numbers={objective.id: objective.number for objective in objectives},
        strategic_share=min(1.0, ALL_STRATEGIC / risks),
    )


def _matrix_version(session: Session, organisation: Organisation) -> MatrixVersion:
    query = select(MatrixVersion).where(col(MatrixVersion.organisation_id) == organisation.id)
    return session.exec(query).one()


def _actor(session: Session, commands: Actor, role: Role) -> Actor:
    person = demonstration_person(session, commands, role)
    return replace(commands, person_id=person.id, name=person.name, role=role)


def _committees(organisation: Organisation) -> list[Committee]:
    board = Committee(organisation_id=organisation.id, name="Trust Board", kind=CommitteeKind.BOARD)
    below = [
        Committee(
            organisation_id=organisation.id,
            name=name,
            kind=CommitteeKind.COMMITTEE,
            parent_id=board.id,
            position=position,
        )
        for position, name in enumerate(COMMITTEES, start=1)
    ]
    return [board, *below]


def _objectives(organisation: Organisation, today: date) -> list[Objective]:
    return [
        Objective(
            organisation_id=organisation.id,
            number=str(number),
            level=ObjectiveLevel.OBJECTIVE,
            title=title,
            starts_on=date(today.year - 2, 4, 1),
            ends_on=date(today.year + 3, 3, 31),
            position=number,
        )
        for number, title in enumerate(OBJECTIVES, start=1)
    ]


def _units(organisation: Organisation, root: Unit, chance: Random) -> list[Unit]:
    """Return three directorates with the services of each: thirty units."""
    services = iter(chance.sample(SERVICES, len(DIRECTORATES) * SERVICES_OF_EACH))
    units: list[Unit] = []
    for name in DIRECTORATES:
        above = Unit(
            organisation_id=organisation.id,
            name=name,
            kind=UnitKind.DIRECTORATE,
            parent_id=root.id,
        )
        units.append(above)
        units += [
            Unit(
                organisation_id=organisation.id,
                name=next(services).capitalize(),
                kind=UnitKind.SERVICE,
                parent_id=above.id,
            )
            for _ in range(SERVICES_OF_EACH)
        ]
    return units


def _programmes(session: Session, commands: Actor, posts: Sequence[Post], chance: Random) -> None:
    """Set up programmes with milestones due in the year before and the year after today."""
    session.flush()
    programmes = [
        Programme(
            organisation_id=commands.organisation_id,
            name=name,
            executive_post_id=chance.choice(posts).id,
            position=position,
        )
        for position, name in enumerate(PROGRAMMES, start=1)
    ]
    session.add_all(programmes)
    session.flush()
    for programme in programmes:
        for _ in range(MILESTONES_OF_EACH):
            due = commands.today + timedelta(days=chance.randint(-365, 365))
            words = f"{chance.choice(ACTIONS)} in {place(chance)}"
            draft = AddMilestone(words, parse_due(due.isoformat()), programme.id)
            add_milestone(session, commands, draft)
