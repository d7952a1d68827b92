"""The sections of the Board pack, and the list of them with page numbers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from reportlab.platypus import Flowable

from reports.clean import clean_line
from reports.gate import Entry, draw_line, heading, part
from reports.styles import CONTENTS_LINE, RULE, SECTION, WIDTH
from reports.tags.element import Role

_LONGEST: Final = 160
_NUMBER_WIDTH: Final = 24.0


class _ContentsLine(Flowable):  # type: ignore[misc] # reportlab has no types
    """A line of the contents: a title that leads to its place, and the number of its page."""

    def __init__(self, title: str, key: str) -> None:
        super().__init__()
        self.title, self.key = clean_line(title, _LONGEST), key

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width, self.height = width, CONTENTS_LINE.leading
        return width, self.height

    def draw(self) -> None:
        low = CONTENTS_LINE.leading - CONTENTS_LINE.fontSize
        with self.canv.element(Role.CONTENTS_LINE), self.canv.element(Role.REFERENCE):
            with self.canv.element(Role.LINK, claims=True) as link:
                end = draw_line(self.canv, (0, low), f"{self.title} ", CONTENTS_LINE, WIDTH)
                self.canv.saveState()
                self.canv.translate(self.width - _NUMBER_WIDTH, low)
                self.canv.leave_room_for_page_of(self.key, CONTENTS_LINE)
                self.canv.restoreState()
                words = f"{self.title}, go to its page"
                self.canv.link_to(self.key, words, (0, 0, self.width, self.height), link)
            self._dots(end, low)

    def _dots(self, end: float, low: float) -> None:
        """Lead the eye from the title to the number."""
        self.canv.setStrokeColor(RULE)
        self.canv.setDash(0.6, 3)
        self.canv.line(end + 4, low, self.width - _NUMBER_WIDTH - 6, low)
        self.canv.setDash()


class _Within(Flowable):  # type: ignore[misc] # reportlab has no types
    """Takes no room; what follows it is told as part of a whole, or no longer."""

    def __init__(self, role: Role | None) -> None:
        super().__init__()
        self.role = role

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        if self.role is None:
            self.canv.end_element()
        else:
            self.canv.begin_element(self.role)


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
    yield from _list_of((section.title, section.key) for section in _IN_ORDER)


def _list_of(lines: Iterable[tuple[str, str]]) -> list[Flowable]:
    """Return the contents: of each line its title, which leads to the place of its key."""
    made = [_ContentsLine(title, key) for title, key in lines]
    return [_Within(Role.CONTENTS), *made, _Within(None)]
