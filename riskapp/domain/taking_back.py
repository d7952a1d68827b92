"""Taking back what was recorded of a meeting by mistake, and where all else is undone instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final
from uuid import UUID

from riskapp.domain.months import Outcome

RECORDS: Final = frozenset({Outcome.NO_CHANGE, Outcome.DEFERRED})
"""What is only a record, so that to take it back leaves nothing else behind."""

_SCORE = "The score itself stands: score the risk again, and record that for the meeting."
_PROPOSED = "The decision itself stands: propose it anew on the page of the risk's decisions."

UNDONE: Final[Mapping[Outcome, str]] = MappingProxyType(
    {
        Outcome.SCORED: _SCORE,
        Outcome.SCORE_CONFIRMED: _SCORE,
        Outcome.ESCALATED: (
            "The risk is on the register now. It leaves a register when it is closed, when its"
            " removal is decided, or with a new period of the BAF."
        ),
        Outcome.NOT_ESCALATED: (
            "The answer stands. Put the risk on the BAF here if it belongs there after all."
        ),
        Outcome.REMOVED: (
            "The removal stands. Put the risk on the BAF here, or score it again: a high score"
            " brings it back on the HLRR."
        ),
        Outcome.KEPT_ON: (
            "The risk stays on the register. Its removal is proposed again when it is next scored"
            " below the threshold."
        ),
        Outcome.ACCEPTED: "End the acceptance on the page of the risk's decisions.",
        Outcome.CLOSED: "Propose on the page of the risk's decisions to open it again.",
        Outcome.ACTION_ASKED: "Cancel the action, or change it, on its own page.",
        Outcome.DECLINED: _PROPOSED,
        Outcome.AGREED: _PROPOSED,
        Outcome.HANDED_ON: "Hand it on again, to the committee that is to oversee it.",
    }
)
"""Where a decision is undone that is more than a record."""


def may_take_back(outcome: Outcome) -> bool:
    """Tell whether an outcome is only a record, which can be taken back."""
    return outcome in RECORDS


@dataclass(frozen=True, slots=True)
class TakeBack:
    """An outcome of an open month that was recorded by mistake, and what the mistake was.

    `seen_version` is the version of the month's entry for the risk that was looked at.
    """

    month: date
    outcome_id: UUID
    reason: str
    seen_version: int
