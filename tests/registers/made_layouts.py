"""Sheets that are laid out as no program would; every trust, person and risk is invented."""

from datetime import date
from typing import Final

from tests.registers.writers import Made, Page, delimited, docx, ods, xlsx

PRINTED: Final = [
    ["High Level Risk Register", "", "", ""],
    ["Ref", "Risk title", "Score", "Owner"],
    ["1", "Loss of heating", "12", "Head of Estates"],
    ["2", "Loss of gas", "9", "Head of Estates"],
    ["Page 1 of 2", "", "", ""],
    ["High Level Risk Register", "", "", ""],
    ["Ref", "Risk title", "Score", "Owner"],
    ["3", "Total loss of data", "20", "Head of IT"],
    ["4", "", "", ""],
    ["Total risks: 3", "", "41", ""],
    ["Key: 15 and above is extreme", "", "", ""],
]

NINE: Final = [
    ["Northmoor Hospitals: strictly for the committee"],
    [],
    ["Purpose", "To tell the committee which risks are highest"],
    ["Prepared by", "Head of Risk"],
    [],
    ["Score", "Band"],
    ["15-25", "Extreme"],
    [],
    [
        "Risk ID *",
        "Risk\nTitle",
        "Liklihood\n(1-5)",
        "Consequence\n(1-5)",
        "Risk Score",
        "Action Plan",
    ],
    ["N1", "Ageing scanner", 4, 3, 12, "Bid for capital"],
    ["N2", "Shortage of isotopes", 2, 5, 10, "Second supplier"],
]

WIDE: Final = [
    ["Ref", "Title", "Score", *[""] * 280, "Owner", *[f"Week {week}" for week in range(1, 17)]],
    ["Y1", "A very wide sheet", 9, *[""] * 280, "Head of Planning", *[3] * 16],
    ["Y2", "Another row of it", 8, *[""] * 280, "Head of Planning", *[2] * 16],
]

SIDEWAYS: Final = [
    ["Ref", "Title", "C", "L", "", "", "NOTES FROM MEETING"],
    ["Z1", "Scaffold left unlocked", 3, 2, "", "", "ask J to close this?"],
    ["Z2", "Skip blocks a fire exit", 4, 3, "", "", ""],
    ["", "", "", "", "", "", "next meeting 4 May"],
    ["Z3", "Ladders are not inspected", 3, 3, "", "", ""],
]

AREA: Final = ["Ref", "Title", "Description", "Current score", "Owner"]

ROWS: Final = [
    ["1", "Cots", "Cots have no brakes", "8", "Matron"],
    ["2", "Baths", "Baths overflow", "6", "Matron"],
]

BARE: Final = [
    ["R12", "Loss of power to theatres", "4 x 3 = 12", "Open"],
    ["R13", "Loss of water to wards", "3 x 3 = 9", "Closed"],
]

SECTIONS: Final = [
    ["Risk register by directorate", "", "", ""],
    ["Ref", "Title", "Likelihood", "Impact"],
    ["Surgery Directorate", "", "", ""],
    ["1", "Trays come back incomplete", 3, 3],
    ["Medicine Directorate", "", "", ""],
    ["2", "Monitors are of four makes", 2, 4],
    ["", "", "", ""],
    ["Printed on 30/06/2018", "", "", ""],
]

OURS: Final = [
    [
        "Current score",
        "Current consequence",
        "Current likelihood",
        "Reference",
        "Printed reference",
        "Title",
        "Status",
        "Target score",
        "Target date",
        "Unit",
        "Owner",
        "Opened",
        "Next review",
    ],
    [
        "12",
        "4",
        "3",
        "R-0001",
        "2 0316",
        "Loss of power",
        "Open",
        "4",
        "2019-03-31",
        "Estates",
        "Head of Estates",
        "2016-03-01",
        "2018-09-30",
    ],
    [
        "18",
        "",
        "",
        "R-0002",
        "1 0316",
        "Loss of water",
        "Open",
        "",
        "",
        "Estates",
        "",
        "2016-03-01",
        "",
    ],
]

KEY_BELOW: Final = [
    ["No.", "3. Risk ID", "Risk\nDescrip-\ntion", "Like-\nlihood", "Conse-\nquence"],
    ["1", "N/12", "Lifts stop between floors", 3, 4],
    ["2", "N/15", "Doors to the pharmacy do not lock", 2, 5],
    [],
    ["Risk matrix"],
    ["Consequence", "1", "2", "3", "4"],
    ["5 Catastrophic", "5", "10", "15", "20"],
    ["1-3", "Low"],
    ["15-25", "Extreme"],
]

FILES: Final = {
    "key-below.xlsx": Made(
        "A count of rows beside the reference, words broken by hyphens, a matrix below.",
        lambda: xlsx(Page(KEY_BELOW, "Risks")),
    ),
    "word-table.docx": Made(
        "A table of a Word document with a heading across it.", lambda: docx(KEY_BELOW[:3])
    ),
    "printed-pages.csv": Made(
        "Two printed pages one below the other: title and headings again, a total, a key.",
        lambda: delimited(PRINTED),
    ),
    "headings-in-row-nine.xlsx": Made(
        "A page of words and a key above the headings, which have slips of the pen.",
        lambda: xlsx(Page(NINE, "Top risks")),
    ),
    "three-hundred-columns.xlsx": Made(
        "Three hundred columns, most of them empty.", lambda: xlsx(Page(WIDE, "Risks"))
    ),
    "sideways-notes.xlsx": Made(
        "Somebody's notes beside the table.", lambda: xlsx(Page(SIDEWAYS, "Risks"))
    ),
    "sheet-for-each-directorate.xlsx": Made(
        "A read-me, a hidden sheet, a list of words, and one register for each directorate.",
        lambda: xlsx(
            Page([["Read me"], ["Risks are kept by directorate"]], "Read me"),
            Page([AREA, ["9", "Old", "Old risk", "4", "Nobody"]], "Old", hidden=True),
            Page([AREA, *ROWS], "Maternity"),
            Page([AREA, *ROWS], "Children"),
            Page([["Status", "Owner"], ["Open", "Matron"]], "Lookups"),
        ),
    ),
    "no-headings.csv": Made(
        "Rows without any heading above them.",
        lambda: delimited(BARE),
        {"order": "likelihood-first"},
    ),
    "sections.ods": Made(
        "Directorates in rows of their own, and the day of printing below.",
        lambda: ods(Page(SECTIONS, "Register")),
    ),
    "our-own-list.csv": Made(
        "A list that this register took out, with both references.", lambda: delimited(OURS)
    ),
    "headings-only.csv": Made("Headings and no rows.", lambda: delimited([AREA])),
    "empty.csv": Made("No bytes at all.", lambda: b""),
    "dated.xlsx": Made(
        "Cells that are dates, and a row of blanks between two risks.",
        lambda: xlsx(
            Page(
                [
                    ["Ref", "Title", "Opened", "Last reviewed", "Score"],
                    ["1", "First", date(2017, 4, 3), date(2018, 5, 1), 10],
                    ["", "", "", "", ""],
                    ["2", "Second", date(2017, 4, 4), "", 8],
                ]
            )
        ),
    ),
}
