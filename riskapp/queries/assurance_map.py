"""The assurance map of an organisation, in as many statements for 10,000 risks as for ten."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import Session

from riskapp.domain.assurance import Line
from riskapp.domain.assurance_map import CellKind, map_lines
from riskapp.domain.confidence import Report
from riskapp.domain.errors import UnfitError
from riskapp.domain.matrix import Matrix
from riskapp.domain.permissions import Actor
from riskapp.domain.references import risk_reference
from riskapp.domain.scoring import PRODUCTS
from riskapp.domain.wording import NO_COMMITTEE
from riskapp.models.plan import ObjectiveLevel
from riskapp.queries.assurance_map_columns import (
    Found,
    links_query,
    objectives_query,
    reports_query,
    risks_query,
)
from riskapp.queries.matrices import get_matrix
from riskapp.readmodels.assurance_map import AssuranceMap, MapGroup, MapRow
from riskapp.readmodels.register import ObjectiveName
from riskapp.readmodels.scores import ShownScore

Subjects = Mapping[UUID | None, list[Report]]
"""The reports on each control of a risk, and under None those on the whole risk."""
LACKING = frozenset({CellKind.NOTHING, CellKind.EXPIRED})


@dataclass(frozen=True, slots=True)
class MapFilters:
    """Which part of the map is asked for; `hole` is a line that says nothing that counts."""

    objective_id: UUID | None = None
    committee_id: UUID | None = None
    hole: Line | None = None


def get_assurance_map(
    session: Session, actor: Actor, filters: MapFilters, on: date | None = None
) -> AssuranceMap:
    """Return the map of the risks on the BAF that the actor may know of, as at a day.

    UnfitError when an objective is asked for that does not exist.
    """
    day = on or actor.today
    rows = _rows(session, actor, on)
    linked = _linked(session, actor, on)
    found = session.connection().execute(objectives_query(actor)).all()
    names = {row.id: ObjectiveName(row.id, row.number, row.title) for row in found}
    if filters.objective_id is not None and filters.objective_id not in names:
        raise UnfitError("The address asks for an objective that does not exist.")
    whole = [*(_group(name, rows, linked) for name in names.values()), _rest(rows, linked)]
    in_force = {row.id for row in found if _holds(row, day)}
    return _summed(
        tuple(kept for group in whole if (kept := _narrowed(group, filters)).rows),
        objectives=tuple(names.values()),
        committees=_committees(rows),
        without=tuple(_without(whole, in_force)),
    )


def _holds(objective: Found, on: date) -> bool:
    """Tell whether it is an objective, not an aim above some, and of a plan in force."""
    in_force = objective.starts_on <= on <= objective.ends_on
    return objective.level is ObjectiveLevel.OBJECTIVE and in_force


def _group(
    objective: ObjectiveName, rows: Sequence[MapRow], linked: Mapping[UUID, set[UUID]]
) -> MapGroup:
    return MapGroup(objective, tuple(row for row in rows if row.id in linked[objective.id]))


def _rest(rows: Sequence[MapRow], linked: Mapping[UUID, set[UUID]]) -> MapGroup:
    """Return the risks for which no objective is stated."""
    known = set().union(*linked.values())
    return MapGroup(None, tuple(row for row in rows if row.id not in known))


def _narrowed(group: MapGroup, filters: MapFilters) -> MapGroup:
    """Return what is left of a group by what is asked for."""
    objective_id = group.objective.id if group.objective else None
    if filters.objective_id not in {None, objective_id}:
        return MapGroup(group.objective, ())
    return MapGroup(group.objective, tuple(row for row in group.rows if _fits(row, filters)))


def _fits(row: MapRow, filters: MapFilters) -> bool:
    if filters.committee_id not in {None, row.committee_id}:
        return False
    return filters.hole is None or row.cells[filters.hole].kind in LACKING


def _without(groups: Iterable[MapGroup], in_force: set[UUID]) -> Iterable[ObjectiveName]:
    """Yield the objectives in force that no risk on the BAF threatens."""
    for group in groups:
        if group.objective and not group.rows and group.objective.id in in_force:
            yield group.objective


def _summed(
    groups: tuple[MapGroup, ...],
    *,
    objectives: tuple[ObjectiveName, ...],
    committees: tuple[tuple[UUID, str], ...],
    without: tuple[ObjectiveName, ...],
) -> AssuranceMap:
    rows = {row.id: row for group in groups for row in group.rows}.values()
    return AssuranceMap(
        groups,
        risks=len(rows),
        holes=sum(row.holes for row in rows),
        expired=sum(row.expired for row in rows),
        objectives=objectives,
        committees=committees,
        without=without,
    )


def _committees(rows: Iterable[MapRow]) -> tuple[tuple[UUID, str], ...]:
    """Return the committees that lead on a risk of the map, by name."""
    known = {row.committee_id: row.committee for row in rows}
    named = [(key, name) for key, name in known.items() if key is not None]
    return tuple(sorted(named, key=lambda pair: (pair[1], pair[0])))


def _rows(session: Session, actor: Actor, on: date | None) -> list[MapRow]:
    """Return a row for each risk on the BAF, the highest score first."""
    matrix = get_matrix(session, actor, on)
    subjects = _subjects(session, actor, on)
    found = session.connection().execute(risks_query(actor, on))
    day = on or actor.today
    return [_row(risk, matrix, subjects.get(risk.id, {}), day) for risk in found]


def _row(risk: Found, matrix: Matrix, subjects: Subjects, on: date) -> MapRow:
    return MapRow(
        risk.id,
        risk_reference(risk.number),
        risk.printed_reference,
        risk.title,
        _score(risk, matrix),
        risk.committee_id,
        risk.committee or NO_COMMITTEE,
        map_lines(subjects.values(), on),
    )


def _score(risk: Found, matrix: Matrix) -> ShownScore | None:
    if not risk.score:
        return None
    return ShownScore(
        value=risk.score,
        band=matrix.band(risk.score),
        consequence=risk.consequence,
        likelihood=risk.likelihood,
        is_product=risk.score in PRODUCTS,
    )


def _linked(session: Session, actor: Actor, on: date | None) -> Mapping[UUID, set[UUID]]:
    """Return the risks that threaten each objective."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for risk_id, objective_id in session.connection().execute(links_query(actor, on)):
        found[objective_id].add(risk_id)
    return found


def _subjects(session: Session, actor: Actor, on: date | None) -> Mapping[UUID, Subjects]:
    """Return the reports on each risk of the BAF, by what they are about, in their order."""
    found: dict[UUID, dict[UUID | None, list[Report]]] = defaultdict(lambda: defaultdict(list))
    for risk_id, control_id, *said in session.connection().execute(reports_query(actor, on)):
        found[risk_id][control_id].append(Report(*said))
    return found
