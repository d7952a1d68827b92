"""The Board pack: everything of one frozen value, drawn as a PDF."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from reportlab.platypus import Flowable, PageBreak

from reports.contents import RISKS, begin
from reports.cover import FICTIONAL, TITLE, cover, version_words
from reports.gate import words
from reports.heat_map import heat_map
from reports.high_level import high_level
from reports.method import method
from reports.milestone_tables import milestones
from reports.page import Sheet, draw_pages, in_turn
from reports.quality_warnings import quality_warnings
from reports.risk_page import risk_page
from reports.summary import summary
from riskapp.domain.wording import counted, date_words
from riskapp.readmodels.board_pack import BoardPack
from riskapp.readmodels.risk_page import RiskPage

Section = Callable[[], Iterable[Flowable]]

_BEFORE = (cover, summary, heat_map, high_level)
_AFTER = (milestones, quality_warnings, method)


def draw_board_pack(pack: BoardPack) -> bytes:
    """Return the pack as the bytes of a PDF; the same pack always gives the same bytes."""
    day = date_words(pack.as_at)
    fictional = "Fictional organisation, " if pack.fictional else ""
    sheet = Sheet(
        title=TITLE,
        author=pack.organisation,
        subject=f"Board pack as at {day}. {FICTIONAL if pack.fictional else ''}".strip(),
        as_at=pack.as_at,
        foot=f"{version_words(pack)}, as at {day}. {fictional}{pack.organisation}",
    )
    return draw_pages(sheet, in_turn(_sections(pack)))


def _sections(pack: BoardPack) -> Iterator[Section]:
    """Yield what begins each page or run of pages, in the order of the pack."""
    first, *others = _BEFORE
    yield partial(first, pack)
    for section in others:
        yield partial(_on_new_page, partial(section, pack))
    yield partial(_on_new_page, partial(_risks_begin, pack))
    for number, risk in enumerate(pack.risks):
        yield partial(_risk, risk, is_first=number == 0)
    for section in _AFTER:
        yield partial(_on_new_page, partial(section, pack))


def _on_new_page(section: Section) -> Iterator[Flowable]:
    yield PageBreak()
    yield from section()


def _risks_begin(pack: BoardPack) -> Iterator[Flowable]:
    yield from begin(RISKS)
    if pack.risks:
        yield from words(f"{counted(len(pack.risks), 'risk')}, highest score first.")
    else:
        yield from words("No risk is on the Board Assurance Framework.")


def _risk(risk: RiskPage, *, is_first: bool) -> Iterator[Flowable]:
    if not is_first:
        yield PageBreak()
    yield from risk_page(risk)
