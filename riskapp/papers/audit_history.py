"""Movement over the year, the packs that were issued, and whether the history holds."""

from collections.abc import Iterator, Sequence
from typing import Final

from riskapp.domain.chain import code_of
from riskapp.domain.movement import MOVE_NAMES
from riskapp.domain.wording import date_words, label_of
from riskapp.papers.making import CellText, cell, named, part, said, small, table
from riskapp.papers.sections import Named
from riskapp.readmodels.audit_pack import AuditPack, Chain
from riskapp.readmodels.issued_packs import PackRow
from riskapp.readmodels.paper import Block, Section

ISSUED: Final = Named("issued", "Movement over the year, and packs issued", "Movement, packs")
HISTORY: Final = Named("history", "The history, and whether it holds", "History")


def issued(pack: AuditPack) -> Section:
    """Return what changed over the year in counts, and the packs that were issued."""
    return ISSUED.of(_issued(pack))


def history(pack: AuditPack) -> Section:
    """Return the history's newest entry, and what of the chain was read again."""
    return HISTORY.of(_history(pack.chain))


def _issued(pack: AuditPack) -> Iterator[Block]:
    if pack.moves:
        rows = [
            (MOVE_NAMES[kind], cell(str(number), number=number))
            for kind, number in pack.moves.items()
        ]
        yield table("Movement over the year", ("What changed", "How often"), rows, (0.7, 0.3), (0,))
    else:
        yield said("Nothing changed in the year.")
    yield part("Packs issued")
    if not pack.packs:
        yield said("No pack was issued in the year.")
        return
    head = ("Number", "Kind, and for whom", "As at", "Issued on", "Now")
    yield table("Packs issued", head, map(_pack, pack.packs), (0.27, 0.28, 0.16, 0.16, 0.13), (0,))


def _pack(one: PackRow) -> Sequence[CellText]:
    whom = f"\n{one.committee}" if one.committee else ""
    return (
        one.number,
        cell(f"{one.kind_words}{' (public)' if one.public else ''}{whom}"),
        cell(date_words(one.as_at)),
        cell(date_words(one.issued_on)),
        cell(label_of(one.state)),
    )


def _history(chain: Chain) -> Iterator[Block]:
    if not chain.number:
        yield said("The history has no entry by then.")
        return
    yield said(
        "Every change is an entry of the history, which is only ever added to. Each entry holds the"
        " hash of the one before it, so that nothing of it can be altered unseen."
    )
    yield named("Entries by the end of the year", f"{chain.number:,}.")
    yield named(
        "Code of the newest, as in the minutes", f"{code_of(chain.number, chain.entry_hash)}."
    )
    yield named("Hash of the newest (SHA-256)", f"{chain.entry_hash[:32]} {chain.entry_hash[32:]}")
    yield said(_verdict(chain))
    if chain.first > 1:
        yield small(
            f"Entries before {chain.first:,} were not read for this pack: `riskapp database check`"
            " reads them all."
        )


def _verdict(chain: Chain) -> str:
    if chain.broken:
        return f"The chain does not hold: {chain.broken}."
    return (
        f"For this pack the entries {chain.first:,} to {chain.number:,} were read again: each"
        " gives its own hash and holds that of the entry before it. The words that people typed"
        " were not held against their digests here."
    )
