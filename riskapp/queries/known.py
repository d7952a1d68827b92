"""The page of a risk from what had been entered by a day, and not a word of what came later.

What people may date back is told apart by the day on which it was entered: scores, what follows
from them, assurances and occurrences. All else holds from the day on which it is entered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Session, col

from riskapp.domain.appetite import Stated, applying
from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.domains import Domain
from riskapp.domain.exposure import compared_with
from riskapp.domain.happenings import Happening
from riskapp.domain.intervals import lay_out
from riskapp.domain.known import Look
from riskapp.domain.matrix import Matrix
from riskapp.domain.permissions import Actor
from riskapp.domain.scoring import ScoreKind
from riskapp.models import History
from riskapp.queries.appetite import list_stated
from riskapp.queries.assessments import list_assessments
from riskapp.queries.cases import no_such_risk
from riskapp.queries.path import path_shown
from riskapp.queries.risk_page import find_page
from riskapp.readmodels.exposure import ExposedRisk
from riskapp.readmodels.life import Life
from riskapp.readmodels.register import RegisterRow
from riskapp.readmodels.risk_page import AssessmentLine, RiskPage, resting_on
from riskapp.readmodels.scores import ShownScore

Lines = Sequence[AssessmentLine]


def get_known_page(session: Session, actor: Actor, reference: str, look: Look) -> RiskPage:
    """Return the page of a risk on a day, from what had been entered by another.

    NotFoundError where the risk had not been entered. Of quality checks nothing is told.
    """
    page = find_page(session, actor, reference, look.on, known_on=look.known_on)
    later = _entered_later(session, actor, page.row.id, look)
    if later.raised:
        raise no_such_risk(reference)
    lines = tuple(line for line in page.assessments if line.entered_on <= look.known_on)
    held = _held(lines, look.on, page.opened_on)
    stated = list_stated(session, actor, look.on)
    row = _row(page, held, later, stated)
    return replace(
        page,
        row=row,
        assessments=lines,
        inherent=_newest(lines, ScoreKind.INHERENT),
        decisions=resting_on(page.decisions, row.current),
        life=_life(page, later, look),
        path=path_shown(lines, page.milestones, page.assurance.controls_added, look.on),
        **_kin(session, actor, page, look),
    )


@dataclass(frozen=True, slots=True)
class _Later:
    """What was entered later: the risk itself, or stays of it on registers."""

    raised: bool
    stays: frozenset[UUID]


def _entered_later(session: Session, actor: Actor, risk_id: UUID, look: Look) -> _Later:
    query: sa.Select[*tuple[Any, ...]] = sa.select(
        col(History.kind), col(History.subject_id)
    ).where(
        col(History.organisation_id) == actor.organisation_id,
        col(History.risk_id) == risk_id,
        col(History.kind).in_((Happening.RISK_RAISED, Happening.PLACED)),
        col(History.entered_on) > look.known_on,
    )
    found = session.connection().execute(query).all()
    raised = any(row.kind is Happening.RISK_RAISED for row in found)
    stays = (row.subject_id for row in found if row.kind is Happening.PLACED)
    return _Later(raised, frozenset(stays))


def _held(lines: Lines, on: date, opened_on: date | None) -> Mapping[ScoreKind, AssessmentLine]:
    """Return the score of each kind that held on a day, from scores given newest first."""
    oldest_first = sorted(lines, key=lambda line: line.id)
    by_mark = {line.id.hex: line for line in lines}
    held: dict[ScoreKind, AssessmentLine] = {}
    for kind in ScoreKind:
        unscored = [(opened_on, "")] if opened_on and kind is ScoreKind.CURRENT else []
        given = ((_day(line), line.id.hex) for line in oldest_first if line.kind is kind)
        for span in lay_out([*unscored, *given]):
            if span.from_on <= on < span.until_on and span.mark:
                held[kind] = by_mark[span.mark]
    return held


def _day(line: AssessmentLine) -> date:
    return line.score.on or line.entered_on


def _newest(lines: Lines, kind: ScoreKind) -> ShownScore | None:
    return next((line.score for line in lines if line.kind is kind), None)


def _row(
    page: RiskPage,
    held: Mapping[ScoreKind, AssessmentLine],
    later: _Later,
    stated: Sequence[Stated],
) -> RegisterRow:
    """Return what lists show of the risk, from the scores that were known."""
    current, target = held.get(ScoreKind.CURRENT), held.get(ScoreKind.TARGET)
    awaits = any(
        one.kind is DecisionKind.VALIDATE and one.state is DecisionState.OPEN
        for one in page.decisions
    )
    return replace(
        page.row,
        current=_shown(current, page.matrix, awaits=awaits),
        target=_shown(target, page.matrix),
        registers=tuple(one for one in page.row.registers if one.id not in later.stays),
        appetites=applying(stated, (one.id for one in page.row.objectives), _leading(current)),
    )


def _shown(
    line: AssessmentLine | None, matrix: Matrix, *, awaits: bool = False
) -> ShownScore | None:
    """Return a score as lists show it, in the bands and words of the day."""
    if line is None:
        return None
    band = matrix.band(line.score.value)
    return replace(line.score, band=band, words=matrix.words, awaiting_validation=awaits)


def _leading(line: AssessmentLine | None) -> tuple[Domain, ...]:
    """Return the domains with the highest consequence of a score."""
    if line is None:
        return ()
    highest = max((given for _, given in line.domains), default=0)
    return tuple(domain for domain, given in line.domains if given == highest)


def _life(page: RiskPage, later: _Later, look: Look) -> Life:
    happened = (one for one in page.life.occurrences if one.entered_on <= look.known_on)
    left = (one for one in page.life.left if one.id not in later.stays)
    return replace(page.life, occurrences=tuple(happened), left=tuple(left))


def _kin(session: Session, actor: Actor, page: RiskPage, look: Look) -> dict[str, Any]:
    """Return the risks above and below with the scores that were known of them."""
    since = page.exposure.since or compared_with(page.last_reviewed, look.on)
    ids = [one.id for one in (*page.exposure.risks, *page.under)]
    lines = list_assessments(session, actor, ids, look.on)

    def known(risks: Sequence[ExposedRisk]) -> tuple[ExposedRisk, ...]:
        return tuple(
            _exposed(one, lines.get(one.id, ()), since, page.matrix, look) for one in risks
        )

    return {
        "exposure": replace(page.exposure, risks=known(page.exposure.risks)),
        "under": known(page.under),
    }


def _exposed(
    risk: ExposedRisk, lines: Lines, since: date, matrix: Matrix, look: Look
) -> ExposedRisk:
    entered = [line for line in lines if line.entered_on <= look.known_on]
    now, then = (_held(entered, day, None).get(ScoreKind.CURRENT) for day in (look.on, since))
    if now is None:
        return replace(risk, score=None, before=None, is_high=False)
    given, value = now.score, now.score.value
    score = ShownScore(
        value,
        matrix.band(value),
        given.consequence,
        given.likelihood,
        is_product=given.is_product,
    )
    before = then.score.value if then else None
    return replace(risk, score=score, before=before, is_high=matrix.escalates(value))
