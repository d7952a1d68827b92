"""What was decided in the year, by which post, and in how many days."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from riskapp.domain.wording import counted, date_words, decision_words, state_words
from riskapp.papers.making import CellText, cell, part, said, small, table, typed
from riskapp.papers.sections import Named
from riskapp.readmodels.audit_pack import IN_TIME, AuditPack, Decided, Taken
from riskapp.readmodels.paper import Block, Section, Start, Strong

DECISIONS: Final = Named("decisions", "Decisions, and how long they took", "Decisions")
_KIND_HEAD: Final = ("What was to be decided", "Taken", "Half within", "Longest", "Still open")
_KIND_SHARES: Final = (0.44, 0.12, 0.16, 0.14, 0.14)
_HEAD: Final = ("Decided on", "Risk", "What, and by whom", "Days")
_SHARES: Final = (0.17, 0.32, 0.42, 0.09)
_WAIT_HEAD: Final = ("Open since", "Risk", "What", "Days")


def decisions(pack: AuditPack) -> Section:
    """Return what was decided, what waits, and the scores that were not validated in time."""
    return DECISIONS.of(_blocks(pack), Start.FOLLOWS)


def _blocks(pack: AuditPack) -> Iterator[Block]:
    if not pack.decided:
        yield said("Nothing was decided in the year, and nothing waits to be.")
        return
    end = pack.year.until
    yield small(
        "The days are those from the question, or the proposal, to the decision. What was overtaken"
        " or taken back by who proposed it was never decided, and is not here."
    )
    yield table("Decisions by kind", _KIND_HEAD, map(_kind, pack.by_kind), _KIND_SHARES, (0,))
    yield from _late(pack.late_validations, end)
    yield from _listed("Still to decide", "Nothing waits.", pack.waiting, end)
    yield from _listed("Decided in the year", "Nothing was decided.", pack.taken, end)


def _kind(one: Taken) -> Sequence[CellText]:
    return (
        decision_words(one.kind),
        cell(str(len(one.days)), number=len(one.days)),
        cell(_within(one.middle) if one.days else ""),
        cell(_within(max(one.days)) if one.days else ""),
        cell(str(one.still_open or "none"), number=one.still_open),
    )


def _within(days: int) -> str:
    return counted(days, "day") if days else "the same day"


def _late(late: Sequence[Decided], end: date) -> Iterator[Block]:
    yield part("Scores not validated in time")
    if not late:
        yield said(f"Every score was validated within {IN_TIME} days, or still may be.")
        return
    yield small(f"In time is within {IN_TIME} days, before the next monthly review has come round.")
    yield table("Scores validated late", _HEAD, (_row(one, end) for one in late), _SHARES)


def _listed(title: str, none: str, found: Sequence[Decided], end: date) -> Iterator[Block]:
    yield part(title)
    if not found:
        yield said(none)
        return
    head = _HEAD if found[0].decided_on else _WAIT_HEAD
    yield table(title, head, (_row(one, end) for one in found), _SHARES)


def _row(one: Decided, end: date) -> Sequence[CellText]:
    days = one.days(end)
    day = (
        date_words(one.decided_on) if one.decided_on else f"open since {date_words(one.opened_on)}"
    )
    state = f": {state_words(one.state).lower()}" if one.decided_on else ""
    by = f"\n{one.by}" if one.by else ""
    return (
        cell(day),
        cell(Strong(f"{one.risk.reference} "), typed(one.risk.title, one.risk.id)),
        cell(f"{decision_words(one.kind, one.register)}{state}{by}"),
        cell(str(days), number=days),
    )
