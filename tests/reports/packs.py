"""Board packs to draw: typical, empty, hostile and large."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from riskapp.domain.decisions import DecisionKind, DecisionState
from riskapp.domain.domains import Domain
from riskapp.domain.escalation import Entered, Register
from riskapp.domain.lifecycle import RiskKind, RiskStatus, Visibility
from riskapp.domain.matrix import Matrix
from riskapp.domain.milestones import MilestoneStatus, standing
from riskapp.domain.scoring import PRODUCTS, ScoreKind
from riskapp.readmodels.board_pack import BoardPack, MonthEnd, Warned
from riskapp.readmodels.life import NO_TURNS, Left, Life
from riskapp.readmodels.plan import DueShown, MilestoneCounts, MilestoneRow, ProgrammeRow, RiskName
from riskapp.readmodels.register import (
    Framework,
    HighLevelRegister,
    ObjectiveGroup,
    ObjectiveName,
    OnRegister,
    RegisterRow,
)
from riskapp.readmodels.risk_page import AssessmentLine, DecisionLine, RiskPage
from riskapp.readmodels.scores import ShownScore
from tests.composing.moves import changed

MATRIX = Matrix()
AS_AT = date(2018, 6, 30)
PLAN_DAY = date(2018, 4, 1)
DUE = (date(2018, 5, 31), date(2018, 9, 30), None, date(2018, 6, 1))
OBJECTIVES = (
    ObjectiveName(UUID(int=9001), "1", "To keep people well at home"),
    ObjectiveName(UUID(int=9002), "2", "To be an outstanding place to work"),
)


def scored(consequence: int, likelihood: int, **more: Any) -> ShownScore:
    value = consequence * likelihood
    return ShownScore(value, MATRIX.band(value), consequence, likelihood, on=AS_AT, **more)


def printed(value: int) -> ShownScore:
    return ShownScore(
        value,
        MATRIX.band(value),
        is_product=value in PRODUCTS,
        on=PLAN_DAY,
        basis="date of the document",
    )


def held_by(number: int, score: ShownScore | None) -> tuple[OnRegister, ...]:
    baf = OnRegister(Register.BAF, PLAN_DAY, Entered.AS_PRINTED, 12, f"{number} 0316")
    if score is None or not MATRIX.escalates(score.value):
        return (baf,)
    high = OnRegister(Register.HLRR, PLAN_DAY, Entered.THRESHOLD, score.value, basis="not printed")
    return (baf, replace(high, awaiting_validation=score.awaiting_validation))


def a_row(number: int, score: ShownScore | None, **more: Any) -> RegisterRow:
    row = RegisterRow(
        id=UUID(int=number),
        reference=f"R-{number:04}",
        printed_reference=f"{number} 0316",
        title=f"Too few community nurses for the demand in locality {number}",
        kind=RiskKind.STRATEGIC,
        status=RiskStatus.OPEN,
        visibility=Visibility.PUBLIC,
        unit="Adult services",
        owner="General manager, adult services",
        executive="Director of Operations",
        committee="Healthcare Governance Committee",
        current=score,
        target=scored(4, 2, target_on=date(2019, 3, 31)) if number % 2 else None,
        registers=held_by(number, score),
        objectives=OBJECTIVES[: number % 3],
    )
    return replace(row, **more)


def a_milestone(number: int, **more: Any) -> MilestoneRow:
    due_on = DUE[number % len(DUE)]
    status = list(MilestoneStatus)[number % len(MilestoneStatus)]
    earlier = (DueShown("Mar 2018", date(2018, 3, 31), date(2017, 10, 2)),)
    row = MilestoneRow(
        id=UUID(int=5000 + number),
        reference=f"M-{number:03}",
        words=f"Move team {number} to the new rota and agree it with staff side",
        programme="New models of care",
        programme_id=None,
        workstream="Integrated teams",
        owner="",
        status=status,
        standing=standing(status, due_on, AS_AT),
        due=DueShown("Q2-3 2018 / 19", due_on, date(2018, 2, 5)),
        earlier=earlier if number % 3 == 0 else (),
        risks=(RiskName(UUID(int=1), "R-0001", "Workforce"),) if number % 2 else (),
        done_on=date(2018, 5, 1) if status is MilestoneStatus.DONE else None,
    )
    return replace(row, **more)


def an_assessment(number: int, score: ShownScore, **more: Any) -> AssessmentLine:
    line = AssessmentLine(
        id=UUID(int=7000 + number),
        kind=ScoreKind.CURRENT,
        score=score,
        domains=((Domain.SAFETY, score.consequence or 1),),
        reason=f"Vacancies stood at 14% in the {number} localities that reported.",
        by="risk lead",
        entered_on=AS_AT,
        backdated=False,
    )
    return replace(line, **more)


def a_decision(number: int) -> DecisionLine:
    return DecisionLine(
        UUID(int=8000 + number),
        DecisionKind.VALIDATE,
        DecisionState.OPEN,
        None,
        AS_AT,
        "risk lead",
        "The score reached the threshold.",
        12,
        16,
    )


LEFT = Life(left=(Left(Register.HLRR, date(2017, 1, 9), date(2017, 6, 1)),))


def a_risk(row: RegisterRow, **more: Any) -> RiskPage:
    score = row.current
    risk = RiskPage(
        row=row,
        matrix=MATRIX,
        cause=f"vacancies stay open for longer than budgeted in locality {row.reference}",
        event=f"visits are missed or shortened for patients of {row.reference}",
        effect=f"avoidable harm and admissions follow for {row.reference}",
        origin="risk-assessment",
        treatment="treat",
        programme="New models of care",
        opened_on=PLAN_DAY,
        opened_basis="date of the document",
        printed_in="Table 18",
        printed_date="March 16",
        source="Delivery Plan 2018 - 2020, lines 3677 to 3695",
        version=1,
        visibility_reason="",
        inherent=scored(5, 4) if score else None,
        assessments=(an_assessment(2, score), an_assessment(1, printed(12))) if score else (),
        decisions=(a_decision(row.id.int),) if score and score.awaiting_validation else (),
        life=NO_TURNS if score else LEFT,
        milestones=(a_milestone(1), a_milestone(3)),
    )
    return replace(risk, **{"next_review": date(2018, 7, 30), **more})


def pack_of(risks: tuple[RiskPage, ...], **more: Any) -> BoardPack:
    """Return the pack of these risks, its lists and counts following from them."""
    rows = tuple(risk.row for risk in risks)
    high = tuple(row for row in rows if row.standing_on(Register.HLRR))
    awaiting = sum(bool(row.current and row.current.awaiting_validation) for row in rows)
    pack = BoardPack(
        organisation="Example Community NHS Trust",
        organisation_code="demo",
        fictional=True,
        as_at=AS_AT,
        public=False,
        matrix=MATRIX,
        objectives=tuple((o.number, o.title) for o in OBJECTIVES),
        summary=rows,
        framework=Framework(_groups(rows), len(rows), awaiting),
        high_level=HighLevelRegister(high, awaiting, 0, 0),
        risks=risks,
        programmes=(),
        milestones=MilestoneCounts(0, 0, 0, 0, 0),
        warnings=(),
        changes=changed(()),
    )
    return replace(pack, **more)


def _groups(rows: tuple[RegisterRow, ...]) -> tuple[ObjectiveGroup, ...]:
    groups = tuple(
        ObjectiveGroup(o, "Chief Nurse", "Board", tuple(r for r in rows if o in r.objectives))
        for o in OBJECTIVES
    )
    none = tuple(row for row in rows if not row.objectives)
    return (*groups, ObjectiveGroup(None, "", "", none))


SCORES: tuple[ShownScore | None, ...] = (
    scored(5, 4, awaiting_validation=True),
    printed(18),
    scored(4, 4),
    printed(16),
    scored(3, 4),
    scored(4, 3),
    scored(3, 2),
    scored(1, 3),
    None,
)


def typical(risks: int = 12) -> BoardPack:
    """Return a pack such as a Board would read, with `risks` on the framework."""
    pages = tuple(a_risk(a_row(n + 1, SCORES[n % len(SCORES)])) for n in range(risks))
    milestones = tuple(a_milestone(n) for n in range(max(24, risks // 2)))
    return pack_of(
        pages,
        programmes=_programmes(milestones),
        milestones=MilestoneCounts(len(milestones), 4, 6, 3, 2),
        warnings=(
            Warned(
                "No objective is stated",
                "Say which objective the risk affects, or that it affects none.",
                tuple(page.row.reference for page in pages if not page.row.objectives),
            ),
        ),
        trend=(MonthEnd(date(2018, 5, 31), (1, 2, 3, 4, 0)), MonthEnd(AS_AT, (2, 2, 3, 5, 1))),
        changes=changed(),
        left_out=1,
    )


def _programmes(milestones: tuple[MilestoneRow, ...]) -> tuple[ProgrammeRow, ...]:
    lead = "Director of Operations"
    name = "New models of care"
    care = ProgrammeRow(UUID(int=6000), name, "5.1", lead, (), ("1", "2"), milestones)
    return care, ProgrammeRow(UUID(int=6001), "Estates", "5.2", lead, (), (), ())


def empty() -> BoardPack:
    """Return the pack of an organisation with nothing in its registers."""
    return pack_of(())
