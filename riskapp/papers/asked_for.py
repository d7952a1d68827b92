"""What a meeting is asked: the decisions that are open, and the acceptances that run out."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from riskapp.domain.decisions import DecisionState
from riskapp.domain.wording import counted, date_words, decision_words
from riskapp.papers.making import CellText, cell, said, table, typed
from riskapp.papers.risk_words import name_cell
from riskapp.papers.sections import ACCEPTANCES, DECISIONS
from riskapp.readmodels.paper import Block, Piece, Section, Strong
from riskapp.readmodels.risk_page import DecisionLine, RiskPage

_HEAD: Final = ("Risk", "To decide", "Open since", "Why it is asked, and by whom")
_SHARES: Final = (0.26, 0.25, 0.15, 0.34)
_ACCEPTED: Final = ("Risk", "Accepted", "Until", "As long as, and who agreed")


def decisions_asked(risks: Sequence[RiskPage]) -> Section:
    """Return every decision that is open about these risks, or in one line that none is."""
    return DECISIONS.of(_decisions(risks))


def acceptances(risks: Iterable[RiskPage], as_at: date) -> Section:
    """Return which of these risks are accepted, the acceptance that runs out first before all."""
    return ACCEPTANCES.of(_acceptances(risks, as_at))


def _decisions(risks: Sequence[RiskPage]) -> Iterator[Block]:
    still_open = [
        (risk, line)
        for risk in risks
        for line in risk.decisions
        if line.state is DecisionState.OPEN
    ]
    if not still_open:
        yield said("No decision is asked for: none is open about these risks.")
        return
    yield said(f"{counted(len(still_open), 'decision')} to take.")
    yield table("Decisions asked for", _HEAD, [_asked(*one) for one in still_open], _SHARES)


def _asked(risk: RiskPage, line: DecisionLine) -> Sequence[CellText]:
    scores = [str(score) for score in (line.from_score, line.to_score) if score]
    of = f", score {' to '.join(dict.fromkeys(scores))}" if scores else ""
    return (
        name_cell(risk.row),
        cell(Strong(f"{decision_words(line.kind, line.register)}{of}")),
        cell(date_words(line.opened_on)),
        cell(*_why(line, risk)),
    )


def _why(line: DecisionLine, risk: RiskPage) -> Iterator[Piece]:
    yield typed(line.opened_why, risk.row.id)
    yield f" ({line.opened_by})" if line.opened_why else line.opened_by


def _acceptances(risks: Iterable[RiskPage], as_at: date) -> Iterator[Block]:
    accepted = [(risk, risk.acceptance) for risk in risks]
    held = [(risk, line) for risk, line in accepted if line is not None]
    if not held:
        yield said("None of these risks is accepted as it stands.")
        return
    expired = sum(until < as_at for until in map(_until, held))
    they = "it stands" if len(held) == 1 else "they stand"
    yield said(
        f"{counted(len(held), 'risk')} accepted as {they}, {expired or 'none'} of them past its"
        " last day. What runs out first comes first."
    )
    rows = [_accepted(*one, as_at) for one in sorted(held, key=_until)]
    yield table("Acceptances", _ACCEPTED, rows, _SHARES)


def _until(held: tuple[RiskPage, DecisionLine]) -> date:
    terms = held[1].terms
    return terms.expires_on if terms and terms.expires_on else date.max


def _accepted(risk: RiskPage, line: DecisionLine, as_at: date) -> Sequence[CellText]:
    until = _until((risk, line))
    condition = line.terms.condition if line.terms else ""
    highest = line.terms.up_to_score if line.terms else None
    return (
        name_cell(risk.row),
        cell(f"up to a score of {highest}" if highest else "no highest score stated"),
        cell(Strong(until_words(until, as_at))),
        cell(typed(condition, risk.row.id), f" ({line.decided_by})" if line.decided_by else ""),
    )


def until_words(until: date, as_at: date) -> str:
    """Return until when something holds, and how far off or past that is."""
    if until == date.max:
        return "no last day stated"
    days = (until - as_at).days
    if days < 0:
        return f"{date_words(until)}, expired {counted(-days, 'day')} ago"
    how = f"in {counted(days, 'day')}" if days else "today"
    return f"{date_words(until)}, {how}"
