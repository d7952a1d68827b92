"""Bringing in everything of an organisation that was taken out, as it was, all or nothing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.clock import uuid7
from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError, UnfitError
from riskapp.domain.happenings import Happening
from riskapp.domain.people import RESERVED_CODES
from riskapp.domain.permissions import require
from riskapp.domain.wording import counted
from riskapp.models import Counter, Organisation, Person, Risk, Table
from riskapp.models.migrating import is_known
from riskapp.models.statistics import count_anew
from riskapp.models.taken import ORGANISATION, taken_tables
from riskapp.queries.checks.everything import check_everything
from riskapp.readmodels.everything import Everything, PlainRow
from riskapp.services.history import note
from riskapp.services.loading.records import CODE
from riskapp.services.people import command_line_actor, ensure_installation
from riskapp.services.restored_rows import AT_ONCE, Values, carry_out, fill, shape_of, write
from riskapp.services.search_index import index_new

ELSEWHERE: Final = "{}@brought-in.invalid"
"""The e-mail address of a person whose own belongs to somebody else here; no mail reaches it."""
LONGEST_CODE: Final = 20

_ORGANISATION: Final = Table.metadata.tables["organisation"]
_PERSON: Final = Table.metadata.tables["person"]
_OF_PERSON: Final = ("password_hash", "demonstration", "created_at")
"""What is not taken out of a person."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought in: rows by table, the people added, and those under another e-mail."""

    organisation_id: UUID
    name: str
    rows: dict[str, int] = field(default_factory=dict)
    added: int = 0
    renamed: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """Say it in a line or two."""
        said = (
            f"{self.name}: brought in {counted(self.rows.get('risk', 0), 'risk')} and"
            f" {counted(self.rows.get('history', 0), 'entry', 'entries')} of history. New here,"
            f" and without a password: {counted(self.added, 'person', 'people')}."
        )
        if not self.renamed:
            return said
        names = ", ".join(self.renamed)
        return f"{said} With another e-mail address, since theirs is taken here: {names}."


def restore_everything(
    session: Session, everything: Everything, code: str, *, today: date, by: Person | None = None
) -> Restored:
    """Bring everything in as the organisation of that code, which must be new or empty.

    Rows keep their keys, and the history its chain. `by` is recorded as who brings it in, else the
    command line. UnfitError, in one sentence, for what does not fit or does not hang together.
    """
    actor = command_line_actor(session, ensure_installation(session), today)
    require(actor, Action.LOAD)
    if not is_known(everything.schema):
        raise UnfitError(
            "The file was taken out of a later version of the register: bring this one up to date"
            " first."
        )
    organisation = _organisation(session, everything.organisation, code)
    added, renamed = _people(session, everything.people)
    rows = fill(session, organisation.id, everything.tables)
    _index(session, organisation.id)
    count_anew(session.connection())
    _refuse_unsound(session, organisation)
    acting = replace(actor, person_id=by.id, name=by.name) if by else actor
    note(session, acting, Happening.ORGANISATION_CREATED, facts={"name": organisation.name})
    return Restored(organisation.id, organisation.name, rows, added, renamed)


def _organisation(session: Session, row: PlainRow, code: str) -> Organisation:
    """Return the organisation that takes the rows: a new one, or an empty one cleared of all."""
    if not CODE.fullmatch(code) or len(code) > LONGEST_CODE or code in RESERVED_CODES:
        raise FieldError("code", f"The code {code} cannot be an organisation's.")
    values = shape_of(_ORGANISATION, "id", "parent_id").values(row, 1) | {"code": code}
    there = sa.select(_ORGANISATION.c.id).where(_ORGANISATION.c.code == code)
    key = session.connection().execute(there).scalar()
    if key is None:
        key = uuid7()
        write(session, _ORGANISATION, [{"id": key, **values}])
    else:
        _clear(session, key, code)
        same = sa.update(_ORGANISATION).where(_ORGANISATION.c.id == key)
        carry_out(session, _ORGANISATION, same.values(values))
    return session.get_one(Organisation, key, populate_existing=True)


def _clear(session: Session, organisation_id: UUID, code: str) -> None:
    """Take out what an organisation is set up with; refuse one in which anything happened."""
    ours = col(Counter.organisation_id) == organisation_id
    happened = sa.exists().where(ours, col(Counter.history_number) > 0)
    risks = sa.exists().where(col(Risk.organisation_id) == organisation_id)
    if session.connection().execute(sa.select(sa.or_(happened, risks))).scalar():
        raise UnfitError(
            f"{code} is not empty: everything can only be brought in as an organisation of its own."
        )
    for table in reversed(taken_tables()):
        whole = sa.delete(table).where(table.columns[ORGANISATION] == organisation_id)
        session.connection().execute(whole)


def _people(session: Session, people: Sequence[PlainRow]) -> tuple[int, tuple[str, ...]]:
    """Add those who are not known by their key; return how many, and who has another e-mail."""
    shape = shape_of(_PERSON, *_OF_PERSON)
    there = sa.select(_PERSON.c.id, _PERSON.c.email)
    known = {row.id: row.email for row in session.connection().execute(there)}
    taken = set(known.values())
    read = (shape.values(row, number) for number, row in enumerate(people, start=1))
    new = [_under(one, taken) for one in read if one["id"] not in known]
    write(session, _PERSON, [one for one, _ in new])
    return len(new), tuple(one["name"] for one, renamed in new if renamed)


def _under(person: Values, taken: set[str]) -> tuple[Values, bool]:
    """Return a person under an e-mail address that nobody else has, and whether it is another."""
    renamed = person["email"] in taken
    email = ELSEWHERE.format(person["id"]) if renamed else person["email"]
    return {**person, "email": email}, renamed


def _index(session: Session, organisation_id: UUID) -> None:
    query = sa.select(col(Risk.id)).where(col(Risk.organisation_id) == organisation_id)
    ids: Sequence[Any] = session.connection().execute(query).scalars().all()
    for first in range(0, len(ids), AT_ONCE):
        index_new(session, organisation_id, ids[first : first + AT_ONCE])


def _refuse_unsound(session: Session, organisation: Organisation) -> None:
    """Refuse rows that point at none, a broken history, and whatever does not follow from it."""
    for words in _orphans(session, organisation.id):
        raise UnfitError(f"The file does not hang together: {words}")
    ours = re.compile(rf"(?:^|of ){re.escape(organisation.code)}[ :]")
    for finding in check_everything(session):
        if ours.search(finding):
            raise UnfitError(f"The file does not hang together. {finding}")


def _orphans(session: Session, organisation_id: UUID) -> Iterator[str]:
    """Name each table that points at rows which are not there: keys are checked at the end."""
    for table in taken_tables():
        for key in table.foreign_key_constraints:
            parent = key.referred_table
            if ORGANISATION in parent.columns and _points_at_none(
                session, organisation_id, table, key
            ):
                yield f"a row of {table.name} points at one of {parent.name} that is not in it."


def _points_at_none(
    session: Session, organisation_id: UUID, table: sa.Table, key: sa.ForeignKeyConstraint
) -> bool:
    there = key.referred_table.alias()
    pairs = [(one.parent, there.columns[one.column.name]) for one in key.elements]
    points = (child.is_not(None) for child, _ in pairs)
    missing = ~sa.exists().where(*(child == found for child, found in pairs))
    mine = table.columns[ORGANISATION] == organisation_id
    query = sa.select(sa.exists().where(mine, *points, missing))
    return bool(session.connection().execute(query).scalar())
