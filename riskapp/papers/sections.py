"""The sections of packs: the key of each, its title, and its name at the head of its pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from riskapp.readmodels.paper import Block, OnePage, Section, Start


@dataclass(frozen=True, slots=True)
class Named:
    """The names of a section."""

    key: str
    title: str
    running: str

    def of(self, blocks: Iterable[Block | OnePage], start: Start = Start.WHERE_IT_FITS) -> Section:
        """Return the section with all of its blocks made."""
        return Section(self.key, self.title, self.running, tuple(blocks), start)


CHANGES: Final = Named("changes", "What changed since the last pack", "What changed")
SUMMARY: Final = Named("summary", "Summary of the risks", "Summary")
HEAT_MAP: Final = Named("heat-map", "Heat map of current scores", "Heat map")
TARGET_MAP: Final = Named("target-map", "Heat map of target scores", "Target heat map")
MONTH: Final = Named("month", "The month", "The month")
MONTH_RISKS: Final = Named("month-risks", "Risks of the month", "Risks of the month")
DECIDED: Final = Named("decided", "Other decisions taken", "Decisions taken")
ATTENDANCE: Final = Named("attendance", "Who met", "Attendance")
OBJECTIVES: Final = Named("objectives", "Objectives", "Objectives")
DECISIONS: Final = Named("decisions", "Decisions asked of the meeting", "Decisions")
ACCEPTANCES: Final = Named("acceptances", "Risks accepted as they stand", "Acceptances")
DUE: Final = Named("due", "Assurances due", "Assurances due")
HIGH_LEVEL: Final = Named("hlrr", "High Level Risk Register", "HLRR")
RISKS: Final = Named("risks", "Risks one by one", "Risks one by one")
MILESTONES: Final = Named("milestones", "Milestones by programme", "Milestones")
WARNINGS: Final = Named("warnings", "Quality warnings", "Quality warnings")
METHOD: Final = Named("method", "How to read this pack", "Method")
