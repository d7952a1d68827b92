"""A paper around its sections: what every pack says of itself, and the slim head of short ones."""

from collections.abc import Iterable

from riskapp.domain.pack_gate import Count
from riskapp.domain.packs import PACK_NAMES, PackKind
from riskapp.domain.wording import date_words
from riskapp.papers.cover import FICTIONAL, PRIVATE, PUBLIC
from riskapp.papers.making import small
from riskapp.readmodels.pack_frame import PackFrame
from riskapp.readmodels.paper import Block, OnePage, Paper, Section, Start, Strong


def framed(
    frame: PackFrame,
    kind: PackKind,
    title: str,
    sections: Iterable[Section],
    *,
    left_out: int = 0,
    counts: Iterable[Count] = (),
) -> Paper:
    """Return the paper of a kind with these sections."""
    return Paper(
        kind=kind,
        name=PACK_NAMES[kind],
        title=title,
        organisation=frame.organisation,
        organisation_code=frame.organisation_code,
        fictional=frame.fictional,
        as_at=frame.as_at,
        public=frame.public,
        sections=tuple(sections),
        left_out=left_out,
        counts=tuple(counts),
    )


def slim(
    frame: PackFrame, title: str, blocks: Iterable[Block | OnePage], running: str = ""
) -> Section:
    """Return the only section of a short pack: a head of two lines, and what follows at once.

    `running` names it at the head of its pages, where its title is too long to.
    """
    return Section("cover", title, running or title, (_whose(frame), *blocks), Start.NEW_PAGE)


def _whose(frame: PackFrame) -> Block:
    fictional = f" {FICTIONAL}" if frame.fictional else ""
    readers = (PUBLIC if frame.public else PRIVATE).rstrip(".")
    day = Strong(date_words(frame.as_at))
    return small(frame.organisation, ", as at ", day, f". {readers}.{fictional}")
