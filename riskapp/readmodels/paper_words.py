"""What a paper says, piece by piece: typed words with the risk they are about, and all the rest."""

from collections.abc import Iterator, Set
from dataclasses import fields, is_dataclass
from uuid import UUID

from riskapp.readmodels.finals import Words
from riskapp.readmodels.paper import Paper

Said = str | Words


def pieces_of(said: object) -> Iterator[Said]:
    """Yield every text within a paper, or within a part of it: our own words and typed ones."""
    if isinstance(said, str | Words):
        yield said
    elif isinstance(said, tuple):
        for one in said:
            yield from pieces_of(one)
    elif is_dataclass(said):
        for field in fields(said):
            yield from pieces_of(getattr(said, field.name))


def risks_of(paper: Paper) -> frozenset[UUID]:
    """Return the risks that a paper tells of: those of whom it has typed words."""
    return frozenset(
        said.risk_id
        for said in pieces_of(paper.sections)
        if isinstance(said, Words) and said.risk_id
    )


def said_beside(paper: Paper, known: Set[UUID]) -> Iterator[str]:
    """Yield every text of a paper but what was typed about the risks that are known."""
    for said in pieces_of(paper):
        if isinstance(said, Words):
            if said.risk_id not in known and said.text:
                yield said.text
        elif said:
            yield said
