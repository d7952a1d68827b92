"""Drawing a Board pack from its read model."""

from reports.pdf import draw_pdf
from riskapp.papers.board import board_paper
from riskapp.readmodels.board_pack import BoardPack


def draw_board(pack: BoardPack) -> bytes:
    """Return the PDF of the draft of a Board pack."""
    return draw_pdf(board_paper(pack))
