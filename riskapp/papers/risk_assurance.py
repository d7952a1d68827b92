"""What holds a risk, and how anybody knows: its controls, assurances and gaps, on its page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

from riskapp.domain.assurance import LINE_RANK, LINE_SHORT
from riskapp.domain.controls import GapKind
from riskapp.domain.wording import label_of, short_date_words
from riskapp.papers.making import CellText, cell, named, part, small, table, typed
from riskapp.readmodels.assurance import AssuranceLine, ControlLine, GapLine, RiskAssurance
from riskapp.readmodels.exposure import ExposedRisk, Exposure
from riskapp.readmodels.paper import Block, Piece, Strong
from riskapp.readmodels.plan import MilestoneRow
from riskapp.readmodels.risk_page import DecisionLine

FEWEST: Final = 2
"""Controls always shown, however long the page grows."""
_HEAD: Final = ("Control", "Confidence", "Assurances by line")
_SHARES: Final = (0.4, 0.2, 0.4)
_GAP: Final = {GapKind.CONTROL: "Gap in control", GapKind.ASSURANCE: "Gap in assurance"}


def risk_assurance(found: RiskAssurance, risk_id: UUID) -> Iterator[Block]:
    """Yield the controls of a risk with what is said of each, and the gaps in both."""
    yield from controls(found, risk_id)
    for gap in found.open_gaps:
        yield small(*_gap(gap, risk_id))
    if found.rating is not None:
        rated = found.rating
        day = short_date_words(rated.rated_on)
        yield named("Assurance rated", typed(rated.rating, risk_id), f", {rated.committee}, {day}.")


def exposed(exposure: Exposure) -> Iterator[Block]:
    """Yield the operational risks under a strategic one that have reached the threshold."""
    if exposure.high:
        yield named("High team risks under it", *_high(exposure.high), ".")


def accepted(line: DecisionLine | None, risk_id: UUID) -> Iterator[Block]:
    """Yield how far, until when and as long as what a risk is accepted."""
    if line is None or line.terms is None:
        return
    terms = line.terms
    until = f", until {short_date_words(terms.expires_on)}" if terms.expires_on else ""
    limit = f"up to a score of {terms.up_to_score}" if terms.up_to_score else "as it stands"
    yield named("Accepted", f"{limit}{until}. ", typed(terms.condition, risk_id))


def controls(found: RiskAssurance, risk_id: UUID) -> Iterator[Block]:
    """Yield its controls, each with what is said of it and what that rests on."""
    rows = [_control(one, risk_id) for one in found.controls]
    if found.assurances:
        whole = tuple(_assurances(found.assurances, risk_id))
        rows.append((cell("The whole risk"), cell(found.confidence.words), cell(*whole)))
    if not rows:
        yield named("Controls and assurances", "none is recorded.")
        return
    yield part("Controls and assurances")
    made = table("Controls and assurances", _HEAD, rows, _SHARES)
    yield replace(made, fewest=FEWEST, left_out="more control")


def _control(control: ControlLine, risk_id: UUID) -> Sequence[CellText]:
    about = [label_of(control.control_type).lower()] if control.control_type else []
    about += [control.owner] if control.owner else []
    beside = f" ({'; '.join(about)})" if about else ""
    return (
        cell(typed(control.words, risk_id), beside),
        cell("\n".join([control.confidence.words, *control.confidence.also])),
        cell(*_assurances(control.assurances, risk_id)),
    )


def _assurances(lines: Iterable[AssuranceLine], risk_id: UUID) -> Iterator[Piece]:
    """Yield assurances, the highest line first, each with its result and its days."""
    ordered = sorted(lines, key=lambda one: (-LINE_RANK[one.line], one.received_on))
    if not ordered:
        yield "none"
    for number, one in enumerate(ordered):
        yield "\n" if number else ""
        yield Strong(f"{LINE_SHORT[one.line].capitalize()}: ")
        yield typed(one.source, risk_id)
        yield f", {label_of(one.result).lower()}, {short_date_words(one.received_on)}{_last(one)}"


def _last(one: AssuranceLine) -> str:
    if one.expires_on is None:
        return ""
    word = "expired" if one.has_expired else "until"
    return f", {word} {short_date_words(one.expires_on)}"


def _gap(gap: GapLine, risk_id: UUID) -> Iterator[Piece]:
    yield Strong(f"{_GAP[gap.kind]}: ")
    yield typed(gap.words, risk_id)
    closing = "; ".join(map(_closing, gap.milestones))
    yield f" (since {short_date_words(gap.since)}; {closing or 'nothing is to close it'})"


def _closing(row: MilestoneRow) -> str:
    return f"to be closed by {row.reference}, due {row.due.printed}, {row.standing.words}"


def _high(risks: Sequence[ExposedRisk]) -> Iterator[Piece]:
    for number, risk in enumerate(risks):
        yield "; " if number else ""
        score = risk.score.value if risk.score else 0
        moved = f", {risk.movement}" if risk.movement else ""
        yield f"{risk.reference} "
        yield typed(risk.title, risk.id)
        yield f" ({score}{moved})"
