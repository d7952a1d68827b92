"""Lists that somebody keeps in a spreadsheet; every trust, person and risk in them is invented."""

from typing import Final

from tests.registers.writers import Formula, Made, Page, delimited, ods, xls, xlsx

ORDER: Final = [
    ["Risk ref", "Risk description", "Score (L x C)", "Target"],
    ["F1", "Fraud in payroll", "4 x 3 = 12", "2 x 3"],
    ["F2", "Bank details are changed by a caller", "3x5", "1 x 5 = 5"],
]

UNKNOWN: Final = [
    ["Ref", "Title", "Rating", "Cost"],
    ["K/1", "Contract \u2013 laundry", "4 x 3 = 12 amber", "\u00a34,000"],
    ["K/2", "Contract \u2013 catering", "4x4 = 16. red", "\u00a312,500"],
    ["K/3", "Supplier\u2019s insurance lapses", "3x2 = 6 yellow", ""],
]

DISAGREES: Final = [
    ["Ref", "Title", "Consequence", "Likelihood", "Score"],
    ["D1", "Water quality", 4, 3, Formula("=C2*D2", 12)],
    ["D2", "Air handling", 3, 4, 16],
    ["D3", "Medical gases", 5, "", 18],
]

WORDS: Final = [
    ["Ref", "Title", "Risk level", "Status"],
    ["W1", "Keys are not returned", "HIGH", "Open"],
    ["W2", "Badges are shared", "Moderate", "Tolerated"],
    ["W3", "Blinds have loose cords", "low", "Closed"],
]

TEN: Final = [
    ["ID", "Title", "Probability", "Impact", "Risk score"],
    ["1", "Project runs late", 7, 8, 56],
    ["2", "Key supplier fails", 3, 10, 30],
    ["3", "Scope grows", 6, 5, 30],
]

FRACTIONS: Final = [
    ["Ref", "Title", "Score"],
    ["X1", "Part of one scale", "12/25"],
    ["X2", "Part of another", "3/5"],
    ["X3", "A percentage", "60%"],
    ["X4", "Between two levels", "3.5 x 4"],
    ["X5", "Never possible", "18"],
]

DATES: Final = [
    ["Ref", "Title", "Date raised", "Review date", "Score"],
    ["S1", "A number for a day", "43190", "2018-09-30 00:00:00", "6"],
    ["S2", "A month", "Mar-17", "March 19", "6"],
    ["S3", "A year to come", "01/04/2018", "31/03/3014", "6"],
    ["S4", "No such day", "31/02/2018", "30/09/2018", "6"],
    ["S5", "Two readings", "11/12", "30/09/2018", "6"],
]

UNSAID: Final = [
    ["Ref", "Title", "Owner", "Current score", "Next review date"],
    ["T1", "Not yet scored", "TBC", "TBC", "tbc"],
    ["T2", "Nothing in it", "n/a", "-", "-"],
    ["T3", "Blank", "", "", ""],
]

LINES: Final = [
    ["Ref", "Title", "Controls", "Gaps in control", "Actions"],
    [
        "L1",
        "Falls",
        "• Assessment on admission\n• Low beds,\nwhere there are any",
        "Training\nSignage",
        "1. Train all staff\n2. Buy ten low beds",
    ],
    [
        "L2",
        "Ulcers",
        "\u2022 Mattresses\n\u2022 Daily skin check",
        "Not all wards\nNo audit",
        "1. Audit\n2. Report",
    ],
    ["L3", "Sepsis", "Screening tool in every chart", "None", ""],
]

FORMULAS: Final = [
    ["Ref", "Title", "Consequence", "Likelihood", "Score", "Comments"],
    [
        "=1",
        '=HYPERLINK("http://example.invalid","Click")',
        3,
        3,
        Formula("=C2*D2", 9),
        "+ more to come",
    ],
    ["-2", "@mention in a title", 2, 2, Formula("=C3*D3", 4), "-"],
    ["3", "Broken sum", 4, 2, Formula("=C4*#REF!", "#REF!"), "=A1"],
]

SEVERAL: Final = [
    ["Ref", "Title", "Risk owner", "Executive lead", "Linked risks", "Score"],
    ["V1", "Winter pressure", "Matron; Site manager", "DoW / COO", "4138 4141 4142", "16 red"],
    ["V2", "Summer heat", "Matron", "COO and DoN", "", "12 (Medium)"],
]

