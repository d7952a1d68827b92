"""Files in which something is easily read wrong; all of them are invented."""

from datetime import date
from typing import Final

from tests.registers.writers import Made, Page, Percent, delimited, xlsx

NUMBERED: Final = [
    [
        *("Ref", "Risk title", "Risk owner", "Control 1", "Control 2", "Gap 1"),
        *("Action 1", "Due 1", "Owner 1", "Action plan 2", "Milestone 2 due date", "Action 2 lead"),
        "Action 2 status",
    ],
    [
        *("N1", "Beds break", "Head of Estates", "Yearly check", "Spare beds", "No list of beds"),
        *("Make a list", "31/03/2019", "Stores lead", "Buy ten", "Q2 2019/20", "Head of Estates"),
        "Two bought",
    ],
    [
        *("N2", "Lifts stop", "Head of Estates", "", "Contract with the maker", "None"),
        *("", "30/04/2019", "Site lead", "Renew the contract", "TBC", "", ""),
    ],
]

AGAIN: Final = [
    ["Ref", "Risk title", "Action", "Owner", "Due date", "Action", "Owner", "Due date"],
    [
        *("A1", "Alarms fail", "Test them", "Ward lead", "31/03/2019"),
        *("Replace them", "COO", "Jun 2019"),
    ],
]

TORN: Final = """Ref;Risk title;Owner;Score
T1;Fuel runs out;Site lead;12
T2,Pumps fail,Site lead,9
T3;Valves; and pipes;Site lead;6
T4;A tank
leaks;Site lead;8
T5;"Gauges stick;Site lead;4
T6;Alarms fail;Site lead;10
T7;Doors jam";Site lead;15
T8;Keys are lost;Site lead;3
T9;Lamps fail;Site lead;2
T10;Taps drip;Site lead;1
"""

SHIFTED: Final = """Ref,Risk title,Owner,Status,Opened,Score,Target,Notes,Source
V1,Fuel runs out,Site lead,Open,01/03/2018,12,6,Seen in May
V2,Pumps fail,Site lead,Open,02/03/2018,9,6
V3,Valves, and pipes, leak,Site lead,Open,03/03/2018,8
V4,Tanks leak,Site lead,Open,04/03/2018,8,4,,Audit
V5,Gauges stick Site lead,Open,05/03/2018,4,2
V6,Doors jam,Site lead,Closed,06/03/2018,15,5
V7,Keys, lost,Site lead,Open,07/03/2018,3,1
V8,Lamps fail,Site lead,Open,08/03/2018,2
V9,Taps drip,Site lead,Open,09/03/2018,1,1,To be seen
V10,Alarms fail,Site lead,Open,10/03/2018,10,5
V11,Lifts stop,Site lead,Open,11/03/2018,10,5
V12,Roofs leak,Site lead,Open,12/03/2018,10,5
V13,Boilers fail,Site lead,Open,13/03/2018,10,5
V14,Wires fray,Site lead,Open,14/03/2018,10,5
V15,Paint peels,Site lead,Open,15/03/2018,2,1
"""

TRIOS: Final = [
    ["Corporate risks, September 2018"],
    ["Risk ref", "Principal risk", "Exec lead", "Rating", "Action", "Owner", "Due"],
    ["W1", "Posts stay empty", "CPO", "16 (was 20)", "Recruit abroad", "HR lead", "w/c 1 Oct 18"],
    ["", "", "", "", "Look at the roster", "Roster lead", "end of Q3 2018/19"],
    ["W2", "Money runs out", "CFO", "20 \u2193 15", "Plan savings", "CFO", "asap"],
    ["Total", "2 risks", "", 31],
]

SIGNS: Final = [
    ["ID", "Title", "Existing controls in place", "Director", "Date of assessment", "Review date"],
    ["D1", "Falls &amp; slips", "Low beds<br />Alarms", "O&#39;Brien", "3/31/2018", "4/5/2019"],
    ["D2", "Sepsis", "<ul><li>Screening</li><li>Audit</li></ul>", "", "31/03/2018", "30/04/2019"],
]

SEVERAL: Final = [
    ["Datix ID", "Risk title", "Rating"],
    ["901, 902", "Lifts fail", 12],
    ["902", "Lift doors stick", 6],
    ["77\n78", "Taps drip", 4],
    ["BAF 3.2", "Money runs out", 16],
]


