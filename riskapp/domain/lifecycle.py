"""The life of a risk, from draft to closed: every change of status is a row of one table."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from riskapp.domain.actions import Action
from riskapp.domain.errors import FieldError
from riskapp.domain.permissions import who_may


class RiskStatus(StrEnum):
    """Where a risk is in its life."""

    DRAFT = "draft"
    AWAITING_APPROVAL = "awaiting-approval"
    OPEN = "open"
    TOLERATED = "tolerated"
    CLOSED = "closed"
    MERGED = "merged"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn-by-import"
    """It came with a file that was brought in by mistake, and the whole file was taken back."""


LIVE = frozenset(
    {RiskStatus.DRAFT, RiskStatus.AWAITING_APPROVAL, RiskStatus.OPEN, RiskStatus.TOLERATED}
)
"""What a register lists when nobody asks for anything else."""

ON_REGISTER = frozenset({RiskStatus.OPEN, RiskStatus.TOLERATED})
"""Risks to which the escalation rule applies: a draft is nobody's risk yet."""

OVER = frozenset({RiskStatus.CLOSED, RiskStatus.MERGED, RiskStatus.REJECTED, RiskStatus.WITHDRAWN})
"""Risks of which nothing can be changed any more."""

_DRAFT, _WAITING = frozenset({RiskStatus.DRAFT}), frozenset({RiskStatus.AWAITING_APPROVAL})
_BEGUN = ON_REGISTER | _DRAFT


class Turn(StrEnum):
    """What takes a risk from one part of its life to another, or is done only in one part of it."""

    ASK_APPROVAL = "ask-approval"
    TAKE_BACK = "take-back"
    OPEN = "open"
    APPROVE = "approve"
    SEND_BACK = "send-back"
    REJECT = "reject"
    ACCEPT = "accept"
    END_ACCEPTANCE = "end-acceptance"
    CLOSE = "close"
    REOPEN = "reopen"
    MERGE = "merge"
    TRANSFER = "transfer"
    HAPPEN = "happen"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Change:
    """A row of the table: from which statuses, to which one (None: it stays), by whose right.

    `proposed_with` is the right to propose it, where it is proposed by one person and decided by
    another; `done` completes "cannot be", `way` completes "may".
    """

    origins: frozenset[RiskStatus]
    target: RiskStatus | None
    right: Action
    done: str
    way: str
    second_person: bool = False
    proposed_with: Action | None = None


CHANGES: Mapping[Turn, Change] = {
    Turn.OPEN: Change(_DRAFT, RiskStatus.OPEN, Action.EDIT_RISK, "opened", "open it"),
    Turn.ASK_APPROVAL: Change(
        _DRAFT,
        RiskStatus.AWAITING_APPROVAL,
        Action.ASK_APPROVAL,
        "sent for approval",
        "send it for approval",
    ),
    Turn.APPROVE: Change(
        _WAITING, RiskStatus.OPEN, Action.APPROVE_RISK, "approved", "approve it", second_person=True
    ),
    Turn.TAKE_BACK: Change(
        _WAITING, RiskStatus.DRAFT, Action.ASK_APPROVAL, "taken back", "take it back"
    ),
    Turn.SEND_BACK: Change(
        _WAITING,
        RiskStatus.DRAFT,
        Action.APPROVE_RISK,
        "sent back",
        "send it back",
        second_person=True,
    ),
    Turn.REJECT: Change(
        _WAITING,
        RiskStatus.REJECTED,
        Action.APPROVE_RISK,
        "rejected",
        "reject it",
        second_person=True,
    ),
    Turn.ACCEPT: Change(
        ON_REGISTER,
        RiskStatus.TOLERATED,
        Action.AGREE_ACCEPTANCE,
        "accepted",
        "propose to accept it",
        second_person=True,
        proposed_with=Action.PROPOSE_ACCEPTANCE,
    ),
    Turn.END_ACCEPTANCE: Change(
        frozenset({RiskStatus.TOLERATED}),
        RiskStatus.OPEN,
        Action.PROPOSE_ACCEPTANCE,
        "taken out of acceptance",
        "end its acceptance",
    ),
    Turn.CLOSE: Change(
        _BEGUN,
        RiskStatus.CLOSED,
        Action.AGREE_CLOSING,
        "closed",
        "propose to close it",
        second_person=True,
        proposed_with=Action.PROPOSE_CLOSING,
    ),
    Turn.REOPEN: Change(
        frozenset({RiskStatus.CLOSED, RiskStatus.REJECTED}),
        RiskStatus.OPEN,
        Action.AGREE_REOPENING,
        "opened again",
        "propose to open it again",
        second_person=True,
        proposed_with=Action.PROPOSE_REOPENING,
    ),
    Turn.MERGE: Change(
        _BEGUN,
        RiskStatus.MERGED,
        Action.AGREE_MERGE,
        "merged",
        "propose to merge it",
        second_person=True,
        proposed_with=Action.PROPOSE_MERGE,
    ),
    Turn.TRANSFER: Change(
        _BEGUN,
        None,
        Action.AGREE_TRANSFER,
        "handed to another unit",
        "propose to hand it to another unit",
        second_person=True,
        proposed_with=Action.PROPOSE_TRANSFER,
    ),
    Turn.HAPPEN: Change(
        ON_REGISTER,
        None,
        Action.RECORD_OCCURRENCE,
        "recorded as having happened",
        "record that it has happened",
    ),
    Turn.WITHDRAW: Change(
        frozenset({RiskStatus.DRAFT, RiskStatus.OPEN, RiskStatus.CLOSED}),
        RiskStatus.WITHDRAWN,
        Action.IMPORT_RISKS,
        "withdrawn",
        "take back the import with which it came",
    ),
}
"""Every allowed change of status, and nothing else changes it."""


