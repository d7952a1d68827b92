"""Controls, assurances, gaps and ratings of risks: one statement for one risk as for a thousand."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlmodel import Session

from riskapp.domain.assurance import LINE_RANK
from riskapp.domain.confidence import Confidence, confidence
from riskapp.domain.lifecycle import OVER, why_over
from riskapp.domain.permissions import Actor
from riskapp.domain.references import milestone_reference
from riskapp.domain.wording import post_words
from riskapp.queries.assurance_columns import (
    ASSURANCE,
    CONTROL,
    GAP,
    RATING,
    STATED,
    assurance_query,
)
from riskapp.queries.cases import no_such_risk, read_case
from riskapp.queries.milestones import list_milestones_of_risks
from riskapp.readmodels.assurance import (
    AssuranceLine,
    AssurancePage,
    ControlLine,
    GapLine,
    RatingLine,
    RiskAssurance,
)
from riskapp.readmodels.plan import MilestoneRow, RiskName

Milestones = Mapping[UUID, Sequence[MilestoneRow]]
"""The milestones of each risk, by the risk's id."""


def list_assurance_of_risks(
    session: Session,
    actor: Actor,
    risk_ids: Sequence[UUID],
    milestones: Milestones,
    on: date | None = None,
    *,
    known_on: date | None = None,
) -> Mapping[UUID, RiskAssurance]:
    """Return what each of these risks has of assurance, as it stood that day.

    What was entered after `known_on` is left out. The caller has made sure that the actor may know
    of the risks; `milestones` are theirs.
    """
    query = assurance_query(actor.organisation_id, on, known_on)
    found: dict[UUID, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in session.connection().execute(query, {"ids": list(risk_ids)}):
        found[row.risk_id][row.part].append(row)
    day = on or actor.today
    return {
        risk_id: _assurance(found[risk_id], milestones.get(risk_id, ()), day, known_on)
        for risk_id in risk_ids
    }


def get_assurance_page(
    session: Session, actor: Actor, reference: str, on: date | None = None
) -> AssurancePage:
    """Return a risk's controls and assurances; NotFoundError when the actor may not know of it."""
    case = read_case(session, actor, reference)
    if on is not None and case.risk.opened_on > on:
        raise no_such_risk(reference)
    risk = RiskName(case.risk.id, case.reference, case.says.title)
    milestones = list_milestones_of_risks(session, actor, [risk.id], on)
    found = list_assurance_of_risks(session, actor, [risk.id], milestones, on)
    status = case.says.status
    over = why_over(status) if status in OVER else ""
    return AssurancePage(risk, found[risk.id], milestones[risk.id], over)


def _assurance(
    parts: Mapping[str, Sequence[Any]],
    milestones: Sequence[MilestoneRow],
    on: date,
    known_on: date | None,
) -> RiskAssurance:
    lines = [_as_known(_line(row, on), known_on) for row in parts[ASSURANCE]]
    standing = [line for line in lines if line.withdrawn_on is None]
    gaps = _gaps(parts[GAP], {one.id: one for one in milestones}, on)
    open_gaps = [gap for gap in gaps if gap.closed_on is None]
    controls = tuple(_control(row, standing, open_gaps, on) for row in parts[CONTROL])
    added = {row.id: row.day for row in reversed(parts[STATED])}
    there = {control.id for control in controls}
    of_risk = [line for line in standing if line.control_id is None]
    return RiskAssurance(
        controls=controls,
        assurances=_by_line(of_risk),
        gaps=tuple(gap for gap in open_gaps if gap.control_id not in there),
        ratings=tuple(_rating(row) for row in reversed(parts[RATING])),
        confidence=_said(of_risk, on),
        closed_gaps=tuple(gap for gap in gaps if gap.closed_on is not None),
        withdrawn=_by_line([line for line in lines if line.withdrawn_on is not None]),
        controls_added=tuple(added.values()),
    )


def _control(
    row: Any, lines: Sequence[AssuranceLine], gaps: Sequence[GapLine], on: date
) -> ControlLine:
    own = [line for line in lines if line.control_id == row.id]
    return ControlLine(
        id=row.id,
        words=row.words,
        control_type=row.control_type,
        owner_post_id=row.owner_post_id,
        owner=post_words(row.owner_post_id, row.owner),
        effectiveness=row.effectiveness,
        last_tested_on=row.last_tested_on,
        frequency=row.frequency,
        version=row.version,
        confidence=_said(own, on),
        assurances=_by_line(own),
        gaps=tuple(gap for gap in gaps if gap.control_id == row.id),
    )


def _by_line(lines: Sequence[AssuranceLine]) -> tuple[AssuranceLine, ...]:
    """Put assurances by line, the highest first, and of a line the newest first."""
    newest_first = lines[::-1]
    return tuple(sorted(newest_first, key=lambda one: -LINE_RANK[one.line]))


def _said(lines: Sequence[AssuranceLine], on: date) -> Confidence:
    return confidence((line.report for line in lines), on)


_AS_READ = (
    "id",
    "control_id",
    "source",
    "source_kind",
    "line",
    "result",
    "level",
    "period_from",
    "period_to",
    "expires_on",
    "evidence",
    "words",
    "by_id",
    "version",
    "withdrawn_on",
    "withdrawn_why",
    "entered_on",
)


def _as_known(line: AssuranceLine, known_on: date | None) -> AssuranceLine:
    """Return an assurance as it was before it was withdrawn, where that was not known yet."""
    if known_on is None or line.withdrawn_on is None or line.withdrawn_on <= known_on:
        return line
    return replace(line, withdrawn_on=None, withdrawn_why="")


def _line(row: Any, on: date) -> AssuranceLine:
    settled = row.settled_on is not None and row.settled_on <= on
    return AssuranceLine(
        **{name: getattr(row, name) for name in _AS_READ},
        independent=bool(row.independent),
        received_on=row.day,
        committee=row.committee or "",
        has_expired=row.expires_on is not None and row.expires_on < on,
        settled_on=row.settled_on if settled else None,
        settled_why=row.settled_why if settled else "",
    )


def _gaps(
    rows: Sequence[Any], milestones: Mapping[UUID, MilestoneRow], on: date
) -> tuple[GapLine, ...]:
    """Return each gap with those of its milestones that mitigate the risk."""
    first: dict[UUID, Any] = {}
    named: dict[UUID, list[MilestoneRow]] = defaultdict(list)
    for row in rows:
        first.setdefault(row.id, row)
        if row.milestone_id in milestones:
            named[row.id].append(milestones[row.milestone_id])
    return tuple(_gap(row, tuple(named[row.id]), on) for row in first.values())


def _gap(row: Any, milestones: tuple[MilestoneRow, ...], on: date) -> GapLine:
    gap = GapLine(row.id, row.control_id, row.gap_kind, row.words, row.day, milestones)
    if row.until_on > on:
        return gap
    return GapLine(
        *(gap.id, gap.control_id, gap.kind, gap.words, gap.since, milestones),
        closed_on=row.until_on,
        closed_why=row.closed_why,
        closed_by=milestone_reference(row.closed_by) if row.closed_by else "",
    )


def _rating(row: Any) -> RatingLine:
    return RatingLine(row.committee, row.rating, row.words, row.day)
