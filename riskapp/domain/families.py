"""The kinds of history entry in families that a reader knows, and a plain name for each kind."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from riskapp.domain.happenings import Happening


class Family(StrEnum):
    """What a kind of entry is about."""

    SCORES = "scores"
    REGISTERS = "registers"
    DECISIONS = "decisions"
    STATEMENTS = "statements"
    CONTROLS = "controls"
    MILESTONES = "milestones"
    MEETINGS = "meetings"
    PACKS = "packs"
    PEOPLE = "people"
    SETTINGS = "settings"


FAMILY_WORDS: Final[Mapping[Family, str]] = {
    Family.SCORES: "Scores",
    Family.REGISTERS: "Registers",
    Family.DECISIONS: "Decisions",
    Family.STATEMENTS: "What risks say",
    Family.CONTROLS: "Controls and assurance",
    Family.MILESTONES: "Milestones",
    Family.MEETINGS: "Months and meetings",
    Family.PACKS: "Packs",
    Family.PEOPLE: "People and posts",
    Family.SETTINGS: "Settings",
}

MEMBERS: Final[Mapping[Family, tuple[Happening, ...]]] = {
    Family.SCORES: (
        Happening.SCORED,
        Happening.SCORE_PRINTED,
        Happening.VALIDATION_ASKED,
        Happening.VALIDATED,
        Happening.MODERATED,
        Happening.RESCORE_ASKED,
    ),
    Family.REGISTERS: (
        Happening.PLACED,
        Happening.REMOVAL_PROPOSED,
        Happening.TAKEN_OFF,
        Happening.KEPT_ON,
        Happening.OBJECTIVE_ASKED,
        Happening.OBJECTIVE_ANSWERED,
        Happening.OBJECTIVE_LINKED,
        Happening.OBJECTIVE_UNLINKED,
        Happening.RISK_LINKED,
        Happening.RISK_UNLINKED,
        Happening.EXPOSURE_LINKED,
        Happening.EXPOSURE_UNLINKED,
        Happening.PERIOD_PREPARED,
        Happening.PERIOD_ENTRY_SET,
        Happening.PERIOD_OPENED,
        Happening.OBJECTIVE_ADDED,
        Happening.OBJECTIVE_ENDED,
    ),
    Family.DECISIONS: (
        Happening.APPROVAL_ASKED,
        Happening.APPROVED,
        Happening.SENT_BACK,
        Happening.REJECTED,
        Happening.ACCEPTANCE_PROPOSED,
        Happening.ACCEPTED,
        Happening.ACCEPTANCE_DECLINED,
        Happening.ACCEPTANCE_ENDED,
        Happening.CLOSING_PROPOSED,
        Happening.RISK_CLOSED,
        Happening.CLOSING_DECLINED,
        Happening.REOPENING_PROPOSED,
        Happening.REOPENED,
        Happening.REOPENING_DECLINED,
        Happening.MERGE_PROPOSED,
        Happening.MERGED,
        Happening.TOOK_IN,
        Happening.MERGE_DECLINED,
        Happening.TRANSFER_PROPOSED,
        Happening.TRANSFERRED,
        Happening.TRANSFER_DECLINED,
        Happening.HANDED_ON,
        Happening.PROPOSAL_WITHDRAWN,
        Happening.DECISION_SUPERSEDED,
        Happening.DECIDED_AT_MEETING,
        Happening.DEFERRED,
        Happening.OUTCOME_TAKEN_BACK,
    ),
    Family.STATEMENTS: (
        Happening.RISK_RAISED,
        Happening.RISK_EDITED,
        Happening.RISK_OPENED,
        Happening.CELLS_PRINTED,
        Happening.RISK_WITHDRAWN,
        Happening.RISK_REVIEWED,
        Happening.REVIEW_TAKEN_BACK,
        Happening.HAPPENED,
        Happening.NOTE_ADDED,
        Happening.REDACTION_PROPOSED,
        Happening.REDACTED,
        Happening.REDACTION_DECLINED,
    ),
    Family.CONTROLS: (
        Happening.CONTROL_ADDED,
        Happening.CONTROL_CHANGED,
        Happening.CONTROL_RETIRED,
        Happening.ASSURANCE_RECORDED,
        Happening.ASSURANCE_SETTLED,
        Happening.ASSURANCE_WITHDRAWN,
        Happening.ASSURANCE_RATED,
        Happening.GAP_RAISED,
        Happening.GAP_LINKED,
        Happening.GAP_UNLINKED,
        Happening.GAP_CLOSED,
    ),
    Family.MILESTONES: (
        Happening.MILESTONE_ADDED,
        Happening.MILESTONE_LINKED,
        Happening.MILESTONE_UNLINKED,
        Happening.MILESTONE_MOVED,
        Happening.MILESTONE_SET,
        Happening.MILESTONE_EDITED,
        Happening.MILESTONE_NOTED,
        Happening.EFFECT_EXPECTED,
    ),
    Family.MEETINGS: (
        Happening.MONTH_OPENED,
        Happening.MONTH_CLOSED,
        Happening.MONTH_NOT_HELD,
        Happening.MEETING_PLANNED,
        Happening.MEETING_CHANGED,
        Happening.MEETING_CANCELLED,
        Happening.ATTENDANCE_RECORDED,
        Happening.OVERSIGHT_SET,
    ),
    Family.PACKS: (
        Happening.PACK_ISSUED,
        Happening.PACK_REISSUED,
        Happening.PACK_WITHDRAWN,
        Happening.WAIVER_SET,
        Happening.WAIVER_ENDED,
    ),
    Family.PEOPLE: (
        Happening.PERSON_ADDED,
        Happening.POST_ADDED,
        Happening.POST_FILLED,
        Happening.POST_VACATED,
        Happening.REMINDERS_SET,
        Happening.LOOK_SET,
        Happening.TOKEN_MADE,
        Happening.TOKEN_REVOKED,
        Happening.SIGNED_IN,
        Happening.SIGN_IN_REFUSED,
        Happening.SIGNED_OUT,
        Happening.PASSWORD_SET,
    ),
    Family.SETTINGS: (
        Happening.ORGANISATION_CREATED,
        Happening.ORGANISATION_LOADED,
        Happening.UNIT_ADDED,
        Happening.COMMITTEE_ADDED,
        Happening.IMPORT_LOADED,
        Happening.IMPORT_REVERSED,
        Happening.EXPORTED,
        Happening.APPETITE_SCALE_SET,
        Happening.APPETITE_SET,
        Happening.APPETITE_ENDED,
        Happening.MATRIX_CHANGED,
        Happening.MATRIX_APPLIED,
        Happening.MATRIX_WITHDRAWN,
        Happening.QUALITY_SET,
    ),
}
"""Every kind of entry once, in the order in which a form offers them."""

OF_INSTALLATION: Final = frozenset(
    {
        Happening.SIGNED_IN,
        Happening.SIGN_IN_REFUSED,
        Happening.SIGNED_OUT,
        Happening.PASSWORD_SET,
    }
)
"""What stands in the installation's history alone, so that no organisation asks for it."""

