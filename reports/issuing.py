"""Drawing a pack to be issued, with what tells by which version it was drawn."""

from functools import cache
from importlib.metadata import version
from io import BytesIO

from pypdf import PdfReader

from reports.page import Tell, unheard
from reports.pdf import draw_pdf
from riskapp.readmodels.issued_packs import Drawn
from riskapp.readmodels.paper import Paper, Stamp


def draw_issue(paper: Paper, stamp: Stamp | None, tell: Tell = unheard) -> Drawn:
    """Return a paper as a PDF, how many pages it has, and the version that drew it."""
    content = draw_pdf(paper, stamp, tell=tell)
    return Drawn(content, len(PdfReader(BytesIO(content)).pages), drawn_by())


@cache
def drawn_by() -> str:
    """Return the version that draws: the same one draws the same bytes."""
    return f"riskapp {version('riskapp')}, reportlab {version('reportlab')}"
