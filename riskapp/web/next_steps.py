"""What the reader of a risk's page can do next: only what they have the right to."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for

from riskapp.domain.actions import Action
from riskapp.domain.escalation import Register
from riskapp.domain.lifecycle import ON_REGISTER, RiskStatus, Visibility
from riskapp.domain.permissions import Actor, may
from riskapp.readmodels.risk_page import RiskPage


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do next; `posts` where it is done at once, and not on a page of its own."""

    words: str
    address: str
    posts: bool = False
    main: bool = False


def steps(page: RiskPage, actor: Actor) -> tuple[Step, ...]:
    """Return what the actor can do next with this risk; nothing once it is closed."""
    if page.row.status is RiskStatus.CLOSED:
        return ()
    return (*_opening(page, actor), *_scoring(page, actor), *_others(page, actor))


def may_edit(page: RiskPage, actor: Actor) -> bool:
    """Tell whether the actor may change what the risk says."""
    if not may(actor, Action.EDIT_RISK):
        return False
    if actor.sees_own_only and page.row.status is not RiskStatus.DRAFT:
        return False
    return page.row.visibility is not Visibility.RESTRICTED or actor.sees_restricted


def _opening(page: RiskPage, actor: Actor) -> Iterator[Step]:
    reference = page.row.reference
    if page.row.status is RiskStatus.DRAFT and may(actor, Action.EDIT_RISK):
        address = url_for("raising.open_draft", reference=reference)
        yield Step("Open this draft", address, posts=True, main=True)


def _scoring(page: RiskPage, actor: Actor) -> Iterator[Step]:
    if may(actor, Action.SCORE_RISK):
        address = url_for("scores.score", reference=page.row.reference, kind="current")
        yield Step("Score this risk", address, main=page.row.status is not RiskStatus.DRAFT)


def _others(page: RiskPage, actor: Actor) -> Iterator[Step]:
    reference = page.row.reference
    if may_edit(page, actor):
        yield Step("Change what it says", url_for("raising.edit", reference=reference))
    pages = (
        (Action.LINK_OBJECTIVE, "Link it to objectives", "risk_objectives.objectives"),
        (Action.LINK_MILESTONE, "Link it to milestones", "risk_milestones.milestones"),
    )
    for action, words, endpoint in pages:
        if may(actor, action):
            yield Step(words, url_for(endpoint, reference=reference))
    if may(actor, Action.PROPOSE_CLOSING):
        yield Step("Propose to close it", _decisions(reference, "propose-closing"))
    listed = page.row.status in ON_REGISTER and not page.row.standing_on(Register.BAF)
    if listed and may(actor, Action.PLACE_ON_BAF):
        yield Step("Put it on the BAF", _decisions(reference, "place"))


def _decisions(reference: str, part: str) -> str:
    return f"{url_for('decisions.decisions', reference=reference)}#{part}"
