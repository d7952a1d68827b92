"""Every deed of an event by its name: what reads it and does it, and what it is done to."""

from collections.abc import Mapping

from riskapp.services.loading.deeds import (
    appetite,
    assurances,
    controls,
    gaps,
    life,
    meetings,
    milestones,
    months,
    posts,
    registers,
    scores,
    settings,
    statements,
)
from riskapp.services.loading.deeds.scene import EventDeed

DEEDS: Mapping[str, EventDeed] = {
    name: deed
    for noun in (
        scores,
        registers,
        statements,
        milestones,
        controls,
        assurances,
        gaps,
        life,
        months,
        meetings,
        appetite,
        posts,
        settings,
    )
    for name, deed in noun.DEEDS.items()
}
