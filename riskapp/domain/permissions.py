"""Who may do what: one table, asked by every route and again by every deed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from riskapp.domain.actions import DEEDS, Action
from riskapp.domain.errors import NotAllowedError


class Role(StrEnum):
    """What a person is to one organisation."""

    VIEWER = "viewer"
    REPORTER = "reporter"
    RISK_LEAD = "risk-lead"
    EXECUTIVE = "executive"
    SECRETARY = "secretary"
    RISK_MANAGER = "risk-manager"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    COMMAND_LINE = "command-line"


ROLE_NAMES: Mapping[Role, str] = {
    Role.VIEWER: "viewer",
    Role.REPORTER: "reporter",
    Role.RISK_LEAD: "risk lead",
    Role.EXECUTIVE: "executive",
    Role.SECRETARY: "board secretary",
    Role.RISK_MANAGER: "risk manager",
    Role.AUDITOR: "auditor",
    Role.ADMINISTRATOR: "administrator",
    Role.COMMAND_LINE: "command line",
}

_SEES = frozenset({Action.VIEW_REGISTER, Action.KEEP_VIEW, Action.MAKE_TOKEN})
_READS = _SEES | {Action.VIEW_HISTORY, Action.MAKE_PACK}
_REPORTS = _SEES | {
    Action.RAISE_RISK,
    Action.EDIT_RISK,
    Action.ASK_APPROVAL,
    Action.ADD_NOTE,
    Action.RECORD_OCCURRENCE,
}
_LEADS = _REPORTS | {
    Action.VIEW_HISTORY,
    Action.SCORE_RISK,
    Action.REVIEW_RISK,
    Action.LINK_OBJECTIVE,
    Action.LINK_MILESTONE,
    Action.LINK_EXPOSURE,
    Action.CHANGE_MILESTONE,
    Action.CHANGE_CONTROL,
    Action.RECORD_ASSURANCE,
    Action.CHANGE_IN_BULK,
    Action.PROPOSE_CLOSING,
    Action.PROPOSE_ACCEPTANCE,
    Action.PROPOSE_REOPENING,
    Action.PROPOSE_MERGE,
    Action.PROPOSE_TRANSFER,
    Action.AGREE_TRANSFER,
    Action.PROPOSE_REDACTION,
    Action.MAKE_PACK,
}
_DECIDING = frozenset(
    {
        Action.ANSWER_OBJECTIVE,
        Action.VALIDATE_SCORE,
        Action.DECIDE_REMOVAL,
        Action.APPROVE_RISK,
        Action.AGREE_CLOSING,
        Action.AGREE_ACCEPTANCE,
        Action.AGREE_REOPENING,
        Action.AGREE_MERGE,
        Action.AGREE_TRANSFER,
        Action.AGREE_REDACTION,
        Action.HAND_ON,
    }
)
"""What takes a second person, and so is never the command line's to do."""
_DECIDES = (
    _LEADS
    | _DECIDING
    | {
        Action.PLACE_ON_BAF,
        Action.RATE_ASSURANCE,
        Action.SETTLE_ASSURANCE,
        Action.SET_APPETITE,
    }
)

_MEETS = frozenset(
    {
        Action.OPEN_MONTH,
        Action.CLOSE_MONTH,
        Action.CHANGE_MEETING,
        Action.RECORD_FOR_MEETING,
        Action.ISSUE_PACK,
    }
)
"""What a meeting needs to be prepared, recorded and closed."""

SITTING = (_DECIDING - {Action.AGREE_REDACTION}) | {
    Action.PLACE_ON_BAF,
    Action.REVIEW_RISK,
    Action.RATE_ASSURANCE,
    Action.CHANGE_MILESTONE,
    Action.LINK_MILESTONE,
    Action.PROPOSE_ACCEPTANCE,
    Action.PROPOSE_CLOSING,
}
"""What a meeting may do about a risk, recorded by someone who may record for it; scoring is not."""

