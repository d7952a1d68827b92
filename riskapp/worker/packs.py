"""Packs as jobs: a long one takes longer than anybody waits for a page."""

from riskapp.domain.jobs import Outcome, ResultFile
from riskapp.domain.pack_arguments import issue_asked, pack_asked
from riskapp.domain.wording import counted, date_words
from riskapp.queries.packs import get_paper
from riskapp.readmodels.paper import Paper
from riskapp.services.packs import issue_pack, prepare_pack
from riskapp.worker.apart import Apart
from riskapp.worker.work import Work

READING = "Reading the register"


def make_pack(work: Work) -> Outcome:
    """Make the draft of a pack as a file for who asked for it."""
    asked, apart = pack_asked(work.arguments), Apart(work)
    work.tell(0, 0, READING)
    with work.session() as session:
        paper = get_paper(session, work.actor, asked)
    drawn = apart.draw(paper, None)
    _tell_last(work, "Keeping the file")
    name = f"{work.actor.organisation_code}-{asked.kind}-pack-{asked.as_at}.pdf"
    return Outcome(_words(paper), file=ResultFile(name, "application/pdf", drawn.content))


def issue_long_pack(work: Work) -> Outcome:
    """Issue a pack: it is saved with the end of the job, once, however often it is tried."""
    draft, apart = issue_asked(work.arguments), Apart(work)
    work.tell(0, 0, READING)
    with work.session() as session:
        prepared = prepare_pack(session, work.actor, draft, apart.draw)
    _tell_last(work, "Issuing the pack")
    work.at_end(lambda session: issue_pack(session, work.actor, draft, prepared))
    number = prepared.preview.number
    return Outcome(
        f"Issued {number}, code {prepared.stamp.code}.",
        link=f"/{work.actor.organisation_code}/packs/{number}",
    )


def _tell_last(work: Work, words: str) -> None:
    parts = work.progress.total
    work.tell(parts, parts, words)


def _words(paper: Paper) -> str:
    version = "public version" if paper.public else "for the Board, in private"
    return (
        f"The {paper.name} as at {date_words(paper.as_at)}, {version}, with"
        f" {counted(paper.risks, 'risk')}."
    )
