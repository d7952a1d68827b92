"""The Board pack: everything of one frozen value, drawn as a PDF."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from reportlab.platypus import CondPageBreak, Flowable, PageBreak

from reports.contents import RISKS, begin
from reports.cover import FICTIONAL, TITLE, cover, version_words
from reports.gate import height_of, words
from reports.heat_map import heat_map
from reports.high_level import high_level
from reports.method import method
from reports.milestone_tables import milestones
from reports.page import Sheet, draw_pages, in_turn
from reports.quality_warnings import quality_warnings
from reports.risk_page import risk_page
from reports.styles import BODY, HEIGHT
from reports.summary import summary
from riskapp.domain.wording import counted, date_words
from riskapp.readmodels.board_pack import BoardPack

Section = Callable[[], Iterable[Flowable]]


def draw_board_pack(pack: BoardPack) -> bytes:
    """Return the pack as the bytes of a PDF; the same pack always gives the same bytes."""
    day = date_words(pack.as_at)
    fictional = ". Fictional organisation" if pack.fictional else ""
    sheet = Sheet(
        title=TITLE,
        author=pack.organisation,
        subject=f"Board pack as at {day}. {FICTIONAL if pack.fictional else ''}".strip(),
        as_at=pack.as_at,
        foot=f"Board pack, {version_words(pack).lower()}, as at {day}{fictional}",
    )
    return draw_pages(sheet, in_turn(_sections(pack)))


def _sections(pack: BoardPack) -> Iterator[Section]:
    """Yield what is drawn page after page, in the order of the pack."""
    yield partial(_then_new_page, partial(cover, pack))
    yield partial(summary, pack)
    yield partial(_where_it_fits, partial(heat_map, pack))
    yield partial(_then_new_page, partial(_where_it_fits, partial(high_level, pack)))
    yield partial(_then_new_page, partial(_risks_begin, pack))
    for risk in pack.risks[1:]:
        yield partial(_then_new_page, partial(risk_page, risk))
    yield partial(milestones, pack)
    yield partial(_where_it_fits, partial(quality_warnings, pack))
    yield partial(_where_it_fits, partial(method, pack))


def _then_new_page(section: Section) -> Iterator[Flowable]:
    """Yield a section and the break after it; one before the next would follow a full page."""
    yield from section()
    yield PageBreak()


def _where_it_fits(section: Section) -> list[Flowable]:
    """Return a section that begins on the page that is open if all of it fits there."""
    story = list(section())
    return [CondPageBreak(min(height_of(story), HEIGHT)), *story]


def _risks_begin(pack: BoardPack) -> Iterator[Flowable]:
    opening = [*begin(RISKS), *words(_how_many(pack))]
    yield from opening
    for first in pack.risks[:1]:
        yield from risk_page(first, HEIGHT - height_of(opening) - BODY.spaceAfter)


def _how_many(pack: BoardPack) -> str:
    if not pack.risks:
        return "No risk is on the Board Assurance Framework."
    return f"{counted(len(pack.risks), 'risk')}, highest score first."
