"""The cover of a pack: whose it is, as at when, for whom, for which meeting, and what is in it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from riskapp.domain.packs import CoverWords
from riskapp.domain.wording import counted, date_words
from riskapp.papers.making import part, said, table, typed
from riskapp.readmodels.pack_frame import PackFrame
from riskapp.readmodels.paper import (
    Block,
    Contents,
    Fact,
    Facts,
    Heading,
    Look,
    Paragraph,
    Piece,
    Rank,
    Section,
    Start,
    Strong,
    text_of,
)
from riskapp.readmodels.register import ObjectiveName, RegisterRow

TITLE: Final = "Board Assurance Framework and High Level Risk Register"
FICTIONAL: Final = "Fictional organisation: everything in this pack is made up."
PUBLIC: Final = "Public version: without restricted risks, and without anybody's name."
PRIVATE: Final = "Private version: it may hold risks that are not for publication."
LEFT_OUT: Final = ("Left out of this version", "")
NOT_SHOWN: Final = (
    "Not shown to whoever made this draft",
    " The pack is not issued without what belongs in it.",
)
HELD: Final = "What this pack holds"


def cover(
    frame: PackFrame,
    name: str,
    title: str,
    *,
    words: CoverWords | None = None,
    held: Iterable[tuple[str, str]] = (),
    objectives: Sequence[ObjectiveName] = (),
    left_out: int = 0,
    notes: Iterable[Block] = (),
) -> Section:
    """Return the cover of a pack of that name, with what the secretary says of it.

    `held` says how many of what it holds, `objectives` which are touched by the risks in it,
    `left_out` how many restricted risks it does not show; `notes` follow what it holds.
    """
    blocks = (
        *_head(frame, name, title, left_out),
        *_sheet(words or CoverWords()),
        *_touched(objectives),
        *_held(tuple(held)),
        *(*notes, part("Contents"), Contents()),
    )
    return Section("cover", "Cover", name, blocks, Start.NEW_PAGE, Rank.TITLE)


def touched(rows: Iterable[RegisterRow]) -> tuple[ObjectiveName, ...]:
    """Return the objectives that risks affect, each once, by number."""
    found = {one.id: one for row in rows for one in row.objectives}
    return tuple(sorted(found.values(), key=lambda one: (len(one.number), one.number)))


def _head(frame: PackFrame, name: str, title: str, left_out: int) -> Iterator[Block]:
    yield Paragraph(text_of(frame.organisation), Look.LEAD)
    yield Heading(Rank.TITLE, text_of(title), "cover", name)
    yield Paragraph(text_of("As at ", Strong(date_words(frame.as_at))), Look.LEAD)
    yield said(PUBLIC if frame.public else PRIVATE)
    if frame.fictional:
        yield said(Strong(FICTIONAL))
    if left_out:
        first, then = LEFT_OUT if frame.public else NOT_SHOWN
        yield said(f"{first}: {counted(left_out, 'restricted risk')}.{then}")


def _sheet(words: CoverWords) -> Iterator[Block]:
    """Yield what is said of the meeting and of what it is asked; what is empty is left out."""
    facts = tuple(Fact(name, text_of(piece)) for name, piece in _short(words) if piece)
    if facts:
        yield Facts(facts)
    for name, piece in _long(words):
        if piece:
            yield said(Strong(f"{name}: "), piece)


def _short(words: CoverWords) -> Iterator[tuple[str, Piece]]:
    yield "Meeting", typed(words.meeting)
    yield "Date", date_words(words.meeting_on) if words.meeting_on else ""
    yield "Agenda number", typed(words.agenda_number)
    yield "Author", typed(words.author)
    yield "Executive lead", typed(words.lead)
    yield "Assurance level", typed(words.assurance_level)


def _long(words: CoverWords) -> Iterator[tuple[str, Piece]]:
    yield "Purpose", typed(words.purpose)
    yield "Recommendation", typed(words.recommendation)
    yield "Previously considered by", typed(words.considered_by)


def _touched(objectives: Sequence[ObjectiveName]) -> Iterator[Block]:
    if objectives:
        listed = "; ".join(f"{one.number} {one.title}" for one in objectives)
        yield said(Strong("Objectives touched: "), f"{listed}.")


def _held(held: Sequence[tuple[str, str]]) -> Iterator[Block]:
    if held:
        yield part(HELD)
        yield table(HELD, ("What", "How many"), held, (0.6, 0.4), (0,))
