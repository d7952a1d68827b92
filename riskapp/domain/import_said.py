"""What a row of an old register says of a risk, and what this register says of it, put alike."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Final

from riskapp.domain.controls import GapKind
from riskapp.domain.due_periods import DuePeriod
from riskapp.domain.import_days import score_in
from riskapp.domain.import_meanings import Meant
from riskapp.domain.import_plans import FilePlan
from riskapp.domain.import_rows import RowAction
from riskapp.domain.imports import SCORED, Holds
from riskapp.domain.lifecycle import RiskStatus
from riskapp.domain.milestones import STATUS_NAMES, MilestoneStatus
from riskapp.domain.named_actions import names_of
from riskapp.domain.printed_cells import cells_to_json
from riskapp.domain.row_drafts import assurance_of
from riskapp.domain.scoring import PrintedScore, Score, ScoreKind

DIGITS: Final = 32
"""Of a digest as it is kept: nobody finds other words that have the same ones."""


class Told(StrEnum):
    """What a row and the register can both say of a risk, by the words that name it."""

    TITLE = "Title"
    CAUSE = "Cause"
    EVENT = "Event"
    EFFECT = "Effect"
    KIND = "Kind of risk"
    ORIGIN = "Source of the risk"
    TREATMENT = "Treatment"
    UNIT = "Unit"
    OWNER = "Owner"
    HANDLER = "Handler"
    EXECUTIVE = "Executive lead"
    COMMITTEE = "Lead committee"
    PROGRAMME = "Programme"
    STATUS = "Status"
    INHERENT = "Inherent score"
    CURRENT = "Current score"
    TARGET = "Target score"
    TARGET_ON = "Target date"
    REVIEW = "Review"
    CELLS = "As printed"
    OBJECTIVES = "Strategic objectives"
    CONTROLS = "Controls"
    CONTROL_GAPS = "Gaps in control"
    ASSURANCE_GAPS = "Gaps in assurance"
    ASSURANCES = "Assurances"
    ACTIONS = "Actions"
    DUE = "Actions due"
    DONE = "Actions done"
    PROGRESS = "Progress of the actions"
    NOTES = "Notes"


COLUMN_OF: Final[Mapping[Told, str]] = MappingProxyType(
    {
        Told.TITLE: "title",
        Told.CAUSE: "cause",
        Told.EVENT: "event",
        Told.EFFECT: "effect",
        Told.KIND: "kind",
        Told.ORIGIN: "origin",
        Told.TREATMENT: "treatment",
        Told.UNIT: "unit_id",
        Told.OWNER: "owner_post_id",
        Told.HANDLER: "handler_post_id",
        Told.EXECUTIVE: "executive_post_id",
        Told.COMMITTEE: "lead_committee_id",
        Told.PROGRAMME: "programme_id",
    }
)
"""What an edit of the risk changes, by the column of its versions."""
STATED: Final = frozenset({Told.TITLE, Told.CAUSE, Told.EVENT, Told.EFFECT})
SCORE_OF: Final[Mapping[Told, ScoreKind]] = MappingProxyType(
    {
        Told.INHERENT: ScoreKind.INHERENT,
        Told.CURRENT: ScoreKind.CURRENT,
        Told.TARGET: ScoreKind.TARGET,
    }
)
_OF_SCORE: Final = {kind: told for told, kind in SCORE_OF.items()}
_OF_STATEMENT: Final = tuple((told, COLUMN_OF[told]) for told in COLUMN_OF if told in STATED)
_OF_DETAILS: Final = tuple((told, COLUMN_OF[told]) for told in COLUMN_OF if told not in STATED)
NEVER_BLANK: Final = frozenset(
    {Told.TITLE, Told.KIND, Told.UNIT, Told.STATUS, Told.CELLS, Told.TARGET_ON, *SCORE_OF}
)
"""What a blank cell takes nothing away from."""
_HELD_BY: Final[Mapping[Holds, Told]] = MappingProxyType(
    {
        Holds.CAUSE: Told.CAUSE,
        Holds.EVENT: Told.EVENT,
        Holds.EFFECT: Told.EFFECT,
        Holds.KIND: Told.KIND,
        Holds.ORIGIN: Told.ORIGIN,
        Holds.TREATMENT: Told.TREATMENT,
        Holds.UNIT: Told.UNIT,
        Holds.OWNER: Told.OWNER,
        Holds.HANDLER: Told.HANDLER,
        Holds.EXECUTIVE: Told.EXECUTIVE,
        Holds.COMMITTEE: Told.COMMITTEE,
        Holds.PROGRAMME: Told.PROGRAMME,
        Holds.STATUS: Told.STATUS,
        Holds.CLOSED: Told.STATUS,
        Holds.REVIEWED: Told.REVIEW,
        Holds.NEXT_REVIEW: Told.REVIEW,
        Holds.TARGET_ON: Told.TARGET_ON,
        Holds.OBJECTIVES: Told.OBJECTIVES,
        Holds.CONTROLS: Told.CONTROLS,
        Holds.CONTROL_GAPS: Told.CONTROL_GAPS,
        Holds.ASSURANCE_GAPS: Told.ASSURANCE_GAPS,
        Holds.ASSURANCES: Told.ASSURANCES,
        Holds.ACTIONS: Told.ACTIONS,
        Holds.ACTION_DUE: Told.DUE,
        Holds.ACTION_DONE: Told.DONE,
        Holds.PROGRESS: Told.PROGRESS,
        Holds.NOTE: Told.NOTES,
    }
)
_AS_OURS: Final = {
    RiskStatus.TOLERATED: RiskStatus.OPEN,
    RiskStatus.AWAITING_APPROVAL: RiskStatus.DRAFT,
    RiskStatus.MERGED: RiskStatus.CLOSED,
}
"""What our own statuses are in an old register's words."""


