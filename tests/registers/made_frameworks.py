"""Assurance frameworks as boards print them; every trust, person and risk in them is invented."""

from datetime import date
from typing import Final

from tests.registers.writers import Made, Page, delimited, ods, xlsx

BY_QUARTERS: Final = [
    ["Board Assurance Framework 2018/19", *[""] * 15],
    ["Wessex Vale NHS Trust: as at 31 December 2018", *[""] * 15],
    [],
    [
        "No.",
        "Principal risk",
        "Exec lead",
        "L and I",
        "Key control",
        "Key gaps in controls",
        "Assurance",
        "Gaps in assurance",
        "Responsible committee",
        "Opening position",
        "Q1",
        "Q2",
        "Q3",
        "Q4",
        "Target",
        "Target date",
    ],
    ["Corporate objective 1: To give safe care to all", *[""] * 15],
    [
        1.1,
        "Failure to keep wards staffed safely",
        "CN",
        "L3 I4",
        "• Safer staffing tool\n• Daily huddle",
        "No plan for winter",
        "Monthly staffing report",
        "",
        "Quality Committee",
        16,
        16,
        12,
        12,
        "",
        8,
        date(2019, 3, 31),
    ],
    [
        1.2,
        "Failure to learn from incidents",
        "MD",
        "L2 I4",
        "• Weekly panel\n• Bulletin",
        "",
        "Internal audit 2017",
        "No audit since",
        "Quality Committee",
        12,
        12,
        12,
        8,
        "",
        4,
        "Mar-20",
    ],
    ["Corporate objective 2: To live within our means", *[""] * 15],
    [
        2.1,
        "Savings are not found in time",
        "DoF / COO",
        "L3 I5",
        "• Programme board\n• Monthly review",
        "Half the plan has no owner",
        "Report to board",
        "",
        "Finance Committee",
        20,
        20,
        20,
        15,
        "",
        10,
        "TBC",
    ],
]

PREVENTED: Final = [
    ["", "", "", "", "", "Controls", "", "", "", "Sources of assurance", "", ""],
    [
        "Ref",
        "Outcome required",
        "Exec lead",
        "What may prevent it",
        "Risk register links",
        "Primary",
        "Secondary",
        "Tertiary",
        "Control gaps",
        "First line",
        "Second line",
        "Third line",
    ],
    [
        "SO1a",
        "Patients are seen in time",
        "COO",
        "Demand grows faster than beds",
        "4138 4141 4142 4144",
        "Escalation plan",
        "Weekly meeting",
        "",
        "No plan for surge",
        "Daily sitrep",
        "Report to board",
        "",
    ],
    [
        "SO1b",
        "Buildings are safe",
        "DoE",
        "Backlog of repairs is not funded",
        "4150",
        "Inspections",
        "",
        "Insurer",
        "",
        "Estates report",
        "",
        "Insurer's survey",
    ],
]

OBJECTIVES: Final = [
    [
        "Strategic objective",
        "Ref",
        "Strategic risk",
        "Consequence",
        "Likelihood",
        "Score",
        "Lead director",
    ],
    [
        "Be a great place to work",
        "B1",
        "Sickness stays above the mean of peers",
        3,
        4,
        12,
        "Director of HR",
    ],
    ["", "B2", "Vacancies in therapies", 4, 3, 12, "Director of HR"],
    ["", "B3", "Staff survey falls", 3, 3, 9, "Director of HR"],
    ["Work with partners", "B4", "Contract for urgent care is lost", 4, 2, 8, "Chief Executive"],
    ["", "B5", "Shared records are late", 3, 4, 12, "Director of Digital"],
]

TWO_ROWS: Final = [
    ["Thornbury Community Trust", *[""] * 9],
    ["Corporate risk register", *[""] * 9],
    [
        "Ref",
        "Risk",
        "Initial risk rating",
        "",
        "",
        "Residual risk rating",
        "",
        "",
        "Owner",
        "Actions",
    ],
    ["", "", "C", "L", "Score", "C", "L", "Score", "", ""],
    [
        "CR01",
        "Ransomware stops clinical systems",
        5,
        4,
        20,
        5,
        3,
        15,
        "Head of IT",
        "Patch servers",
    ],
    ["CR02", "Fire door survey is overdue", 4, 3, 12, 4, 2, 8, "Head of Estates", ""],
]