def may_turn(status: RiskStatus, turn: Turn) -> bool:
    """Tell whether this can be done to a risk of that status, by whoever has the right."""
    return status in CHANGES[turn].origins


def status_after(status: RiskStatus, turn: Turn) -> RiskStatus:
    """Return what the risk becomes; FieldError says why it cannot, and who could."""
    if not may_turn(status, turn):
        raise FieldError("", why_not(status, turn))
    return CHANGES[turn].target or status


def why_not(status: RiskStatus, turn: Turn) -> str:
    """Say why this cannot be done to a risk of that status, and who could bring it there."""
    change = CHANGES[turn]
    refused = f"A risk that is {status_words(status)} cannot be {change.done}."
    if change.target is status:
        return f"{refused} It is {status_words(status)} already."
    straight = [one for reached, one in _steps_from(status) if reached is change.target]
    first = straight[0] if straight else _first_step(status, change.origins)
    return f"{refused} {_who_could(status, first)}"


def why_over(status: RiskStatus) -> str:
    """Say that nothing about the risk can be changed any more, and who could open it again."""
    so = f"This risk is {status_words(status)}, so nothing about it can be changed."
    return f"{so} {_who_could(status, _first_step(status, ON_REGISTER))}"


def status_words(status: RiskStatus) -> str:
    """Return a status as it completes "a risk that is": "a draft", "awaiting approval"."""
    return "a draft" if status is RiskStatus.DRAFT else status.value.replace("-", " ")


def _who_could(status: RiskStatus, first: Change | None) -> str:
    """Say who may take the first step on from a status, or that there is none."""
    if first is not None:
        who = who_may(first.proposed_with or first.right)
        return f"{who[0].upper()}{who[1:]} may {first.way}."
    if status is RiskStatus.MERGED:
        return "It went into another risk, which carries on."
    if status is RiskStatus.WITHDRAWN:
        return "The import with which it came was taken back: the file can be brought in anew."
    return "Nobody may take it back to where that is done."


def _first_step(status: RiskStatus, wanted: frozenset[RiskStatus]) -> Change | None:
    """Return the first step of the shortest way to a status that is wanted, None for no way."""
    ways = _steps_from(status)
    seen = {status}
    for reached, first in ways:
        if reached in wanted:
            return first
        if reached not in seen:
            seen.add(reached)
            ways += [(further, first) for further, _ in _steps_from(reached)]
    return None


def _steps_from(status: RiskStatus) -> list[tuple[RiskStatus, Change]]:
    changes = (one for one in CHANGES.values() if status in one.origins)
    return [(one.target, one) for one in changes if one.target]


class RiskKind(StrEnum):
    """What sort of risk it is."""

    STRATEGIC = "strategic"
    OPERATIONAL = "operational"
    PROJECT = "project"
    PARTNERSHIP = "partnership"


class Origin(StrEnum):
    """Where a risk was first noticed."""

    INCIDENT = "incident"
    COMPLAINT = "complaint"
    CLAIM = "claim"
    AUDIT = "audit"
    INSPECTION = "inspection"
    ALERT = "alert"
    RISK_ASSESSMENT = "risk-assessment"
    LEGISLATION = "legislation"
    LOCAL_REGISTER = "local-register"
    EXTERNAL_RECOMMENDATION = "external-recommendation"


class Treatment(StrEnum):
    """What the organisation means to do about a risk."""

    TOLERATE = "tolerate"
    TREAT = "treat"
    TRANSFER = "transfer"
    TERMINATE = "terminate"


class Proximity(StrEnum):
    """When a risk could strike."""

    NOW = "now"
    WITHIN_3_MONTHS = "within-3-months"
    WITHIN_A_YEAR = "within-a-year"
    LATER = "later"


class Visibility(StrEnum):
    """Who may see a risk: everybody, the organisation, or named posts and governance."""

    PUBLIC = "public"
    INTERNAL = "internal"
    RESTRICTED = "restricted"
