"""One page for each risk on the Board Assurance Framework."""

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.platypus import Flowable

from reports.gate import Entry, Strong, heading, height_of, part, without_breaks, words
from reports.grid import Cell, table
from reports.milestone_tables import own_milestones
from reports.path_chart import path_picture
from reports.score_history import score_history
from reports.score_words import score_tile
from reports.styles import CELL_SMALL, CELL_SMALL_SIDE, HEIGHT, LINE, RISK, WIDTH
from riskapp.domain.decisions import DecisionState
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.wording import (
    AWAITING,
    NO_COMMITTEE,
    NO_OBJECTIVE,
    NO_POST,
    date_words,
    decision_words,
    entered_words,
    label_of,
    register_short,
)
from riskapp.readmodels.exposure import ExposedRisk
from riskapp.readmodels.life import Left
from riskapp.readmodels.register import OnRegister
from riskapp.readmodels.risk_page import AssessmentLine, DecisionLine, RiskPage

_FACTS: Final = tuple(WIDTH * part for part in (0.155, 0.345, 0.155, 0.345))
_TILES: Final = (WIDTH / 3,) * 3
_TILE_HEADS: Final = ("Inherent score", "Current score", "Target score")


def risk_page(risk: RiskPage, room: float = HEIGHT) -> list[Flowable]:
    """Return what the Board reads of one risk, on one page of so many points where that can be.

    What makes it longer gives way: first the oldest scores, then the chart of its path. Where that
    is not enough, nothing does.
    """
    above, below = list(_above(risk)), list(_below(risk))
    chart = [picture for picture in [path_picture(risk)] if picture is not None]
    for middle in [chart, []] if chart else [[]]:
        story = _fitted([*above, *middle], risk.assessments, below, room)
        if story:
            return story
    return [*above, *chart, *score_history(risk.assessments), *below]


def _fitted(
    above: list[Flowable], scores: Sequence[AssessmentLine], below: list[Flowable], room: float
) -> list[Flowable]:
    """Return the page with as many scores as there is room for; nothing where it is too long."""
    story = without_breaks([*above, *score_history(scores), *below])
    too_high = height_of(story) - room
    if too_high <= 0:
        return story
    shorter = without_breaks([*above, *score_history(scores, too_high), *below])
    return shorter if height_of(shorter) <= room else []


def _above(risk: RiskPage) -> Iterator[Flowable]:
    row = risk.row
    entry = Entry(1, f"risk-{row.id}", f"Risk {row.reference}")
    yield from heading(f"{row.reference} {row.title}", RISK, entry)
    yield table((), _side_by_side(_facts(risk)), _FACTS)
    yield from _statement(risk)
    tiles = [score_tile(score) for score in (risk.inherent, row.current, row.target)]
    yield table(_TILE_HEADS, [tiles], _TILES)
    lines = [*map(_held, row.registers), *map(_left, risk.left)]
    yield from words("\n".join(lines) or "On neither register.", LINE)
    yield from _path(risk)


def _path(risk: RiskPage) -> Iterator[Flowable]:
    """Yield how far the risk has come on the way to its target, and what does not fit together."""
    if risk.path is not None:
        yield from words([Strong("Path to target: "), risk.path.words], LINE)
        for flag in risk.path.flags:
            yield from words([Strong("Look at this: "), flag.words], LINE)


def _below(risk: RiskPage) -> Iterator[Flowable]:
    yield from _decisions(risk)
    yield from _milestones(risk)


def _facts(risk: RiskPage) -> list[tuple[str, str]]:
    row = risk.row
    named = "\n".join(f"{o.number} {o.title}" for o in row.objectives)
    pairs = [
        ("Executive lead", row.executive or NO_POST),
        ("Risk owner", row.owner or NO_POST),
        ("Committee", row.committee or NO_COMMITTEE),
        ("Unit", row.unit),
        ("Objectives", named or NO_OBJECTIVE),
        ("Programme", risk.programme),
        ("Status", _status(risk)),
        ("Found through", risk.origin.lower().replace("-", " ")),
        ("Opened", f"{date_words(risk.opened_on)}{_in_brackets(risk.opened_basis)}"),
        ("Last review", _reviewed(risk)),
        ("Restricted", risk.visibility_reason if _is_restricted(risk) else ""),
        ("Team risks", _references(risk.exposure.risks)),
        ("Comes under", _references(risk.under)),
        ("Old register", _printed(risk)),
    ]
    return [(name, value) for name, value in pairs if value]


