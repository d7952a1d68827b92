"""The list of the sections of a pack, each with the page that it begins on."""

from collections.abc import Iterable
from typing import Final

from reportlab.platypus import Flowable

from reports.clean import clean_line
from reports.gate import draw_line
from reports.styles import CONTENTS_LINE, RULE, WIDTH
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
                self.canv.translate(self.width, low)
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


class Within(Flowable):  # type: ignore[misc] # reportlab has no types
    """Takes no room; what follows it is told as part of a whole, or no longer."""

    def __init__(self, role: Role | None, attributes: str = "") -> None:
        super().__init__()
        self.role, self.attributes = role, attributes

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Begin the whole, or end it."""
        if self.role is None:
            self.canv.end_element()
        else:
            self.canv.begin_element(self.role, attributes=self.attributes)


def list_of(lines: Iterable[tuple[str, str]]) -> list[Flowable]:
    """Return the contents: of each line its title, which leads to the place of its key."""
    made = [_ContentsLine(title, key) for title, key in lines]
    return [Within(Role.CONTENTS), *made, Within(None)]
