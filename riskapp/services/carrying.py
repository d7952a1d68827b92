"""Carrying over what a merged risk was linked to: objectives, milestones and exposure."""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar
from uuid import UUID

from sqlmodel import col, select

from riskapp.domain.wording import counted
from riskapp.models import RiskExposure, RiskMilestone, RiskObjective
from riskapp.queries.exposure import stands_above
from riskapp.queries.scope import still
from riskapp.services.deeds import Deed
from riskapp.services.exposure import one_at_a_time
from riskapp.services.search_index import reindex

AnyLink = TypeVar("AnyLink", RiskObjective, RiskMilestone, RiskExposure)


class Carried(NamedTuple):
    """How many links of each sort the other risk took over."""

    objectives: int
    milestones: int
    exposure: int

    @property
    def words(self) -> str:
        """Say how many: "1 objective, no milestones and 2 links of exposure"."""
        exposure = counted(self.exposure, "link of exposure", "links of exposure")
        objectives, milestones = (
            counted(self.objectives, "objective"),
            counted(self.milestones, "milestone"),
        )
        return f"{objectives}, {milestones} and {exposure}"


def carry_over(deed: Deed, other: Deed) -> Carried:
    """End the risk's links today and give the other risk those it did not have."""
    one_at_a_time(deed)
    above = _carry(deed, other, RiskExposure, "operational_id", "strategic_id")
    below = _carry(deed, other, RiskExposure, "strategic_id", "operational_id")
    objectives = _carry(deed, other, RiskObjective, "risk_id", "objective_id")
    milestones = _carry(deed, other, RiskMilestone, "risk_id", "milestone_id")
    from_risk, into = deed.case.risk, other.case.risk
    reindex(deed.session, into.organisation_id, from_risk.id, into.id)
    return Carried(objectives, milestones, above + below)


def _carry(deed: Deed, other: Deed, table: type[AnyLink], own: str, end: str) -> int:
    """Carry the links of one table over, by the column of the risk and that of the other end."""
    into = other.case.risk.id
    held = {getattr(link, end) for link in _held(other, table, own)} | {into}
    carried = 0
    for link in _held(deed, table, own):
        fields = link.model_dump() | {own: into, "from_on": deed.actor.today}
        _end(deed, link)
        deed.session.flush()
        if fields[end] not in held and not _makes_ring(other, own, fields[end]):
            deed.session.add(table(**fields))
            carried += 1
    deed.session.flush()
    return carried


def _makes_ring(other: Deed, own: str, end_id: UUID) -> bool:
    """Tell whether a link of exposure would place a risk under itself; other links never do."""
    into = other.case.risk
    if own == "operational_id":
        return stands_above(other.session, into.organisation_id, into.id, other_id=end_id)
    if own == "strategic_id":
        return stands_above(other.session, into.organisation_id, end_id, other_id=into.id)
    return False


def _held(deed: Deed, table: type[AnyLink], own: str) -> Sequence[AnyLink]:
    query = select(table).where(
        col(table.organisation_id) == deed.case.risk.organisation_id,
        getattr(table, own) == deed.case.risk.id,
        still(table),
    )
    return deed.session.exec(query).all()


def _end(deed: Deed, link: AnyLink) -> None:
    """End a link today; one made today never held at a day's end, so it goes."""
    if link.from_on >= deed.actor.today:
        deed.session.delete(link)
    else:
        link.until_on = deed.actor.today
