"""The cover of a pack: whose it is, as at when, for whom, and how much is in it."""

from collections.abc import Iterable, Iterator
from typing import Final

from riskapp.domain.wording import AWAITING, counted, date_words
from riskapp.papers.making import part, said, small, table
from riskapp.papers.sections import METHOD
from riskapp.readmodels.board_pack import BoardPack
from riskapp.readmodels.paper import (
    Block,
    Contents,
    Heading,
    Look,
    Paragraph,
    Rank,
    Section,
    Start,
    Strong,
    text_of,
)

TITLE: Final = "Board Assurance Framework and High Level Risk Register"
FICTIONAL: Final = "Fictional organisation: everything in this pack is made up."
PUBLIC: Final = "Public version"
PRIVATE: Final = "Private version: it may hold risks that are not for publication."


def cover(pack: BoardPack, name: str) -> Section:
    """Return the cover of the Board pack."""
    blocks = _blocks(pack, name)
    return Section("cover", "Cover", name, tuple(blocks), Start.NEW_PAGE, Rank.TITLE)


def _blocks(pack: BoardPack, name: str) -> Iterator[Block]:
    yield Paragraph(text_of(pack.organisation), Look.LEAD)
    yield Heading(Rank.TITLE, text_of(TITLE), "cover", name)
    yield Paragraph(text_of("As at ", Strong(date_words(pack.as_at))), Look.LEAD)
    yield said(PUBLIC if pack.public else PRIVATE)
    if pack.fictional:
        yield said(Strong(FICTIONAL))
    if pack.left_out:
        yield said(f"Left out of this version: {counted(pack.left_out, 'restricted risk')}.")
    yield part("What this pack holds")
    yield table("What this pack holds", ("What", "How many"), _counts(pack), (0.6, 0.4), (0,))
    yield small(
        "The BAF holds the risks to the strategic objectives; the HLRR holds those that have scored"
        f" {pack.matrix.threshold} or more. {METHOD.title}, at the end, explains every word."
    )
    yield part("Contents")
    yield Contents()


def _warnings_words(pack: BoardPack) -> str:
    """Return how many warnings there are, and of how many checks nobody asked."""
    found, off = str(len(pack.warnings)), len(pack.off)
    if not off:
        return found
    return f"{found}; {counted(off, 'check')} {'is' if off == 1 else 'are'} switched off"


def _counts(pack: BoardPack) -> Iterable[tuple[str, str]]:
    high, heat, plan = pack.high_level, pack.current_map, pack.milestones
    return [
        (
            "Risks on the Board Assurance Framework (BAF)",
            f"{len(pack.summary)}, of which {pack.framework.awaiting_validation} {AWAITING}",
        ),
        ("Of these, on the heat map", f"{heat.plotted}; {heat.unplottable} cannot be plotted"),
        (
            "Risks on the High Level Risk Register (HLRR)",
            f"{len(high.rows)}, of which {high.awaiting_validation} {AWAITING}",
        ),
        (
            "Milestones",
            f"{plan.total}: {plan.done} done, {plan.late} late, {plan.at_risk} at risk",
        ),
        ("Strategic objectives", str(len(pack.objectives))),
        ("Quality warnings", _warnings_words(pack)),
    ]
