"""The Board pack as a job: a long one takes longer than anybody waits for a page."""

from datetime import date

from riskapp.domain.jobs import Outcome, ResultFile
from riskapp.domain.packs import MakePack, PackKind
from riskapp.domain.wording import counted, date_words
from riskapp.queries.packs import get_paper
from riskapp.worker.work import Work

STEPS = 3


def make_board_pack(work: Work) -> Outcome:
    """Make the Board pack of a day as a file for who asked for it."""
    # Imported late: a worker that draws nothing needs none of it.
    from reports.pdf import draw_pdf  # noqa: PLC0415

    on = date.fromisoformat(work.arguments["as_at"])
    work.tell(0, STEPS, "Reading the register")
    with work.session() as session:
        draft = MakePack(PackKind.BOARD, on, work.arguments["public"])
        paper = get_paper(session, work.actor, draft)
    risks = counted(paper.risks, "risk")
    work.tell(1, STEPS, "Drawing the pages")
    drawn = draw_pdf(paper)
    work.tell(2, STEPS, "Keeping the file")
    name = f"{work.actor.organisation_code}-board-pack-{on}.pdf"
    version = "public version" if paper.public else "for the Board, in private"
    return Outcome(
        f"The Board pack as at {date_words(on)}, {version}, with {risks}.",
        file=ResultFile(name, "application/pdf", drawn),
    )
