"""The words by which the risks of a batch are found, told from its rows and not asked back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from riskapp.domain.findable import findable_words, printed_words
from riskapp.domain.intervals import FOREVER
from riskapp.models import ControlVersion, Milestone, Risk, RiskMilestone, RiskVersion, Table

Row = Mapping[str, Any]
TEXTS = ("title", "cause", "event", "effect")


def findable_in(rows: Mapping[type[Table], list[Any]]) -> Mapping[UUID, str]:
    """Return all the words by which each risk of a batch is to be found.

    They are those that the register's tables give once the batch is written.
    """
    beside = _beside(rows)
    says = {one["risk_id"]: one for one in _standing(rows[RiskVersion])}
    return {
        risk["id"]: findable_words(
            risk["number"],
            (
                *(says[risk["id"]][name] for name in TEXTS),
                *printed_words(risk["printed_cells"]),
                *beside[risk["id"]],
            ),
            risk["printed_reference"],
            risk["printed_key"],
        )
        for risk in rows[Risk]
    }


def _beside(rows: Mapping[type[Table], list[Any]]) -> Mapping[UUID, list[str]]:
    """Return by risk the words of the controls that hold and of the milestones, oldest first."""
    words = {one["id"]: one["words"] for one in rows[Milestone]}
    controls = ((one["control_id"], one) for one in _standing(rows[ControlVersion]))
    named = [(key, one["risk_id"], one["words"]) for key, one in controls]
    links = ((one["milestone_id"], one["risk_id"]) for one in _standing(rows[RiskMilestone]))
    named.extend((key, risk_id, words[key]) for key, risk_id in links)
    beside: defaultdict[UUID, list[str]] = defaultdict(list)
    for _, risk_id, said in sorted(named):
        beside[risk_id].append(said)
    return beside


def _standing(rows: Iterable[Row]) -> Iterable[Row]:
    return (row for row in rows if row["until_on"] == FOREVER)
