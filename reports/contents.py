"""The sections of the Board pack, and the list of them with page numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from reportlab.platypus import Flowable

from reports.gate import Entry, PageOf, heading, part, table
from reports.styles import SECTION, WIDTH


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its key in the outline, its title, and its name in the head of its pages."""

    key: str
    title: str
    running: str


SUMMARY: Final = Section("summary", "Summary of BAF risks", "Summary")
HEAT_MAP: Final = Section("heat-map", "Heat map of BAF risks", "Heat map")
HIGH_LEVEL: Final = Section("hlrr", "High Level Risk Register", "HLRR")
RISKS: Final = Section("risks", "Risks one by one", "Risks one by one")
MILESTONES: Final = Section("milestones", "Milestones by programme", "Milestones")
WARNINGS: Final = Section("warnings", "Quality warnings", "Quality warnings")
METHOD: Final = Section("method", "How to read this pack", "Method")
_IN_ORDER: Final = (SUMMARY, HEAT_MAP, HIGH_LEVEL, RISKS, MILESTONES, WARNINGS, METHOD)


def begin(section: Section) -> list[Flowable]:
    """Return the heading of a section."""
    return heading(section.title, SECTION, Entry(0, section.key, section.running))


def contents() -> Iterator[Flowable]:
    """Return the list of sections, each with the page that it begins on."""
    yield from part("Contents")
    rows = [(section.title, PageOf(section.key)) for section in _IN_ORDER]
    yield table(("Section", "Page"), rows, (WIDTH * 0.6, WIDTH * 0.4), side_heads=(0,))