Ways = tuple[str, ...]
"""One thing in each way in which it may be put, as it is printed first."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What is said of a risk: one text for each of the first, any number for each of the others.

    `each` is one thing of each action, by its words: when it is due, that it is done. So is the
    last review, of the risk itself, by no words; `reviewed_on` is its day, if a day is said.
    """

    one: Mapping[Told, str] = field(default_factory=dict)
    many: Mapping[Told, Sequence[str]] = field(default_factory=dict)
    each: Mapping[Told, Mapping[str, Sequence[Ways]]] = field(default_factory=dict)
    reviewed_on: date | None = None


def asked_of_plan(plan: FilePlan) -> frozenset[Told]:
    """Return what the columns of a file say anything of; what none holds is left as it is."""
    told = {_HELD_BY[column.holds] for column in plan.columns if column.holds in _HELD_BY}
    for column in plan.holding(*SCORED):
        told.add(told_score(column.score or ScoreKind.CURRENT))
    return frozenset(told | {Told.TITLE, Told.CELLS})


def told_score(kind: ScoreKind) -> Told:
    """Return the score of a kind as something that is told."""
    return _OF_SCORE[kind]


def said_by_row(meant: Meant) -> Saying:
    """Return what a row says of its risk."""
    details = meant.details
    said = {told: getattr(details, column) for told, column in _OF_DETAILS}
    said |= {told: getattr(details.statement, column) for told, column in _OF_STATEMENT}
    one = {told: str(value) for told, value in said.items() if value}
    one[Told.STATUS] = meant.row.status.value
    if meant.cells:
        one[Told.CELLS] = cells_to_json(meant.cells)
    for score in meant.row.scores:
        found = score_in(score)
        if found is not None:
            one[_OF_SCORE[score.kind]] = score_text(found)
    if meant.row.target_on is not None and Told.TARGET in one:
        one[Told.TARGET_ON] = str(meant.row.target_on)
    many = {told: tuple(filter(None, texts)) for told, texts in _lists(meant) if texts}
    many = {told: texts for told, texts in many.items() if texts}
    return Saying(one, many, _each(meant), meant.row.reviewed_on)


def score_text(score: Score | PrintedScore) -> str:
    """Return a score as it is compared, and shown."""
    if isinstance(score, PrintedScore):
        return str(score.value)
    return f"{score.consequence.value} x {score.likelihood.value} = {score.value}"


