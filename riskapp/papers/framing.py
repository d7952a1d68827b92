"""A paper around its sections: what every pack says of itself, and the slim head of short ones."""

from collections.abc import Iterable, Iterator

from riskapp.domain.pack_gate import Count
from riskapp.domain.packs import PACK_NAMES, PackKind
from riskapp.domain.wording import date_words
from riskapp.papers.cover import FICTIONAL, PRIVATE, PUBLIC
from riskapp.papers.making import said, small
from riskapp.readmodels.pack_frame import PackFrame
from riskapp.readmodels.paper import (
    Block,
    Heading,
    OnePage,
    Paper,
    Rank,
    Section,
    Start,
    Strong,
    text_of,
)


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


def slim(frame: PackFrame, title: str, blocks: Iterable[Block | OnePage]) -> Section:
    """Return a section that opens a short pack: a head of few lines, and what follows at once."""
    opening = (*_head(frame, title), *blocks)
    return Section("cover", title, title, opening, Start.NEW_PAGE, Rank.TITLE)


def _head(frame: PackFrame, title: str) -> Iterator[Block]:
    yield Heading(Rank.TITLE, text_of(title), "cover", title)
    readers = PUBLIC if frame.public else PRIVATE
    yield small(
        frame.organisation, ", as at ", Strong(date_words(frame.as_at)), f". {readers.rstrip('.')}."
    )
    if frame.fictional:
        yield said(Strong(FICTIONAL))
