"""Registers as offices keep them from month to month; every trust and risk in them is invented."""

from typing import Final

from tests.registers.writers import Made, Page, delimited, xlsx

FILES: Final = {
    "closed-below.xlsx": Made(
        "Open risks, then those that are closed, in one sheet below headings of their own.",
        lambda: xlsx(
            Page(
                [
                    ["Directorate risk register"],
                    ["ID", "Risk", "Score", "Owner"],
                    ["Open risks (2)"],
                    [1, "Ward leaks", 12, "Estates"],
                    [2, "Call bells fail", 9, "Estates"],
                    ["Closed risks"],
                    [3, "Old boiler", 8, "Estates"],
                ],
                merged=["A1:D1", "A3:D3", "A6:D6"],
            )
        ),
    ),
    "subtotals.csv": Made(
        "A total below each section, and references that are still to come.",
        lambda: delimited(
            [
                ["Ref", "Risk", "Current score", "Owner"],
                ["SURGERY", "", "", ""],
                ["TBC", "Theatre lists overrun", "12", "COO"],
                ["S2", "Recovery is short of staff", "15", "DoN"],
                ["Sub-total Surgery: 2", "", "27", ""],
                ["MEDICINE", "", "", ""],
                ["TBC", "Assessment unit is full", "9", "COO"],
                ["Sub total", "1", "9", ""],
                ["Grand total", "3", "36", ""],
            ]
        ),
    ),
    "movement-marks.xlsx": Made(
        "Arrows and dates beside scores, a status that says when, and names of axes cut short.",
        lambda: xlsx(
            Page(
                [
                    ["Board Assurance Framework 2017/18"],
                    [
                        *("Ref", "Cause & effect", "Q1", "Q2", "Target", "Like. (1-5)"),
                        *("Cons. (1-5)", "Status", "Action", "% complete"),
                    ],
                    [
                        *("B1", "Care may fall short", "16 \u2194", "12 \u2193"),
                        *("8 by March 19", 3, 4, "Open", "Recruit", "50%"),
                    ],
                    [
                        *("B2", "Money may run out", "20 (\u2191)", "16\u2b07\ufe0f", "12", 4, 4),
                        *("Closed - 12/03/2018", "Save", "75%"),
                    ],
                    [
                        *("B3", "Staff may leave", "12\u21929", "9", "6\u200b", 3, 3),
                        *("Open\u200b", "Retain", ""),
                    ],
                ]
            )
        ),
    ),
    "untreated.csv": Made(
        "Scores before and after treatment, and a total beside pairs that it does not fit.",
        lambda: delimited(
            [
                [
                    *("Risk ID", "Risk and effects", "Untreated risk priority", "UR"),
                    *("Treated risk priority", "Treated rating"),
                ],
                ["T1", "Power fails and lists stop", "I = 4 L = 4", "16", "I = 4 L = 3", "12"],
                ["T2", "Fraud", "I = 5 L = 3", "15", "I = 5 L = 2", "15"],
            ]
        ),
    ),
    "forms.xlsx": Made(
        "A form for each risk, one to a sheet, with labels beside and above what they are of.",
        lambda: xlsx(*(_form(number) for number in (1, 2)), Page([["How to fill in"]], "Guide")),
    ),
    "sideways.xlsx": Made(
        "Headings down the side, a risk in each column.",
        lambda: xlsx(
            Page(
                [
                    ["Risk ref", "R1", "R2", "R3"],
                    ["Title", "Roof", "Lift", "Boiler"],
                    ["Owner", "Estates", "Estates", "Estates"],
                    ["Consequence", 4, 3, 5],
                    ["Likelihood", 3, 3, 2],
                    ["Score", 12, 9, 10],
                    ["Controls", "Inspection", "Contract", "Valve"],
                ]
            )
        ),
    ),
    "two-tables.xlsx": Made(
        "Two tables of risks one below the other, under headings of their own.",
        lambda: xlsx(
            Page(
                [
                    ["Strategic risks"],
                    ["Ref", "Risk", "Score", "Owner"],
                    ["S1", "Strategy drifts", 12, "CEO"],
                    [],
                    ["Operational risks"],
                    ["ID", "Risk description", "Likelihood", "Consequence", "Rating", "Lead"],
                    ["O1", "Lists are cancelled", 3, 4, 12, "COO"],
                    ["O2", "Beds close", 4, 4, 16, "COO"],
                ]
            )
        ),
    ),
    "side-by-side.csv": Made(
        "Two tables of risks beside each other, under the same headings.",
        lambda: delimited(
            [
                ["Ref", "Risk", "Score", "", "Ref", "Risk", "Score"],
                ["A1", "Power fails", "12", "", "B1", "Water fails", "9"],
                ["A2", "Gas fails", "15", "", "", "", ""],
            ]
        ),
    ),
    "months-first.csv": Made(
        "Dates of a system set up for America, of which one can only have its month first.",
        lambda: delimited(
            [
                ["ID", "Title", "Opened date", "Review date", "Rating (current)"],
                ["1", "Oxygen runs short", "03/31/2018", "04/03/2019", "12"],
                ["2", "Ligature points", "02/04/2018 00:00", "5/6/2019", "15"],
            ]
        ),
    ),
    "as-above.csv": Made(
        "Cells that only say that they are as above.",
        lambda: delimited(
            [
                ["Ref", "Directorate", "Risk", "Controls", "Score", "Owner", "Review date"],
                ["1", "Surgery", "Lists overrun", "Checklist", "12", "COO", "31/07/2019"],
                ["2", '"', "No anaesthetist", "Same as above", "As above", "ditto", "as above"],
                ["3", "Medicine", '"', "", "9", "\u3003", ""],
            ]
        ),
    ),
}


def _form(number: int) -> Page:
    return Page(
        [
            ["RISK ASSESSMENT FORM"],
            [],
            ["Risk ref:", f"F{number}", "", "Date identified:", f"0{number}/03/2018"],
            ["Risk title:", f"Lift {number} stops"],
            ["Risk owner:", "Head of Estates", "", "Directorate:", "Estates"],
            ["Existing controls:"],
            ["Contract"],
            ["Inspection"],
            ["Consequence:", "Likelihood:", "Risk score:"],
            [4, number, 4 * number],
            ["Further action:", "Replace it"],
            ["Signed:", ""],
        ],
        f"Form {number}",
    )
