"""What happened in an organisation, in sentences: some of it at a time, or all of it in turn.

The newest come first: by the day on which they were entered, then by their numbers. Every filter
has an index in that order, so that a page takes as long at ten million entries as at a thousand.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.actions import Action
from riskapp.domain.errors import NotFoundError
from riskapp.domain.happenings import Happening
from riskapp.domain.history_filters import HistoryFilters
from riskapp.domain.permissions import Actor, require
from riskapp.models import (
    History,
    Membership,
    Milestone,
    Pack,
    Person,
    Risk,
    RiskMilestone,
    RiskVersion,
)
from riskapp.queries.history_lines import COLUMNS, read_lines, with_words
from riskapp.queries.issued_packs import readable
from riskapp.queries.joins import points_at
from riskapp.queries.milestone_history import OWN
from riskapp.queries.names import Names
from riskapp.queries.scope import Condition, holds, number_if_known, same_risk, still, visible
from riskapp.queries.written import written_once
from riskapp.readmodels.history import ChainedLine, OrganisationHistory

PAGE_SIZE = 50
AT_ONCE = 1_000
HIGHEST = 2_147_483_647
"""The highest number that an entry may have, on both engines."""
ALL = HistoryFilters()
OF_PACKS = (Happening.PACK_ISSUED, Happening.PACK_REISSUED, Happening.PACK_WITHDRAWN)

_DAY, _NUMBER = col(History.entered_on), col(History.number)
_BEFORE: sa.BindParameter[int] = sa.bindparam("before", type_=sa.Integer())
_MOST: sa.BindParameter[int] = sa.bindparam("most", type_=sa.Integer())


def get_organisation_history(
    session: Session,
    actor: Actor,
    filters: HistoryFilters,
    before: int | None = None,
    *,
    most: int | None = None,
) -> OrganisationHistory:
    """Return a page of the entries that the filters let through, from those before an entry on.

    `most` is how many a page holds, where that is not the usual number.
    Entries about risks that the actor may not know of are not among them.
    """
    require(actor, Action.VIEW_HISTORY)
    most = most or PAGE_SIZE
    found = _read(session, actor, filters, before, most + 1)
    newest = found if before is None and filters == ALL else _read(session, actor, ALL, None, 1)
    lines = tuple(found[:most])
    older = lines[-1].line.number if len(found) > most else None
    return OrganisationHistory(lines, older, newest[0] if newest else None)


def list_whole_history(
    session: Session, actor: Actor, filters: HistoryFilters
) -> Iterator[ChainedLine]:
    """Yield every entry that the filters let through, asking for some at a time."""
    require(actor, Action.VIEW_HISTORY)
    before = None
    while found := _read(session, actor, filters, before, AT_ONCE):
        yield from found
        before = found[-1].line.number


def get_entry(session: Session, actor: Actor, number: int) -> ChainedLine:
    """Return one entry; NotFoundError when the actor may not know of it."""
    require(actor, Action.VIEW_HISTORY)
    found = _lines(session, _one(actor), before=number, most=1) if number <= HIGHEST else ()
    if not found:
        raise NotFoundError(f"There is no entry {number} that you may see.")
    return found[0]


def list_writers(session: Session, actor: Actor) -> Names:
    """Return whoever may have made entries, by id and name: those with a role here, and others."""
    here = col(Membership.organisation_id) == actor.organisation_id
    wrote = col(History.organisation_id) == actor.organisation_id
    query = (
        sa.select(col(Person.id), col(Person.name))
        .where(
            sa.or_(
                sa.exists().where(here, col(Membership.person_id) == col(Person.id)),
                sa.exists().where(wrote, col(History.by_id) == col(Person.id)),
            )
        )
        .order_by(col(Person.name), col(Person.id))
    )
    return tuple((row.id, row.name) for row in session.connection().execute(query))


def sees_all(actor: Actor) -> bool:
    """Tell whether every entry of the organisation shows to somebody."""
    return actor.sees_restricted and actor.units is None and not actor.sees_own_only


def known(actor: Actor) -> Condition:
    """Let through the entries that the actor may know of: of visible risks, or of none.

    What was done with a pack shows to whoever may read the pack: why it was may speak of its risks.
    """
    if sees_all(actor):
        return sa.true()
    readable_pack = sa.exists().where(col(Pack.id) == col(History.subject_id), readable(actor))
    no_other_pack = sa.or_(col(History.kind).not_in(OF_PACKS), readable_pack.correlate(History))
    about_none = sa.and_(
        col(History.risk_id).is_(None),
        sa.or_(col(History.kind).not_in(OWN), _known_milestone(actor)),
    )
    seen = sa.or_(about_none, _visible_risk(actor, col(History.risk_id)))
    return sa.and_(seen, no_other_pack)


def _read(
    session: Session, actor: Actor, filters: HistoryFilters, before: int | None, most: int
) -> list[ChainedLine]:
    statement = _page(actor, filters, later=before is not None)
    return _lines(session, statement, before=before, most=most)


def _lines(
    session: Session, statement: sa.Select[*tuple[Any, ...]], **sent: int | None
) -> list[ChainedLine]:
    read = read_lines(session, statement.params(**sent))
    return [ChainedLine(line, row.entry_hash) for row, line in read]


@written_once
def _page(actor: Actor, filters: HistoryFilters, *, later: bool) -> Any:
    """Return the statement for some entries; `later` if it begins before an entry named."""
    wanted = list(_wanted(actor, filters))
    if later:
        day = sa.select(_DAY).where(wanted[0], _NUMBER == _BEFORE).scalar_subquery()
        wanted.append(sa.tuple_(_DAY, _NUMBER) < sa.tuple_(day, _BEFORE))
    if filters.kinds and (filters.by_id or filters.risk_id):
        wanted.append(col(History.kind).in_(filters.kinds))
    elif filters.kinds:
        return _with_words(actor, _of_kinds(filters.kinds, wanted))
    return _with_words(actor, _newest(*wanted).subquery())


def _of_kinds(kinds: Iterable[Happening], wanted: Sequence[Condition]) -> sa.Subquery:
    """Pick the newest entries of some kinds, whoever made them and whatever they are about."""
    # One by one, each from its own part of the index: the newest of several kinds at once would
    # be looked for among all entries, or sorted out of all those of these kinds.
    each = [_newest(*wanted, col(History.kind) == kind).subquery() for kind in kinds]
    some = sa.union_all(*(sa.select(one) for one in each)).subquery()
    order = (some.c.entered_on.desc(), some.c.number.desc())
    return sa.select(some).order_by(*order).limit(_MOST).subquery()


@written_once
def _one(actor: Actor) -> Any:
    """Return the statement for one entry."""
    here = col(History.organisation_id) == actor.organisation_id
    return _with_words(actor, _newest(here, _NUMBER == _BEFORE, known(actor)).subquery())


def _wanted(actor: Actor, filters: HistoryFilters) -> Iterator[Condition]:
    yield col(History.organisation_id) == actor.organisation_id
    yield known(actor)
    if filters.by_id:
        yield col(History.by_id) == filters.by_id
    if filters.risk_id:
        yield col(History.risk_id) == filters.risk_id
    if filters.from_on:
        yield filters.from_on <= _DAY
    if filters.until_on:
        yield filters.until_on >= _DAY


def _newest(*wanted: Condition) -> sa.Select[*tuple[Any, ...]]:
    query: sa.Select[*tuple[Any, ...]] = sa.select(_DAY, _NUMBER).where(*wanted)
    return query.order_by(_DAY.desc(), _NUMBER.desc()).limit(_MOST)


def _with_words(actor: Actor, picked: sa.Subquery) -> sa.Select[*tuple[Any, ...]]:
    """Return the statement for the entries picked, with who made them and what was typed."""
    linked = number_if_known(actor, col(History.subject_id)).label("linked")
    query: sa.Select[*tuple[Any, ...]] = (
        sa.select(*COLUMNS, col(History.entry_hash), linked)
        .select_from(picked)
        .join(History, picked.c.number == _NUMBER)
        .where(col(History.organisation_id) == actor.organisation_id)
        .order_by(_DAY.desc())
    )
    return with_words(query)


def _visible_risk(actor: Actor, risk_id: Any) -> sa.Exists:
    return (
        sa.exists()
        .where(col(Risk.id) == risk_id, same_risk(), still(RiskVersion), visible(actor))
        .correlate_except(Risk, RiskVersion)
    )


def _known_milestone(actor: Actor) -> sa.Exists:
    """Tell whether an entry is about a programme's milestone, or an action of a visible risk."""
    serves = (
        sa.exists()
        .where(
            points_at(RiskMilestone.milestone_id, Milestone),
            holds(RiskMilestone, actor.today),
            _visible_risk(actor, col(RiskMilestone.risk_id)),
        )
        .correlate_except(RiskMilestone)
    )
    return (
        sa.exists()
        .where(
            points_at(History.subject_id, Milestone),
            sa.or_(col(Milestone.programme_id).is_not(None), serves),
        )
        .correlate_except(Milestone)
    )