_PLAINER: Final[Mapping[Happening, str]] = {
    Happening.SCORE_PRINTED: "Score in the old register entered",
    Happening.PLACED: "Went on a register",
    Happening.TAKEN_OFF: "Taken off a register",
    Happening.KEPT_ON: "Kept on a register",
    Happening.TOOK_IN: "Took another risk in",
    Happening.RISK_LINKED: "Placed under a risk of the BAF",
    Happening.RISK_UNLINKED: "Taken out from under a risk of the BAF",
    Happening.EXPOSURE_LINKED: "Operational risk placed under it",
    Happening.EXPOSURE_UNLINKED: "Operational risk taken out from under it",
    Happening.HAPPENED: "Has happened",
    Happening.CELLS_PRINTED: "What the old register prints brought in",
    Happening.RISK_WITHDRAWN: "Withdrawn with an import",
    Happening.EXPORTED: "Everything taken out",
    Happening.MILESTONE_SET: "Milestone: how it stands",
    Happening.MILESTONE_MOVED: "Milestone: due date moved",
}
"""Names of kinds that their own words do not say plainly."""


def kind_words(kind: Happening) -> str:
    """Return a plain name for a kind of entry."""
    return _PLAINER.get(kind, kind.value.replace("-", " ").capitalize())


def kinds_named(word: str) -> tuple[Happening, ...]:
    """Return the kinds that a family or a kind stands for, none for any other word."""
    if word in set(Family):
        return tuple(kind for kind in MEMBERS[Family(word)] if kind not in OF_INSTALLATION)
    return (Happening(word),) if word in set(Happening) - OF_INSTALLATION else ()
