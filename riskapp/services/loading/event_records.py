"""The records of what people did, one kind of record for each kind of deed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from riskapp.domain.domains import Domain
from riskapp.domain.due_periods import DuePeriod, parse_due
from riskapp.domain.escalation import ObjectiveAnswer, Register
from riskapp.domain.lifecycle import Treatment
from riskapp.domain.milestones import MilestoneStatus
from riskapp.domain.permissions import Role
from riskapp.domain.scoring import Consequence, Likelihood, ScoreKind
from riskapp.services.loading.fields import KEY, Fields
from riskapp.services.loading.files import Raw
from riskapp.services.loading.kinds import Kind
from riskapp.services.loading.risk_records import TITLE


class EventDeed(StrEnum):
    """What can be done in an event."""

    SCORE = "score"
    MODERATE = "moderate"
    ANSWER = "answer-objective-question"
    LINK_OBJECTIVE = "link-objective"
    UNLINK_OBJECTIVE = "unlink-objective"
    PLACE_ON_BAF = "place-on-baf"
    VALIDATE = "validate"
    REMOVE = "remove-from-register"
    KEEP = "keep-on-register"
    EDIT = "edit"
    MOVE_MILESTONE = "move-milestone"
    SET_MILESTONE = "set-milestone"
    PROPOSE_CLOSE = "propose-close"
    AGREE_CLOSE = "agree-close"
    REVIEW = "review"


ON_MILESTONES = frozenset({EventDeed.MOVE_MILESTONE, EventDeed.SET_MILESTONE})
EDITED_WORDS = ("title", "cause", "event", "effect")
EDITED_PLACES = {
    "owner_post": Kind.POST,
    "executive_post": Kind.POST,
    "lead_committee": Kind.COMMITTEE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord:
    """What every event has; `subject` is the key of its risk or milestone."""

    raw: Raw
    on: date
    by: Role
    deed: EventDeed
    subject: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreEvent(EventRecord):
    """A score, or the moderation of one."""

    kind: ScoreKind
    likelihood: Likelihood
    consequences: Mapping[Domain, Consequence]
    target_date: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerEvent(EventRecord):
    """The answer to the objective question."""

    answer: ObjectiveAnswer
    objectives: tuple[str, ...]
    baf_risk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveEvent(EventRecord):
    """A link to an objective made or ended."""

    objective: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceEvent(EventRecord):
    """The board's own decision."""

    committee: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalEvent(EventRecord):
    """A removal agreed or declined."""

    register: Register


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainEvent(EventRecord):
    """A deed that needs nothing but its reason: validating, closing, reviewing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditEvent(EventRecord):
    """New words, treatment or posts of a risk; what is not named stays."""

    words: Mapping[str, str]
    treatment: Treatment | None
    places: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveEvent(EventRecord):
    """A milestone's new due period."""

    due: DuePeriod


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusEvent(EventRecord):
    """A milestone's new status."""

    status: MilestoneStatus


def read_event(raw: Raw) -> EventRecord:
    """Read an event."""
    fields = Fields(raw, raw.values)
    deed = fields.choice("deed", EventDeed)
    common = {
        "raw": raw,
        "on": fields.day("on"),
        "by": fields.choice("by", Role),
        "deed": deed,
        "subject": fields.text("milestone" if deed in ON_MILESTONES else "risk", KEY),
        "reason": fields.text("reason"),
    }
    event = READERS[deed](fields, common)
    fields.all_taken()
    return event


def _score(fields: Fields, common: dict[str, Any]) -> EventRecord:
    kind = fields.choice("kind", ScoreKind)
    if common["deed"] is EventDeed.MODERATE and kind is not ScoreKind.CURRENT:
        raise fields.refuse("kind", "expected current: only that score is moderated")
    return ScoreEvent(
        kind=kind,
        likelihood=Likelihood(fields.number("likelihood", 1, 5)),
        consequences=_consequences(fields),
        target_date=fields.maybe_day("target_date"),
        **common,
    )


def _consequences(fields: Fields) -> dict[Domain, Consequence]:
    part = fields.part("consequences")
    given = {
        domain: Consequence(part.number(domain, 1, 5))
        for domain in Domain
        if part is not None and domain in part.values
    }
    if part is None or not given:
        raise fields.refuse("consequences", "expected a consequence for at least one domain")
    part.all_taken()
    return given


def _answer(fields: Fields, common: dict[str, Any]) -> EventRecord:
    return AnswerEvent(
        answer=fields.choice("answer", ObjectiveAnswer),
        objectives=fields.keys("objectives"),
        baf_risk=fields.maybe_text("baf_risk", KEY),
        **common,
    )


def _objective(fields: Fields, common: dict[str, Any]) -> EventRecord:
    return ObjectiveEvent(objective=fields.text("objective", KEY), **common)


def _place(fields: Fields, common: dict[str, Any]) -> EventRecord:
    return PlaceEvent(committee=fields.maybe_text("committee", KEY), **common)


def _removal(fields: Fields, common: dict[str, Any]) -> EventRecord:
    return RemovalEvent(register=fields.choice("register", Register), **common)


def _plain(_fields: Fields, common: dict[str, Any]) -> EventRecord:
    return PlainEvent(**common)


def _edit(fields: Fields, common: dict[str, Any]) -> EventRecord:
    words = {name: fields.maybe_text(name) for name in EDITED_WORDS if name in fields.values}
    if len(words.get("title", "")) > TITLE:
        raise fields.refuse("title", f"expected at most {TITLE} characters")
    return EditEvent(
        words=words,
        treatment=fields.maybe_choice("treatment", Treatment),
        places={name: fields.text(name, KEY) for name in EDITED_PLACES if name in fields.values},
        **common,
    )


def _move(fields: Fields, common: dict[str, Any]) -> EventRecord:
    return MoveEvent(due=fields.read("due", fields.text("due"), parse_due), **common)


def _status(fields: Fields, common: dict[str, Any]) -> EventRecord:
    return StatusEvent(status=fields.choice("status", MilestoneStatus), **common)


READERS: Mapping[EventDeed, Callable[[Fields, dict[str, Any]], EventRecord]] = {
    EventDeed.SCORE: _score,
    EventDeed.MODERATE: _score,
    EventDeed.ANSWER: _answer,
    EventDeed.LINK_OBJECTIVE: _objective,
    EventDeed.UNLINK_OBJECTIVE: _objective,
    EventDeed.PLACE_ON_BAF: _place,
    EventDeed.VALIDATE: _plain,
    EventDeed.REMOVE: _removal,
    EventDeed.KEEP: _removal,
    EventDeed.EDIT: _edit,
    EventDeed.MOVE_MILESTONE: _move,
    EventDeed.SET_MILESTONE: _status,
    EventDeed.PROPOSE_CLOSE: _plain,
    EventDeed.AGREE_CLOSE: _plain,
    EventDeed.REVIEW: _plain,
}