def _side_by_side(facts: list[tuple[str, str]]) -> list[tuple[Cell, ...]]:
    cells = [(Cell(name, CELL_SMALL_SIDE), Cell(said, CELL_SMALL)) for name, said in facts]
    if len(cells) % 2:
        cells.append((Cell("", CELL_SMALL_SIDE), Cell("", CELL_SMALL)))
    return [(*left, *right) for left, right in zip(cells[::2], cells[1::2], strict=True)]


def _statement(risk: RiskPage) -> Iterator[Flowable]:
    parts = (
        ("Because: ", risk.cause),
        ("There is a risk that: ", risk.event),
        ("Leading to: ", risk.effect),
    )
    if not any(text for _, text in parts):
        yield from words("Only a title is recorded: no cause, event or effect.", LINE)
        return
    for name, text in parts:
        yield from words([Strong(name), text or "not stated"], LINE)


def _held(held: OnRegister) -> str:
    entered = entered_words(held.entered, held.basis)
    said = [
        f"On the {register_short(held.register)} since {date_words(held.since)} ({entered})",
        f"scoring {held.opening_score} then",
    ]
    said += [f"there called {held.reference}"] if held.reference else []
    said += [AWAITING] if held.awaiting_validation else []
    said += ["removal proposed"] if held.removal_proposed else []
    return f"{', '.join(said)}."


def _left(left: Left) -> str:
    since, until = date_words(left.since), date_words(left.until)
    return f"Was on the {register_short(left.register)} from {since} until {until}."


def _decisions(risk: RiskPage) -> Iterator[Flowable]:
    still_open = [line for line in risk.decisions if line.state is DecisionState.OPEN]
    if not still_open:
        yield from words([Strong("Decisions to take: "), "none."], LINE)
    for line in still_open:
        yield from words([Strong("Decision to take: "), _decision(line)], LINE)


def _decision(line: DecisionLine) -> str:
    """Return what is to be decided, of which score, since when and why it is asked."""
    scores = [str(score) for score in (line.from_score, line.to_score) if score]
    of = f", {' to '.join(dict.fromkeys(scores))}" if scores else ""
    what = f"{decision_words(line.kind, line.register)}{of}"
    why = f" {line.opened_by}: {line.opened_why}" if line.opened_why else ""
    return f"{what}, open since {date_words(line.opened_on)}.{why}"


def _milestones(risk: RiskPage) -> Iterator[Flowable]:
    if not risk.milestones:
        yield from words([Strong("Actions and milestones: "), "none is linked."], LINE)
        return
    yield from part("Actions and milestones")
    yield own_milestones(risk.milestones)


def _printed(risk: RiskPage) -> str:
    dated = f"dated {risk.printed_date}" if risk.printed_date else ""
    pieces = (risk.row.printed_reference, risk.printed_in, dated)
    return ", ".join(piece for piece in pieces if piece)


def _status(risk: RiskPage) -> str:
    row = risk.row
    treatment = f"; to {risk.treatment.lower()}" if risk.treatment else ""
    return f"{label_of(row.status)}, {row.kind.value}{treatment}"


def _reviewed(risk: RiskPage) -> str:
    last = date_words(risk.last_reviewed) if risk.last_reviewed else "no review is recorded"
    return f"{last}; next by {date_words(risk.next_review)}" if risk.next_review else last


def _is_restricted(risk: RiskPage) -> bool:
    return risk.row.visibility is Visibility.RESTRICTED


def _in_brackets(basis: str) -> str:
    return f" ({basis})" if basis else ""


def _references(risks: Sequence[ExposedRisk]) -> str:
    return ", ".join(risk.reference for risk in risks)
