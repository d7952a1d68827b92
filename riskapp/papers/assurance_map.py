"""The assurance map as a paper: who has looked at what, and where nobody has."""

from collections.abc import Iterable, Iterator
from typing import Final

from riskapp.domain.assurance import LINE_NAMES, LINE_SHORT, Line
from riskapp.domain.assurance_map import CellKind
from riskapp.domain.pack_gate import Count
from riskapp.domain.packs import PACK_NAMES, CoverWords, PackKind
from riskapp.domain.wording import counted
from riskapp.papers.cover import cover
from riskapp.papers.framing import framed
from riskapp.papers.making import said, small, table
from riskapp.papers.map_cells import map_table
from riskapp.papers.sections import Named
from riskapp.readmodels.assurance_map import AssuranceMap, MapRow
from riskapp.readmodels.map_pack import MapPack
from riskapp.readmodels.paper import (
    Block,
    Bullets,
    Heading,
    Paper,
    Rank,
    Section,
    Start,
    Strong,
    text_of,
)
from riskapp.readmodels.register import ObjectiveName

NAME: Final = PACK_NAMES[PackKind.ASSURANCE_MAP]
TITLE: Final = "Assurance map of the Board Assurance Framework"
MAP: Final = Named("map", "Objectives and their risks by line of assurance", "Assurance map")
HOLES: Final = Named("holes", "Where nobody has looked, or not lately", "Holes")
BARE: Final = Named("bare", "Objectives without a risk on the BAF", "No risk")
LINES: Final = Named("lines", "How to read the map", "Method")
NOTHING: Final = "No risk is on the Board Assurance Framework, so there is nothing to assure."
_HOLE_HEAD: Final = ("Line", "Has said nothing", "Has said nothing that still counts")
_HOLE_SHARES: Final = (0.2, 0.4, 0.4)


def map_paper(pack: MapPack, words: CoverWords | None = None) -> Paper:
    """Return the map as a paper; the same pack always gives the same one."""
    return framed(
        pack.frame,
        PackKind.ASSURANCE_MAP,
        TITLE,
        _sections(pack, words),
        left_out=pack.left_out,
        counts=_counts(pack.found),
    )


def _sections(pack: MapPack, words: CoverWords | None) -> Iterator[Section]:
    found = pack.found
    yield cover(
        pack.frame,
        NAME,
        TITLE,
        words=words,
        held=_held(found),
        objectives=tuple(group.objective for group in found.groups if group.objective),
        left_out=pack.left_out,
    )
    yield HOLES.of(_holes(found))
    yield MAP.of(_map(found), Start.NEW_PAGE)
    yield BARE.of(_bare(found.without))
    yield LINES.of(_lines())


def _counts(found: AssuranceMap) -> Iterator[Count]:
    rows = _rows(found)
    yield Count("risks", "the cover", found.risks)
    yield Count("risks", "the map", len(rows))
    yield Count("holes", "the cover", found.holes)
    yield Count("holes", "the list of holes", sum(len(_lacking(rows, *one)) for one in _EVERY_HOLE))


def _held(found: AssuranceMap) -> Iterable[tuple[str, str]]:
    cells = found.risks * len(Line)
    return [
        ("Risks on the Board Assurance Framework (BAF)", str(found.risks)),
        ("Lines that could have spoken, four for each risk", str(cells)),
        ("Of these, holes: nothing was ever said", str(found.holes)),
        ("Of these, expired: nothing said that still counts", str(found.expired)),
        ("Objectives in force without a risk on the BAF", str(len(found.without))),
    ]


def _rows(found: AssuranceMap) -> tuple[MapRow, ...]:
    """Return every risk of the map once, the highest score first under its first objective."""
    return tuple({row.id: row for group in found.groups for row in group.rows}.values())


def _lacking(rows: Iterable[MapRow], line: Line, kind: CellKind) -> tuple[str, ...]:
    return tuple(sorted(row.reference for row in rows if row.cells[line].kind is kind))


_EVERY_HOLE: Final = tuple((line, CellKind.NOTHING) for line in Line)


def _holes(found: AssuranceMap) -> Iterator[Block]:
    rows = _rows(found)
    if not rows:
        yield said(NOTHING)
        return
    yield said(
        f"{counted(found.holes, 'hole').capitalize()} and {counted(found.expired, 'line')} whose"
        f" assurance has expired, in {counted(found.risks, 'risk')}."
    )
    lines = [
        (
            LINE_SHORT[line].capitalize(),
            _named(_lacking(rows, line, CellKind.NOTHING)),
            _named(_lacking(rows, line, CellKind.EXPIRED)),
        )
        for line in Line
    ]
    yield table("Holes by line", _HOLE_HEAD, lines, _HOLE_SHARES, side_heads=(0,))
    unassured = [row.reference for row in rows if row.holes == len(Line)]
    yield small(Strong("No line at all: "), f"{_named(tuple(sorted(unassured)))}.")


def _named(references: tuple[str, ...]) -> str:
    if not references:
        return "none"
    return f"{counted(len(references), 'risk')}: {', '.join(references)}"


def _map(found: AssuranceMap) -> Iterator[Block]:
    if not found.groups:
        yield said(NOTHING)
        return
    yield small(
        "A cell says the newest that a line has reported on the risk or on any of its controls, and"
        " how many more of its controls it speaks of. A risk to two objectives is under both."
    )
    for number, group in enumerate(found.groups):
        one = group.objective
        title = f"Objective {one.number}: {one.title}" if one else "No objective stated"
        yield Heading(Rank.PART, text_of(title), f"objective-{number}", MAP.running)
        yield map_table(title, group.rows)


def _bare(objectives: Iterable[ObjectiveName]) -> Iterator[Block]:
    items = tuple(text_of(f"{one.number} {one.title}") for one in objectives)
    if items:
        yield said("No risk on the framework is linked to these objectives of the plan in force.")
        yield Bullets(items)
    else:
        yield said("Every objective of the plan in force has a risk on the framework.")


def _lines() -> Iterator[Block]:
    yield Bullets(tuple(text_of(words) for words in LINE_NAMES.values()))
    yield small(
        "A hole is a line that has never said anything of a risk or of a control of it. What has"
        " expired counts no more. A negative stands, and leads, until the same or a higher line"
        " reports again or what it recommended is verified as done."
    )
