"""Packs as jobs: a long one takes longer than anybody waits for a page."""

from collections.abc import Callable

from riskapp.domain.jobs import Outcome, ResultFile
from riskapp.domain.pack_arguments import issue_asked, pack_asked
from riskapp.domain.wording import counted, date_words
from riskapp.queries.packs import get_paper
from riskapp.readmodels.issued_packs import Drawn
from riskapp.readmodels.paper import Paper, Stamp
from riskapp.services.packs import issue_pack, prepare_pack
from riskapp.worker.apart import Apart, Kind
from riskapp.worker.drawing import drawing
from riskapp.worker.work import Work

READING = "Reading the register"
PACK = Kind("The pack", "Ask for a pack of less, such as one objective", "RISKAPP_PACK")


def make_pack(work: Work) -> Outcome:
    """Make the draft of a pack as a file for who asked for it."""
    asked, draw = pack_asked(work.arguments), drawing_apart(work)
    work.tell(0, 0, READING)
    with work.session() as session:
        paper = get_paper(session, work.actor, asked)
    drawn = draw(paper, None)
    _tell_last(work, "Keeping the file")
    name = f"{work.actor.organisation_code}-{asked.kind}-pack-{asked.as_at}.pdf"
    return Outcome(_words(paper), file=ResultFile(name, "application/pdf", [drawn.content]))


def issue_long_pack(work: Work) -> Outcome:
    """Issue a pack: it is saved with the end of the job, once, however often it is tried."""
    draft, draw = issue_asked(work.arguments), drawing_apart(work)
    work.tell(0, 0, READING)
    with work.session() as session:
        prepared = prepare_pack(session, work.actor, draft, draw)
    _tell_last(work, "Issuing the pack")
    work.at_end(lambda session: issue_pack(session, work.actor, draft, prepared))
    number = prepared.preview.number
    return Outcome(
        f"Issued {number}, code {prepared.stamp.code}.",
        link=f"/{work.actor.organisation_code}/packs/{number}",
    )


def drawing_apart(work: Work) -> Callable[[Paper, Stamp | None], Drawn]:
    """Return what draws packs for one attempt at a job, whose time begins now."""
    apart = Apart(work, PACK, work.settings.packs)

    def draw(paper: Paper, stamp: Stamp | None) -> Drawn:
        drawn: Drawn = apart.make(drawing, paper, stamp)
        return drawn

    return draw


def _tell_last(work: Work, words: str) -> None:
    parts = work.progress.total
    work.tell(parts, parts, words)


def _words(paper: Paper) -> str:
    version = "public version" if paper.public else "for the Board, in private"
    return (
        f"The {paper.name} as at {date_words(paper.as_at)}, {version}, with"
        f" {counted(paper.risks, 'risk')}."
    )