ACTIONS: Final = [
    ["Ref", "Risk title", "Current score", "Action", "Action lead", "Due date", "Progress"],
    [
        "7",
        "Waiting list for therapy grows",
        "4 x 4",
        "Hire two staff",
        "Therapy lead",
        "Jun 2018",
        "Advertised",
    ],
    ["", "", "", "Weekend clinics", "", "Sep 2018", ""],
    ["", "", "", "Review of referrals", "Medical Director", "Q3 2018/19", "Begun"],
    [
        "8",
        "Ward kitchens fail inspection",
        "3 x 3",
        "Deep clean",
        "Facilities lead",
        "30/06/2018",
        "",
    ],
]

AT_DATES: Final = [
    [
        "BAF",
        "Description",
        "Score April 2013",
        "Score July 2013",
        "In-quarter change",
        "Current score",
    ],
    ["1.1", "Patients wait too long in the emergency department", 16, 20, "up", 20],
    ["1.2", "Infection rates rise above the limit for the year", 12, 12, "same", 12],
]

NO_YEAR: Final = [
    ["Reference", "Principal risk", "Lead", "Opening", "Q1", "Q2", "Q3", "Q4", "Last reviewed"],
    ["P1", "Loss of the main site", "Chief Executive", 15, 15, 10, "", "", "30/09/2018"],
    ["P2", "Loss of key suppliers", "Director of Finance", 9, 9, 9, "", "", "28/09/2018"],
]

TOGETHER: Final = [
    [
        "Ref",
        "Principal risk",
        "Initial rating",
        "Key controls and assurances",
        "Residual rating",
        "Gaps and action",
    ],
    [
        "1",
        "Estates strategy is late",
        "4x4 = 16. red",
        "Board receives a report",
        "4x3 = 12 amber",
        "No capital plan. DoE to write one by May",
    ],
    ["2", "Beds close for repairs", "C5 x L3", "", "5x2 = 10 amber", ""],
]

FILES: Final = {
    "baf-quarters.xlsx": Made(
        "Titles, rows for objectives across all columns, and a score for each quarter.",
        lambda: xlsx(
            Page(BY_QUARTERS, "BAF", ["A1:P1", "A2:P2", "A5:P5", "A8:P8"]),
        ),
    ),
    "baf-three-lines.xlsx": Made(
        "Groups of headings over controls and assurances, a column for each of the three lines.",
        lambda: xlsx(Page(PREVENTED, "BAF 2018-19", ["F1:H1", "J1:L1"])),
    ),
    "baf-no-year.ods": Made(
        "Quarters, and no word of which year they are in.",
        lambda: ods(Page(NO_YEAR, "BAF")),
        {"year": "2018/19"},
    ),
    "merged-objectives.xlsx": Made(
        "An objective merged downwards over the risks that belong to it.",
        lambda: xlsx(Page(OBJECTIVES, "Strategic risks", ["A2:A4", "A5:A6"])),
    ),
    "two-row-headings.xlsx": Made(
        "Titles, then headings in two rows with merged groups; what is left is called residual.",
        lambda: xlsx(
            Page(TWO_ROWS, "CRR", ["A1:J1", "C3:E3", "F3:H3", "A3:A4", "B3:B4", "I3:I4", "J3:J4"])
        ),
    ),
    "two-row-headings.csv": Made(
        "The same headings as text, where nothing says that cells were merged.",
        lambda: delimited(TWO_ROWS),
    ),
    "actions-in-rows.xlsx": Made(
        "Several actions of a risk in rows of their own, beside a merged reference and title.",
        lambda: xlsx(Page(ACTIONS, "Register", ["A2:A4", "B2:B4", "C2:C4"])),
    ),
    "two-things-in-a-column.csv": Made(
        "Headings that name two things each, and one lettered score in another column.",
        lambda: delimited(TOGETHER, delimiter=";"),
        {"order": "consequence-first"},
    ),
    "scores-at-dates.csv": Made(
        "Scores at three dates, of which only one is called current.",
        lambda: delimited(AT_DATES),
    ),
}
