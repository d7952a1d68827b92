"""What the reader of a risk's page can do next: only what they have the right to."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for

from riskapp.domain.actions import Action
from riskapp.domain.decisions import DecisionState
from riskapp.domain.escalation import Register
from riskapp.domain.lifecycle import (
    CHANGES,
    ON_REGISTER,
    OVER,
    RiskStatus,
    Turn,
    Visibility,
    may_turn,
)
from riskapp.domain.permissions import Actor, may
from riskapp.readmodels.risk_page import RiskPage
from riskapp.web.ways import BEGINNING


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do next; `posts` where it is done at once, and not on a page of its own.

    `more` is for what is seldom done: it is listed beneath the rest.
    """

    words: str
    address: str
    posts: bool = False
    main: bool = False
    more: bool = False


def steps(page: RiskPage, actor: Actor) -> tuple[Step, ...]:
    """Return what the actor can do next; once a risk's life is over, only what opens it again."""
    if page.row.status in OVER:
        return tuple(_life(page, actor))
    return (
        *_opening(page, actor),
        *_scoring(page, actor),
        *_others(page, actor),
        *_life(page, actor),
    )


def may_edit(page: RiskPage, actor: Actor) -> bool:
    """Tell whether the actor may change what the risk says."""
    if not may(actor, Action.EDIT_RISK):
        return False
    if actor.sees_own_only and page.row.status is not RiskStatus.DRAFT:
        return False
    return page.row.visibility is not Visibility.RESTRICTED or actor.sees_restricted


def _opening(page: RiskPage, actor: Actor) -> Iterator[Step]:
    opening = (
        (Turn.OPEN, "Open this draft", "raising.open_draft"),
        (Turn.ASK_APPROVAL, "Send it for approval", "raising.ask_approval"),
    )
    for turn, words, endpoint in opening:
        if may_turn(page.row.status, turn) and may(actor, CHANGES[turn].right):
            address = url_for(endpoint, reference=page.row.reference)
            yield Step(words, address, posts=True, main=turn is Turn.OPEN)


def _scoring(page: RiskPage, actor: Actor) -> Iterator[Step]:
    if may(actor, Action.SCORE_RISK):
        address = url_for("scores.score", reference=page.row.reference, kind="current")
        yield Step("Score this risk", address, main=page.row.status is not RiskStatus.DRAFT)
    if page.row.status in ON_REGISTER and may(actor, Action.REVIEW_RISK):
        yield Step("Review it", url_for("reviewing.review", reference=page.row.reference))


def _others(page: RiskPage, actor: Actor) -> Iterator[Step]:
    reference = page.row.reference
    if may_edit(page, actor):
        yield Step("Change what it says", url_for("raising.edit", reference=reference))
    pages = (
        (Action.RECORD_ASSURANCE, "Controls and assurance", "controls.controls"),
        (Action.LINK_OBJECTIVE, "Link it to objectives", "risk_objectives.objectives"),
        (Action.LINK_MILESTONE, "Link it to milestones", "risk_milestones.milestones"),
    )
    for action, words, endpoint in pages:
        if may(actor, action):
            yield Step(words, url_for(endpoint, reference=reference))
    yield from _of_baf(page, actor)
    yield from _handing_on(page, actor)


def _handing_on(page: RiskPage, actor: Actor) -> Iterator[Step]:
    """Yield handing a programme risk on, to whoever may or may record that a meeting did."""
    records = may(actor, Action.HAND_ON) or may(actor, Action.RECORD_FOR_MEETING)
    if page.programme and records:
        address = url_for("handing_on.hand", reference=page.row.reference)
        yield Step("Hand it on to another committee", address, more=True)


def _of_baf(page: RiskPage, actor: Actor) -> Iterator[Step]:
    """Yield what can be done with a risk on the BAF, or to put it there."""
    reference = page.row.reference
    if page.row.standing_on(Register.BAF):
        if may(actor, Action.LINK_EXPOSURE):
            address = url_for("exposure.exposure", reference=reference)
            yield Step("Link operational risks under it", address)
    elif page.row.status in ON_REGISTER and may(actor, Action.PLACE_ON_BAF):
        yield Step("Put it on the BAF", _decisions(reference, "place"))


def _life(page: RiskPage, actor: Actor) -> Iterator[Step]:
    """Yield the turns of its life that the actor may take or propose now."""
    reference, status = page.row.reference, page.row.status
    if may_turn(status, Turn.HAPPEN) and may(actor, Action.RECORD_OCCURRENCE):
        yield Step("It has happened", url_for("occurrences.record", reference=reference))
    open_now = {one.kind for one in page.decisions if one.state is DecisionState.OPEN}
    records = may(actor, Action.RECORD_FOR_MEETING)
    for deed, way in BEGINNING.items():
        may_now = way.turn is not None and may_turn(status, way.turn)
        offered = way.is_offered_to(actor, at_meetings=records)
        if may_now and way.kind not in open_now and offered:
            more = way.turn not in {Turn.CLOSE, Turn.REOPEN}
            yield Step(way.button, _decisions(reference, deed), more=more)


def _decisions(reference: str, part: str) -> str:
    address = url_for("decisions.decisions", reference=reference, begin=part)
    return f"{address}#{part}"
