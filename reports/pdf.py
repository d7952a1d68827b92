"""A paper drawn as a PDF: page after page, told to who listens as it is shown to who looks."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from reportlab.platypus import CondPageBreak, Flowable, PageBreak

from reports.blocks import Pen, pen_for, words_of
from reports.cover import cover
from reports.gate import height_of
from reports.keeping import settled
from reports.one_page import one_page
from reports.page import Front, PackCanvas, Sheet, Tell, draw_pages, in_turn, unheard
from reports.paper_words import DRAFT, foot_words
from reports.styles import BODY, HEIGHT
from riskapp.readmodels.paper import Block, OnePage, Paper, Rank, Section, Stamp, Start

Maker = Callable[[], Iterable[Flowable]]


def draw_pdf(
    paper: Paper,
    stamp: Stamp | None = None,
    *,
    canvas: type[PackCanvas] = PackCanvas,
    tell: Tell = unheard,
) -> bytes:
    """Return the paper as the bytes of a PDF; the same paper always gives the same bytes.

    Every page bears the stamp of an issued pack, or says that the pack is a draft.
    """
    listed = tuple(words_of(one) for one in paper.sections if one.rank is not Rank.TITLE)
    pen = pen_for(paper.brand, listed)
    story = in_turn(_makers(paper.sections, pen), tell)
    return draw_pages(_sheet(paper, stamp, pen), story, canvas)


def _sheet(paper: Paper, stamp: Stamp | None, pen: Pen) -> Sheet:
    return Sheet(
        title=paper.title if stamp is None else f"{paper.title}, {stamp.number}",
        author=paper.organisation,
        subject=f"{foot_words(paper, stamp)}.",
        as_at=paper.as_at,
        foot=foot_words(paper, stamp),
        colour=pen.colour,
        head=paper.organisation if stamp else f"{DRAFT}  {paper.organisation}",
        front=_front(paper, "" if stamp else DRAFT),
    )


def _front(paper: Paper, mark: str) -> Front | None:
    """Return how the head of the cover differs, which names the organisation itself."""
    has_cover = any(one.rank is Rank.TITLE for one in paper.sections[:1])
    return Front(mark, is_white=bool(paper.brand.logo)) if has_cover else None


def _makers(sections: Sequence[Section], pen: Pen) -> Iterator[Maker]:
    """Yield what is drawn page after page, each made only when its page is reached.

    A break follows what comes before a new page: one before the next would follow a full page.
    """
    for section, after in zip(sections, [*sections[1:], None], strict=True):
        breaks = after is not None and after.start is Start.NEW_PAGE
        *others, last = _parts(section, pen)
        yield from (partial(_then_new_page, other) for other in others)
        yield partial(_then_new_page, last) if breaks else last


def _then_new_page(maker: Maker) -> Iterator[Flowable]:
    yield from maker()
    yield PageBreak()


def _parts(section: Section, pen: Pen) -> Iterator[Maker]:
    """Yield the makers of a section: of how it opens, with its first page, then of each other."""
    pages = [block for block in section.blocks if isinstance(block, OnePage)]
    loose = [block for block in section.blocks if not isinstance(block, OnePage)]
    yield partial(_open, section, loose, pages[:1], pen)
    yield from (partial(one_page, page, pen) for page in pages[1:])


def _open(
    section: Section, blocks: Sequence[Block], pages: Sequence[OnePage], pen: Pen
) -> Iterator[Flowable]:
    is_cover = section.rank is Rank.TITLE
    drawn = cover(blocks, pen) if is_cover else [*pen.title(section), *pen.draw_all(blocks)]
    story = settled(drawn)
    if section.start is Start.WHERE_IT_FITS:
        yield CondPageBreak(min(height_of(story), HEIGHT))
    yield from story
    for page in pages:
        yield from one_page(page, pen, HEIGHT - height_of(story) - BODY.spaceAfter)
