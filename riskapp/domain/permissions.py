"""Who may do what: one table, asked by every route and again by every deed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

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


class Action(StrEnum):
    """Everything that needs a right, as scope and deed."""

    VIEW_REGISTER = "register:view"
    VIEW_HISTORY = "history:view"
    RAISE_RISK = "risk:raise"
    EDIT_RISK = "risk:edit"
    SCORE_RISK = "risk:score"
    REVIEW_RISK = "risk:review"
    LINK_OBJECTIVE = "risk:link-objective"
    LINK_MILESTONE = "risk:link-milestone"
    ANSWER_OBJECTIVE = "risk:answer-objective"
    VALIDATE_SCORE = "risk:validate-score"
    PLACE_ON_BAF = "register:place-on-baf"
    DECIDE_REMOVAL = "register:decide-removal"
    PROPOSE_CLOSING = "risk:propose-closing"
    AGREE_CLOSING = "risk:agree-closing"
    CHANGE_MILESTONE = "milestone:change"
    MAKE_PACK = "pack:make"
    ADD_PERSON = "person:add"
    LOAD = "organisation:load"


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

_SEES = frozenset({Action.VIEW_REGISTER})
_READS = _SEES | {Action.VIEW_HISTORY, Action.MAKE_PACK}
_REPORTS = _SEES | {Action.RAISE_RISK, Action.EDIT_RISK}
_LEADS = _REPORTS | {
    Action.VIEW_HISTORY,
    Action.SCORE_RISK,
    Action.REVIEW_RISK,
    Action.LINK_OBJECTIVE,
    Action.LINK_MILESTONE,
    Action.CHANGE_MILESTONE,
    Action.PROPOSE_CLOSING,
    Action.MAKE_PACK,
}
_DECIDES = _LEADS | {
    Action.ANSWER_OBJECTIVE,
    Action.VALIDATE_SCORE,
    Action.DECIDE_REMOVAL,
    Action.AGREE_CLOSING,
    Action.PLACE_ON_BAF,
}

GRANTS: Mapping[Role, frozenset[Action]] = {
    Role.VIEWER: _SEES | {Action.MAKE_PACK},
    Role.REPORTER: _REPORTS,
    Role.RISK_LEAD: _LEADS,
    Role.EXECUTIVE: _DECIDES,
    Role.SECRETARY: _READS | {Action.PLACE_ON_BAF, Action.CHANGE_MILESTONE},
    Role.RISK_MANAGER: _DECIDES,
    Role.AUDITOR: _READS,
    Role.ADMINISTRATOR: _SEES | {Action.VIEW_HISTORY, Action.ADD_PERSON},
    Role.COMMAND_LINE: frozenset(Action)
    - {
        Action.ANSWER_OBJECTIVE,
        Action.VALIDATE_SCORE,
        Action.DECIDE_REMOVAL,
        Action.AGREE_CLOSING,
    },
}
"""Every role's rights. The command line is nobody's second person, so it decides nothing."""

SEES_RESTRICTED = frozenset({Role.EXECUTIVE, Role.RISK_MANAGER, Role.AUDITOR, Role.COMMAND_LINE})
"""Roles to which a restricted risk shows without their post being named on it."""

DEEDS: Mapping[Action, str] = {
    Action.VIEW_REGISTER: "see the register",
    Action.VIEW_HISTORY: "read the history",
    Action.RAISE_RISK: "raise a risk",
    Action.EDIT_RISK: "change a risk",
    Action.SCORE_RISK: "score a risk",
    Action.REVIEW_RISK: "review a risk",
    Action.LINK_OBJECTIVE: "link a risk to an objective",
    Action.LINK_MILESTONE: "link a risk to a milestone",
    Action.ANSWER_OBJECTIVE: "answer whether a risk affects an objective",
    Action.VALIDATE_SCORE: "validate a score",
    Action.PLACE_ON_BAF: "put a risk on the BAF",
    Action.DECIDE_REMOVAL: "decide on taking a risk off a register",
    Action.PROPOSE_CLOSING: "propose closing a risk",
    Action.AGREE_CLOSING: "agree to close a risk",
    Action.CHANGE_MILESTONE: "change a milestone",
    Action.MAKE_PACK: "make a pack",
    Action.ADD_PERSON: "add a person",
    Action.LOAD: "load an organisation",
}
"""Each deed in the words of a refusal."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting for one organisation on one day.

    `units` holds the units the person's role reaches, None for all of them; `posts` the posts held;
    `today` is the register's own day.
    """

    person_id: UUID
    name: str
    organisation_id: UUID
    organisation_code: str
    role: Role
    today: date
    units: frozenset[UUID] | None = None
    posts: frozenset[UUID] = field(default_factory=frozenset)

    @property
    def sees_restricted(self) -> bool:
        """Tell whether restricted risks show to this role."""
        return self.role in SEES_RESTRICTED

    @property
    def sees_own_only(self) -> bool:
        """Tell whether only risks the person raised show."""
        return self.role is Role.REPORTER


def may(actor: Actor, action: Action) -> bool:
    """Tell whether the actor's role has the right."""
    return action in GRANTS[actor.role]


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
        raise NotAllowedError(f"{who} may not {DEEDS[action]}. It takes {who_may(action)}.")


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
