"""Every table; importing this package is what makes the schema known."""

from riskapp.models.api import ApiAnswer, ApiToken
from riskapp.models.appetite import AppetiteLevel, AppetiteScale, AppetiteStatement
from riskapp.models.assessment import (
    Assessment,
    AssessmentDomain,
    MatrixBand,
    MatrixDescriptor,
    MatrixLevel,
    MatrixVersion,
    Position,
)
from riskapp.models.base import Table
from riskapp.models.control import (
    Assurance,
    AssuranceRating,
    Control,
    ControlVersion,
    Gap,
    GapMilestone,
)
from riskapp.models.final import FinalContent, FinalWords
from riskapp.models.history import History, HistoryText, Provenance
from riskapp.models.importing import ImportFile, ImportRow, ImportSource
from riskapp.models.job import Job
from riskapp.models.life import DecisionTerms, Occurrence, Redaction, RiskMerge
from riskapp.models.meeting import Attendance, CommitteeDomain, Meeting
from riskapp.models.month import MonthlyItem, MonthlyOutcome, MonthlyReview
from riskapp.models.notes import KeptForm, MilestoneNote, RiskNote, SavedView
from riskapp.models.organisation import (
    Committee,
    Counter,
    Organisation,
    OrganisationValue,
    Post,
    PostHolder,
    Unit,
)
from riskapp.models.pack import OrganisationLook, Pack, PackFile, PackRisk, PackWaiver
from riskapp.models.period import BafEntry, BafEntryObjective, BafPeriod
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
from riskapp.models.quality import QualitySetting
from riskapp.models.reminder import ReminderChoice, ReminderMail, ReminderRule
from riskapp.models.risk import (
    Review,
    Risk,
    RiskExposure,
    RiskMilestone,
    RiskObjective,
    RiskVersion,
)

__all__ = [
    "ApiAnswer",
    "ApiToken",
    "AppetiteLevel",
    "AppetiteScale",
    "AppetiteStatement",
    "Assessment",
    "AssessmentDomain",
    "Assurance",
    "AssuranceRating",
    "Attendance",
    "BafEntry",
    "BafEntryObjective",
    "BafPeriod",
    "Committee",
    "CommitteeDomain",
    "Control",
    "ControlVersion",
    "Counter",
    "Decision",
    "DecisionTerms",
    "FinalContent",
    "FinalWords",
    "Gap",
    "GapMilestone",
    "History",
    "HistoryText",
    "ImportFile",
    "ImportRow",
    "ImportSource",
    "Job",
    "KeptForm",
    "MatrixBand",
    "MatrixDescriptor",
    "MatrixLevel",
    "MatrixVersion",
    "Meeting",
    "Membership",
    "Milestone",
    "MilestoneDue",
    "MilestoneNote",
    "MonthlyItem",
    "MonthlyOutcome",
    "MonthlyReview",
    "Objective",
    "Occurrence",
    "Organisation",
    "OrganisationLook",
    "OrganisationValue",
    "Pack",
    "PackFile",
    "PackRisk",
    "PackWaiver",
    "Person",
    "Placement",
    "Position",
    "Post",
    "PostHolder",
    "Programme",
    "ProgrammeObjective",
    "Provenance",
    "QualitySetting",
    "Redaction",
    "ReminderChoice",
    "ReminderMail",
    "ReminderRule",
    "Review",
    "Risk",
    "RiskExposure",
    "RiskMerge",
    "RiskMilestone",
    "RiskNote",
    "RiskObjective",
    "RiskVersion",
    "SavedView",
    "SignInAttempt",
    "SignInSession",
    "Table",
    "Unit",
    "Workstream",
]
