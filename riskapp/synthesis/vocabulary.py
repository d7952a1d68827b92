"""The words of synthetic risks: phrases that recur, and names that are rare, as in a register."""

from random import Random
from typing import Final

from riskapp.domain.drafts import Statement

SERVICES: Final = (
    "district nursing", "health visiting", "school nursing", "podiatry", "physiotherapy",
    "occupational therapy", "speech and language therapy", "wheelchair services", "dental care",
    "tissue viability", "stroke rehabilitation", "diabetes", "respiratory", "heart failure",
    "continence", "audiology", "dietetics", "palliative care", "minor injuries", "sexual health",
    "prison healthcare", "looked after children", "community paediatrics", "immunisation",
    "pharmacy", "medical records", "estates", "catering", "information technology", "payroll",
    "procurement", "recruitment", "clinical coding", "switchboard", "patient transport",
    "bed management", "infection control", "safeguarding", "complaints", "outpatient booking",
)  # fmt: skip
TROUBLES: Final = (
    "vacancies are not filled", "sickness absence is rising", "equipment is not serviced",
    "referrals are not triaged", "records are kept on paper", "demand exceeds capacity",
    "mandatory training lapses", "a contract ends without a successor", "the network fails",
    "stock runs out", "caseloads are unsafe", "the building is not compliant",
    "appointments are cancelled", "alerts are not acted on", "handover is incomplete",
    "supervision does not take place", "agency costs grow", "the supplier withdraws",
    "a backlog of letters builds up", "results are not seen", "devices are lost",
    "waiting times breach", "lone workers are not traced", "a policy is out of date",
    "funding is not recurrent", "discharge is delayed", "audit actions stay open",
    "consent is not recorded", "medicines are stored too warm", "staff survey scores fall",
)  # fmt: skip
CAUSES: Final = (
    "a national shortage of registered staff", "an ageing estate", "late notice from commissioners",
    "two systems that do not exchange data", "a cost improvement target", "winter pressure",
    "a change in the service specification", "unclear ownership between teams",
    "a growing population over eighty", "a single point of failure", "poor mobile coverage",
    "delayed investment", "a merger of two localities", "an unfunded pay award",
    "reliance on one supplier", "incomplete data", "a new statutory duty", "high turnover",
    "weak stock control", "limited theatre time", "no cover for leave", "a failed procurement",
    "manual transcription", "a lease that runs out", "unsupported software",
)  # fmt: skip
EFFECTS: Final = (
    "avoidable harm to patients", "longer waits", "a breach of a legal duty", "loss of income",
    "an adverse inspection", "poor experience of care", "overspending", "staff leaving",
    "a claim against the organisation", "interruption of the service", "a serious incident",
    "loss of public confidence", "missed milestones of the plan", "a data breach",
    "delayed diagnosis", "pressure ulcers", "falls", "medication errors", "delayed discharge",
    "injury to staff", "a fine from the regulator", "lost referrals", "cancelled clinics",
)  # fmt: skip
REASONS: Final = (
    "The picture has changed since the last review.", "Recruitment has begun to help.",
    "Two incidents in the quarter point the same way.", "Agreed at the unit's governance meeting.",
    "The audit found no further cases.", "Demand rose again this month.",
    "The interim measures are in place.", "The date of the contract has slipped.",
)  # fmt: skip
ACTIONS: Final = (
    "Recruit to the vacant posts", "Replace the equipment", "Agree a recovery plan",
    "Train the team leaders", "Complete the audit", "Move the records to the new system",
    "Negotiate the contract", "Publish the procedure", "Install the second line",
)  # fmt: skip
CONTROLS: Final = (
    "A weekly review of the rota", "A register of equipment and its services",
    "A standing agreement with an agency", "A daily call between the localities",
    "A written procedure, known to all teams", "An alert when a threshold is passed",
    "A second check before release", "A log of every referral and its answer",
    "Training on joining and every year", "A contract with a penalty for delay",
)  # fmt: skip
GAPS: Final = (
    "Nobody checks that the procedure is followed.", "The second site is not covered.",
    "There is no cover at weekends.", "The figures have not been audited.",
    "The committee has seen no report for a year.", "The alert does not reach the night team.",
)  # fmt: skip
SOURCES: Final = (
    "Quarterly report on the service", "Review of the controls", "Visit to the unit",
    "Monthly check of a sample", "Report on incidents and complaints", "Audit of records",
)  # fmt: skip
RATINGS: Final = ("Full", "Significant", "Partial", "None")
FIRST_NAMES: Final = ("Alex", "Chris", "Jo", "Kim", "Lee", "Pat", "Robin", "Sam")
ONSETS: Final = ("Ash", "Barn", "Cal", "Dun", "Elm", "Fen", "Grim", "Hart", "Ing", "Kirk")
MIDDLES: Final = ("", "ar", "en", "ing", "le", "mer", "or", "ston", "ter", "wood")
ENDINGS: Final = ("by", "combe", "dale", "field", "ford", "ham", "hurst", "ley", "mere", "ton")


def place(chance: Random) -> str:
    """Return an invented place: one of a thousand, so that a search for it finds few."""
    return chance.choice(ONSETS) + chance.choice(MIDDLES) + chance.choice(ENDINGS)


def statement(chance: Random) -> Statement:
    """Return the statement of an invented risk."""
    service, trouble = chance.choice(SERVICES), chance.choice(TROUBLES)
    where = place(chance)
    first, second = chance.sample(CAUSES, 2)
    worse, worst = chance.sample(EFFECTS, 2)
    return Statement(
        f"{service.capitalize()} at {where}: {trouble}",
        f"There is {first}, and {second} in {where}.",
        f"In {service} {trouble} while {chance.choice(SERVICES)} is stretched.",
        f"This could lead to {worse} and to {worst}.",
    )
