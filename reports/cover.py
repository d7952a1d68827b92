"""The cover of the Board pack: whose it is, as at when, for whom, and how much is in it."""

from collections.abc import Iterator
from typing import Final

from reportlab.platypus import Flowable

from reports.clean import clean_line
from reports.contents import METHOD, contents
from reports.gate import Entry, Strong, heading, part, words
from reports.grid import table
from reports.styles import BODY, COVER_LINE, COVER_TITLE, LINE, WIDTH
from riskapp.domain.wording import AWAITING, counted, date_words
from riskapp.readmodels.board_pack import BoardPack

TITLE: Final = "Board Assurance Framework and High Level Risk Register"
FICTIONAL: Final = "Fictional organisation: everything in this pack is made up."
_LONGEST_NAME: Final = 200
_PUBLIC: Final = "Public version"
_PRIVATE: Final = "Private version: it may hold risks that are not for publication."


def version_words(pack: BoardPack) -> str:
    """Return for whom the pack is: public or private."""
    return (_PUBLIC if pack.public else _PRIVATE).partition(":")[0]


def cover(pack: BoardPack) -> Iterator[Flowable]:
    """Return the flowables of the cover."""
    yield from words(clean_line(pack.organisation, _LONGEST_NAME), COVER_LINE)
    yield from heading(TITLE, COVER_TITLE, Entry(0, "cover", "Board pack"))
    yield from words(["As at ", Strong(date_words(pack.as_at))], COVER_LINE)
    yield from words(_PUBLIC if pack.public else _PRIVATE, BODY)
    if pack.fictional:
        yield from words([Strong(FICTIONAL)], BODY)
    yield from words(_left_out(pack), BODY)
    yield from part("What this pack holds")
    yield table(("What", "How many"), _counts(pack), (WIDTH * 0.6, WIDTH * 0.4), side_heads=(0,))
    yield from words(
        "The BAF holds the risks to the strategic objectives; the HLRR holds those that have scored"
        f" {pack.matrix.threshold} or more. {METHOD.title}, at the end, explains every word.",
        LINE,
    )
    yield from contents()


def _left_out(pack: BoardPack) -> str:
    if not pack.left_out:
        return ""
    return f"Left out of this version: {counted(pack.left_out, 'restricted risk')}."


def _warnings_words(pack: BoardPack) -> str:
    """Return how many warnings there are, and of how many checks nobody asked."""
    found, off = str(len(pack.warnings)), len(pack.off)
    if not off:
        return found
    return f"{found}; {counted(off, 'check')} {'is' if off == 1 else 'are'} switched off"


def _counts(pack: BoardPack) -> list[tuple[str, str]]:
    high, heat, plan = pack.high_level, pack.current_map, pack.milestones
    return [
        (
            "Risks on the Board Assurance Framework (BAF)",
            f"{len(pack.summary)}, of which {pack.framework.awaiting_validation} {AWAITING}",
        ),
        (
            "Of these, on the heat map",
            f"{heat.plotted}; {heat.unplottable} cannot be plotted",
        ),
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
