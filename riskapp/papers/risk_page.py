"""One page for a risk: what it says, its three scores, its path, its history and what is done."""

from collections.abc import Iterator, Sequence
from typing import Final

from riskapp.domain.decisions import DecisionState
from riskapp.domain.lifecycle import Visibility
from riskapp.domain.wording import (
    AWAITING,
    NO_COMMITTEE,
    NO_OBJECTIVE,
    NO_POST,
    counted,
    date_words,
    decision_words,
    entered_words,
    label_of,
    register_short,
)
from riskapp.papers.making import PAGE_WIDTH, named, part, said, small, table, typed
from riskapp.papers.milestones import own_milestones
from riskapp.papers.risk_assurance import accepted, exposed, risk_assurance
from riskapp.papers.score_history import score_history
from riskapp.papers.scores import score_tile
from riskapp.papers.sections import RISKS
from riskapp.readmodels.charts.path_chart import path_chart
from riskapp.readmodels.charts.plot import Frame
from riskapp.readmodels.exposure import ExposedRisk
from riskapp.readmodels.life import Left
from riskapp.readmodels.paper import (
    Block,
    Fact,
    Facts,
    Heading,
    OnePage,
    Picture,
    Piece,
    Rank,
    Section,
    Start,
    Strong,
    text_of,
)
from riskapp.readmodels.register import OnRegister
from riskapp.readmodels.risk_page import DecisionLine, RiskPage

PRINTED: Final = Frame(width=PAGE_WIDTH, letter=8, left=48, right=60, height=80)
_TILES: Final = (1 / 3,) * 3
_TILE_HEADS: Final = ("Inherent score", "Current score", "Target score")


def risk_page(risk: RiskPage) -> OnePage:
    """Return what a committee reads of one risk, on one page where that can be.

    What makes it longer gives way: first the oldest scores, then the chart of its path, then its
    last controls.
    """
    return OnePage(tuple(_blocks(risk)))


def each_risk(risks: Sequence[RiskPage], of: str) -> Section:
    """Return a page for each of these risks; `of` says what they are: "on the HLRR"."""
    return RISKS.of(_each(risks, of), Start.NEW_PAGE)


def _each(risks: Sequence[RiskPage], of: str) -> Iterator[Block | OnePage]:
    if not risks:
        yield said(f"No risk is one {of}." if of.startswith("that") else f"No risk is {of}.")
        return
    yield said(f"{counted(len(risks), 'risk')}, highest score first.")
    yield from map(risk_page, risks)


def _blocks(risk: RiskPage) -> Iterator[Block]:
    row = risk.row
    title = text_of(f"{row.reference} ", typed(row.title, row.id))
    yield Heading(Rank.ITEM, title, f"risk-{row.id}", f"Risk {row.reference}")
    yield Facts(tuple(_facts(risk)))
    yield from _statement(risk)
    tiles = [score_tile(score) for score in (risk.inherent, row.current, row.target)]
    yield table("Scores", _TILE_HEADS, [tiles], _TILES)
    yield from _stays(risk)
    yield from _path(risk)
    yield from risk_assurance(risk.assurance, row.id)
    yield from exposed(risk.exposure)
    yield from accepted(risk.acceptance, row.id)
    yield from _decisions(risk)
    yield from _milestones(risk)
    yield from score_history(risk.assessments, row.id)


def _path(risk: RiskPage) -> Iterator[Block]:
    """Yield how far the risk has come on the way to its target, and what does not fit together."""
    if risk.path is not None:
        yield named("Path to target", risk.path.words)
        for flag in risk.path.flags:
            yield named("Look at this", flag.words)
    drawing = path_chart(risk, PRINTED)
    if drawing is not None:
        yield Picture(drawing, may_go=True)