GRANTS: Mapping[Role, frozenset[Action]] = {
    Role.VIEWER: _SEES | {Action.MAKE_PACK},
    Role.REPORTER: _REPORTS,
    Role.RISK_LEAD: _LEADS,
    Role.EXECUTIVE: _DECIDES,
    Role.SECRETARY: _READS
    | {
        Action.PLACE_ON_BAF,
        Action.CHANGE_MILESTONE,
        Action.RECORD_ASSURANCE,
        Action.SETTLE_ASSURANCE,
        Action.RATE_ASSURANCE,
        Action.ADD_NOTE,
        Action.PROPOSE_REDACTION,
    }
    | _MEETS,
    Role.RISK_MANAGER: _DECIDES
    | _MEETS
    | {
        Action.CHANGE_MATRIX,
        Action.SET_QUALITY,
        Action.SHARE_VIEW,
        Action.SET_REMINDERS,
        Action.CHANGE_POST,
        Action.CHANGE_COMMITTEE,
        Action.OPEN_PERIOD,
        Action.WAIVE_WARNING,
        Action.SET_LOOK,
        Action.IMPORT_RISKS,
        Action.EXPORT_EVERYTHING,
        Action.REVOKE_TOKEN,
    },
    Role.AUDITOR: _READS
    | {
        Action.RECORD_ASSURANCE,
        Action.SETTLE_ASSURANCE,
        Action.ADD_NOTE,
        Action.PROPOSE_REDACTION,
        Action.EXPORT_EVERYTHING,
    },
    Role.ADMINISTRATOR: _SEES
    | {Action.VIEW_HISTORY, Action.ADD_PERSON, Action.CHANGE_POST, Action.REVOKE_TOKEN},
    Role.COMMAND_LINE: frozenset(Action)
    - _DECIDING
    - {Action.RECORD_FOR_MEETING, Action.MAKE_TOKEN},
}
"""Every role's rights. The command line is nobody's second person, so it decides nothing."""

SEES_RESTRICTED = frozenset({Role.EXECUTIVE, Role.RISK_MANAGER, Role.AUDITOR, Role.COMMAND_LINE})
"""Roles to which a restricted risk shows without their post being named on it."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting for which somebody records: what it decides, they write down.

    `proposed_by_post_id` is the post at whose word something is put to the meeting.
    """

    meeting_id: UUID
    committee_id: UUID
    proposed_by_post_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting for one organisation on one day.

    `units` holds the units the person's role reaches, None for all of them; `posts` the posts held;
    `today` is the register's own day; `sitting` the meeting for which the person records, if any.
    """

    person_id: UUID
    name: str
    organisation_id: UUID
    organisation_code: str
    role: Role
    today: date
    units: frozenset[UUID] | None = None
    posts: frozenset[UUID] = field(default_factory=frozenset)
    sitting: Sitting | None = None

    @property
    def sees_restricted(self) -> bool:
        """Tell whether restricted risks show to this role."""
        return self.role in SEES_RESTRICTED

    @property
    def sees_own_only(self) -> bool:
        """Tell whether only risks the person raised show."""
        return self.role is Role.REPORTER


ALL_UNITS: Final = "it takes one to whom every unit shows."
OF_EVERY_UNIT: Final = frozenset({Action.IMPORT_RISKS})
"""What takes a role that reaches every unit: a file may speak of any, and of restricted risks."""


def may(actor: Actor, action: Action) -> bool:
    """Tell whether the actor's role has the right, or the meeting for which the actor records."""
    if action in OF_EVERY_UNIT and actor.units is not None:
        return False
    return action in GRANTS[actor.role] or (actor.sitting is not None and action in SITTING)


def who_may(action: Action) -> str:
    """Name the roles that have the right, for a refusal to say who could."""
    names = [
        _one(role) for role in Role if role is not Role.COMMAND_LINE and action in GRANTS[role]
    ]
    return " or ".join(filter(None, [", ".join(names[:-1]), *names[-1:]])) or "nobody"


def require(actor: Actor, action: Action) -> None:
    """Refuse an actor without the right, and say who has it."""
    if not may(actor, action):
        who = _one(actor.role).capitalize()
        if action in GRANTS[actor.role] and action in OF_EVERY_UNIT:
            raise NotAllowedError(f"{who} of some units may not {DEEDS[action]}: {ALL_UNITS}")
        raise NotAllowedError(f"{who} may not {DEEDS[action]}. It takes {who_may(action)}.")


def reaches(actor: Actor, unit_id: UUID) -> bool:
    """Tell whether the actor's role reaches a unit."""
    return actor.units is None or unit_id in actor.units


def may_moderate(actor: Actor, scorer_id: UUID) -> bool:
    """Tell whether the actor's own score can stand in the place of one that awaits validation."""
    return may(actor, Action.VALIDATE_SCORE) and actor.person_id != scorer_id


def require_second_person(actor: Actor, first: UUID, deed: str) -> None:
    """Refuse the person who began it: nobody decides alone on their own case."""
    if actor.person_id == first:
        raise NotAllowedError(f"You cannot {deed} yourself: it takes a second person.")


def _one(role: Role) -> str:
    """Return a role with its article: "an executive"."""
    name = ROLE_NAMES[role]
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
