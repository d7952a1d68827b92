"""A risk's page says what holds the risk, how anybody knows, and what is missing."""

from datetime import date
from uuid import UUID

from riskapp.domain.assurance import AssuranceResult, Line, SourceKind
from riskapp.domain.confidence import NONE_YET, Confidence, ConfidenceKind
from riskapp.domain.controls import ControlType, Effectiveness, GapKind
from riskapp.domain.lifecycle import RiskStatus
from riskapp.papers.risk_assurance import accepted, controls, exposed, risk_assurance
from riskapp.readmodels.assurance import AssuranceLine, ControlLine, GapLine, RiskAssurance
from riskapp.readmodels.exposure import ExposedRisk, Exposure
from riskapp.readmodels.finals import Words
from riskapp.readmodels.paper import Table, plain
from riskapp.readmodels.paper_words import pieces_of
from tests.composing.reading import words_of
from tests.composing.test_asked_for import accepted as an_accepted_risk
from tests.reports.packs import AS_AT, a_milestone, scored

RISK = UUID(int=1)
ON = date(2018, 3, 7)


def an_assurance(line: Line, expires_on: date | None, *, expired: bool = False) -> AssuranceLine:
    return AssuranceLine(
        id=UUID(int=2), control_id=None, source="Audit of visits",
        source_kind=SourceKind.INTERNAL_AUDIT,
        line=line, independent=False, result=AssuranceResult.POSITIVE, level=None, received_on=ON,
        period_from=None, period_to=None, expires_on=expires_on, committee="", evidence="",
        words="", by_id=UUID(int=3), version=1, has_expired=expired,
    )  # fmt: skip


CONTROL = ControlLine(
    UUID(int=4), "Rotas are agreed a month ahead", ControlType.PREVENTIVE, None, "Matron",
    Effectiveness.NOT_KNOWN, None, None, 1,
    Confidence(ConfidenceKind.POSITIVE, "third line, positive", ("a first-line report since",)),
    (an_assurance(Line.FIRST, ON, expired=True), an_assurance(Line.THIRD, AS_AT)),
)  # fmt: skip
GAP = GapLine(
    UUID(int=5),
    None,
    GapKind.CONTROL,
    "Nothing at night.",
    ON,
    (a_milestone(1, reference="M-001"),),
)
FOUND = RiskAssurance(controls=(CONTROL,), gaps=(GAP,), confidence=NONE_YET)


def test_a_control_has_its_confidence_and_its_assurances_by_line_with_their_days() -> None:
    (made,) = [one for one in controls(FOUND, RISK) if isinstance(one, Table)]
    ((what, confidence, lines),) = [tuple(plain(c.text) for c in row) for row in made.rows]
    assert what == "Rotas are agreed a month ahead (preventive; Matron)"
    assert confidence == "third line, positive\na first-line report since"
    assert lines.splitlines() == [
        "Third line: Audit of visits, positive, 7 Mar 2018, until 30 Jun 2018",
        "First line: Audit of visits, positive, 7 Mar 2018, expired 7 Mar 2018",
    ]


def test_a_gap_says_which_milestone_is_to_close_it() -> None:
    said = " ".join(words_of(one) for one in risk_assurance(FOUND, RISK))
    assert "Gap in control: Nothing at night. (since 7 Mar 2018; to be closed by M-001, due" in said


def test_that_nothing_is_recorded_is_said_in_one_line() -> None:
    (line,) = risk_assurance(RiskAssurance(), RISK)
    assert "Controls and assurances: none is recorded." in words_of(line)


def test_high_risks_under_it_are_named_with_their_movement() -> None:
    below = ExposedRisk(UUID(int=9), "R-0009", "No cover", RiskStatus.OPEN, scored(4, 4), 12, True)
    (line,) = exposed(Exposure((below,)))
    assert "R-0009 No cover (16, up from 12)" in " ".join(words_of(line).split())


def test_an_acceptance_says_how_far_until_when_and_as_long_as_what() -> None:
    (line,) = accepted(an_accepted_risk(1, date(2018, 8, 1)).acceptance, RISK)
    said = "Accepted: up to a score of 12, until 1 Aug 2018. The helpline stays open."
    assert said in " ".join(words_of(line).split())
    assert tuple(accepted(None, RISK)) == ()


def test_what_was_typed_is_kept_as_words_of_the_risk() -> None:
    held = {
        one.text
        for block in risk_assurance(FOUND, RISK)
        for one in pieces_of(block)
        if isinstance(one, Words) and one.risk_id == RISK
    }
    assert {CONTROL.words, "Audit of visits", GAP.words} <= held