PERCENTS: Final = [
    ["Ref", "Title", "Likelihood", "Impact", "Rating", "Actions done"],
    ["P1", "Roof leaks", Percent(0.25), 4, 12, Percent(0.5)],
    ["P2", "Drains block", 3, 2, 6, Percent(1)],
]

MONTHS: Final = [
    ["Corporate risk register"],
    ["Review of all risks"],
    [
        *("Ref", "Risk", "Owner", "Initial score", date(2018, 3, 1), date(2018, 4, 1)),
        *(date(2018, 5, 1), "Current score", "Target"),
    ],
    ["M1", "Posts stay empty", "CPO", 20, 20, 16, 16, 12, 8],
    ["M2", "Money runs out", "CFO", 16, "", 12, 12, 12, 6],
    ["M3", "Doors jam", "COO", 9, 9, 9, 6, 6, 3],
]

HEADED: Final = [
    ["Ref", "Title", "Incidents", "Jan-18", "Feb-18", "Rating at 31/03/2018", "Score Jun 18"],
    ["H1", "Falls", 4, 3, 5, "4 x 4", 12],
    ["H2", "Sepsis", 2, 1, 2, "4 x 2", 8],
]


def _stack(*, alike: bool) -> list[list[str]]:
    """A framework whose risks have a form each, one under another."""
    rows = [["Board assurance framework as at 30 June 2018"], []]
    for number, title, gap in ((1, "Posts stay empty", "No plan"), (2, "Money runs out", "")):
        rows += [
            [f"Principal risk {number} of 2"],
            ["Risk title", title, "", ""],
            ["Risk ID", f"BAF {number}", "Date opened", "1/4/2018"],
            ["Risk owner", "Finance", "Status", "Open"],
            ["Initial rating", "Current rating", "Target rating", ""],
            ["4 x 4 = 16", "3 x 4 = 12", "2 x 2 = 4", ""],
            ["Key controls", "Policy", "", ""],
            ["", "Training", "", ""],
            ["Gaps in control" if alike or number == 1 else "Gaps", gap, "", ""],
            ["Action", "Owner", "Due date", "Progress"],
            ["Recruit abroad", "", "31/03/2019", "Advertised"],
            ["Train managers", "HR lead", "", ""],
            [],
        ]
    return rows


FILES: Final = {
    "shifted-rows.csv": Made(
        "Rows of all lengths; a comma too many or too few puts cells under the next heading.",
        SHIFTED.encode,
    ),
    "percentages.xlsx": Made(
        "Numbers that are shown as percentages, one of them among likelihoods.",
        lambda: xlsx(Page(PERCENTS, "Risks")),
    ),
    "months-across.xlsx": Made(
        "Real dates, the first of each month, over scores; only their order says that they are.",
        lambda: xlsx(Page(MONTHS, "Risks")),
    ),
    "months-of-counts.csv": Made(
        "Scores that say their day, beside months over what may be counts.",
        lambda: delimited(HEADED),
        {"order": "consequence-first"},
    ),
    "forms-stacked.xlsx": Made(
        "A form for each risk, one under another on one sheet, with a title above each.",
        lambda: xlsx(Page(_stack(alike=True), "BAF")),
        {"order": "consequence-first"},
    ),
    "forms-unlike.xlsx": Made(
        "Forms one under another whose labels are not the same, so nothing is made of them.",
        lambda: xlsx(Page(_stack(alike=False), "BAF")),
    ),
    "several-references.csv": Made(
        "Several references in a cell, and one of them again in a row of its own.",
        lambda: delimited(SEVERAL),
    ),
    "actions-with-owners.xlsx": Made(
        "An owner between each action and its day, scores beside those before them, and a total.",
        lambda: xlsx(Page(TRIOS, "Corporate")),
    ),
    "signs-of-pages.csv": Made(
        "Signs of web pages in cells, and dates in both orders.", lambda: delimited(SIGNS)
    ),
    "torn-rows.csv": Made(
        "Another separator in a row, a cell too many, a line end and a quotation mark too many.",
        TORN.encode,
    ),
    "actions-numbered.csv": Made(
        "Actions, controls and gaps in numbered columns, each action with its own day and owner.",
        lambda: delimited(NUMBERED),
    ),
    "actions-again.csv": Made(
        "The same headings again for a second action.", lambda: delimited(AGAIN)
    ),
}
