"""What other systems leave in their exports; all of it is invented."""

from typing import Final

from tests.registers.writers import Made, delimited

SHAREPOINT: Final = [
    [
        *("ID", "Title", "Risk Owner", "Directorate", "Risk Status", "Impact", "Probability"),
        *("Score", "Created", "Review date", "Domains"),
    ],
    [
        *("1", "Fire doors stick", "12;#Head of Estates", "3;#Estates", "(1) Active", "(4) Major"),
        *("(3) Possible", "float;#12.0000000000", "2018-04-01T09:12:33Z", "2019-09-30T23:00:00Z"),
        ";#Safety;#Estates;#",
    ],
    [
        *("2", "Posts are empty", "16;#Chief Nurse;#17;#Deputy", "5;#Nursing", "(3) Closed"),
        *("5", "2", "0", "2018-06-01T23:30:00Z", "00/00/0000", "A;#B and C;#D is no list"),
    ],
]

PRINTED: Final = [
    ["Community services: risk register"],
    ["Risk no", "Risk", "Conseq.", "Likeli.", "Rating", "Target rating", "Cost", "Status"],
    ["1", "2", "3", "4", "5", "6", "7", "8"],
    ["12", "There is a risk that staff who", "4", "3", "12", "04-May", "£10k", "Closed by group"],
    ["", "work alone in the evening", "", "", "", "", "", ""],
    ["", "come to harm", "", "", "", "", "", ""],
    ["13", "Vans are old", "3", "3", "9", "3 x 3", "£5k", "Parked"],
    ["Signed:", "", "", "Date:", "", "", "", ""],
    ["", "Total", "", "", "21", "", "£15k", ""],
]

FILES: Final = {
    "sharepoint-list.csv": Made(
        "A list of SharePoint, with the numbers of its people and a day in universal time.",
        lambda: delimited(SHAREPOINT),
    ),
    "columns-numbered.csv": Made(
        "The columns numbered below their headings, sentences that go on in the next row, a score"
        " that a spreadsheet took for a day, and a total with money.",
        lambda: delimited(PRINTED, encoding="cp1252"),
    ),
}
