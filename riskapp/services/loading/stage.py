"""Who loads, into which organisation, and on which of the register's days each record is entered.

A real organisation's records are entered today: that is what happens. An invented one's are entered
on the days of its story, so that its history reads as if people had lived it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from sqlmodel import Session, col, select

from riskapp.domain.errors import FieldError, RegisterError
from riskapp.domain.happenings import Happening
from riskapp.domain.permissions import Actor, Role
from riskapp.models import Organisation, OrganisationValue, Person
from riskapp.services.history import note
from riskapp.services.loading.files import LoadError, Raw
from riskapp.services.loading.folder import Folder
from riskapp.services.loading.kinds import Kind
from riskapp.services.loading.ledger import Ledger, open_ledger
from riskapp.services.loading.records import OrganisationRecord
from riskapp.services.organisations import NewOrganisation, create_organisation
from riskapp.services.people import command_line_actor, demonstration_person


@dataclass(slots=True)
class Stage:
    """One load: the session, the organisation, who loads, and what is loaded already."""

    session: Session
    organisation: Organisation
    record: OrganisationRecord
    loader: Actor
    ledger: Ledger
    _people: dict[Role, Person] = field(default_factory=dict)

    def day(self, own: date) -> date:
        """Return the day on which a record is entered whose own day this is."""
        if not self.record.fictional:
            return self.loader.today
        return max(own, self.record.document_date)

    def entered(self, own: date) -> Actor:
        """Return whoever loads, on the day a record is entered."""
        return replace(self.loader, today=self.day(own))

    def player(self, role: Role, on: date) -> Actor:
        """Return the invented person of a role, acting on a day."""
        if role not in self._people:
            self._people[role] = demonstration_person(self.session, self.entered(on), role)
        person = self._people[role]
        return replace(self.loader, person_id=person.id, name=person.name, role=role, today=on)


def open_stage(session: Session, folder: Folder, *, today: date, by: UUID | None = None) -> Stage:
    """Find the folder's organisation or set it up; `by` loads, else the command line.

    LoadError where an organisation of that code did not come from such a folder.
    """
    record = folder.organisation
    query = select(Organisation).where(col(Organisation.code) == record.key)
    found = session.exec(query).first()
    organisation = found or _create(session, record)
    loader = command_line_actor(session, organisation, today)
    if by is not None:
        loader = replace(loader, person_id=by, name=session.get_one(Person, by).name)
    stage = Stage(session, organisation, record, loader, open_ledger(session, organisation.id))
    if stage.ledger.is_new(Kind.ORGANISATION, record.key, record.raw):
        if found:
            raise record.raw.refuse(f"{record.key} is an organisation already", "code")
        stage.ledger.keep(Kind.ORGANISATION, record, organisation.id)
        begun = stage.entered(record.document_date)
        note(session, begun, Happening.ORGANISATION_CREATED, facts={"name": record.name})
    return stage


@contextmanager
def located(raw: Raw) -> Iterator[None]:
    """Say of a rule's refusal which record it is about."""
    try:
        yield
    except LoadError:
        raise
    except RegisterError as error:
        named = error.field if isinstance(error, FieldError) else ""
        raise raw.refuse(str(error), named if named in raw.values else "") from error


def _create(session: Session, record: OrganisationRecord) -> Organisation:
    organisation, _ = create_organisation(
        session,
        NewOrganisation(
            code=record.key,
            name=record.name,
            kind=record.kind,
            fictional=record.fictional,
            vision=record.vision,
            plan=record.document,
            plan_dated=record.document_date,
            plan_dated_basis=record.document_date_basis,
        ),
    )
    for position, (name, words) in enumerate(record.values, start=1):
        session.add(
            OrganisationValue(
                organisation_id=organisation.id, position=position, name=name, words=words
            )
        )
    session.flush()
    return organisation
