"""Reading a paper as its readers do: section by section, in words."""

from collections.abc import Iterator
from enum import StrEnum

from riskapp.readmodels.paper import Block, Facts, Paper, Section, Table, plain
from riskapp.readmodels.paper_words import pieces_of


def section(paper: Paper, key: str) -> Section:
    """Return the section of that key."""
    (found,) = [one for one in paper.sections if one.key == key]
    return found


def words_of(part: Paper | Section | Block) -> str:
    """Return all that a part of a paper says, in one line."""
    pieces = (one for one in pieces_of(part) if not isinstance(one, StrEnum))
    said = (one if isinstance(one, str) else one.shown for one in pieces)
    return " ".join(" ".join(said).split())


def rows_of(section: Section, name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the table of that name in a section, in words."""
    (found,) = [one for one in section.each() if isinstance(one, Table) and one.name == name]
    return tuple(tuple(plain(cell.text) for cell in row) for row in found.rows)


def tables_of(section: Section) -> Iterator[str]:
    """Yield the names of the tables in a section."""
    return (one.name for one in section.each() if isinstance(one, Table))


def facts_of(section: Section) -> dict[str, str]:
    """Return what is said under its name in a section."""
    found = (one for one in section.each() if isinstance(one, Facts))
    return {fact.name: plain(fact.said) for facts in found for fact in facts.facts}
