"""The words of a row that the register has a list for: its kind, source and treatment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from riskapp.domain.imports import Holds, Verdict
from riskapp.domain.lifecycle import Origin, RiskKind, Treatment, Visibility
from riskapp.intake.said import Cell, Said, folded, kept, only, together, wrong


@dataclass(frozen=True, slots=True)
class WordList:
    """The field that a word fills, the words that say it, and what is said of any other word."""

    field: str
    words: Mapping[str, StrEnum]
    otherwise: str


WORD_LISTS: Final[Mapping[Holds, WordList]] = {
    Holds.KIND: WordList(
        "kind",
        {
            **{kind.value: kind for kind in RiskKind},
            "principal": RiskKind.STRATEGIC,
            "programme": RiskKind.PROJECT,
            "partner": RiskKind.PARTNERSHIP,
        },
        "No kind of risk that is known here: kept as printed, and brought in as operational.",
    ),
    Holds.ORIGIN: WordList(
        "origin",
        {
            **{origin.value.replace("-", " "): origin for origin in Origin},
            "incidents": Origin.INCIDENT,
            "complaints": Origin.COMPLAINT,
            "claims": Origin.CLAIM,
            "audits": Origin.AUDIT,
            "inspections": Origin.INSPECTION,
            "alerts": Origin.ALERT,
            "risk assessments": Origin.RISK_ASSESSMENT,
            "local risk register": Origin.LOCAL_REGISTER,
            "external recommendations": Origin.EXTERNAL_RECOMMENDATION,
        },
        "No source of a risk that is known here: kept as printed.",
    ),
    Holds.VISIBILITY: WordList(
        "visibility",
        {
            **{visibility.value: visibility for visibility in Visibility},
            "confidential": Visibility.RESTRICTED,
        },
        "public, internal or restricted: who may see a risk is not guessed",
    ),
    Holds.TREATMENT: WordList(
        "treatment",
        {
            **{treatment.value: treatment for treatment in Treatment},
            "tolerated": Treatment.TOLERATE,
            "accept": Treatment.TOLERATE,
            "treated": Treatment.TREAT,
            "reduce": Treatment.TREAT,
            "mitigate": Treatment.TREAT,
            "transferred": Treatment.TRANSFER,
            "share": Treatment.TRANSFER,
            "avoid": Treatment.TERMINATE,
            "terminated": Treatment.TERMINATE,
        },
        "No treatment that is known here: kept as printed.",
    ),
}
"""Each with the words that mean exactly it; what only comes near is kept as printed."""


def read_word(cells: Sequence[Cell]) -> Said:
    """Return what a column of words says, where the register has a word for it."""
    cell, said = only(cells)
    if cell is None:
        return said
    listed = WORD_LISTS[cell.column.holds]
    words = folded(cell.words).replace("-", " ")
    known = listed.words.get(words) or listed.words.get(words.removesuffix(" risk"))
    if known is None and cell.column.holds is Holds.VISIBILITY:
        return together(said, wrong(Verdict.NEEDS_YOU, cell, listed.otherwise))
    if known is None:
        return together(said, kept(cell, remark=listed.otherwise))
    return together(said, Said(fields={listed.field: known}))
