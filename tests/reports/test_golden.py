"""The pages of packs look as when somebody last looked at them.

To renew the golden pages after a change of looks, and then look at each:
`.venv/bin/python -m tests.reports.golden`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from PIL import Image

from riskapp.domain.packs import PackKind
from riskapp.queries.packs import MADE
from riskapp.readmodels.paper import Block, OnePage, Paper, Picture, Table
from tests.reports.golden import file_of, looks_alike, picture_of
from tests.reports.kinds import PAPERS, TELLING


def golden(kind: PackKind) -> Image.Image:
    return Image.open(file_of(kind)).convert("L")


def changed(kind: PackKind, *, name: str = "", picture: bool = True) -> Paper:
    """Return a paper less the last row of a table, or less its pictures."""

    def rest(blocks: Iterable[Block | OnePage]) -> Iterator[Block | OnePage]:
        for block in blocks:
            if isinstance(block, OnePage):
                yield replace(block, blocks=tuple(rest(block.blocks)))
            elif isinstance(block, Table) and block.name == name:
                yield replace(block, rows=block.rows[:-1])
            elif picture or not isinstance(block, Picture):
                yield block

    paper = PAPERS[kind]()
    parts = tuple(replace(part, blocks=tuple(rest(part.blocks))) for part in paper.sections)
    return replace(paper, sections=parts)


def test_every_kind_that_can_be_made_has_a_golden_page() -> None:
    assert set(PAPERS) == set(TELLING) == set(MADE)


@pytest.mark.parametrize("kind", PAPERS)
def test_the_page_that_tells_most_looks_as_it_did(kind: PackKind) -> None:
    assert looks_alike(picture_of(PAPERS[kind](), TELLING[kind]), golden(kind))


@pytest.mark.parametrize("resolution", ["41", "80"])
def test_letters_drawn_a_little_differently_pass(resolution: str) -> None:
    drawn = picture_of(PAPERS[PackKind.RISK](), TELLING[PackKind.RISK], "-r", resolution)
    kept = golden(PackKind.RISK)
    assert looks_alike(drawn.resize(kept.size, Image.Resampling.BOX), kept)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (PackKind.BOARD, "Risks"),
        (PackKind.RISK, "Actions and milestones"),
        (PackKind.MILESTONES, "What this pack holds"),
    ],
)
def test_a_lost_row_is_seen(kind: PackKind, name: str) -> None:
    assert name in [table.name for table in PAPERS[kind]().tables()]
    assert not looks_alike(picture_of(changed(kind, name=name), TELLING[kind]), golden(kind))


def test_a_lost_chart_is_seen() -> None:
    less = changed(PackKind.OBJECTIVE, picture=False)
    assert not looks_alike(
        picture_of(less, TELLING[PackKind.OBJECTIVE]), golden(PackKind.OBJECTIVE)
    )


def test_another_colour_is_seen() -> None:
    paper = PAPERS[PackKind.MILESTONES]()
    pale = replace(paper, brand=replace(paper.brand, colour="#767676"))
    page = picture_of(pale, TELLING[PackKind.MILESTONES])
    assert not looks_alike(page, golden(PackKind.MILESTONES))