BLANK: Final = [
    ["Ref", "Risk", "Impact", "Likelihood", "Rating", "Gross", "Net"],
    ["1", "Old workbook", 3.0, 4.0, 12.0, None, None],
    ["2", "No score at all", None, None, 0.0, None, None],
    ["3", "Half a score", 4.0, None, None, None, None],
]

TWICE: Final = [
    ["Printed ref", "Title", "Score"],
    ["2 0316", "One order", "12"],
    ["0316 2", "The other order", "10"],
    ["11 0316", "Another risk", "18"],
    ["", "No reference here", "6"],
]

WITHOUT: Final = [
    ["There is a risk that", "Because of", "Leading to", "Severity", "Likelihood"],
    ["stock runs out", "one supplier", "cancelled lists", 4, 2],
    ["samples are lost", "paper labels", "repeat tests", 3, 3],
]

GROSS: Final = [
    ["Ref", "Risk name", "Gross score (before controls)", "Net score", "Target score", "Response"],
    ["G1", "Bank rate rises", "C4 L4 16", "C4 L3 12", "C4 L2 8", "Treat"],
    ["G2", "Grant is withdrawn", "C3 L3 9", "C3 L2 6", "C3 L2 6", "Tolerate"],
]

TABLE: Final = [
    ["Ref", "Risk", "Date Entered / ReDefined", "Overall risk score", "Exec Lead", "Strategic aim"],
    ["2 0316", "Income falls when a contract is not renewed", "Mar 16", "18", "DoF", "1 and 3"],
    ["0316 11", "Staff cannot be recruited in two localities", "Jul 16", "16", "DoW / COO", "2"],
    ["1 0118", "A new system is not ready in time", "Jan 18", "9", "COO", ""],
]

FILES: Final = {
    "printed-table.csv": Made(
        "A printed table: references in both orders, a month for a day, a score no product gives.",
        lambda: delimited(TABLE),
    ),
    "likelihood-first.csv": Made(
        "A heading that says the likelihood comes first.", lambda: delimited(ORDER)
    ),
    "order-unknown.csv": Made(
        "Semicolons, Windows letters, pounds and dashes; nothing says which number is first.",
        lambda: delimited(UNKNOWN, delimiter=";", encoding="cp1252"),
        {"order": "consequence-first"},
    ),
    "totals-disagree.xlsx": Made(
        "A score that is calculated, one that is wrong, and one that no product gives.",
        lambda: xlsx(Page(DISAGREES, "Register")),
    ),
    "words-only.csv": Made("Scores in words alone.", lambda: delimited(WORDS, ends="\n")),
    "ten-by-ten.xlsx": Made(
        "A matrix of ten by ten.", lambda: xlsx(Page(TEN, "Project risks")), {"matrix": "other"}
    ),
    "fractions.csv": Made("Scores on other scales.", lambda: delimited(FRACTIONS)),
    "dates.csv": Made(
        "Dates as numbers, months, a year 3014 and a day that never was.", lambda: delimited(DATES)
    ),
    "to-be-confirmed.csv": Made("What nobody has decided yet.", lambda: delimited(UNSAID)),
    "utf16-tabs.txt": Made(
        "Text of a spreadsheet: tabs, two bytes to a letter.",
        lambda: b"\xff\xfe" + delimited(SEVERAL, delimiter="\t", encoding="utf-16-le"),
    ),
    "separator-said.csv": Made(
        "A first line that says what separates the cells.",
        lambda: delimited(ORDER, delimiter=";", first="sep=;\r\n"),
    ),
    "lines-in-cells.csv": Made(
        "Bullets, numbers and plain lines inside cells.",
        lambda: delimited(LINES, encoding="utf-8-sig"),
    ),
    "formulas.xlsx": Made(
        "Formulas, and text that looks like one.", lambda: xlsx(Page(FORMULAS, "Risks"))
    ),
    "blank-scores.xls": Made(
        "An old workbook with scores left out.", lambda: xls(Page(BLANK, "Risks"))
    ),
    "references-twice.csv": Made(
        "One reference in both orders, and a row without any.", lambda: delimited(TWICE)
    ),
    "no-reference.ods": Made(
        "No reference and no title: cause, event and effect.", lambda: ods(Page(WITHOUT, "Risks"))
    ),
    "upright-bars.txt": Made(
        "Upright bars, gross and net, lettered scores.",
        lambda: delimited(GROSS, delimiter="|", ends="\n"),
    ),
}