def review_text(reviewed_on: object, next_on: object) -> str:
    """Return the days of a review as they are compared."""
    said = (("reviewed", reviewed_on), ("next review by", next_on))
    return ", ".join(f"{words} {day}" for words, day in said if day is not None)


def of_action(words: str, said: object) -> str:
    """Return what is said of an action, as it is compared: a due period, a day, its progress."""
    return f"{words}: {said}"


def due_ways(words: str, due: DuePeriod) -> Ways:
    """Return when an action is due as it is printed, and as any other form of it would be read."""
    return of_action(words, due.printed), of_action(words, f"{due.starts_on} to {due.due_on}")


def done_ways(words: str, done: object) -> Ways:
    """Return that an action is done: there is one way to put it."""
    return (of_action(words, done),)


def done_text(status: MilestoneStatus, done_on: date | None) -> str:
    """Return how an action stands: the day it was done, else what was said of it here, if any."""
    if status is MilestoneStatus.NOT_STARTED:
        return ""
    return str(done_on) if done_on is not None else STATUS_NAMES[status].lower()


def status_text(status: RiskStatus) -> str:
    """Return a status of ours as an old register would say it."""
    return _AS_OURS.get(status, status).value


def digests_of(saying: Saying, salt: str) -> dict[str, Any]:
    """Return a digest of each thing that is said, to be kept in place of its words."""
    one = {told.value: digest_of(salt, told, text) for told, text in saying.one.items()}
    many = {
        told.value: [digest_of(salt, told, text) for text in texts]
        for told, texts in saying.many.items()
    }
    each = {
        told.value: [digest_of(salt, told, text) for text in _of_which(of)]
        for told, of in saying.each.items()
    }
    return {**one, **many, **each}


def _of_which(said: Mapping[str, Sequence[Ways]]) -> Iterator[str]:
    """Yield what is said of each action, and of which one anything is."""
    for of, each in said.items():
        yield from (ways[0] for ways in each)
        if of and each:
            yield of


def digest_of(salt: str, told: Told, text: str) -> str:
    """Return the digest of one thing that is said."""
    return sha256(f"{salt}\n{told.value}\n{text}".encode()).hexdigest()[:DIGITS]


def _each(meant: Meant) -> dict[Told, dict[str, list[Ways]]]:
    """Return what a row says of each action, and the review of its risk."""
    found: defaultdict[Told, defaultdict[str, list[Ways]]] = defaultdict(lambda: defaultdict(list))
    actions = () if meant.is_over else meant.row.actions
    for name, action in zip(names_of(actions), actions, strict=True):
        if action.due:
            found[Told.DUE][name].append(due_ways(name, action.due))
        if action.done_on:
            found[Told.DONE][name].append(done_ways(name, action.done_on))
    review = review_text(meant.row.reviewed_on, meant.row.next_review_on)
    if review:
        found[Told.REVIEW][""].append((review,))
    return {told: dict(of) for told, of in found.items()}


def _actions(actions: Sequence[RowAction]) -> Iterator[tuple[Told, list[str]]]:
    """Yield the actions of a row, and how it says that each gets on."""
    names = names_of(actions)
    yield Told.ACTIONS, names
    told = zip(names, (action.progress.strip() for action in actions), strict=True)
    yield Told.PROGRESS, [of_action(name, progress) for name, progress in told if progress]


def _lists(meant: Meant) -> Iterator[tuple[Told, list[str]]]:
    row = meant.row
    yield Told.OBJECTIVES, [str(key) for key in meant.objective_ids]
    yield Told.NOTES, [words.strip() for words in row.notes]
    if meant.is_over:
        return
    yield Told.CONTROLS, [words.strip() for words in row.controls]
    for told, kind in (
        (Told.CONTROL_GAPS, GapKind.CONTROL),
        (Told.ASSURANCE_GAPS, GapKind.ASSURANCE),
    ):
        yield told, [words.strip() for gap, words in row.gaps if gap is kind]
    drafts = [assurance_of(one, meant.days.last) for one in row.assurances]
    yield Told.ASSURANCES, [draft.words or draft.source for draft in drafts]
    yield from _actions(row.actions)
