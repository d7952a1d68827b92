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
}