def _facts(risk: RiskPage) -> Iterator[Fact]:
    """Yield what is known of the risk beside its statement; what is empty is left out."""
    row = risk.row
    objectives = "\n".join(f"{o.number} {o.title}" for o in row.objectives)
    reason = typed(risk.visibility_reason, row.id) if _is_restricted(risk) else ""
    pairs: tuple[tuple[str, Piece], ...] = (
        ("Executive lead", row.executive or NO_POST),
        ("Risk owner", row.owner or NO_POST),
        ("Committee", row.committee or NO_COMMITTEE),
        ("Unit", row.unit),
        ("Objectives", objectives or NO_OBJECTIVE),
        ("Programme", risk.programme),
        ("Status", _status(risk)),
        ("Found through", risk.origin.lower().replace("-", " ")),
        ("Appetite", row.appetite_words),
        ("Opened", typed(_opened(risk), row.id)),
        ("Last review", _reviewed(risk)),
        ("Restricted", reason),
        ("Team risks", _references(risk.exposure.risks)),
        ("Comes under", _references(risk.under)),
        ("Old register", typed(_printed(risk), row.id)),
    )
    return (Fact(name, text_of(value)) for name, value in pairs if value)


def _statement(risk: RiskPage) -> Iterator[Block]:
    if risk.in_public and risk.public_words:
        yield named("In public words", typed(risk.public_words, risk.row.id))
        return
    parts = (
        ("Because", risk.cause),
        ("There is a risk that", risk.event),
        ("Leading to", risk.effect),
    )
    if risk.description:
        yield named("As described in the old register", typed(risk.description, risk.row.id))
        return
    if not any(text for _, text in parts):
        yield small("Only a title is recorded: no cause, event or effect.")
        return
    for name, text in parts:
        yield named(name, typed(text, risk.row.id) or "not stated")


def _stays(risk: RiskPage) -> Iterator[Block]:
    """Yield on which registers the risk is, and on which it was."""
    lines = [_held(held) for held in risk.row.registers] + [_left(left) for left in risk.left]
    if lines:
        yield small(typed(" ".join(lines), risk.row.id))
    else:
        yield small("On neither register.")


def _held(held: OnRegister) -> str:
    entered = entered_words(held.entered, held.basis)
    words = [
        f"On the {register_short(held.register)} since {date_words(held.since)} ({entered})",
        f"scoring {held.opening_score} then",
    ]
    words += [f"there called {held.reference}"] if held.reference else []
    words += [AWAITING] if held.awaiting_validation else []
    words += ["removal proposed"] if held.removal_proposed else []
    return f"{', '.join(words)}."


def _left(left: Left) -> str:
    since, until = date_words(left.since), date_words(left.until)
    return f"Was on the {register_short(left.register)} from {since} until {until}."


def _decisions(risk: RiskPage) -> Iterator[Block]:
    still_open = [line for line in risk.decisions if line.state is DecisionState.OPEN]
    if not still_open:
        yield named("Decisions to take", "none.")
    for line in still_open:
        yield small(Strong("Decision to take: "), *_decision(line, risk))


def _decision(line: DecisionLine, risk: RiskPage) -> Iterator[Piece]:
    """Yield what is to be decided, of which score, since when and why it is asked."""
    scores = [str(score) for score in (line.from_score, line.to_score) if score]
    of = f", {' to '.join(dict.fromkeys(scores))}" if scores else ""
    what = f"{decision_words(line.kind, line.register)}{of}"
    yield f"{what}, open since {date_words(line.opened_on)}."
    if line.opened_why:
        yield f" {line.opened_by}: "
        yield typed(line.opened_why, risk.row.id)


def _milestones(risk: RiskPage) -> Iterator[Block]:
    if not risk.milestones:
        yield named("Actions and milestones", "none is linked.")
        return
    yield part("Actions and milestones")
    yield own_milestones(risk.milestones, risk.row.id)


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


def _opened(risk: RiskPage) -> str:
    basis = f" ({risk.opened_basis})" if risk.opened_basis else ""
    return f"{date_words(risk.opened_on)}{basis}"


def _references(risks: Sequence[ExposedRisk]) -> str:
    return ", ".join(risk.reference for risk in risks)
