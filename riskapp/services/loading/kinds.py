"""The kinds of record, and how many of each in words."""

from collections.abc import Mapping
from enum import StrEnum

from riskapp.domain.wording import counted


class Kind(StrEnum):
    """The kinds of record, in the order in which they are loaded; events make some of them."""

    ORGANISATION = "organisation"
    UNIT = "unit"
    POST = "post"
    COMMITTEE = "committee"
    OBJECTIVE = "objective"
    PROGRAMME = "programme"
    WORKSTREAM = "workstream"
    RISK = "risk"
    MILESTONE = "milestone"
    CONTROL = "control"
    ASSURANCE = "assurance"
    GAP = "gap"
    MEETING = "meeting"
    EVENT = "event"


def counts_in_words(counts: Mapping[Kind, int]) -> str:
    """Return how many of each kind there are: "1 organisation, 10 risks, 97 milestones"."""
    return ", ".join(counted(counts[kind], kind.value) for kind in Kind if counts.get(kind))
