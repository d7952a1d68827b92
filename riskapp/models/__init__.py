"""Every table; importing this package is what makes the schema known."""

from riskapp.models.assessment import (
    Assessment,
    AssessmentDomain,
    MatrixBand,
    MatrixVersion,
    Position,
)
from riskapp.models.base import Table
from riskapp.models.history import History, HistoryText, Provenance
from riskapp.models.organisation import (
    Committee,
    Counter,
    Organisation,
    OrganisationValue,
    Post,
    PostHolder,
    Unit,
)
from riskapp.models.person import Membership, Person, SignInAttempt, SignInSession
from riskapp.models.placement import Decision, Placement
from riskapp.models.plan import (
    Milestone,
    MilestoneDue,
    Objective,
    Programme,
    ProgrammeObjective,
    Workstream,
)
from riskapp.models.risk import (
    Review,
    Risk,
    RiskExposure,
    RiskMilestone,
    RiskObjective,
    RiskVersion,
)

__all__ = [
    "Assessment",
    "AssessmentDomain",
    "Committee",
    "Counter",
    "Decision",
    "History",
    "HistoryText",
    "MatrixBand",
    "MatrixVersion",
    "Membership",
    "Milestone",
    "MilestoneDue",
    "Objective",
    "Organisation",
    "OrganisationValue",
    "Person",
    "Placement",
    "Position",
    "Post",
    "PostHolder",
    "Programme",
    "ProgrammeObjective",
    "Provenance",
    "Review",
    "Risk",
    "RiskExposure",
    "RiskMilestone",
    "RiskObjective",
    "RiskVersion",
    "SignInAttempt",
    "SignInSession",
    "Table",
    "Unit",
    "Workstream",
]
