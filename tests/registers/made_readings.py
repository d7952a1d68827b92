"""Files in which something is easily read wrong; all of them are invented."""

from typing import Final

from tests.registers.writers import Made, delimited

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

FILES: Final = {
    "actions-numbered.csv": Made(
        "Actions, controls and gaps in numbered columns, each action with its own day and owner.",
        lambda: delimited(NUMBERED),
    ),
    "actions-again.csv": Made(
        "The same headings again for a second action.", lambda: delimited(AGAIN)
    ),
}
