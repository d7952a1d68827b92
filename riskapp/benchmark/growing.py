"""Papers of any length, made of one that there is: its risks again and again, each told anew.

Run with an organisation's code, a number of risks and a file; writes its Board pack there, so long.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from riskapp.benchmark.packing import get_pack
from riskapp.models.database import open_database, open_session
from riskapp.readmodels.finals import freeze
from riskapp.readmodels.paper import KIND, LAYOUT, Block, Heading, OnePage, Paper, Section, Table
from riskapp.settings import Settings


def grown(paper: Paper, risks: int) -> Paper:
    """Return the paper with so many risks that have a page of their own, in its tables too."""
    there = max(paper.risks, 1)
    return replace(paper, sections=tuple(_grown(one, risks, there) for one in paper.sections))


def _grown(section: Section, risks: int, there: int) -> Section:
    pages = [block for block in section.blocks if isinstance(block, OnePage)]
    loose = [_longer(block, risks, there) for block in section.blocks if block not in pages]
    return replace(section, blocks=(*loose, *_numbered(pages, risks if pages else 0)))


def _longer(block: Block | OnePage, risks: int, there: int) -> Block | OnePage:
    """Return a table of all risks with as many rows as there are to be risks."""
    if isinstance(block, Table) and len(block.rows) == there:
        return replace(block, rows=tuple(islice(cycle(block.rows), risks)))
    return block


def _numbered(pages: Sequence[OnePage], risks: int) -> Iterator[OnePage]:
    """Yield pages over and over, each under a key of its own."""
    for number, page in enumerate(islice(cycle(pages), risks)):
        yield OnePage(tuple(_keyed(block, number) for block in page.blocks))


def _keyed(block: Block, number: int) -> Block:
    if isinstance(block, Heading) and block.key:
        return replace(block, key=f"{block.key}-{number}")
    return block


def main() -> None:
    """Write one paper as what is final."""
    code, risks, file = sys.argv[1:]
    engine = open_database(Settings.for_commands().database_url)
    with open_session(engine) as session:
        paper = grown(get_pack(session, code), int(risks))
    final = freeze(KIND, LAYOUT, paper, lambda: "")
    words = {one.number: one.words for one in final.words}
    Path(file).write_text(json.dumps({"text": final.text, "words": words}))


if __name__ == "__main__":
    main()
