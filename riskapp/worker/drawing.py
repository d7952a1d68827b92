"""Drawing a pack in a process of its own, which alone loads what draws."""

from riskapp.readmodels.issued_packs import Drawn
from riskapp.readmodels.paper import Paper, Stamp
from riskapp.worker.within import Line, Made


def drawing(paper: Paper, stamp: Stamp | None) -> Made:
    """Return the drawing of a paper, which says at which page it is."""
    from reports.issuing import draw_issue  # noqa: PLC0415 - only the process that draws needs it

    def draw(line: Line) -> Drawn:
        def tell(done: int, parts: int, page: int) -> None:
            line.tell(done, parts, f"Drawing page {page}")

        return draw_issue(paper, stamp, tell)

    return draw
